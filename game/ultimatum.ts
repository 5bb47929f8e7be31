// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Outcome } from "./announcement.ts";
import { boolean, integer } from "./choices.ts";
import { Game } from "./game.ts";
import type { GameKind } from "./game_kind.ts";

/** What lies on the table in the ultimatum game, in coins. */
export interface UltimatumTable {
  /** What is to be shared, 1 to 20. */
  readonly pot: number;
  /** What each loses if the offer is refused, 0 to 4. */
  readonly penalty: number;
  /** The player who makes the offer. */
  readonly proposer: number;
  /** What the proposer demands, once they have. */
  readonly demand?: number;
}

class Ultimatum extends Game<UltimatumTable> {
  readonly #pot: number = this.random.integer(1, 20);
  readonly #penalty: number = this.random.integer(0, 4);
  readonly #proposer: number = this.random.integer(0, 1);

  async play(): Promise<Outcome> {
    const proposer = this.#proposer;
    const other = 1 - proposer;
    this.show({ pot: this.#pot, penalty: this.#penalty, proposer });
    const demand = await this.move(proposer, "demand", integer(0, this.#pot));
    this.show({ demand });
    const accepted = await this.move(other, "accept", boolean());
    this.pay(proposer, accepted ? demand : -this.#penalty);
    this.pay(other, accepted ? this.#pot - demand : -this.#penalty);
    return {};
  }

  override leave(player: number): Outcome {
    this.pay(player, -this.#penalty);
    return {};
  }
}

/**
 * The ultimatum game, for two, for coins.
 *
 * @example Usage
 * ```ts
 * import { playGame, robot, ultimatum } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const players = [robot("martin", ultimatum), robot("nelson", ultimatum)];
 * const { coins } = await playGame(ultimatum, players);
 * assertEquals(coins.length, players.length);
 * ```
 */
export const ultimatum: GameKind<UltimatumTable> = {
  name: "ultimatum",
  title: "Ultimatum",
  summary: "Take it or leave it: how little will the other accept?",
  rules: `There is a pot of 1 to 20 coins, and a penalty of 0 to 4 coins.

One of you, chosen by chance, demands a part of the pot. The other gets the rest
if they accept; if they do not, both lose the penalty.

Who leaves loses the penalty.`,
  version: 1,
  seats: { least: 2, most: 2 },
  coins: true,
  Game: Ultimatum,
  decide(style, { move, table: { pot, penalty, demand = 0 } }) {
    if (style === "ralph") return undefined;
    const rest = pot - demand;
    if (style === "nelson") return move === "demand" ? pot : rest * 2 >= pot;
    // Something is better than nothing, and nothing better than a penalty.
    return move === "demand" ? Math.ceil(pot * 0.6) : rest > 0 || penalty > 0;
  },
  tellMove: ({ move, value }, player, speech) =>
    move === "demand"
      ? `${speech.does(player, "demand")} ${value}.`
      : `${speech.does(player, value ? "accept" : "refuse")}.`,
  question: ({ move, table: { pot, penalty, demand = 0 } }) =>
    move === "demand"
      ? `The pot is ${pot}, the penalty ${penalty}. How much do you demand?`
      : `Of ${pot} you would get ${
        pot - demand
      }; the penalty is ${penalty}. Do you accept?`,
};
