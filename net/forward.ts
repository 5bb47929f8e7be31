// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Connection } from "./connection.ts";
import { DeadlineError } from "./errors.ts";

/** Options of {@linkcode forward}. */
export interface ForwardOptions {
  /**
   * How many milliseconds both sides may be silent, up to twice that.
   *
   * @default {600000}
   */
  idleTimeout?: number;
}

/** What {@linkcode forward} carried. */
export interface ForwardResult {
  /** Bytes from the first connection to the second. */
  sent: number;
  /** Bytes from the second connection to the first. */
  received: number;
}

/**
 * Joins two connections: what arrives on one leaves on the other. Neither side
 * is read faster than the other takes it, and a side that ends its half has
 * that passed on while the other half goes on. When both have ended, both
 * connections are closed; when one fails, both are aborted.
 *
 * @param a A connection that nobody else reads from or writes to.
 * @param b Another one.
 * @param options How long it may be silent.
 * @returns How many bytes were carried, once both sides have ended.
 * @throws {ConnectionGoneError} If one of them is gone.
 * @throws {DeadlineError} If both were silent for too long.
 *
 * @example Usage
 * ```ts
 * import { forward } from "@tpd2/tpd2/net";
 * import { memoryPair } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const [client, a] = memoryPair();
 * const [b, server] = memoryPair();
 * const forwarding = forward(a, b);
 * await client.write("question");
 * client.closeWrite();
 * assertEquals((await server.readAll()).length, 8);
 * server.close();
 * assertEquals(await forwarding, { sent: 8, received: 0 });
 * client.close();
 * ```
 */
export async function forward(
  a: Connection,
  b: Connection,
  options: ForwardOptions = {},
): Promise<ForwardResult> {
  const { idleTimeout = 600_000 } = options;
  const traffic = { pieces: 0 };
  try {
    const [sent, received] = await Promise.all([
      pump(a, b, idleTimeout, traffic),
      pump(b, a, idleTimeout, traffic),
    ]);
    a.close();
    b.close();
    await Promise.all([a.finished, b.finished]);
    return { sent, received };
  } catch (error) {
    a.abort();
    b.abort();
    throw error;
  }
}

/** Carries one direction to its end. Returns how many bytes that were. */
async function pump(
  from: Connection,
  to: Connection,
  timeout: number,
  traffic: { pieces: number },
): Promise<number> {
  const { input } = from;
  let count = 0;
  while (true) {
    const { length } = input;
    if (length > 0) {
      const bytes = input.bytes.subarray(input.start, input.end);
      input.start = input.end;
      count += length;
      traffic.pieces++;
      await to.write(bytes);
    } else if (from.inputEnded) {
      to.closeWrite();
      return count;
    } else {
      const before = traffic.pieces;
      try {
        await from.waitForInput({ timeout });
      } catch (error) {
        // One side may listen for hours while the other speaks.
        const onlyListened = error instanceof DeadlineError &&
          traffic.pieces > before;
        if (!onlyListened) throw error;
      }
    }
  }
}
