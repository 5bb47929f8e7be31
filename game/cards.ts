// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** The suits of playing cards: clubs, diamonds, hearts, spades. */
export type Suit = "C" | "D" | "H" | "S";

/** The ranks of playing cards; T is ten. */
export type Rank =
  | "A"
  | "K"
  | "Q"
  | "J"
  | "T"
  | "9"
  | "8"
  | "7"
  | "6"
  | "5"
  | "4"
  | "3"
  | "2";

/** A playing card: its rank, then its suit, as in `7H`. */
export type Card = `${Rank}${Suit}`;

const SUITS: readonly Suit[] = ["C", "D", "H", "S"];

const SYMBOLS: Readonly<Record<Suit, string>> = {
  C: "♣",
  D: "♦",
  H: "♥",
  S: "♠",
};

/**
 * All ranks.
 *
 * @example Usage
 * ```ts
 * import { RANKS } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([RANKS[0], RANKS.at(-1), RANKS.length], ["A", "2", 13]);
 * ```
 */
export const RANKS: readonly Rank[] = [..."AKQJT98765432"] as Rank[];

/**
 * The rank of a card.
 *
 * @param card The card.
 * @returns Its rank.
 *
 * @example Usage
 * ```ts
 * import { rankOf } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(rankOf("TH"), "T");
 * ```
 */
export function rankOf(card: Card): Rank {
  return card[0] as Rank;
}

/**
 * All cards of some ranks, one of each suit.
 *
 * @param ranks The ranks.
 * @returns The cards.
 *
 * @example Usage
 * ```ts
 * import { deckOf } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(deckOf(["7", "8"]).length, 8);
 * ```
 */
export function deckOf(ranks: readonly Rank[]): Card[] {
  return ranks.flatMap((rank) =>
    SUITS.map((suit) => `${rank}${suit}` as const)
  );
}

/**
 * A card as people write it.
 *
 * @param card The card.
 * @returns The rank and the symbol of the suit.
 *
 * @example Usage
 * ```ts
 * import { cardText } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(cardText("TH"), "10♥");
 * ```
 */
export function cardText(card: Card): string {
  const rank = rankOf(card);
  return (rank === "T" ? "10" : rank) + SYMBOLS[card[1] as Suit];
}
