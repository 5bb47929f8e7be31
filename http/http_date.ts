// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];

/** `Sun, 06 Nov 1994 08:49:37 GMT`, the one format to send. */
const IMF_FIXDATE_REGEXP =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;

/** `Sunday, 06-Nov-94 08:49:37 GMT`, obsolete. */
const RFC850_DATE_REGEXP =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\d\d)-([A-Z][a-z]{2})-(\d\d) (\d\d):(\d\d):(\d\d) GMT$/;

/** `Sun Nov  6 08:49:37 1994`, obsolete. */
const ASCTIME_DATE_REGEXP =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\d{4})$/;

/**
 * Reads a date as HTTP writes it, in any of its three formats (RFC 9110
 * section 5.6.7).
 *
 * @param text The value of a field such as `if-modified-since`.
 * @returns Milliseconds since the Unix epoch, whole seconds; null if it is
 * no date.
 *
 * @example Usage
 * ```ts
 * import { parseHttpDate } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777000);
 * assertEquals(parseHttpDate("yesterday"), null);
 * ```
 */
export function parseHttpDate(text: string): number | null {
  let match = IMF_FIXDATE_REGEXP.exec(text);
  if (match !== null) {
    return toTime(Number(match[3]), match[2]!, match[1]!, match.slice(4));
  }
  match = RFC850_DATE_REGEXP.exec(text);
  if (match !== null) {
    const year = fullYear(Number(match[3]));
    return toTime(year, match[2]!, match[1]!, match.slice(4));
  }
  match = ASCTIME_DATE_REGEXP.exec(text);
  if (match !== null) {
    return toTime(
      Number(match[6]),
      match[1]!,
      match[2]!,
      match.slice(3, 6),
    );
  }
  return null;
}

/**
 * Writes a date as HTTP wants it; fractions of a second are dropped.
 *
 * @param date The date, or milliseconds since the Unix epoch.
 * @returns The date as an IMF-fixdate.
 * @throws {RangeError} If it is no date, or its year has not four digits.
 *
 * @example Usage
 * ```ts
 * import { formatHttpDate } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatHttpDate(784111777999), "Sun, 06 Nov 1994 08:49:37 GMT");
 * ```
 */
export function formatHttpDate(date: Date | number): string {
  const time = new Date(date);
  const year = time.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) {
    throw new RangeError(
      `Cannot write date ${date}: it is none, or its year has not four digits`,
    );
  }
  return time.toUTCString();
}

/** Two digits mean the latest year that is at most 50 years ahead. */
function fullYear(twoDigits: number): number {
  const thisYear = new Date().getUTCFullYear();
  const year = thisYear - thisYear % 100 + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}

function toTime(
  year: number,
  monthName: string,
  dayText: string,
  clock: readonly string[],
): number | null {
  const month = MONTHS.indexOf(monthName);
  const day = Number(dayText);
  const [hour, minute, second] = clock.map(Number) as [number, number, number];
  // A leap second is allowed, and counts as the first of the next minute.
  if (month === -1 || hour > 23 || minute > 59 || second > 60) return null;
  const time = new Date(0);
  time.setUTCFullYear(year, month, day);
  if (time.getUTCMonth() !== month || time.getUTCDate() !== day) return null;
  return time.setUTCHours(hour, minute, second);
}
