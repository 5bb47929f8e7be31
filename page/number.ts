// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { absent, optionsOf } from "./_absent.ts";
import { quote } from "./_quote.ts";
import type { Parameter, ParameterOptions } from "./parameter.ts";

/** Options of {@linkcode number} and {@linkcode integer}. */
export interface NumberOptions<Default extends number | null = number | null>
  extends ParameterOptions<Default> {
  /**
   * The least value.
   *
   * @default {-Infinity}
   */
  min?: number;
  /**
   * The greatest value.
   *
   * @default {Infinity}
   */
  max?: number;
}

/** The floating-point numbers of HTML, and so of `<input type="number">`. */
const NUMBER_REGEXP = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

const INTEGER_REGEXP = /^-?\d+$/;

/**
 * A parameter that is a finite number in decimal notation. Empty text, which
 * an empty field of a form sends, counts as not given.
 *
 * @param first The default, or the options.
 * @param options The options, where a default comes first.
 * @returns The parameter.
 *
 * @example Usage
 * ```ts
 * import { number } from "@tpd2/tpd2/page";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(number().parse("2.5e3"), 2500);
 * assertThrows(() => number().parse("0x10"), SyntaxError);
 * ```
 */
export function number(
  first?: number | NumberOptions<number>,
  options?: NumberOptions<number>,
): Parameter<number>;
/**
 * A number that is `null` where it is not given.
 *
 * @param first `null`, or the options with that default.
 * @param options The options, where a default comes first.
 * @returns The parameter.
 */
export function number(
  first: null | NumberOptions<null>,
  options?: NumberOptions<null>,
): Parameter<number | null>;
export function number(
  first?: number | null | NumberOptions,
  options: NumberOptions = {},
): Parameter<number | null> {
  return numberOf(
    NUMBER_REGEXP,
    "a number",
    optionsOf<NumberOptions, number | null>(first, options),
  );
}

/**
 * A parameter that is an integer in decimal notation, from
 * `Number.MIN_SAFE_INTEGER` to `Number.MAX_SAFE_INTEGER`. Empty text, which
 * an empty field of a form sends, counts as not given.
 *
 * @param first The default, or the options.
 * @param options The options, where a default comes first.
 * @returns The parameter.
 *
 * @example Usage
 * ```ts
 * import { integer } from "@tpd2/tpd2/page";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(integer(1, { min: 1 }).parse("12"), 12);
 * assertThrows(() => integer(1, { min: 1 }).parse("0"), RangeError);
 * ```
 */
export function integer(
  first?: number | NumberOptions<number>,
  options?: NumberOptions<number>,
): Parameter<number>;
/**
 * An integer that is `null` where it is not given.
 *
 * @param first `null`, or the options with that default.
 * @param options The options, where a default comes first.
 * @returns The parameter.
 */
export function integer(
  first: null | NumberOptions<null>,
  options?: NumberOptions<null>,
): Parameter<number | null>;
export function integer(
  first?: number | null | NumberOptions,
  options: NumberOptions = {},
): Parameter<number | null> {
  const all = optionsOf<NumberOptions, number | null>(first, options);
  return numberOf(INTEGER_REGEXP, "an integer", {
    ...all,
    min: Math.max(all.min ?? -Infinity, Number.MIN_SAFE_INTEGER),
    max: Math.min(all.max ?? Infinity, Number.MAX_SAFE_INTEGER),
  });
}

function numberOf(
  grammar: RegExp,
  kind: string,
  options: NumberOptions,
): Parameter<number | null> {
  const { min = -Infinity, max = Infinity } = options;
  return {
    multiple: false,
    parse(text): number | null {
      if (typeof text !== "string" || text === "") {
        return absent(options);
      }
      const value = grammar.test(text) ? Number(text) : NaN;
      if (!Number.isFinite(value)) {
        throw new SyntaxError(`must be ${kind}, not ${quote(text)}`);
      }
      if (value < min) throw new RangeError(`must be at least ${min}`);
      if (value > max) throw new RangeError(`must be at most ${max}`);
      // "-0" is what a person writes for 0.
      return value + 0;
    },
  };
}
