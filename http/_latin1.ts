// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { LOWER } from "./_class_tables.ts";

const fromCharCode = String.fromCharCode;

/**
 * Bytes as characters of the same number. `TextDecoder`'s "latin1" is not that:
 * it is windows-1252, and it costs a call into the runtime.
 */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  let i = start;
  while (end - i >= 8) {
    text += fromCharCode(
      bytes[i]!,
      bytes[i + 1]!,
      bytes[i + 2]!,
      bytes[i + 3]!,
      bytes[i + 4]!,
      bytes[i + 5]!,
      bytes[i + 6]!,
      bytes[i + 7]!,
    );
    i += 8;
  }
  while (i < end) text += fromCharCode(bytes[i++]!);
  return text;
}

/** Whether the bytes are the text, which is in lower case, in any case. */
export function equalsLower(
  bytes: Uint8Array,
  start: number,
  end: number,
  text: string,
): boolean {
  const length = end - start;
  if (length !== text.length) return false;
  for (let i = 0; i < length; i++) {
    if (LOWER[bytes[start + i]!] !== text.charCodeAt(i)) return false;
  }
  return true;
}
