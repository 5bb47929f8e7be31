// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { countLinks } from "./_comment_text.ts";

/** What is known of a comment when it is decided whether it is spam. */
export interface Suspect {
  /** The name of its author. */
  author: string;
  /** Its text. */
  text: string;
  /** What was filled into the field that nobody sees. */
  hidden: string;
  /** How long after the page was shown it was sent, in milliseconds; `null` for far too long, or a page that we never made. */
  elapsed: number | null;
  /** The newest comment below the same entry, if there is one. */
  last: { author: string; text: string } | undefined;
}

/** Bounds of {@linkcode judge}. */
export interface SpamLimits {
  /** How long it takes at least to write something, in milliseconds. */
  minTime: number;
  /** With how many links a comment is still taken as it is. */
  freeLinks: number;
  /** With how many links it is taken at all. */
  maxLinks: number;
}

/**
 * What to do with a comment: take it, hold it until somebody has read it, or give it
 * back to its author, who is told why.
 */
export type Verdict =
  | { kind: "take" }
  | { kind: "hold"; reason: string }
  | { kind: "refuse"; field: "author" | "text" | ""; message: string };

type Check = (suspect: Suspect, limits: SpamLimits) => Verdict | null;

/** What is written by programs for programs, and shows as it is here. */
const BBCODE = /\[(?:url|link)\s*=/i;

/** What was sent by no page of ours is not told how to do better. */
const CHECKS: readonly Check[] = [
  ({ hidden }) =>
    hidden === ""
      ? null
      : refuse("", "Leave the field that says so empty, and send it again"),
  ({ text, author }) =>
    BBCODE.test(text) || BBCODE.test(author)
      ? refuse("text", "must not hold [url=...]: write the address alone")
      : null,
  ({ author }) =>
    countLinks(author) > 0 ? refuse("author", "must not be a link") : null,
  ({ text, last }) =>
    last !== undefined && bare(text) === bare(last.text)
      ? refuse("text", "is what the newest comment says already")
      : null,
  ({ text }, { maxLinks }) =>
    countLinks(text) > maxLinks
      ? refuse("text", `must not hold more than ${maxLinks} links`)
      : null,
  ({ elapsed }) =>
    elapsed === null
      ? refuse("", "The page was open for very long. Please send it again")
      : null,
  ({ elapsed }, { minTime }) =>
    elapsed! < minTime
      ? refuse("", "That was very quick. Please send it again")
      : null,
  ({ text }, { freeLinks }) => {
    const links = countLinks(text);
    return links > freeLinks
      ? { kind: "hold", reason: `${links} links` }
      : null;
  },
];

/**
 * Decides what to do with a comment.
 *
 * @param suspect What is known of it.
 * @param limits The bounds.
 * @returns What to do.
 */
export function judge(suspect: Suspect, limits: SpamLimits): Verdict {
  for (const check of CHECKS) {
    const verdict = check(suspect, limits);
    if (verdict !== null) return verdict;
  }
  return { kind: "take" };
}

function refuse(
  field: "author" | "text" | "",
  message: string,
): Verdict {
  return { kind: "refuse", field, message };
}

/** A text without what makes no difference to who reads it. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim() ||
    text.trim();
}
