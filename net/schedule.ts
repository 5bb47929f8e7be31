// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { Scheduler } from "./scheduler.ts";
import type { ScheduleOptions } from "./schedule_options.ts";
import type { WireListener } from "./transport.ts";

/**
 * Carries the connections of one listener or of several: an async iterator
 * whose every turn yields the batch of connections that have something to do.
 *
 * Do with each what can be done at once, and return to the loop: what was
 * written leaves when the next batch is asked for, all bytes of a connection in
 * one write. Never await in the loop; a protocol that has to wait is run with
 * {@linkcode Connection.run}, or remembers where it was.
 *
 * @param listeners Where connections come from; see {@linkcode listen}.
 * @param options Bounds and times.
 * @returns The scheduler.
 *
 * @example Usage
 * ```ts
 * import { type Connection, schedule } from "@tpd2/tpd2/net";
 * import { memoryListener } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * async function shout(connection: Connection) {
 *   for await (const line of connection.lines({ maxLength: 1024 })) {
 *     await connection.write(line.toUpperCase(), "\n");
 *   }
 * }
 *
 * const listener = memoryListener();
 * const scheduler = schedule(listener);
 * const client = listener.connect();
 * await client.write("hello\n");
 * client.closeWrite();
 *
 * const loop = (async () => {
 *   for await (const ready of scheduler) {
 *     for (const connection of ready) connection.run(shout);
 *   }
 * })();
 * assertEquals(await client.readLine(), "HELLO");
 * client.close();
 * await scheduler.shutdown();
 * await loop;
 * ```
 */
export function schedule(
  listeners: WireListener | readonly WireListener[],
  options: ScheduleOptions = {},
): Scheduler {
  const list = Array.isArray(listeners)
    ? listeners as readonly WireListener[]
    : [listeners as WireListener];
  return new Scheduler(list, options);
}
