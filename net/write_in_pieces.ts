// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Connection } from "./connection.ts";
import { settle } from "./test_clock.ts";

/** Options of {@linkcode writeInPieces}. */
export interface WriteInPiecesOptions {
  /**
   * How many bytes each piece has.
   *
   * @default {1}
   */
  size?: number;
  /** Where to cut instead, as indices into the bytes, in ascending order. */
  at?: readonly number[];
  /**
   * How many turns of the event loop lie between two pieces.
   *
   * @default {2}
   */
  turns?: number;
}

/**
 * Writes bytes in pieces, and lets everything settle after each, so that they
 * arrive one by one: what a server does must not depend on how its input is
 * cut.
 *
 * @param connection The connection to write to.
 * @param message The bytes, or text to be sent as UTF-8.
 * @param options Where to cut.
 * @throws {ConnectionGoneError} If the connection is gone before all was sent.
 *
 * @example Usage
 * ```ts
 * import { memoryPair, writeInPieces } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const [left, right] = memoryPair();
 * const line = right.readLine();
 * await writeInPieces(left, "hello\r\n", { at: [2, 6] });
 * assertEquals(await line, "hello");
 * left.close();
 * right.close();
 * ```
 */
export async function writeInPieces(
  connection: Connection,
  message: string | Uint8Array,
  options: WriteInPiecesOptions = {},
): Promise<void> {
  const bytes = typeof message === "string"
    ? new TextEncoder().encode(message)
    : message;
  const { size = 1, turns = 2 } = options;
  const cuts = options.at ?? everyNth(bytes.length, size);
  let start = 0;
  for (const end of [...cuts, bytes.length]) {
    if (end <= start) continue;
    await connection.write(bytes.subarray(start, end));
    await settle(turns);
    start = end;
  }
}

function everyNth(length: number, size: number): number[] {
  if (!(size >= 1)) {
    throw new RangeError(`Cannot write in pieces of ${size} bytes`);
  }
  const cuts: number[] = [];
  for (let cut = size; cut < length; cut += size) cuts.push(cut);
  return cuts;
}
