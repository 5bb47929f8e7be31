// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** So many random bytes, in an alphabet that needs no escaping anywhere. */
export function randomId(byteCount: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(byteCount));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
