// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ByteWindow } from "./byte_window.ts";

const decoder = new TextDecoder();

/**
 * Where some bytes first stand in a window.
 *
 * @param window The window.
 * @param wanted The bytes, at least one.
 * @param from Where to begin, counted from the window's start.
 * @returns The place, counted from the window's start, or -1.
 */
export function indexOfBytes(
  window: ByteWindow,
  wanted: Uint8Array,
  from: number,
): number {
  const { bytes, start, end } = window;
  const first = wanted[0]!;
  const last = end - wanted.length;
  let at = start + from;
  while (at <= last) {
    at = bytes.indexOf(first, at);
    // indexOf() looks beyond the window: what it finds there is no data.
    if (at < 0 || at > last) return -1;
    let i = 1;
    while (i < wanted.length && bytes[at + i] === wanted[i]) i++;
    if (i === wanted.length) return at - start;
    at++;
  }
  return -1;
}

/** A line as text, without the LF or CRLF that ends it. */
export function withoutLineEnd(line: Uint8Array): string {
  const end = line[line.length - 2] === 0x0d
    ? line.length - 2
    : line.length - 1;
  return decoder.decode(line.subarray(0, end));
}
