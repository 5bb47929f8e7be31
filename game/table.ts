// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { Interruption, Referee } from "./_referee.ts";
import { Stage } from "./_stage.ts";
import type {
  Announcement,
  Ending,
  Message,
  Outcome,
  TableMessage,
} from "./announcement.ts";
import type { Controller, View } from "./controller.ts";
import { RecordError } from "./errors.ts";
import type { Game } from "./game.ts";
import type { AnyGameKind } from "./game_kind.ts";
import { Random, randomSeed } from "./random.ts";
import type { GameRecord } from "./record.ts";
import type { Result, TableOptions } from "./table_options.ts";

const MAX_TALK = 500;

/**
 * A table: brings rules and controllers together, refuses what is not
 * offered, keeps the record and the clock, and shows everybody what they may
 * see and no more.
 *
 * Everything that happens goes through one queue, and the rules come to rest
 * before the next thing happens. So the seed and the entries of the record
 * rebuild the game.
 *
 * @example Usage
 * ```ts
 * import { robot, rockPaperScissors, Table } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const table = new Table(rockPaperScissors, [
 *   robot("nelson", rockPaperScissors),
 *   robot("nelson", rockPaperScissors),
 * ]);
 * const { ending } = await table.play();
 * assertEquals(ending, "played");
 * assertEquals(table.announcements[0]?.message.type, "started");
 * ```
 */
export class Table {
  /** The game that is played. */
  readonly kind: AnyGameKind;
  readonly #controllers: Controller[];
  readonly #start: GameRecord;
  readonly #stage: Stage;
  readonly #referee: Referee;
  readonly #caughtUp: PromiseWithResolvers<void> = Promise.withResolvers();
  readonly #result: PromiseWithResolvers<Result> = Promise.withResolvers();
  #begun = false;
  #over: Result | undefined;

  /**
   * Lays a table.
   *
   * @param kind The game.
   * @param controllers Who plays, one for each seat.
   * @param options The seed, the clock, the record of a game to go on with.
   * @throws {RangeError} If there are too many or too few.
   * @throws {RecordError} If the record is of another game.
   */
  constructor(
    kind: AnyGameKind,
    controllers: readonly Controller[],
    options: TableOptions = {},
  ) {
    const { least, most } = kind.seats;
    const count = controllers.length;
    if (count < least || count > most) {
      const wanted = least === most ? least : `${least} to ${most}`;
      throw new RangeError(
        `Cannot seat ${count} players: ${kind.title} is for ${wanted}`,
      );
    }
    this.kind = kind;
    this.#controllers = [...controllers];
    this.#start = options.record ?? {
      game: kind.name,
      version: kind.version,
      seed: options.seed ?? randomSeed(),
      names: controllers.map(({ name }) => name),
      coins: options.coins ?? controllers.map(() => 0),
      entries: [],
    };
    const { game, names, coins } = this.#start;
    if (game !== kind.name || names.length !== count) {
      throw new RecordError(
        `Cannot go on with ${game} of ${names.length} players: this table is for ${kind.name} of ${count}`,
      );
    }
    if (coins.length !== count) {
      throw new RangeError(
        `Cannot seat ${count} players: ${coins.length} bring coins`,
      );
    }
    this.#stage = new Stage(coins, this.#controllers);
    this.#referee = new Referee({
      kind,
      start: this.#start,
      controllers: this.#controllers,
      stage: this.#stage,
      options,
      caughtUp: () => this.#caughtUp.resolve(),
      failed: (error) => this.#fail(error),
    });
  }

  /** Everything that was said, in order, secrets included. */
  get announcements(): readonly Announcement[] {
    return this.#stage.announcements;
  }

  /** What rebuilds the game so far. It contains the seed: keep it secret. */
  get record(): GameRecord {
    // One that is still being replayed, or cannot be, stays as it was.
    const { isCaughtUp, entries } = this.#referee;
    return isCaughtUp ? { ...this.#start, entries: [...entries] } : this.#start;
  }

  /** The players who are asked and have not moved. */
  get waitingFor(): readonly number[] {
    return this.#referee.waitingFor;
  }

  /** What came of the game; `undefined` while it goes on. */
  get result(): Result | undefined {
    return this.#over;
  }

  /** Settles when the record given at the start has been replayed. */
  get caughtUp(): Promise<void> {
    return this.#caughtUp.promise;
  }

  /**
   * Plays the game to its end.
   *
   * @returns What came of it, whenever it ends.
   * @throws {RecordError} If the given record does not fit the rules.
   */
  play(): Promise<Result> {
    if (!this.#begun) {
      this.#begun = true;
      // Whoever waits for only one of the two is not to be told of the other.
      this.#caughtUp.promise.catch(() => {});
      this.#run().catch((error) => this.#fail(error));
    }
    return this.#result.promise;
  }

  /**
   * What a player can see, or one who only watches.
   *
   * @param player The player, or `undefined` for one who only watches.
   * @returns The view.
   */
  view(player?: number): View {
    return this.#stage.view(player);
  }

  /**
   * Tells a function what a player is to know, or one who only watches, from
   * now on. A listener that throws is dropped.
   *
   * @param listener The function.
   * @param player The player, or `undefined` for one who only watches.
   * @returns Ends it.
   */
  listen(
    listener: (announcement: Announcement) => void,
    player?: number,
  ): () => void {
    return this.#stage.listen(listener, player);
  }

  /**
   * A player leaves the game. Does nothing when it is over, or they left.
   *
   * @param player The player.
   * @throws {RangeError} If there is no such player.
   */
  leave(player: number): void {
    this.#checkPlayer(player);
    this.#referee.propose({ leaves: player, timedOut: false });
  }

  /**
   * A player says something to all. It is no part of the game, and kept
   * neither in its record nor among its announcements.
   *
   * @param player The player.
   * @param text What they say; blanks around it do not count.
   * @throws {RangeError} If there is no such player, or the text is empty or
   * longer than 500 characters.
   */
  talk(player: number, text: string): void {
    this.#checkPlayer(player);
    const said = text.trim();
    if (said.length === 0 || said.length > MAX_TALK) {
      throw new RangeError(
        `Cannot say ${said.length} characters: 1 to ${MAX_TALK} are allowed`,
      );
    }
    this.#stage.tell({
      to: "all",
      step: this.#referee.entries.length,
      message: { type: "talked", player, text: said },
    });
  }

  /**
   * Gives a seat to another controller, which is asked at once if the player is
   * to move.
   *
   * @param player The player.
   * @param controller Who moves for them from now on.
   * @throws {RangeError} If there is no such player.
   */
  reseat(player: number, controller: Controller): void {
    this.#checkPlayer(player);
    this.#referee.reseat(player, controller);
  }

  /**
   * Stops playing without an end, so that the game can go on elsewhere or after
   * a restart. The promise of {@linkcode Table.play} stays pending.
   */
  stop(): void {
    this.#referee.stop();
  }

  #checkPlayer(player: number): void {
    if (this.#controllers[player] === undefined) {
      throw new RangeError(`Cannot find player ${player}: no such seat`);
    }
  }

  async #run(): Promise<void> {
    const { game, version, seed, names, coins } = this.#start;
    this.#announce("all", { type: "started", game, names, coins });
    if (version !== this.kind.version) return this.#end({}, "rules-changed");
    const rules: Game<object, object, Message> = new this.kind.Game({
      names,
      coins,
      random: new Random(seed),
      ask: (question) => this.#referee.ask(question),
      announce: (to, message) => {
        if (!this.#over) this.#announce(to, message as TableMessage);
      },
    });
    try {
      this.#end(await rules.play(), "played");
    } catch (error) {
      if (!(error instanceof Interruption)) throw error;
      const { player, ending } = error;
      this.#end(player === undefined ? {} : rules.leave(player), ending);
    }
  }

  #announce(to: "all" | number, message: TableMessage): void {
    this.#stage.announce({ to, step: this.#referee.entries.length, message });
  }

  #end(outcome: Outcome, ending: Ending): void {
    if (ending !== "rules-changed" && !this.#referee.isCaughtUp) {
      throw new RecordError(
        `Cannot replay ${this.kind.name}: it ended after ${this.#referee.entries.length} of ${this.#start.entries.length} entries`,
      );
    }
    this.#announce("all", { type: "ended", ending, winner: outcome.winner });
    this.#referee.stop();
    const { coins } = this.#stage.view(undefined);
    this.#over = { outcome, ending, coins, record: this.record };
    this.#caughtUp.resolve();
    this.#result.resolve(this.#over);
  }

  #fail(error: unknown): void {
    this.stop();
    this.#caughtUp.reject(error);
    this.#result.reject(error);
  }
}
