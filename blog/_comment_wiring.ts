// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Site } from "../page/mod.ts";
import { AdminDoor } from "./_admin_door.ts";
import { addAdmin } from "./_admin_pages.ts";
import { followAliases } from "./_comment_moves.ts";
import { CommentPages, type CommentPagesOptions } from "./_comment_pages.ts";
import { Statistics } from "./_statistics.ts";
import { StatisticsStore } from "./_statistics_store.ts";

/**
 * Adds what a blog has where something is kept of what readers do: comments, the
 * admin's pages, and counts of who reads what.
 *
 * @param blog The blog.
 * @param options What the pages need.
 * @returns The pages of entries with comments.
 */
export function addComments(
  blog: Site,
  options: Omit<CommentPagesOptions, "isAdmin" | "onRead">,
): CommentPages {
  const { comments, library } = options;
  const { store, clock } = comments;
  const door = new AdminDoor(store, clock);
  const statistics = new Statistics({
    store: new StatisticsStore(store.database),
    clock,
    onError: comments.onError,
  });
  comments.onTick(() => statistics.flush());
  const pages = new CommentPages({
    ...options,
    isAdmin: (exchange) => door.isAdmin(blog.visitorOf(exchange)),
    onRead: (exchange, entry) => statistics.note(exchange, entry),
  });
  pages.addTo(blog);
  followAliases(library, comments);
  library.onChange(() => followAliases(library, comments));
  addAdmin(blog, { ...options, door, statistics, clock });
  return pages;
}
