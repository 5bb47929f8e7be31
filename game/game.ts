// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Message, Outcome } from "./announcement.ts";
import type { Choice, Choices } from "./choices.ts";
import type { Random } from "./random.ts";

/** Nothing: the state of a game that shows nothing of the kind. */
export type Nothing = Record<never, never>;

/** What the rules ask for: the same move of one or more players at once. */
export interface Question {
  /** The name of the move. */
  readonly move: string;
  /** What each player asked may choose from. */
  readonly choices: ReadonlyMap<number, Choices>;
  /** Whether the moves are announced when made. */
  readonly secret: boolean;
}

/** What a table gives to the rules that are played at it. */
export interface Setting {
  /** The players' names; there are as many players as names. */
  readonly names: readonly string[];
  /** The coins that each player brings. */
  readonly coins: readonly number[];
  /** The only source of chance. */
  readonly random: Random;
  /**
   * Asks players to move.
   *
   * @param question What to ask.
   * @returns What each player chose, once all have.
   */
  ask(question: Question): Promise<ReadonlyMap<number, Choice>>;
  /**
   * Says something.
   *
   * @param to Who is to know.
   * @param message What to say.
   */
  announce(to: "all" | number, message: Message): void;
}

/** How to ask for a move. */
export interface SecretlyOptions {
  /**
   * Who is asked, if not all.
   *
   * @default {undefined}
   */
  readonly players?: readonly number[];
}

/**
 * The rules of a game, as one straight-line function.
 *
 * Nothing is visible that the rules do not show: keep the state in private
 * members, and hand out what may be seen with {@linkcode Game.show} and
 * {@linkcode Game.showTo}. Wait for nothing but moves, and take chance from
 * {@linkcode Game.random} only; then the seed and the moves rebuild the game.
 *
 * @typeParam T What all may see of the state.
 * @typeParam H What a player alone may see of the state: a hand of cards.
 * @typeParam M What the game says.
 *
 * @example Usage
 * ```ts
 * import { Game, integer, playGame } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * class Highest extends Game {
 *   async play() {
 *     const bids = await this.secretly("bid", integer(0, 9));
 *     return { winner: bids.indexOf(Math.max(...bids)) };
 *   }
 * }
 *
 * const { outcome } = await playGame(
 *   {
 *     name: "highest", title: "Highest", summary: "Bid most.", rules: "Bid most.",
 *     version: 1, seats: { least: 2, most: 2 }, Game: Highest,
 *   },
 *   [{ name: "Ann", choose: () => 3 }, { name: "Bob", choose: () => 5 }],
 * );
 * assertEquals(outcome.winner, 1);
 * ```
 */
export abstract class Game<
  T extends object = Nothing,
  H extends object = Nothing,
  M extends Message = never,
> {
  readonly #setting: Setting;
  readonly #coins: number[];

  /**
   * Seats the players.
   *
   * @param setting What the table gives.
   */
  constructor(setting: Setting) {
    this.#setting = setting;
    this.#coins = [...setting.coins];
  }

  /**
   * Plays the game from beginning to end.
   *
   * @returns What came of it.
   */
  abstract play(): Promise<Outcome>;

  /**
   * What happens when a player leaves a game that cannot go on without them.
   * Says who wins; for two players, the one who stays, unless overridden.
   *
   * @param player Who left.
   * @returns What came of the game.
   */
  leave(player: number): Outcome {
    return this.players.length === 2 ? { winner: 1 - player } : {};
  }

  /** The numbers of the players, from 0. */
  protected get players(): readonly number[] {
    return this.#setting.names.map((_, player) => player);
  }

  /** The only source of chance. */
  protected get random(): Random {
    return this.#setting.random;
  }

  /** The coins each player has now. */
  protected get coins(): readonly number[] {
    return this.#coins;
  }

  /**
   * Asks one player to move, and announces the move when it is made.
   *
   * @param player Who is to move.
   * @param move The name of the move.
   * @param choices What may be chosen.
   * @returns What was chosen.
   */
  protected async move<C extends Choice>(
    player: number,
    move: string,
    choices: Choices<C>,
  ): Promise<C> {
    const answers = await this.#setting.ask({
      move,
      choices: new Map([[player, choices as Choices]]),
      secret: false,
    });
    // The table checked it against the choices.
    return answers.get(player) as C;
  }

  /**
   * Asks players to move, all at once. None learns what another chose, and
   * nothing is announced; show afterwards what is to be known.
   *
   * @param move The name of the move.
   * @param choices What may be chosen, or a function that tells for a player.
   * @param options Who is asked.
   * @returns What was chosen, in the order of the players asked.
   */
  protected async secretly<C extends Choice>(
    move: string,
    choices: Choices<C> | ((player: number) => Choices<C>),
    options: SecretlyOptions = {},
  ): Promise<C[]> {
    const { players = this.players } = options;
    const offered = new Map<number, Choices>();
    for (const player of players) {
      const own = typeof choices === "function" ? choices(player) : choices;
      offered.set(player, own as Choices);
    }
    const answers = await this.#setting.ask({
      move,
      choices: offered,
      secret: true,
    });
    return players.map((player) => answers.get(player) as C);
  }

  /**
   * Says something to all, those who only watch included.
   *
   * @param message What to say.
   */
  protected announce(message: M): void {
    this.#setting.announce("all", message);
  }

  /**
   * Says something to one player only.
   *
   * @param player Who is to know.
   * @param message What to say.
   */
  protected tell(player: number, message: M): void {
    this.#setting.announce(player, message);
  }

  /**
   * Lets all see something of the state.
   *
   * @param values What is to be seen; what was shown earlier stays.
   */
  protected show(values: Partial<T>): void {
    this.#setting.announce("all", {
      type: "shown",
      where: "table",
      values,
    } as Message);
  }

  /**
   * Lets one player see something of the state.
   *
   * @param player Who is to see it.
   * @param values What is to be seen; what was shown earlier stays.
   */
  protected showTo(player: number, values: Partial<H>): void {
    this.#setting.announce(player, {
      type: "shown",
      where: "hand",
      values,
    } as Message);
  }

  /**
   * Gives coins to a player, or takes them.
   *
   * @param player Who wins or loses them.
   * @param amount How many; negative to take them.
   */
  protected pay(player: number, amount: number): void {
    const coins = this.#coins[player]! + amount;
    this.#coins[player] = coins;
    this.#setting.announce("all", {
      type: "paid",
      player,
      amount,
      coins,
    } as Message);
  }
}
