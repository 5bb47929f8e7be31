// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Bytes and connections: listeners, transports and the connection scheduler,
 * an async iterator that yields batches of connections that have something to
 * do.
 *
 * ```ts no-assert
 * import { type Connection, listen, schedule } from "@tpd2/tpd2/net";
 *
 * async function echo(connection: Connection) {
 *   for await (const line of connection.lines({ maxLength: 1024 })) {
 *     await connection.write(line, "\r\n");
 *   }
 * }
 *
 * async function main(signal: AbortSignal) {
 *   for await (const ready of schedule(listen({ port: 7007 }), { signal })) {
 *     for (const connection of ready) connection.run(echo);
 *   }
 * }
 * ```
 *
 * One scheduler carries the connections of any number of listeners: TCP, TLS
 * and Unix sockets. {@linkcode connect} makes outgoing ones,
 * {@linkcode forward} joins two, and `@tpd2/tpd2/net/testing` tests whole
 * servers without a port. Whatever a peer does or leaves undone is bounded by
 * {@linkcode ConnectionLimits} and {@linkcode ScheduleOptions}.
 *
 * @module
 */

export * from "./address.ts";
export * from "./byte_window.ts";
export * from "./clock.ts";
export * from "./connect.ts";
export * from "./connection.ts";
export * from "./connection_core.ts";
export * from "./connection_host.ts";
export * from "./connection_input.ts";
export * from "./connection_state.ts";
export * from "./errors.ts";
export * from "./forward.ts";
export * from "./listen.ts";
export * from "./loose_host.ts";
export * from "./output_buffer.ts";
export * from "./output_queue.ts";
export * from "./protocol.ts";
export * from "./schedule.ts";
export * from "./schedule_options.ts";
export * from "./scheduler.ts";
export * from "./timer_wheel.ts";
export * from "./transport.ts";
