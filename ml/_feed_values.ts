// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Markup } from "./markup.ts";

/** An absolute URL or another IRI with a scheme, as text. */
export function absoluteUrl(value: string | URL, field: string): string {
  const text = String(value);
  if (!URL.canParse(text)) {
    throw new TypeError(
      `Cannot render feed: ${field} ${JSON.stringify(text)} is not absolute`,
    );
  }
  return text;
}

/** A moment as RFC 3339 wants it, without fractions of a second. */
export function rfc3339(date: Date, field: string): string {
  checkDate(date, field);
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}

/** A moment as RFC 822 wants it, with four digits of the year. */
export function rfc822(date: Date, field: string): string {
  checkDate(date, field);
  return date.toUTCString().replace("GMT", "+0000");
}

function checkDate(date: Date, field: string): void {
  const year = date.getUTCFullYear();
  if (Number.isNaN(year)) {
    throw new RangeError(`Cannot render feed: ${field} is not a valid date`);
  }
  if (year < 0 || year > 9999) {
    throw new RangeError(
      `Cannot render feed: the year of ${field} has not four digits`,
    );
  }
}

/** Text that a feed must have. */
export function required(value: string | undefined, field: string): string {
  if (value === undefined || value.trim() === "") {
    throw new TypeError(`Cannot render feed: ${field} is empty`);
  }
  return value;
}

/** Whether a text construct holds markup. */
export function isMarkupValue(value: string | Markup): value is Markup {
  return typeof value !== "string";
}
