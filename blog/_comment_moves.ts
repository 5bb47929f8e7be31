// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { addressKey, decodedPath, parseAddress } from "./_address.ts";
import type { Comments } from "./comments.ts";
import type { Library } from "./library.ts";
import { slugify } from "./_slug.ts";

/**
 * The slug of the entry that is at an address, as entries get it from theirs.
 *
 * @param address A slug, a path, or a whole URL.
 * @returns The slug; empty where there can be none.
 */
export function slugOfAddress(address: string): string {
  const path = parseAddress(address);
  return path === null ? "" : slugify(addressKey(decodedPath(path)));
}

/**
 * Lets comments go along when an entry gets another address: what was said at its
 * own, or at one of its aliases, belongs to it now, unless another entry is there.
 *
 * @param library The entries.
 * @param comments The comments.
 */
export function followAliases(library: Library, comments: Comments): void {
  const entries = [...library.entries, ...library.hidden];
  const taken = new Set(entries.map(({ slug }) => slug));
  for (const { slug, path, aliases } of entries) {
    for (const address of [path, ...aliases]) {
      const before = slugOfAddress(address);
      if (taken.has(before) || comments.countOf(before) === 0) continue;
      comments.move(before, slug);
    }
  }
}
