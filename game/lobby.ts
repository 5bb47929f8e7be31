// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Clock, systemClock } from "../net/clock.ts";
import { Bell } from "./_bell.ts";
import { LobbyGuests } from "./_lobby_guests.ts";
import type { LobbyHost, OpenTable } from "./_lobby_host.ts";
import { anyRobot, seatsFrom } from "./_lobby_seats.ts";
import { TalkRate } from "./_lobby_talk.ts";
import { isForRobots, OverTables } from "./_over_tables.ts";
import { storeTelling } from "./_store_telling.ts";
import { type FinishedGame, FinishedGames } from "./finished_game.ts";
import type { AnyGameKind, RobotStyle } from "./game_kind.ts";
import { GAMES } from "./games.ts";
import type { Guest } from "./guest.ts";
import { LobbyError } from "./lobby_error.ts";
import {
  type LobbyLimits,
  lobbyLimits,
  type LobbyOptions,
} from "./lobby_options.ts";
import { freeSeats, type StartOptions } from "./lobby_seat.ts";
import { LobbyTable } from "./lobby_table.ts";
import { MemoryStore } from "./memory_store.ts";
import { type GameStore, PLAIN_MANNERS, type StoredGame } from "./store.ts";

/**
 * Where people meet to play: tables that wait, tables where a game goes on, and
 * games that are over. It knows nothing of the web.
 *
 * Everything that there is of it is bounded, see {@linkcode LobbyOptions}. What
 * somebody cannot have is refused with a {@linkcode LobbyError}.
 *
 * @example Usage
 * ```ts
 * import { Lobby } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const lobby = new Lobby();
 * const ann = lobby.guest("a".repeat(64), "Ann");
 * const bob = lobby.guest("b".repeat(64), "Bob");
 * const table = lobby.start(ann, "truc");
 * assertEquals(lobby.play(bob, "truc"), table);
 * assertEquals(table.phase, "playing");
 * await lobby.close();
 * ```
 */
export class Lobby {
  /** The games that are offered, by name. */
  readonly kinds: ReadonlyMap<string, AnyGameKind>;
  /** How much of everything there may be. */
  readonly limits: LobbyLimits;
  /** Where time comes from. */
  readonly clock: Clock;
  readonly #store: GameStore;
  readonly #host: LobbyHost;
  readonly #tables: Map<string, LobbyTable> = new Map();
  readonly #over: OverTables;
  readonly #guests: LobbyGuests;
  readonly #bell: Bell<LobbyTable>;
  readonly #finished: FinishedGames;
  /** Does something whose failure nobody waits for. */
  readonly #later: (work: () => unknown) => void;
  #isClosed = false;

  /**
   * Opens a lobby without tables.
   *
   * @param options How it is run.
   * @throws {RangeError} If a number cannot be used.
   */
  constructor(options: LobbyOptions = {}) {
    const { onError = (error) => console.error(error) } = options;
    const { clock = systemClock, store = new MemoryStore() } = options;
    this.kinds = options.kinds ?? GAMES;
    this.limits = lobbyLimits(options);
    this.clock = clock;
    this.#store = store;
    this.#over = new OverTables(this.limits.maxOver);
    this.#finished = new FinishedGames(this.limits.maxListed);
    this.#guests = new LobbyGuests(this.limits, store);
    this.#bell = new Bell((tables) => {
      for (const table of tables) table.told();
    }, onError);
    const rate = new TalkRate(clock, this.limits.talkRate);
    this.#host = {
      clock,
      limits: this.limits,
      nextRobot: options.robotStyle ?? anyRobot(),
      open: (options) => this.#open(options),
      storeTelling: (kept) => storeTelling(store, kept),
      keepSeat: (id, seat) => this.#later(() => store.setSeat(id, seat)),
      seat: (guest, kind) => this.#seat(guest, kind),
      unseated: (guest) => this.#unseat(guest),
      pay: (guest, amount) => {
        this.#guests.pay(guest, amount);
        for (const table of this.tablesOf(guest)) table.keepSeat(guest);
      },
      speak: (guest) => rate.speak(guest),
      changed: (table) => this.#bell.note(table),
      finished: (table, { ending, outcome }) => {
        this.#finished.add(table, ending, outcome.winner);
        this.#over.add(table);
      },
      failed: (table, error) => {
        onError(error);
        this.#abandon(table);
      },
      removed: (table) => this.#remove(table),
    };
    this.#later = (work) => void Promise.resolve().then(work).catch(onError);
  }

  /** Whether it was closed. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The tables that wait for players and are not private, the oldest first. */
  get waiting(): LobbyTable[] {
    return this.#list("waiting");
  }

  /** The tables where a game goes on that is not private, the oldest first. */
  get playing(): LobbyTable[] {
    return this.#list("playing");
  }

  /** The games that were over last and are not private, the newest first. */
  get finished(): readonly FinishedGame[] {
    return this.#finished.all;
  }

  /**
   * A table.
   *
   * @param id What it is known by.
   * @returns The table, or `undefined` if there is none.
   */
  table(id: string): LobbyTable | undefined {
    return this.#tables.get(id);
  }

  /**
   * The tables where somebody has a seat.
   *
   * @param guest Who.
   * @returns The tables, the oldest first.
   */
  tablesOf(guest: Guest): LobbyTable[] {
    return [...this.#tables.values()].filter((table) =>
      table.playerOf(guest) !== undefined
    );
  }

  /**
   * A person, who has a seat already or is new.
   *
   * @param id What tells them from all others, see {@linkcode Guest.id}.
   * @param name What they are called.
   * @returns The guest. Keep it for as long as the person is here.
   */
  guest(id: string, name: string): Guest {
    return this.#guests.get(id, name);
  }

  /**
   * A person who was here before, maybe before a restart.
   *
   * @param id What tells them from all others.
   * @returns The guest; `null` if nothing is known of them.
   */
  known(id: string): Promise<Guest | null> {
    return this.#guests.known(id);
  }

  /**
   * Gives a guest another name.
   *
   * @param guest Who.
   * @param name The name.
   */
  rename(guest: Guest, name: string): void {
    this.#guests.rename(guest, name);
    for (const table of this.tablesOf(guest)) table.keepSeat(guest);
  }

  /**
   * Starts a game: lays a table at which the guest sits.
   *
   * @param guest Who starts it.
   * @param game The name of the game.
   * @param options What is wanted of the table.
   * @returns The table.
   * @throws {LobbyError} If there are too many, or it cannot be laid like that.
   */
  start(guest: Guest, game: string, options: StartOptions = {}): LobbyTable {
    const kind = this.#kind(game);
    const { isPrivate = false, takesOver = false } = options;
    const [, ...others] = freeSeats(kind, options.seats);
    const table = this.#open({
      kind,
      manners: { isPrivate, takesOver },
      seats: [{ keptFor: guest }, ...others],
      robotAfter: isPrivate ? 0 : this.limits.robotAfter,
    });
    try {
      table.sit(guest);
    } catch (error) {
      table.clear();
      throw error;
    }
    return table;
  }

  /**
   * Sits down at the table that has waited longest for players of a game, or
   * starts a game if none does.
   *
   * @param guest Who wants to play.
   * @param game The name of the game.
   * @returns The table.
   * @throws {LobbyError} If it cannot be.
   */
  play(guest: Guest, game: string): LobbyTable {
    const kind = this.#kind(game);
    const waiting = this.waiting.filter((table) => table.kind === kind);
    const own = waiting.find((table) => table.playerOf(guest) !== undefined);
    if (own) return own;
    const open = waiting.find(({ isOpen }) => isOpen);
    if (!open) return this.start(guest, game);
    open.sit(guest);
    return open;
  }

  /**
   * Lets robots play each other, to be watched.
   *
   * @param game The name of the game.
   * @param robots Which; as few as the game is for, by chance, if not given.
   * @returns The table.
   * @throws {LobbyError} If there are too many such tables.
   */
  exhibit(game: string, robots?: readonly RobotStyle[]): LobbyTable {
    const kind = this.#kind(game);
    const { maxRobotTables } = this.limits;
    if (this.playing.filter(isForRobots).length >= maxRobotTables) {
      throw new LobbyError(
        "full",
        `Cannot let robots play: they play at ${maxRobotTables} tables already`,
      );
    }
    const styles = robots ??
      freeSeats(kind).map(() => this.#host.nextRobot());
    const seats = styles.map((robot) => ({ robot }));
    const manners = PLAIN_MANNERS;
    const table = this.#open({ kind, manners, seats, robotAfter: 0 });
    table.beginIfFull();
    return table;
  }

  /**
   * A game that is kept.
   *
   * @param id What it is known by.
   * @returns The game, or `undefined` if there is none.
   */
  async stored(id: string): Promise<StoredGame | undefined> {
    return await this.#store.game(id);
  }

  /**
   * Goes on with the games that were interrupted, and lists those that are over.
   *
   * @returns How many go on.
   */
  async resume(): Promise<number> {
    const running = await this.#store.inProgress();
    for (const id of running.slice(0, this.limits.maxTables)) {
      await this.#resume(id);
    }
    await this.#finished.load(this.#store, this.kinds);
    await this.rest();
    return this.#tables.size;
  }

  /**
   * Calls a function whenever tables have changed, once for all that happened
   * in one go.
   *
   * @param listener What to call.
   * @returns Ends it.
   */
  listen(listener: (tables: ReadonlySet<LobbyTable>) => void): () => void {
    return this.#bell.listen(listener);
  }

  /** Settles when everybody has been told what happened. */
  rest(): Promise<void> {
    return this.#bell.rest();
  }

  /** Clears all tables away and closes the store. Games in progress stay in it. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const table of this.#tables.values()) table.clear();
    this.#bell.ring();
    await this.#store.close();
  }

  #list(phase: LobbyTable["phase"]): LobbyTable[] {
    return [...this.#tables.values()].filter((table) =>
      table.phase === phase && !table.manners.isPrivate
    );
  }

  #kind(game: string): AnyGameKind {
    const kind = this.kinds.get(game);
    if (kind) return kind;
    throw new LobbyError("unknown", "Cannot play: there is no such game");
  }

  #open(options: OpenTable): LobbyTable {
    if (this.#isClosed) {
      throw new LobbyError("late", "Cannot lay a table: the lobby is closed");
    }
    const { maxTables } = this.limits;
    if (this.#tables.size - this.#over.size >= maxTables) {
      throw new LobbyError(
        "full",
        `Cannot lay another table: there are ${maxTables}, so join a game or come back later`,
      );
    }
    return this.#lay(options, randomId());
  }

  #lay(options: OpenTable, id: string): LobbyTable {
    const table = new LobbyTable(this.#host, { ...options, id });
    this.#tables.set(id, table);
    this.#bell.note(table);
    return table;
  }

  async #resume(id: string): Promise<void> {
    const game = await this.#store.game(id);
    const kind = this.kinds.get(game?.record.game ?? "");
    // A game that is not offered now may be offered again.
    if (!game || !kind) return;
    const seats = seatsFrom(
      game.seats,
      ({ secretHash: id, name, coins }) =>
        this.#guests.restore({ id, name, coins }),
    );
    const { manners } = game;
    this.#lay({ kind, manners, seats, robotAfter: 0 }, id).beginIfFull();
  }

  #seat(guest: Guest, kind: AnyGameKind): void {
    const { maxSeats } = this.limits;
    const held = this.tablesOf(guest).filter(({ phase }) => phase !== "over");
    if (held.length >= maxSeats) {
      throw new LobbyError(
        "full",
        `Cannot sit down: you sit at ${maxSeats} tables already`,
      );
    }
    this.#guests.seat(guest, kind.coins === true);
  }

  /** Ends a game for good that cannot go on, if the store can still do so. */
  #abandon(table: LobbyTable): void {
    const { id, table: game } = table;
    const coins = game?.record.coins ?? table.seats.map(() => 0);
    this.#later(() =>
      this.#store.finish(id, { ending: "rules-changed", winner: null, coins })
    );
    this.#over.add(table);
  }

  #remove(table: LobbyTable): void {
    this.#tables.delete(table.id);
    this.#over.delete(table);
    for (const { guest } of table.seats) if (guest) this.#unseat(guest);
  }

  /** Forgets a guest who has no seat any more. */
  #unseat(guest: Guest): void {
    if (this.tablesOf(guest).length === 0) this.#guests.unseat(guest);
  }
}

/** 128 random bits, fit for a path and an element's id. */
function randomId(): string {
  return crypto.randomUUID().replaceAll("-", "");
}
