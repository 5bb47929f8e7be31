// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

let isOne = false;

/**
 * Whether this thread is one of several that serve the same site, as those of
 * `serveWorkers` do. They share nothing, and the same client may reach another
 * of them with each connection: what is to last from one request to the next
 * cannot be kept in memory.
 *
 * @returns Whether it is.
 *
 * @example Usage
 * ```ts
 * import { isOneOfMany } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(isOneOfMany(), false);
 * ```
 */
export function isOneOfMany(): boolean {
  return isOne;
}

/** Makes this thread one of several, before its site is loaded. @internal */
export function becomeOneOfMany(): void {
  isOne = true;
}

/**
 * Refuses what needs all clients in one place.
 *
 * @param what What cannot be done: `make a channel`.
 * @throws {TypeError} If this thread is one of several.
 *
 * @internal
 */
export function refuseIfOneOfMany(what: string): void {
  if (!isOne) return;
  throw new TypeError(
    `Cannot ${what}: several workers serve this site and share nothing; ` +
      "use serve(), or serveWorkers() with one worker",
  );
}
