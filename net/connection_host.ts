// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ConnectionCore } from "./connection_core.ts";
import type { OutputBufferPool } from "./output_buffer.ts";
import type { TimerWheel } from "./timer_wheel.ts";

/** Bounds of one connection. */
export interface ConnectionLimits {
  /**
   * How many bytes of input may wait to be consumed.
   *
   * @default {65536}
   */
  maxInput: number;
  /**
   * How many bytes may wait to leave before the connection counts as congested
   * and {@linkcode Connection.write} makes its caller wait.
   *
   * @default {65536}
   */
  highWater: number;
  /**
   * How many bytes may wait to leave before writing more aborts the connection,
   * for writers that do not wait. A single write may go beyond.
   *
   * @default {16777216}
   */
  maxOutput: number;
  /**
   * How many milliseconds a reading primitive waits for input.
   *
   * @default {60000}
   */
  readTimeout: number;
  /**
   * How many milliseconds the peer may take none of what we send.
   *
   * @default {30000}
   */
  writeTimeout: number;
  /**
   * How many milliseconds {@linkcode Connection.discardAndClose} waits for the
   * peer to close.
   *
   * @default {2000}
   */
  lingerTimeout: number;
}

/**
 * The bounds that hold where no others are given.
 *
 * @example Usage
 * ```ts
 * import { DEFAULT_CONNECTION_LIMITS, LooseHost } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * const host = new LooseHost({ readTimeout: 1000 });
 * assertEquals(host.limits, { ...DEFAULT_CONNECTION_LIMITS, readTimeout: 1000 });
 * ```
 */
export const DEFAULT_CONNECTION_LIMITS: ConnectionLimits = {
  maxInput: 64 * 1024,
  highWater: 64 * 1024,
  maxOutput: 16 * 1024 * 1024,
  readTimeout: 60_000,
  writeTimeout: 30_000,
  lingerTimeout: 2_000,
};

/** Who carries connections: a scheduler, or the loose host of outgoing ones. */
export interface ConnectionHost {
  /** The bounds of each connection. */
  readonly limits: ConnectionLimits;
  /** Where their deadlines are kept. */
  readonly wheel: TimerWheel;
  /** Where their output is written. */
  readonly buffers: OutputBufferPool;
  /** Whether it is shutting down. */
  readonly draining: boolean;
  /** The clock's `now()`, possibly as of the beginning of the turn. */
  now(): number;
  /**
   * Something happened on a connection that nobody awaits.
   *
   * @param connection The connection.
   * @param again Whether the connection itself asked for another turn.
   */
  ready(connection: ConnectionCore, again: boolean): void;
  /** A connection has output to send. */
  wrote(connection: ConnectionCore): void;
  /** A connection has ended. It may have been reported ready just before. */
  closed(connection: ConnectionCore): void;
  /** A connection begins to wait for something that the event loop brings. */
  hold(): void;
  /** It waits no longer. */
  letGo(): void;
  /** A straight-line protocol threw something that is its own fault. */
  reportError(error: unknown): void;
}
