// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { absent, optionsOf } from "./_absent.ts";
import { quote } from "./_quote.ts";
import type { Parameter, ParameterOptions } from "./parameter.ts";

/** Options of {@linkcode date}. */
export interface DateOptions<Default extends Date | null = Date | null>
  extends ParameterOptions<Default> {
  /**
   * The earliest time.
   *
   * @default {undefined}
   */
  min?: Date;
  /**
   * The latest time.
   *
   * @default {undefined}
   */
  max?: Date;
}

/** RFC 3339, a date alone, and what `<input type="datetime-local">` sends. */
const DATE_REGEXP =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?([Zz]|[+-]\d\d:\d\d)?)?$/;

/**
 * A parameter that is a date such as `2026-02-28`, or a date with a time such
 * as `2026-02-28T13:45`, with or without an offset (RFC 3339). Without one it
 * is in UTC; a date alone is its midnight. Empty text counts as not given.
 *
 * @param first The default, or the options.
 * @param options The options, where a default comes first.
 * @returns The parameter.
 *
 * @example Usage
 * ```ts
 * import { date } from "@tpd2/tpd2/page";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(date().parse("2026-02-28"), new Date("2026-02-28T00:00:00Z"));
 * assertThrows(() => date().parse("2026-02-30"), SyntaxError);
 * ```
 */
export function date(
  first?: Date | DateOptions<Date>,
  options?: DateOptions<Date>,
): Parameter<Date>;
/**
 * A date that is `null` where it is not given.
 *
 * @param first `null`, or the options with that default.
 * @param options The options, where a default comes first.
 * @returns The parameter.
 */
export function date(
  first: null | DateOptions<null>,
  options?: DateOptions<null>,
): Parameter<Date | null>;
export function date(
  first?: Date | null | DateOptions,
  options: DateOptions = {},
): Parameter<Date | null> {
  const all = optionsOf<DateOptions, Date | null>(first, options);
  const { min, max } = all;
  return {
    multiple: false,
    parse(text): Date | null {
      if (typeof text !== "string" || text === "") return absent(all);
      const value = parseDate(text);
      if (value === undefined) {
        throw new SyntaxError(
          `must be a date such as 2026-02-28, not ${quote(text)}`,
        );
      }
      if (min !== undefined && value < min) {
        throw new RangeError(`must not be before ${min.toISOString()}`);
      }
      if (max !== undefined && value > max) {
        throw new RangeError(`must not be after ${max.toISOString()}`);
      }
      return value;
    },
  };
}

function parseDate(text: string): Date | undefined {
  const match = DATE_REGEXP.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = "00", minute = "00", second = "00"] = match;
  const [fraction = "0", zone = "Z"] = match.slice(7);
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const value = new Date(`${local}.${fraction.padEnd(3, "0").slice(0, 3)}Z`);
  // Date turns February 30 into March 2: what comes back must be what went in.
  if (Number.isNaN(value.getTime()) || !value.toISOString().startsWith(local)) {
    return undefined;
  }
  if (zone.length > 1) {
    const hours = Number(zone.slice(1, 3));
    const minutes = Number(zone.slice(4));
    if (hours > 23 || minutes > 59) return undefined;
    const offset = (hours * 60 + minutes) * 60_000;
    value.setTime(value.getTime() - (zone[0] === "-" ? -offset : offset));
  }
  return value;
}
