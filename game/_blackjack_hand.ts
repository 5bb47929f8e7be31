// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Card, type Rank, rankOf } from "./cards.ts";

/** How many rounds a game has at most. */
export const ROUNDS = 20;

/** What a hand counts, and whether an ace counts eleven in it. */
export interface HandValue {
  readonly total: number;
  readonly soft: boolean;
}

/** A hand and what is staked on it. */
export interface StakedHand {
  readonly cards: readonly Card[];
  readonly stake: number;
  /** Whether it came from a split: 21 with two cards is no blackjack then. */
  readonly split: boolean;
}

/** What a rank counts; an ace one. */
export function pips(rank: Rank): number {
  if (rank === "A") return 1;
  return "TJQK".includes(rank) ? 10 : Number(rank);
}

/** Counts a hand the best way: an ace is eleven where that is no more than 21. */
export function valueOf(cards: readonly Card[]): HandValue {
  const total = cards.reduce((sum, card) => sum + pips(rankOf(card)), 0);
  const soft = total <= 11 && cards.some((card) => rankOf(card) === "A");
  return { total: soft ? total + 10 : total, soft };
}

/** Whether it is an ace and a card that counts ten. */
export function isNatural(cards: readonly Card[]): boolean {
  return cards.length === 2 && valueOf(cards).total === 21;
}

/** What a hand wins from the dealer's, or loses, in coins. */
export function winnings(
  { cards, stake, split }: StakedHand,
  dealer: readonly Card[],
): number {
  const natural = isNatural(cards) && !split;
  if (isNatural(dealer)) return natural ? 0 : -stake;
  if (natural) return stake * 3 / 2;
  const own = valueOf(cards).total;
  if (own > 21) return -stake;
  const theirs = valueOf(dealer).total;
  if (theirs > 21 || own > theirs) return stake;
  return own === theirs ? 0 : -stake;
}
