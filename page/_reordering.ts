// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** One move: what goes before what; before nothing is to the end. */
export type Move = readonly [key: string, before: string | null];

/**
 * The fewest moves that turn one order into another of the same keys: all but a
 * longest run of keys that are in the right order among themselves. The moves
 * are to be made one after the other.
 */
export function movesBetween(
  before: readonly string[],
  after: readonly string[],
): Move[] {
  const place = new Map(before.map((key, index) => [key, index]));
  const staying = longestIncreasing(after.map((key) => place.get(key)!));
  const moves: Move[] = [];
  let next: string | null = null;
  for (let i = after.length - 1; i >= 0; i--) {
    const key = after[i]!;
    if (!staying.has(i)) moves.push([key, next]);
    next = key;
  }
  return moves;
}

/** The indexes of a longest increasing subsequence, by patience sorting. */
function longestIncreasing(values: readonly number[]): Set<number> {
  /** The index of the smallest value that ends a run of each length. */
  const tails: number[] = [];
  const previous: number[] = [];
  values.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[tails[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low === 0 ? -1 : tails[low - 1]!;
    tails[low] = index;
  });
  const run = new Set<number>();
  let index = tails.at(-1) ?? -1;
  while (index >= 0) {
    run.add(index);
    index = previous[index]!;
  }
  return run;
}
