// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { input } from "../ml/mod.ts";
import { controlAttributes, missing, onlyText } from "./_field.ts";
import { quote } from "./_quote.ts";
import type { FieldOptions, FormField } from "./form_field.ts";

/** A "valid floating-point number" of the HTML standard, 2.3.4.3: the field takes no other value, and browsers show none. */
const VALID_NUMBER = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** Options of {@linkcode numberField}. */
export interface NumberFieldOptions extends FieldOptions {
  /**
   * What stands in it at first.
   *
   * @default {undefined}
   */
  default?: number;
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
  /**
   * Whether it need not be a whole number.
   *
   * @default {false}
   */
  fractions?: boolean;
}

const NUMBER_REGEXP = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const INTEGER_REGEXP = /^-?\d{1,16}$/;

/**
 * A field for a number; a whole one unless told otherwise.
 *
 * @param label What stands beside it.
 * @param options Bounds and help.
 * @returns The field; its value is `null` where it need not be filled in and is not.
 *
 * @example Usage
 * ```ts
 * import { numberField } from "@tpd2/tpd2/page";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const count = numberField("How many", { min: 1, max: 9 });
 * assertEquals(count.parse(["3"]), 3);
 * assertThrows(() => count.parse(["10"]), RangeError, "must be at most 9");
 * ```
 */
export function numberField(
  label: string,
  options?: NumberFieldOptions & { required?: true },
): FormField<number>;
/**
 * A field for a number that need not be filled in.
 *
 * @param label What stands beside it.
 * @param options Bounds and help.
 * @returns The field.
 */
export function numberField(
  label: string,
  options: NumberFieldOptions,
): FormField<number | null>;
export function numberField(
  label: string,
  options: NumberFieldOptions = {},
): FormField<number | null> {
  const { required = true, fractions = false, default: initial } = options;
  const { min = -Infinity, max = Infinity } = options;
  return {
    label,
    kind: "field",
    help: options.help,
    initial: initial === undefined ? [] : [String(initial)],
    isFile: false,
    isSecret: false,
    control: (control) =>
      input({
        type: "number",
        ...controlAttributes(control),
        value: control.values.find((text) => VALID_NUMBER.test(text)),
        required,
        min: Number.isFinite(min) ? min : undefined,
        max: Number.isFinite(max) ? max : undefined,
        step: fractions ? "any" : undefined,
      }),
    parse(given): number | null {
      const text = onlyText(given).trim();
      if (text === "") {
        if (required) throw missing();
        return null;
      }
      const grammar = fractions ? NUMBER_REGEXP : INTEGER_REGEXP;
      const value = grammar.test(text) ? Number(text) : NaN;
      if (!(fractions ? Number.isFinite(value) : Number.isSafeInteger(value))) {
        throw new SyntaxError(
          `must be a ${fractions ? "" : "whole "}number, not ${quote(text)}`,
        );
      }
      if (value < min) throw new RangeError(`must be at least ${min}`);
      if (value > max) throw new RangeError(`must be at most ${max}`);
      return value + 0;
    },
  };
}
