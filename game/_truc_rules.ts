// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Card, type Rank, rankOf } from "./cards.ts";

/** How many chips win. */
export const CHIPS = 12;

/** How many cards each is dealt, and how many rounds a rubber has at most. */
export const CARDS = 3;

/** The ranks, from the highest to the lowest. */
export const TRUC_RANKS: readonly Rank[] = [
  "7",
  "8",
  "A",
  "K",
  "Q",
  "J",
  "T",
  "9",
];

/** How strong a rank is: 7 for a seven, 0 for a nine. */
export function strengthOf(rank: Rank): number {
  return TRUC_RANKS.length - 1 - TRUC_RANKS.indexOf(rank);
}

/** How strong a card is: 7 for a seven, 0 for a nine. */
export function strength(card: Card): number {
  return strengthOf(rankOf(card));
}

/** Who won a round; `null` for a tie. */
export type Round = 0 | 1 | null;

/**
 * Who wins a rubber, as soon as it is certain: the best of three, ties go to
 * who won the first round that anybody won. `null` is a draw, `undefined` means
 * that it is still open.
 */
export function rubberWinner(rounds: readonly Round[]): Round | undefined {
  const left = CARDS - rounds.length;
  const won = [0, 0];
  for (const winner of rounds) if (winner !== null) won[winner]!++;
  const first = rounds.find((winner) => winner !== null);
  for (const player of [0, 1] as const) {
    const lead = won[player]! - won[1 - player]! - left;
    if (lead > 0 || (lead === 0 && first === player)) return player;
  }
  return left === 0 ? null : undefined;
}
