// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { CARDS, type Round, rubberWinner, TRUC_RANKS } from "./_truc_rules.ts";

/** A hand the other may hold, as strengths, and how likely that is. */
export interface Holding {
  readonly cards: readonly number[];
  readonly weight: number;
}

/** The middle of a rubber as one player knows it; that player is 0. */
export interface Position {
  /** The strengths of one's own cards. */
  readonly mine: readonly number[];
  /** What the other may hold. */
  readonly theirs: readonly Holding[];
  /** The rounds so far. */
  readonly rounds: readonly Round[];
  /** Who leads this round. */
  readonly leader: 0 | 1;
  /** The strength of the card that the leader played, if they have. */
  readonly lying: number | undefined;
}

/** What to expect: the chances of winning and of losing; the rest are draws. */
export interface Odds {
  readonly win: number;
  readonly lose: number;
}

const NONE: Odds = { win: 0, lose: 0 };

function add(a: Odds, b: Odds): Odds {
  return { win: a.win + b.win, lose: a.lose + b.lose };
}

/** How much more likely winning is than losing. */
export function advantage({ win, lose }: Odds): number {
  return win - lose;
}

/**
 * All hands of some size that can be held besides known cards, as multisets of
 * strengths, with their exact probabilities.
 */
export function holdings(known: readonly number[], size: number): Holding[] {
  const left = TRUC_RANKS.map(() => 4);
  for (const card of known) left[card]!--;
  const found: { cards: number[]; weight: number }[] = [];
  function deal(cards: number[], from: number, ways: number): void {
    if (cards.length === size) {
      found.push({ cards, weight: ways });
      return;
    }
    for (let card = from; card < left.length; card++) {
      // Of equal cards each set is counted once: n, then (n - 1) / 2, ...
      const same = cards.filter((other) => other === card).length;
      const count = (left[card]! - same) / (same + 1);
      if (count > 0) deal([...cards, card], card, ways * count);
    }
  }
  deal([], 0, 1);
  const total = found.reduce((sum, { weight }) => sum + weight, 0);
  return found.map(({ cards, weight }) => ({ cards, weight: weight / total }));
}

/**
 * The cheapest card that beats the one on the table, or else the cheapest, as
 * simple players do.
 */
export function simpleAnswer(cards: readonly number[], lying: number): number {
  const beating = cards.filter((card) => card > lying);
  return Math.min(...(beating.length > 0 ? beating : cards));
}

function without(cards: readonly number[], card: number): number[] {
  const index = cards.indexOf(card);
  return cards.filter((_, i) => i !== index);
}

/**
 * What to expect of a position against a simple player, who leads any card
 * with equal probability and answers with {@linkcode simpleAnswer}. Our own
 * choices are the best there are, made knowing only what can be known.
 */
export function oddsOf(position: Position): Odds {
  const { theirs, rounds, leader, lying } = position;
  const winner = rubberWinner(rounds);
  if (winner !== undefined) {
    const weight = theirs.reduce((sum, holding) => sum + holding.weight, 0);
    if (winner === null) return NONE;
    return winner === 0 ? { win: weight, lose: 0 } : { win: 0, lose: weight };
  }
  const mover = lying === undefined ? leader : 1 - leader;
  return mover === 0 ? best(position).odds : afterTheirMove(position);
}

/** The best card to play, where it is our turn, and what to expect of it. */
export function best(position: Position): { card: number; odds: Odds } {
  let found: { card: number; odds: Odds } | undefined;
  // From the cheapest, so that of equal chances the cheapest card is played.
  const cards = [...new Set(position.mine)].sort((a, b) => a - b);
  for (const card of cards) {
    const mine = without(position.mine, card);
    const odds = oddsOf(afterCard({ ...position, mine }, card, 0));
    if (!found || advantage(odds) > advantage(found.odds) + 1e-12) {
      found = { card, odds };
    }
  }
  return found!;
}

function afterTheirMove(position: Position): Odds {
  const { theirs, lying } = position;
  const byCard = new Map<number, Holding[]>();
  for (const { cards, weight } of theirs) {
    const played = lying === undefined ? cards : [simpleAnswer(cards, lying)];
    for (const card of played) {
      const rest = {
        cards: without(cards, card),
        weight: weight / played.length,
      };
      const known = byCard.get(card);
      if (known) known.push(rest);
      else byCard.set(card, [rest]);
    }
  }
  let odds = NONE;
  for (const [card, holdings] of byCard) {
    const next = { ...position, theirs: holdings };
    odds = add(odds, oddsOf(afterCard(next, card, 1)));
  }
  return odds;
}

/** The position after a card was played, which is out of its hand already. */
function afterCard(position: Position, card: number, by: 0 | 1): Position {
  const { lying, leader, rounds } = position;
  if (lying === undefined) return { ...position, lying: card };
  const other = by === 0 ? 1 : 0;
  const winner = card === lying ? null : card > lying ? by : other;
  return {
    ...position,
    rounds: [...rounds, winner],
    leader: winner ?? leader,
    lying: undefined,
  };
}

/** The beginning of a rubber for a hand of strengths. */
export function beginning(mine: readonly number[], leader: 0 | 1): Position {
  return {
    mine,
    theirs: holdings(mine, CARDS),
    rounds: [],
    leader,
    lying: undefined,
  };
}
