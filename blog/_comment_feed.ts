// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { atom, fragment, renderToString } from "../ml/mod.ts";
import type { Comment } from "./comment.ts";
import { textParagraphs } from "./_comment_text.ts";
import { commentAnchor } from "./_comment_views.ts";
import type { Look } from "./_layout.ts";
import type { Library } from "./library.ts";

/** Where the feed of comments is. */
export const COMMENT_FEED = "/comments/feed.atom";

/** What the feed of comments is made of. */
export interface CommentFeedOptions {
  /** What all pages share. */
  look: Look;
  /** Where readers find the blog, without a slash at its end. */
  origin: string;
  /** The entries. */
  library: Library;
  /** The comments, newest first. */
  comments: readonly Comment[];
}

/**
 * The newest comments on all entries, as Atom.
 *
 * @param options What it is made of. What belongs to no entry that can be seen is
 * left out.
 * @returns The document.
 */
export function commentFeed(options: CommentFeedOptions): string {
  const { look, origin, library } = options;
  const comments = options.comments.flatMap((comment) => {
    const entry = library.get(comment.entry);
    return entry === undefined ? [] : [{ comment, entry }];
  });
  return renderToString(atom({
    id: origin + COMMENT_FEED,
    title: `${look.title}: comments`,
    language: look.lang,
    updated: new Date(comments[0]?.comment.time ?? 0),
    links: [
      {
        href: origin + COMMENT_FEED,
        rel: "self",
        type: "application/atom+xml",
      },
      { href: `${origin}/`, type: "text/html" },
    ],
    icon: `${origin}/favicon.svg`,
    authors: [{ name: look.title }],
    entries: comments.map(({ comment, entry }) => {
      const href = `${origin}${entry.path}#${commentAnchor(comment.id)}`;
      return {
        id: href,
        title: `${comment.author} on ${entry.title}`,
        published: new Date(comment.time),
        updated: new Date(comment.time),
        authors: [{ name: comment.author }],
        links: [{ href, type: "text/html" }],
        content: fragment(textParagraphs(comment.text)),
      };
    }),
  }));
}
