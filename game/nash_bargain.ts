// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Outcome } from "./announcement.ts";
import { integer } from "./choices.ts";
import { Game, type Nothing } from "./game.ts";
import type { GameKind } from "./game_kind.ts";

/** What lies on the table in Nash's bargain, in coins. */
export interface NashTable {
  /** What is to be shared, 1 to 20. */
  readonly pot: number;
  /** What each loses if they demand too much, 0 to 5. */
  readonly penalty: number;
}

/** What is said in Nash's bargain. */
export interface DemandsMessage {
  /** All demands at once. */
  readonly type: "demands";
  /** What each player demanded. */
  readonly demands: readonly number[];
  /** Whether the pot was enough for all. */
  readonly agreed: boolean;
}

class NashBargain extends Game<NashTable, Nothing, DemandsMessage> {
  readonly #pot: number = this.random.integer(1, 20);
  readonly #penalty: number = this.random.integer(0, 5);

  async play(): Promise<Outcome> {
    this.show({ pot: this.#pot, penalty: this.#penalty });
    const demands = await this.secretly("demand", integer(0, this.#pot));
    const agreed = demands.reduce((sum, one) => sum + one) <= this.#pot;
    this.announce({ type: "demands", demands, agreed });
    for (const player of this.players) {
      this.pay(player, agreed ? demands[player]! : -this.#penalty);
    }
    return {};
  }

  override leave(player: number): Outcome {
    this.pay(player, -this.#penalty);
    return {};
  }
}

/**
 * Nash's bargaining game, for two to four, for coins.
 *
 * @example Usage
 * ```ts
 * import { nashBargain, playGame, robot } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const players = [robot("martin", nashBargain), robot("nelson", nashBargain)];
 * const { coins } = await playGame(nashBargain, players);
 * assertEquals(coins.length, players.length);
 * ```
 */
export const nashBargain: GameKind<NashTable, Nothing, DemandsMessage> = {
  name: "nash-bargain",
  title: "Nash's bargain",
  summary: "There is enough for all, as long as nobody wants too much.",
  rules: `There is a pot of 1 to 20 coins, and a penalty of 0 to 5 coins.

Each demands a part of the pot, in secret. If the pot is enough for all demands,
all get what they demanded. Otherwise all lose the penalty.

Who leaves loses the penalty.`,
  version: 1,
  seats: { least: 2, most: 4 },
  coins: true,
  Game: NashBargain,
  decide(style, { table: { pot }, names }) {
    if (style === "nelson") return Math.ceil(pot * 0.75);
    return style === "martin" ? Math.floor(pot / names.length) : undefined;
  },
  tell({ demands, agreed }, speech) {
    const all = demands.map((demand, player) =>
      `${speech.does(player, "demand")} ${demand}.`
    );
    return `${all.join(" ")} ${
      agreed ? "The pot is enough." : "That is more than there is."
    }`;
  },
  question: ({ table: { pot, penalty } }) =>
    `The pot is ${pot}, the penalty ${penalty}. How much do you demand?`,
};
