// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Makes `game/_truc_table.ts`: for each of the 120 hands of three ranks, the
 * best card to lead with, and the chances of winning and losing the rubber for
 * one who leads and for one who answers.
 *
 * The method is exact enumeration. Suits do not matter in truc, so a hand is a
 * multiset of three of eight ranks. For each hand, every hand the other can
 * hold is taken with its exact probability (the number of ways to draw it from
 * the 29 cards left), and the rubber is played out in every possible way. The
 * other is taken to be a simple player: leads any card with equal probability,
 * answers with the cheapest card that beats what lies there, else with the
 * cheapest. Our own choices are the best there are among those that use only
 * what we can know: at each of our turns all the hands that fit what was
 * seen are weighed together. Raising and folding are left out: a robot adds
 * them, weighing stakes by these chances.
 *
 * Run it with `deno run -RW _tools/enumerate_truc.ts`. It takes a second, and
 * makes the same file every time; a test compares.
 */

import {
  advantage,
  beginning,
  best,
  type Odds,
  oddsOf,
} from "../game/_truc_odds.ts";
import { TRUC_RANKS } from "../game/_truc_rules.ts";

/** A hand as its ranks, the highest first. */
function nameOf(hand: readonly number[]): string {
  return hand.map(rankAt).join("");
}

function rankAt(strength: number): string {
  return TRUC_RANKS[TRUC_RANKS.length - 1 - strength]!;
}

/** All hands, from the strongest down. */
function* hands(): Generator<number[]> {
  for (let a = 7; a >= 0; a--) {
    for (let b = a; b >= 0; b--) {
      for (let c = b; c >= 0; c--) yield [a, b, c];
    }
  }
}

/** In how many ways a hand can be dealt from 32 cards. */
function waysOf(hand: readonly number[]): number {
  let ways = 1;
  for (const rank of new Set(hand)) {
    const count = hand.filter((other) => other === rank).length;
    ways *= [1, 4, 6, 4][count]!;
  }
  return ways;
}

function digits(value: number): string {
  return value.toFixed(4);
}

/**
 * Writes the table.
 *
 * @returns The text of the module.
 */
export function trucTable(): string {
  const rows: string[] = [];
  let total = 0;
  let leading = 0;
  let answering = 0;
  for (const hand of hands()) {
    const { card, odds: lead } = best(beginning(hand, 0));
    const answer: Odds = oddsOf(beginning(hand, 1));
    const ways = waysOf(hand);
    total += ways;
    leading += ways * advantage(lead);
    answering += ways * advantage(answer);
    const numbers = [lead.win, lead.lose, answer.win, answer.lose].map(digits);
    rows.push(`  "${nameOf(hand)} ${rankAt(card)} ${numbers.join(" ")}",`);
  }
  return `// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

// Made by _tools/enumerate_truc.ts: do not edit.

/** By how much more likely winning is than losing, on average, for the leader. */
export const LEADING = ${digits(leading / total)};

/** By how much more likely winning is than losing, on average, for the other. */
export const ANSWERING = ${digits(answering / total)};

/**
 * For each hand: its ranks, the best rank to lead with, the chances of winning
 * and losing for the leader, and for the other.
 */
export const TRUC_TABLE: readonly string[] = [
${rows.join("\n")}
];
`;
}

if (import.meta.main) {
  await Deno.writeTextFile(
    new URL("../game/_truc_table.ts", import.meta.url),
    trucTable(),
  );
}
