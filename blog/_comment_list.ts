// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ListChannel } from "../page/mod.ts";
import type { Comment } from "./comment.ts";

/**
 * Makes a list show other comments, and tells only what is different: those that
 * went, those that say something else, and those that came, at their place.
 *
 * @param list The list; its keys are the numbers of the comments.
 * @param wanted What it shall show, in order.
 */
export function showComments(
  list: ListChannel<Comment>,
  wanted: readonly Comment[],
): void {
  const keys = new Set(wanted.map(({ id }) => id));
  for (const { id } of list.items) if (!keys.has(id)) list.remove(id);
  for (let i = wanted.length - 1; i >= 0; i--) {
    const comment = wanted[i]!;
    const shown = list.get(comment.id);
    if (shown === undefined) {
      const next = wanted[i + 1];
      if (next === undefined) list.append(comment);
      else list.insert(comment, next.id);
    } else if (!isSame(shown, comment)) list.update(comment);
  }
}

function isSame(a: Comment, b: Comment): boolean {
  return a.author === b.author && a.text === b.text && a.state === b.state &&
    a.origin === b.origin && a.reason === b.reason;
}
