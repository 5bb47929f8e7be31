// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Parameter } from "./parameter.ts";

/** Options of {@linkcode list}. */
export interface ListOptions {
  /**
   * The least number of values.
   *
   * @default {0}
   */
  minItems?: number;
  /**
   * The greatest number of values.
   *
   * @default {100}
   */
  maxItems?: number;
}

/**
 * A parameter that may be given any number of times: `?tag=a&tag=b`. Not given
 * it is an empty list.
 *
 * @typeParam T The type of one value.
 * @param of How each value is read.
 * @param options The bounds of its length.
 * @returns The parameter.
 *
 * @example Usage
 * ```ts
 * import { integer, list } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(list(integer()).parse(["1", "2"]), [1, 2]);
 * assertEquals(list(integer()).parse(undefined), []);
 * ```
 */
export function list<T>(
  of: Parameter<T>,
  options: ListOptions = {},
): Parameter<T[]> {
  const { minItems = 0, maxItems = 100 } = options;
  return {
    multiple: true,
    parse(text): T[] {
      const texts = text === undefined
        ? []
        : typeof text === "string"
        ? [text]
        : text;
      if (texts.length < minItems) {
        throw new RangeError(
          `must be given at least ${minItems} times, not ${texts.length}`,
        );
      }
      if (texts.length > maxItems) {
        throw new RangeError(
          `must be given at most ${maxItems} times, not ${texts.length}`,
        );
      }
      return texts.map((item) => of.parse(item));
    },
  };
}
