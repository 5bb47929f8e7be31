// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** A number with the minus sign that is as wide as a digit. */
export function numberText(value: number): string {
  return String(value).replace("-", "−");
}

/** What something costs each of the players, as a sentence. */
export function costText(what: string, coins: number): string {
  if (coins === 0) return `${what} costs nothing.`;
  return `${what} costs each ${coins} ${coins === 1 ? "coin" : "coins"}.`;
}

/** Some words as a list: `Ann, Bob and Eve`. */
export function listOf(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
