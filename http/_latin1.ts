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
  if (end - i >= 4) {
    text += fromCharCode(
      bytes[i]!,
      bytes[i + 1]!,
      bytes[i + 2]!,
      bytes[i + 3]!,
    );
    i += 4;
  }
  switch (end - i) {
    case 1:
      return text + fromCharCode(bytes[i]!);
    case 2:
      return text + fromCharCode(bytes[i]!, bytes[i + 1]!);
    case 3:
      return text + fromCharCode(bytes[i]!, bytes[i + 1]!, bytes[i + 2]!);
    default:
      return text;
  }
}

/**
 * The same as {@linkcode latin1}, for what comes again and again: targets, hosts.
 * It looks among the strings that it made lately, which halves the time; and
 * whoever looks the string up in a `Map` finds its hash made already. Not for
 * secrets, since it keeps what it made.
 */
export function recentLatin1(
  bytes: Uint8Array,
  start: number,
  end: number,
): string {
  const length = end - start;
  if (length > MAX_RECENT_LENGTH) return latin1(bytes, start, end);
  if (length === 0) return "";
  const slot = slotOf(bytes, start, end);
  const known = recent[slot]!;
  if (known.length === length) {
    let i = 0;
    while (i < length && known.charCodeAt(i) === bytes[start + i]) i++;
    if (i === length) return known;
  }
  return recent[slot] = latin1(bytes, start, end);
}

/** {@linkcode recentLatin1} with `A` to `Z` as `a` to `z`: field names, hosts. */
export function recentLower(
  bytes: Uint8Array,
  start: number,
  end: number,
): string {
  const length = end - start;
  if (length > MAX_RECENT_LENGTH) {
    return latin1(bytes, start, end).toLowerCase();
  }
  if (length === 0) return "";
  const slot = slotOf(bytes, start, end);
  const known = recentLowered[slot]!;
  if (known.length === length) {
    let i = 0;
    while (i < length && known.charCodeAt(i) === LOWER[bytes[start + i]!]) i++;
    if (i === length) return known;
  }
  return recentLowered[slot] = latin1(bytes, start, end).toLowerCase();
}

/** Where to look for a string: by length and four of its bytes. */
function slotOf(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  return (length * 131 + bytes[start]! * 7 + bytes[end - 1]! * 31 +
    bytes[start + (length >> 1)]! * 17 + bytes[start + (length >> 2)]! * 61) &
    (RECENT - 1);
}

// At most 64 kB of characters in each.
const RECENT = 1024;
const MAX_RECENT_LENGTH = 64;
const recent: string[] = new Array<string>(RECENT).fill("");
const recentLowered: string[] = new Array<string>(RECENT).fill("");

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
