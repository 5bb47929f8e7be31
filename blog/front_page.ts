// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Entry } from "./entry.ts";

/** Half a year, in milliseconds: in this time a score halves. */
const HALF_LIFE = 182.5 * 24 * 60 * 60 * 1000;

/** What the front page shows. */
export interface FrontPage {
  /** The newest entries, to be shown in full, newest first. */
  fresh: readonly Entry[];
  /** Older entries, to be shown as headlines, the best first. */
  headlines: readonly Entry[];
}

/** Options of {@linkcode rank}. */
export interface RankOptions {
  /** The time, in milliseconds since 1970. */
  now: number;
  /** When an entry was commented on, in milliseconds since 1970. */
  commentTimes: (entry: Entry) => Iterable<number>;
  /** How long an entry is fresh, in milliseconds. */
  freshFor: number;
  /** How many entries are shown in full at most. */
  maxFresh: number;
  /** How many headlines follow them at most. */
  maxHeadlines: number;
}

/**
 * Chooses what the front page shows.
 *
 * An entry scores 10 and each comment 8, and each of them halves in half a
 * year. All halve alike, so the order changes only with what is written.
 *
 * @param entries The entries that can be seen, newest first.
 * @param options The time, the comments and the limits.
 * @returns What is new in full, then headlines by score.
 */
export function rank(
  entries: readonly Entry[],
  options: RankOptions,
): FrontPage {
  const { now, commentTimes, freshFor, maxFresh, maxHeadlines } = options;
  const fresh = entries
    .filter(({ date }) => now - date.getTime() < freshFor)
    .slice(0, maxFresh);
  const scores = new Map<Entry, number>();
  for (const entry of entries.slice(fresh.length)) {
    let score = 10 * decay(now - entry.date.getTime());
    for (const time of commentTimes(entry)) score += 8 * decay(now - time);
    scores.set(entry, score);
  }
  // Sorting is stable, so the newer of two equals stays before the older.
  const headlines = [...scores.keys()]
    .sort((a, b) => scores.get(b)! - scores.get(a)!)
    .slice(0, maxHeadlines);
  return { fresh, headlines };
}

function decay(age: number): number {
  return 2 ** (-age / HALF_LIFE);
}
