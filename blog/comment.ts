// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * What becomes of a comment: all readers see it, it waits for somebody to read it,
 * or it was deleted and can still be brought back for some time.
 */
export type CommentState = "shown" | "held" | "deleted";

/**
 * Which comments wait until somebody has read them: those of authors of whom none
 * was shown yet, all, or none but those that look like spam.
 */
export type Moderation = "first" | "all" | "none";

/** What a reader wrote below an entry. */
export interface Comment {
  /** Its number, which no other comment ever had. */
  readonly id: number;
  /** The slug of the entry. */
  readonly entry: string;
  /** The name that its author gave. */
  readonly author: string;
  /** Its text, plain, lines parted by `\n`. */
  readonly text: string;
  /** When it was written, in milliseconds since 1970. */
  readonly time: number;
  /** The address that it came from; empty where that is not known any more. */
  readonly origin: string;
  /** What becomes of it. */
  readonly state: CommentState;
  /** Why it is held; empty where it is not. */
  readonly reason: string;
  /** Whether it was written by who runs the blog. */
  readonly byAdmin: boolean;
}

/** What a comment has before it is stored. */
export interface NewComment extends Omit<Comment, "id"> {
  /** What its author is known by: a hash of a secret, empty for nobody in particular. */
  readonly authorKey: string;
}

/** How long the name of an author may be, in UTF-16 code units as in HTML. */
export const MAX_AUTHOR = 60;

/** How long the text of a comment may be: under 8,000 characters. */
export const MAX_TEXT = 7999;
