// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { quote } from "./_quote.ts";
import type { Parameter } from "./parameter.ts";

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ["", true],
  ["true", true],
  ["on", true],
  ["yes", true],
  ["1", true],
  ["false", false],
  ["off", false],
  ["no", false],
  ["0", false],
]);

/**
 * A parameter that is true or false: `true`, `on`, `yes`, `1` and the bare name
 * (`?verbose`) are true, `false`, `off`, `no` and `0` are false. It need not be
 * given, since a checkbox that is not ticked sends nothing.
 *
 * @param value The value where it is not given.
 * @returns The parameter.
 *
 * @example Usage
 * ```ts
 * import { boolean } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(boolean().parse("on"), true);
 * assertEquals(boolean().parse(undefined), false);
 * ```
 */
export function boolean(value: boolean = false): Parameter<boolean> {
  return {
    multiple: false,
    parse(text): boolean {
      if (typeof text !== "string") return value;
      const found = WORDS.get(text);
      if (found === undefined) {
        throw new SyntaxError(`must be true or false, not ${quote(text)}`);
      }
      return found;
    },
  };
}
