// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { feedPathOf } from "./_feeds.ts";
import type { Library } from "./library.ts";
import { slugify } from "./_slug.ts";
import { tagPathOf } from "./_views.ts";

/** Where other programs have feeds of the whole blog. */
const FEEDS: Readonly<Record<string, string>> = {
  "/atom.xml": feedPathOf("atom"),
  "/feed": feedPathOf("rss"),
  "/feed.xml": feedPathOf("atom"),
  "/index.xml": feedPathOf("rss"),
  "/rss": feedPathOf("rss"),
  "/rss.xml": feedPathOf("rss"),
};

/** Where other programs have pages of tags, and feeds of them. */
const TAG = /^\/(?:tags?|categor(?:y|ies)|topics)\/([^/]+)(\/index\.xml)?$/;

/**
 * Where a page or feed is that a blog had elsewhere before it moved here, so
 * that links and subscriptions go on. Entries are found by the library.
 *
 * @param library The entries.
 * @param path The path that was asked for, its escapes decoded.
 * @returns The path, escaped, with a query if it needs one; `null` where nothing
 * is known of it.
 */
export function movedPath(library: Library, path: string): string | null {
  const plain = path.replace(/\/(?:index\.html)?$/, "") || "/";
  if (Object.hasOwn(FEEDS, plain)) return FEEDS[plain]!;
  const tag = TAG.exec(plain);
  if (tag !== null) {
    const shelf = library.tagged(slugify(tag[1]!));
    if (shelf === undefined) return null;
    return tag[2] === undefined
      ? tagPathOf(shelf.tag)
      : feedPathOf("rss", shelf.tag);
  }
  const page = /^\/(?:blog\/|posts?\/)?page\/?([1-9]\d{0,5})$/.exec(plain)?.[1];
  if (page !== undefined) {
    return library.latest(Number(page)) === undefined
      ? null
      : `/latest?page=${page}`;
  }
  if (plain === "/archives") return "/archive";
  return /^\/(?:archive|tags|latest|search)$/.test(plain) ? plain : null;
}
