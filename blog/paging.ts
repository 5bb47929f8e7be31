// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Entry } from "./entry.ts";

/** One page of a long list. */
export interface LatestPage {
  /** The entries of the page, newest first. */
  entries: readonly Entry[];
  /** Which page this is, from 1. */
  page: number;
  /** How many pages there are, at least 1. */
  pages: number;
}

/**
 * Cuts one page out of a list of entries.
 *
 * @param entries The list.
 * @param page Which page, from 1.
 * @param size How many entries a page has.
 * @returns The page, or `undefined` where there is no such page. The first is
 * always there.
 */
export function paginate(
  entries: readonly Entry[],
  page: number,
  size = 10,
): LatestPage | undefined {
  const pages = Math.max(1, Math.ceil(entries.length / size));
  if (!Number.isInteger(page) || page < 1 || page > pages) return undefined;
  return {
    entries: entries.slice((page - 1) * size, page * size),
    page,
    pages,
  };
}
