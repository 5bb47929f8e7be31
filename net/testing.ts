// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * Whole servers tested without a port and without waiting.
 *
 * - {@linkcode memoryListener} stands in for a port, {@linkcode memoryPair} for
 *   two ends that are joined;
 * - {@linkcode Faults} make short reads and writes, small kernel buffers,
 *   stalls, and resets after so many bytes; {@linkcode resetConnection} pulls
 *   the plug at any moment;
 * - {@linkcode writeInPieces} cuts what is sent wherever it hurts;
 * - {@linkcode TestClock} is driven by the test, and {@linkcode settle} lets
 *   everything happen that needs no time.
 *
 * ```ts
 * import { type Connection, schedule } from "@tpd2/tpd2/net";
 * import {
 *   memoryListener,
 *   settle,
 *   TestClock,
 *   writeInPieces,
 * } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * async function greet(connection: Connection) {
 *   const name = await connection.readLine({ maxLength: 80, timeout: 5000 });
 *   await connection.write(`Hello ${name}\n`);
 * }
 *
 * const clock = new TestClock();
 * const listener = memoryListener();
 * const scheduler = schedule(listener, { clock });
 * const loop = (async () => {
 *   for await (const ready of scheduler) {
 *     for (const connection of ready) connection.run(greet);
 *   }
 * })();
 *
 * // However the line is cut, the answer is the same.
 * const client = listener.connect();
 * await writeInPieces(client, "World\n", { size: 2 });
 * assertEquals(await client.readLine(), "Hello World");
 * client.close();
 *
 * // Who says half a line and stops is shown the door, five seconds later.
 * const slow = listener.connect();
 * await slow.write("Wor");
 * await settle();
 * clock.advance(5100);
 * assertEquals(await slow.readSome(), null);
 * slow.close();
 *
 * await scheduler.shutdown();
 * await loop;
 * ```
 *
 * @module
 */

export * from "./faults.ts";
export * from "./memory_transport.ts";
export * from "./test_clock.ts";
export * from "./write_in_pieces.ts";
