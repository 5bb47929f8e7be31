// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** What happens to the tree of elements between two holes, for the development checks. */
export type TreeEvent =
  | {
    readonly type: "open";
    readonly name: string;
    readonly attributes: string[];
    /** The id, if it is a constant. */
    id?: string | undefined;
  }
  | { readonly type: "close" }
  | { readonly type: "text"; readonly isSpace: boolean };

/** Where a value stands. */
export type Place =
  | "child"
  | "text"
  | "script"
  | "data"
  | "style"
  | "comment"
  | "attribute"
  | "part"
  | "attributes"
  | "nonce";

/** One value's place, and the text before it. */
export interface Hole {
  readonly place: Place;
  readonly before: string;
  /** Which of the values; -1 for a nonce. */
  readonly index: number;
  readonly element: string;
  /** The attribute's name, and ` name="` ready to be written. */
  readonly name: string;
  readonly open: string;
  /** For the first of several values, or of values mixed with text, in one attribute: the texts around the values. */
  readonly pieces: readonly string[] | null;
  readonly events: readonly TreeEvent[];
}

/** A template whose texts have been parsed. */
export interface Template {
  readonly holes: readonly Hole[];
  readonly tail: string;
  readonly events: readonly TreeEvent[];
}
