// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * A window on bytes that arrived and were not consumed yet:
 * `bytes[start]` up to, not including, `bytes[end]`.
 *
 * Whoever consumes moves `start`; whoever fills moves `end`. What lies outside
 * of the two is not data (it may be an older message, or nothing at all) and
 * must never be looked at.
 *
 * @example Usage
 * ```ts
 * import { ByteWindow } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * const window = ByteWindow.from(new TextEncoder().encode("hello"));
 * window.start += 2;
 * assertEquals(window.length, 3);
 * ```
 */
export class ByteWindow {
  /** Where the bytes are. */
  bytes: Uint8Array<ArrayBuffer>;
  /** The index of the first byte that was not consumed. */
  start: number;
  /** The index behind the last byte that arrived. */
  end: number;

  /**
   * Makes a window.
   *
   * @param bytes Where the bytes are.
   * @param start The index of the first byte of data.
   * @param end The index behind the last byte of data.
   */
  constructor(bytes: Uint8Array<ArrayBuffer>, start: number, end: number) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /**
   * A window on all of some bytes.
   *
   * @param bytes The bytes; not copied.
   * @returns The window.
   */
  static from(bytes: Uint8Array<ArrayBuffer>): ByteWindow {
    return new ByteWindow(bytes, 0, bytes.length);
  }

  /** How many bytes there are to consume. */
  get length(): number {
    return this.end - this.start;
  }
}
