// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Entry } from "./entry.ts";

/** How long a question may be, in characters. */
export const MAX_QUERY = 100;

/** How many words of a question count. */
const MAX_WORDS = 8;

/** How often a word counts at most: a long entry is not a better one. */
const MAX_COUNT = 5;

/** What of an entry is searched, and what a word there is worth. */
interface Searched {
  title: string;
  tags: string;
  text: string;
}

const WORTH = { title: 20, tags: 10, text: 1 } as const;

/** Entries never change, so what is searched of them does not either. */
const known = new WeakMap<Entry, Searched>();

/**
 * Finds the entries that hold all words of a question: whole ones, or what
 * words begin with. Case and accents do not matter.
 *
 * @param entries The entries, newest first.
 * @param query The question.
 * @param limit How many are found at most.
 * @returns The entries, the best first and then the newest.
 */
export function searchEntries(
  entries: readonly Entry[],
  query: string,
  limit = 20,
): Entry[] {
  const words = [...new Set(fold(query.slice(0, MAX_QUERY)).split(" "))]
    .filter((word) => word !== "").slice(0, MAX_WORDS);
  if (words.length === 0) return [];
  const found: { entry: Entry; score: number }[] = [];
  for (const entry of entries) {
    const score = scoreOf(searched(entry), words);
    if (score > 0) found.push({ entry, score });
  }
  // Sorting is stable: of two equals the newer stays before the older.
  return found.sort((a, b) => b.score - a.score).slice(0, limit)
    .map(({ entry }) => entry);
}

/** Makes an entry ready to be searched, before anybody waits for it. */
export function prepareSearch(entry: Entry): void {
  searched(entry);
}

function scoreOf(entry: Searched, words: readonly string[]): number {
  let total = 0;
  for (const word of words) {
    let score = 0;
    for (const part of ["title", "tags", "text"] as const) {
      score += WORTH[part] * count(entry[part], word);
    }
    if (score === 0) return 0;
    total += score;
  }
  return total;
}

/** How many words of a folded text begin so; scripts without spaces match anywhere. */
function count(text: string, word: string): number {
  const needle = SPACELESS.test(word) ? word : ` ${word}`;
  let found = 0;
  let at = text.indexOf(needle);
  while (at >= 0 && found < MAX_COUNT) {
    found++;
    at = text.indexOf(needle, at + needle.length);
  }
  return found;
}

const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function searched(entry: Entry): Searched {
  let parts = known.get(entry);
  if (parts === undefined) {
    parts = {
      title: fold(entry.title),
      tags: fold(entry.tags.map(({ name }) => name).join(" ")),
      text: fold(`${entry.summary} ${entry.text}`),
    };
    known.set(entry, parts);
  }
  return parts;
}

/** Words in lower case, without accents, a space before each. */
function fold(text: string): string {
  return ` ${
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/[^\p{L}\p{N}+#]+/gu, " ").trim()
  }`;
}
