// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { latin1 } from "./_latin1.ts";

/**
 * The method as a string. Those that RFC 9110 section 9.3 and RFC 5789 define
 * cost no new one.
 */
export function methodOf(
  bytes: Uint8Array,
  start: number,
  end: number,
): string {
  switch (bytes[start]) {
    case 67:
      return known(bytes, start, end, "CONNECT");
    case 68:
      return known(bytes, start, end, "DELETE");
    case 71:
      return known(bytes, start, end, "GET");
    case 72:
      return known(bytes, start, end, "HEAD");
    case 79:
      return known(bytes, start, end, "OPTIONS");
    case 80:
      if (end - start === 4) return known(bytes, start, end, "POST");
      return known(bytes, start, end, end - start === 3 ? "PUT" : "PATCH");
    case 84:
      return known(bytes, start, end, "TRACE");
    default:
      return latin1(bytes, start, end);
  }
}

/** The method, if the bytes are it; else what they are. */
function known(
  bytes: Uint8Array,
  start: number,
  end: number,
  method: string,
): string {
  if (end - start !== method.length) return latin1(bytes, start, end);
  for (let i = 1; i < method.length; i++) {
    if (bytes[start + i] !== method.charCodeAt(i)) {
      return latin1(bytes, start, end);
    }
  }
  return method;
}
