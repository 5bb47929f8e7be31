// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Outcome } from "./announcement.ts";
import { boolean } from "./choices.ts";
import { Game, type Nothing } from "./game.ts";
import type { GameKind } from "./game_kind.ts";

/** What is at stake in the prisoner's dilemma, in coins. */
export interface DilemmaTable {
  /** What each gains if none betrays, 1 to 10. */
  readonly share: number;
  /** What the only traitor gains, more than the share, at most 25. */
  readonly grab: number;
  /** What the others lose then, 0 to 5. */
  readonly penalty: number;
  /** What all lose if several betray, no less than the penalty, at most 25. */
  readonly bigPenalty: number;
}

/** What is said in the prisoner's dilemma. */
export interface LoyaltyMessage {
  /** All choices at once. */
  readonly type: "loyalty";
  /** Whether each player cooperated. */
  readonly cooperated: readonly boolean[];
}

class PrisonersDilemma extends Game<DilemmaTable, Nothing, LoyaltyMessage> {
  readonly #share: number = this.random.integer(1, 10);
  readonly #grab: number = this.random.integer(this.#share + 1, 25);
  readonly #penalty: number = this.random.integer(0, 5);
  readonly #bigPenalty: number = this.random.integer(this.#penalty, 25);

  async play(): Promise<Outcome> {
    this.show({
      share: this.#share,
      grab: this.#grab,
      penalty: this.#penalty,
      bigPenalty: this.#bigPenalty,
    });
    const cooperated = await this.secretly("cooperate", boolean(true));
    this.announce({ type: "loyalty", cooperated });
    const traitors = cooperated.filter((loyal) => !loyal).length;
    for (const player of this.players) {
      if (traitors === 0) this.pay(player, this.#share);
      else if (traitors > 1) this.pay(player, -this.#bigPenalty);
      else this.pay(player, cooperated[player] ? -this.#penalty : this.#grab);
    }
    return {};
  }

  override leave(player: number): Outcome {
    this.pay(player, -this.#penalty);
    return {};
  }
}

/**
 * The prisoner's dilemma, for two to four, for coins.
 *
 * @example Usage
 * ```ts
 * import { playGame, prisonersDilemma, robot } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const players = [robot("martin", prisonersDilemma), robot("nelson", prisonersDilemma)];
 * const { coins } = await playGame(prisonersDilemma, players);
 * assertEquals(coins.length, players.length);
 * ```
 */
export const prisonersDilemma: GameKind<DilemmaTable, Nothing, LoyaltyMessage> =
  {
    name: "prisoners-dilemma",
    title: "Prisoner's dilemma",
    summary: "Cooperate, or betray those who trust you, before they do.",
    rules: `All choose in secret whether to cooperate or to betray.

If nobody betrays, all gain the share. If one betrays, that one grabs more, and
the others lose the penalty. If several betray, all lose the big penalty. How
much all this is differs from game to game, and everybody sees it.

Who leaves loses the penalty.`,
    version: 1,
    seats: { least: 2, most: 4 },
    coins: true,
    Game: PrisonersDilemma,
    decide(style, { table: { share, grab, penalty, bigPenalty }, names }) {
      if (style !== "martin") return style === "nelson" ? false : undefined;
      // What to expect if each of the others tosses a coin.
      const others = names.length - 1;
      const none = 2 ** -others;
      const one = others * none;
      const loyal = none * share - one * penalty -
        (1 - none - one) * bigPenalty;
      return loyal >= none * grab - (1 - none) * bigPenalty;
    },
    tell: ({ cooperated }, speech) =>
      cooperated.map((loyal, player) =>
        `${speech.does(player, loyal ? "cooperate" : "betray")}.`
      ).join(" "),
    question: ({ table: { share, grab, penalty, bigPenalty } }) =>
      `All loyal: ${share} each. One traitor: ${grab}, the others -${penalty}. More: all -${bigPenalty}. Do you cooperate?`,
  };
