// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Part, TreeNode } from "./_parts.ts";

/**
 * A finished piece of markup: what element functions, the {@linkcode html} template and JSX return.
 *
 * It is escaped already, so it can stand inside other markup as it is. Only this library makes one: an object of the same shape
 * (parsed from JSON, say) is not markup.
 *
 * Markup is a string from the start, not a tree that is walked later: V8 concatenates strings without copying, and one flat copy at
 * the end is faster than any buffer filled piece by piece from JavaScript (see `render_bench.ts`).
 *
 * @typeParam Name The element's name, which the type checker compares with the content model; `string` when unknown.
 */
export class Markup<out Name extends string = string> {
  /** Only there for the type checker: makes the type nominal, and carries the name. */
  declare protected readonly elementName: Name;

  /** The source text. Meaningless while {@linkcode parts} is set. */
  readonly source: string;

  /** What the text is made of while something in it is known only to the renderer: a promise, or the nonce of a script. */
  readonly parts: readonly Part[] | null;

  /** What the development checks need to know; `null` in production. */
  readonly tree: readonly TreeNode[] | null;

  /** Made by element functions, templates and JSX; never by hand. */
  constructor(
    source: string,
    parts: readonly Part[] | null = null,
    tree: readonly TreeNode[] | null = null,
  ) {
    this.source = source;
    this.parts = parts;
    this.tree = tree;
  }

  /**
   * The source text, without nonces.
   *
   * @returns The text.
   * @throws {TypeError} When a promise stands in the markup.
   */
  toString(): string {
    if (this.parts === null) return this.source;
    let out = "";
    for (const part of this.parts) {
      if (typeof part === "string") out += part;
      else if (typeof part !== "symbol") {
        throw new TypeError(
          "Cannot turn markup into a string: it waits for a promise, use renderAsync()",
        );
      }
    }
    return out;
  }
}

/** The place of a nonce attribute, filled in by the renderer. */
export const NONCE: unique symbol = Symbol("nonce");

/**
 * Text that is markup already and is not escaped: the only way around escaping. Make one with {@linkcode raw}.
 */
export class Raw extends Markup<string> {
  /** Only there to make the type nominal. */
  declare protected readonly isRaw: true;
}

/**
 * Takes text as markup without escaping or checking it. Never pass it text that came from outside.
 *
 * @example Usage
 * ```ts
 * import { p, raw, renderToString } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(renderToString(p("<b>", raw("<b>bold</b>"))), "<p>&lt;b&gt;<b>bold</b></p>");
 * ```
 *
 * @param text The markup's source.
 * @returns The markup.
 * @throws {TypeError} When `text` is not a string.
 */
export function raw(text: string): Raw {
  if (typeof text !== "string") {
    throw new TypeError(
      `Cannot make raw markup: expected a string, got ${typeof text}`,
    );
  }
  return new Raw(text);
}

/**
 * An object that says how it looks, and can so be a child of any element.
 *
 * @example Usage
 * ```ts
 * import { type Markup, renderToString, strong } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * class Card {
 *   constructor(readonly rank: string) {}
 *   toMarkup(): Markup<"strong"> {
 *     return strong(this.rank);
 *   }
 * }
 *
 * assertEquals(renderToString(new Card("7")), "<strong>7</strong>");
 * ```
 */
export interface ToMarkup {
  /**
   * How the object looks.
   *
   * @returns Anything that can be a child.
   */
  toMarkup(): Child;
}

/**
 * What can stand between tags: text (escaped), numbers, markup, objects with `toMarkup()`, and lists of these. `null`, `undefined`
 * and booleans render nothing, so that `condition && markup` works. Promises and async iterables are for the asynchronous renderers.
 */
export type Child =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Markup
  | ToMarkup
  | Iterable<Child>
  | AsyncIterable<Child>
  | PromiseLike<Child>;

/**
 * Whether a value is markup made by this library.
 *
 * @example Usage
 * ```ts
 * import { isMarkup, p } from "@tpd2/tpd2/ml";
 * import { assert } from "@std/assert";
 *
 * assert(isMarkup(p("x")));
 * assert(!isMarkup("<p>x</p>"));
 * ```
 *
 * @param value Any value.
 * @returns `true` for markup.
 */
export function isMarkup(value: unknown): value is Markup {
  return value instanceof Markup;
}
