// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * What an element wrote before, kept to be used again: rows of a list begin with the same attributes, and labels and headings are the
 * same on each page. Comparing costs less than half of writing.
 *
 * One of every so many misses is remembered, whatever it is. Keeping each of them would cost more than it brings where nothing repeats,
 * and what repeats often is soon met.
 *
 * @module
 */

import { attributesSource, isAttributes } from "./_attributes.ts";
import { escape, flat } from "./_escape.ts";
import { Markup } from "./markup.ts";

/** How many misses pass between two that are remembered; a prime, so that a page does not show the same row each time. */
const MISSES = 61;

/** The longest text of attributes, and the longest value, that is remembered. */
const MAX_ATTRIBUTES = 80;

/** The longest text that is looked for among the labels. */
export const MAX_LABEL = 16;

/** Whether a value is written the same each time: an object may have changed, and a long text is not worth keeping. */
function isConstant(value: unknown): boolean {
  if (typeof value === "string") return value.length <= MAX_ATTRIBUTES;
  return value === null || value === undefined || typeof value === "number" ||
    typeof value === "boolean";
}

/** The start tags of one element. */
export class StartTags {
  readonly #name: string;
  readonly #open: string;
  /** Names and values by turns, in the order they were written. */
  #pairs: readonly unknown[] = [];
  #tag = "";
  #misses = 0;

  /** `open` is the tag's text up to its attributes. */
  constructor(name: string, open: string) {
    this.#name = name;
    this.#open = open;
  }

  /** The tag with the attributes of a plain object; `undefined` when the object turns out to be none of attributes. */
  write(attributes: object): string | undefined {
    if (this.#isRemembered(attributes)) return this.#tag;
    const source = attributesSource(this.#name, attributes);
    if (source === "" && !isAttributes(attributes)) return undefined;
    const tag = `${this.#open}${source}>`;
    if (this.#misses === 0 && source.length <= MAX_ATTRIBUTES) {
      this.#remember(attributes, tag);
    }
    this.#misses = (this.#misses + 1) % MISSES;
    return tag;
  }

  #isRemembered(attributes: object): boolean {
    const values = attributes as Readonly<Record<string, unknown>>;
    const pairs = this.#pairs;
    let index = 0;
    for (const name in values) {
      if (
        pairs[index] !== name || pairs[index + 1] !== values[name] ||
        !Object.hasOwn(values, name)
      ) {
        return false;
      }
      index += 2;
    }
    // An object without names may still be iterable, and so no attributes at all.
    return index > 0 && index === pairs.length;
  }

  #remember(attributes: object, tag: string): void {
    const entries = Object.entries(attributes);
    if (!entries.every(([, value]) => isConstant(value))) return;
    this.#pairs = entries.flat();
    this.#tag = flat(tag);
  }
}

/** Elements of one name that hold a short text and nothing else. Markup never changes, so the same object may stand in many places. */
export class Labels {
  readonly #start: string;
  readonly #end: string;
  #text = "";
  #markup: Markup;
  #misses = 0;

  constructor(start: string, end: string) {
    this.#start = start;
    this.#end = end;
    this.#markup = new Markup(start + end);
  }

  /** The element with this text. */
  write(text: string): Markup {
    if (text === this.#text) return this.#markup;
    const source = this.#start + escape(text) + this.#end;
    const misses = this.#misses;
    this.#misses = (misses + 1) % MISSES;
    if (misses !== 0) return new Markup(source);
    this.#text = text;
    this.#markup = new Markup(flat(source));
    return this.#markup;
  }
}
