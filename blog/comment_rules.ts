// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Moderation } from "./comment.ts";

/** Which comments are taken, and which wait until somebody has read them. */
export interface CommentRules {
  /**
   * Which comments wait: those of authors of whom none was shown yet, all, or
   * none but those that look like spam.
   *
   * @default {"first"}
   */
  moderation?: Moderation;
  /**
   * How long it takes at least to write one, in milliseconds.
   *
   * @default {3000}
   */
  minTime?: number;
  /**
   * How long a page may have been open when somebody writes below it, in milliseconds.
   *
   * @default {604800000}
   */
  maxTime?: number;
  /**
   * With how many links a comment still does not wait.
   *
   * @default {2}
   */
  freeLinks?: number;
  /**
   * How many links a comment may hold.
   *
   * @default {10}
   */
  maxLinks?: number;
  /**
   * How many comments an address may send at once.
   *
   * @default {5}
   */
  maxPerAddress?: number;
  /**
   * In how many milliseconds an address gets all of them back, one by one.
   *
   * @default {600000}
   */
  addressWindow?: number;
  /**
   * How many comments an entry may have.
   *
   * @default {10000}
   */
  maxPerEntry?: number;
  /**
   * How many comments may wait.
   *
   * @default {1000}
   */
  maxHeld?: number;
  /**
   * How long what is sent may be, in bytes.
   *
   * @default {65536}
   */
  maxSize?: number;
}

/** The rules where none are given. */
export const DEFAULT_RULES: Readonly<Required<CommentRules>> = {
  moderation: "first",
  minTime: 3000,
  maxTime: 604_800_000,
  freeLinks: 2,
  maxLinks: 10,
  maxPerAddress: 5,
  addressWindow: 600_000,
  maxPerEntry: 10_000,
  maxHeld: 1000,
  maxSize: 65_536,
};
