// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { absent, optionsOf } from "./_absent.ts";
import type { Parameter, ParameterOptions } from "./parameter.ts";

/** Options of {@linkcode string}. */
export interface StringOptions<Default extends string | null = string | null>
  extends ParameterOptions<Default> {
  /**
   * The least length, in UTF-16 code units as in HTML.
   *
   * @default {0}
   */
  minLength?: number;
  /**
   * The greatest length, in UTF-16 code units as in HTML. The limits on the
   * request line and on the content of a request bound it in any case.
   *
   * @default {Infinity}
   */
  maxLength?: number;
  /**
   * What all of the text must match, as the `pattern` attribute in HTML.
   *
   * @default {undefined}
   */
  pattern?: RegExp;
}

/**
 * A parameter that is text.
 *
 * @param first The default, or the options.
 * @param options The options, where a default comes first.
 * @returns The parameter.
 *
 * @example Usage
 * ```ts
 * import { string } from "@tpd2/tpd2/page";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(string("Friend").parse(undefined), "Friend");
 * assertThrows(() => string({ maxLength: 3 }).parse("long"), RangeError);
 * ```
 */
export function string(
  first?: string | StringOptions<string>,
  options?: StringOptions<string>,
): Parameter<string>;
/**
 * Text that is `null` where it is not given.
 *
 * @param first `null`, or the options with that default.
 * @param options The options, where a default comes first.
 * @returns The parameter.
 */
export function string(
  first: null | StringOptions<null>,
  options?: StringOptions<null>,
): Parameter<string | null>;
export function string(
  first?: string | null | StringOptions,
  options: StringOptions = {},
): Parameter<string | null> {
  const all = optionsOf<StringOptions, string | null>(first, options);
  const { minLength = 0, maxLength = Infinity } = all;
  const pattern = all.pattern && anchored(all.pattern);
  return {
    multiple: false,
    parse(text): string | null {
      if (typeof text !== "string") return absent(all);
      if (text.length < minLength) {
        throw new RangeError(
          `must have at least ${minLength} characters, not ${text.length}`,
        );
      }
      if (text.length > maxLength) {
        throw new RangeError(
          `must have at most ${maxLength} characters, not ${text.length}`,
        );
      }
      if (pattern !== undefined && !pattern.test(text)) {
        throw new SyntaxError("does not have the form that is asked for");
      }
      return text;
    },
  };
}

function anchored(pattern: RegExp): RegExp {
  return new RegExp(
    `^(?:${pattern.source})$`,
    pattern.flags.replace(/[gym]/g, ""),
  );
}
