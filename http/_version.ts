// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { ProtocolError } from "./protocol_error.ts";

/**
 * RFC 9112 section 2.3: `HTTP-version = HTTP-name "/" DIGIT "." DIGIT`, and
 * "HTTP-version is case-sensitive". Refuses a byte that may not stand there.
 */
export function checkVersion(byte: number, index: number): void {
  switch (index) {
    case 0:
      if (byte === 72) return;
      break;
    case 1:
    case 2:
      if (byte === 84) return;
      break;
    case 3:
      if (byte === 80) return;
      break;
    case 4:
      if (byte === 47) return;
      break;
    case 6:
      if (byte === 46) return;
      break;
    default:
      if (byte >= 48 && byte <= 57) return;
  }
  refuseVersion();
}

/** Says that there is no version where one must be. */
export function refuseVersion(): never {
  throw new ProtocolError(400, "Cannot parse version: it is malformed");
}
