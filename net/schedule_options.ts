// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "./clock.ts";
import type { ConnectionLimits } from "./connection_host.ts";

/** Options of {@linkcode schedule}. */
export interface ScheduleOptions extends Partial<ConnectionLimits> {
  /** Shuts the scheduler down when it aborts; see {@linkcode Scheduler.shutdown}. */
  signal?: AbortSignal;
  /**
   * How many connections are carried at once.
   *
   * @default {10000}
   */
  maxConnections?: number;
  /**
   * What happens at that bound: `wait` leaves newcomers with the kernel until
   * somebody goes; `shed` closes the connection that was idle longest.
   *
   * @default {"wait"}
   */
  atCapacity?: "wait" | "shed";
  /**
   * How many milliseconds connections have to come to an end after a shutdown.
   *
   * @default {10000}
   */
  shutdownGrace?: number;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  clock?: Clock;
  /**
   * Told when something went wrong that no caller awaits: a straight-line
   * protocol threw, or accepting failed (once for each bout).
   *
   * @default {console.error}
   */
  onError?: (error: unknown) => void;
}

/** What a scheduler carries, as of now. */
export interface SchedulerStats {
  /** Open connections. */
  connections: number;
  /** Connections accepted since the beginning. */
  accepted: number;
  /** Connections that were closed to make room. */
  shed: number;
  /** Bytes that wait to leave, on all connections together. */
  queuedBytes: number;
  /** How many connections are in each phase; see {@linkcode Protocol}. */
  phases: Record<string, number>;
}
