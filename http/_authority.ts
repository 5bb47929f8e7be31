// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HEX, REG_NAME } from "./_class_tables.ts";
import { latin1 } from "./_latin1.ts";

const COLON = 58;
const PERCENT = 37;
const OPEN = 91;
const CLOSE = 93;

/**
 * Finds the end of the host in `uri-host [ ":" port ]` (RFC 9110 section 7.2),
 * or -1 where it is not one. User information is none of the grammar, and
 * neither is an empty host: RFC 9110 section 4.2.1 has a recipient reject it.
 */
export function hostEndOf(
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  let i = start;
  if (i < end && bytes[i] === OPEN) {
    while (i < end && bytes[i] !== CLOSE) i++;
    if (i === end || !isIpv6(latin1(bytes, start + 1, i))) return -1;
    i++;
  } else {
    while (i < end) {
      const byte = bytes[i]!;
      if (REG_NAME[byte] === 1) {
        i++;
      } else if (
        byte === PERCENT && i + 2 < end && HEX[bytes[i + 1]!] !== 255 &&
        HEX[bytes[i + 2]!] !== 255
      ) {
        i += 3;
      } else {
        break;
      }
    }
    if (i === start) return -1;
  }
  if (i === end) return i;
  return bytes[i] === COLON && isPort(bytes, i + 1, end) ? i : -1;
}

/** RFC 3986 section 3.2.3: `port = *DIGIT`, and TCP has 65536 of them. */
function isPort(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > 5) return false;
  let port = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 48;
    if (digit < 0 || digit > 9) return false;
    port = port * 10 + digit;
  }
  return port <= 65535;
}

/**
 * RFC 3986 section 3.2.2: `IPv6address`. No zone (RFC 6874 has none over the
 * wire) and no `IPvFuture`, which nobody has defined.
 */
function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  const halves = text.split("::");
  if (halves.length > 2) return false;
  let groups = 0;
  for (let h = 0; h < halves.length; h++) {
    const half = halves[h]!;
    if (half === "") continue;
    const parts = half.split(":");
    for (let p = 0; p < parts.length; p++) {
      const part = parts[p]!;
      const last = h === halves.length - 1 && p === parts.length - 1;
      if (/^[0-9A-Fa-f]{1,4}$/.test(part)) groups++;
      else if (last && IPV4_REGEXP.test(part)) groups += 2;
      else return false;
    }
  }
  return halves.length === 2 ? groups <= 7 : groups === 8;
}

/** RFC 3986 section 3.2.2: `IPv4address`. */
const IPV4_REGEXP = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
