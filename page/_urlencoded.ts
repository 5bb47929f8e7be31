// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError } from "../http/exchange.ts";

/** In the place of a value that is no text: its escapes are broken or not UTF-8. */
export const BROKEN: unique symbol = Symbol("broken");

/** In the place of a value that is an uploaded file. */
export const FILE: unique symbol = Symbol("file");

/** What was given for one parameter. */
export type Given = string | string[] | typeof BROKEN | typeof FILE | undefined;

const PERCENT = 37;
const PLUS = 43;

/** Keeps one more value of a parameter. */
export function keep(
  given: Given[],
  index: number,
  value: string | typeof BROKEN | typeof FILE,
): void {
  const before = given[index];
  if (before === undefined) given[index] = value;
  else if (typeof before === "symbol" || typeof value === "symbol") {
    given[index] = typeof before === "symbol" ? before : value;
  } else if (typeof before === "string") given[index] = [before, value];
  else before.push(value);
}

/**
 * Finds the parameters with some names in `application/x-www-form-urlencoded`
 * text (WHATWG URL section 5.1), without making strings of any others.
 *
 * @param text The text.
 * @param names The names.
 * @param given Where the values go, by the indices of the names.
 * @param maxCount How many parameters the text may have.
 * @throws {HttpError} 400 if it has more.
 */
export function findParameters(
  text: string,
  names: readonly string[],
  given: Given[],
  maxCount: number,
): void {
  const { length } = text;
  let count = 0;
  let start = 0;
  while (start < length) {
    if (++count > maxCount) {
      throw new HttpError(
        400,
        `Cannot read the request: it has more than ${maxCount} parameters`,
      );
    }
    let end = text.indexOf("&", start);
    if (end === -1) end = length;
    let equals = text.indexOf("=", start);
    if (equals === -1 || equals > end) equals = end;
    const index = findName(text, start, equals, names);
    if (index !== -1) {
      keep(given, index, decode(text, Math.min(equals + 1, end), end));
    }
    start = end + 1;
  }
}

/** The index of the name that stands in the text, or -1. */
function findName(
  text: string,
  start: number,
  end: number,
  names: readonly string[],
): number {
  for (let index = 0; index < names.length; index++) {
    const name = names[index]!;
    if (name.length === end - start && text.startsWith(name, start)) {
      return index;
    }
  }
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === PERCENT || code === PLUS) {
      const name = decode(text, start, end);
      return name === BROKEN ? -1 : names.indexOf(name);
    }
  }
  return -1;
}

function decode(
  text: string,
  start: number,
  end: number,
): string | typeof BROKEN {
  const slice = text.slice(start, end);
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === PERCENT || code === PLUS) return unescape(slice);
  }
  return slice;
}

function unescape(text: string): string | typeof BROKEN {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return BROKEN;
  }
}
