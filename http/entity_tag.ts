// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** What may stand between the quotes of an entity tag (RFC 9110 section 8.8.3). */
const OPAQUE_REGEXP = /^[\x21\x23-\x7e\x80-\xff]*$/;

/** One member of a list of entity tags, with what separates it from the next. */
const MEMBER_REGEXP =
  /[ \t,]*((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?:,[ \t,]*|$)/y;

/** Options of {@linkcode entityTag}. */
export interface EntityTagOptions {
  /**
   * Whether it stands for what means the same, rather than for the same bytes.
   *
   * @default {false}
   */
  weak?: boolean;
}

/**
 * Makes an entity tag of anything that changes when the representation does: a
 * version, a counter, a hash.
 *
 * @param opaque What stands between the quotes.
 * @param options Whether it is weak.
 * @returns The value for an `etag` field.
 * @throws {TypeError} If the text holds a quote, a space or a control
 * character.
 *
 * @example Usage
 * ```ts
 * import { entityTag } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(entityTag("v12"), '"v12"');
 * assertEquals(entityTag("v12", { weak: true }), 'W/"v12"');
 * ```
 */
export function entityTag(
  opaque: string,
  options: EntityTagOptions = {},
): string {
  if (!OPAQUE_REGEXP.test(opaque)) {
    throw new TypeError(
      `Cannot make an entity tag of "${opaque}": it holds a quote, a space or a control character`,
    );
  }
  return options.weak ? `W/"${opaque}"` : `"${opaque}"`;
}

/**
 * Makes an entity tag weak; leaves it as it is if it is.
 *
 * @param tag The entity tag.
 * @returns The weak entity tag.
 *
 * @example Usage
 * ```ts
 * import { weakened } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(weakened('"v12"'), 'W/"v12"');
 * ```
 */
export function weakened(tag: string): string {
  return tag.startsWith("W/") ? tag : `W/${tag}`;
}

/**
 * Reads a list of entity tags.
 *
 * @param value The value of a field such as `if-none-match`.
 * @returns The tags as they stand there, `*` where the value is that, or null
 * if it is malformed.
 *
 * @example Usage
 * ```ts
 * import { parseEntityTags } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseEntityTags('"a,b", W/"c"'), ['"a,b"', 'W/"c"']);
 * assertEquals(parseEntityTags("*"), "*");
 * assertEquals(parseEntityTags("a"), null);
 * ```
 */
export function parseEntityTags(value: string): readonly string[] | "*" | null {
  if (value.trim() === "*") return "*";
  const tags: string[] = [];
  MEMBER_REGEXP.lastIndex = 0;
  while (MEMBER_REGEXP.lastIndex < value.length) {
    const match = MEMBER_REGEXP.exec(value);
    if (match === null) return null;
    tags.push(match[1]!);
  }
  return tags.length === 0 ? null : tags;
}

/**
 * Compares two entity tags so that only strong ones can be equal: the same
 * bytes (RFC 9110 section 8.8.3.2).
 *
 * @param a One tag.
 * @param b The other.
 * @returns Whether they are equal.
 *
 * @example Usage
 * ```ts
 * import { equalsStrongly } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(equalsStrongly('"a"', '"a"'), true);
 * assertEquals(equalsStrongly('W/"a"', 'W/"a"'), false);
 * ```
 */
export function equalsStrongly(a: string, b: string): boolean {
  return a === b && !a.startsWith("W/");
}

/**
 * Compares two entity tags whether they are weak or not (RFC 9110 section
 * 8.8.3.2).
 *
 * @param a One tag.
 * @param b The other.
 * @returns Whether they are equal.
 *
 * @example Usage
 * ```ts
 * import { equalsWeakly } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(equalsWeakly('W/"a"', '"a"'), true);
 * ```
 */
export function equalsWeakly(a: string, b: string): boolean {
  return weakened(a) === weakened(b);
}
