// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  a,
  b,
  bdi,
  type Child,
  div,
  h1,
  h2,
  header,
  li,
  type Markup,
  nav,
  ol,
  p,
  span,
  time,
} from "../ml/mod.ts";
import type { Comment } from "./comment.ts";
import { avatar } from "./_comment_avatar.ts";
import { textParagraphs } from "./_comment_text.ts";
import type { Entry } from "./entry.ts";
import type { PageParts } from "./_layout.ts";
import type { LatestPage } from "./paging.ts";

/** How many comments stand below an entry, and on each page of older ones. */
export const COMMENTS_SHOWN = 50;

const TIME_FORMAT = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "UTC",
});

/** Where a comment stands on its page. */
export function commentAnchor(id: number): string {
  return `comment-${id}`;
}

/** Where all comments of an entry are, in order. */
export function allCommentsPath(slug: string): string {
  return `/comments/${encodeURIComponent(slug)}`;
}

/** When a comment was written, in the machine's way and in words. */
export function commentTime(milliseconds: number): Markup<"time"> {
  const date = new Date(milliseconds);
  return time(
    { datetime: date.toISOString() },
    `${TIME_FORMAT.format(date)} UTC`,
  );
}

/** The content of the element of one comment. */
export function commentView(comment: Comment): Markup<"div"> {
  const anchor = commentAnchor(comment.id);
  return div(
    { id: anchor, class: "said" },
    avatar(comment.author),
    header(
      b(bdi(comment.author)),
      comment.byAdmin && [" ", span({ class: "badge" }, "author")],
      " ",
      a({ href: `#${anchor}`, class: "meta" }, commentTime(comment.time)),
    ),
    div({ class: "text", dir: "auto" }, textParagraphs(comment.text)),
  );
}

/** How many comments there are, and where those are that are not shown. */
export function threadHead(slug: string, count: number): Child {
  const older = count - COMMENTS_SHOWN;
  return [
    h2(countOf(count)),
    count === 0 && p({ class: "meta" }, "Nobody has said anything yet."),
    older > 0 &&
    p(
      a({ href: allCommentsPath(slug) }, `Read the first ${older}, too`),
    ),
  ];
}

/** How many, in words. */
export function countOf(count: number): string {
  return count === 0
    ? "Comments"
    : count === 1
    ? "1 comment"
    : `${count} comments`;
}

/** One page of all comments of an entry. */
export function commentsPage(
  entry: Entry,
  comments: readonly Comment[],
  { page, pages }: Pick<LatestPage, "page" | "pages">,
): PageParts {
  const path = allCommentsPath(entry.slug);
  const href = (n: number): string => n === 1 ? path : `${path}?page=${n}`;
  return {
    title: page === 1
      ? `Comments on ${entry.title}`
      : `Comments on ${entry.title}, page ${page}`,
    path: href(page),
    noindex: true,
    content: [
      h1("Comments on ", a({ href: entry.path }, entry.title)),
      ol(
        { class: "comments" },
        comments.map((comment) =>
          li({ class: "comment" }, commentView(comment))
        ),
      ),
      pages > 1 &&
      nav(
        { class: "pages", "aria-label": "Pages" },
        page > 1 &&
          div(a({ href: href(page - 1), rel: "prev" }, "← Earlier")),
        page < pages &&
          div(a({ href: href(page + 1), rel: "next" }, "Later →")),
      ),
    ],
  };
}
