// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Clock, systemClock } from "./clock.ts";
import type { ConnectionCore } from "./connection_core.ts";
import {
  type ConnectionHost,
  type ConnectionLimits,
  DEFAULT_CONNECTION_LIMITS,
} from "./connection_host.ts";
import { OutputBufferPool } from "./output_buffer.ts";
import { TimerWheel } from "./timer_wheel.ts";

/** Options of {@linkcode LooseHost}. */
export interface LooseHostOptions extends Partial<ConnectionLimits> {
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  clock?: Clock;
}

/**
 * What is costly is shared by all hosts, since every outgoing connection may
 * have its own.
 */
const sharedBuffers: OutputBufferPool = new OutputBufferPool();
const wheels: WeakMap<Clock, TimerWheel> = new WeakMap();

function wheelOf(clock: Clock): TimerWheel {
  let wheel = wheels.get(clock);
  if (wheel === undefined) wheels.set(clock, wheel = new TimerWheel(clock));
  return wheel;
}

/**
 * Carries connections that no scheduler does: the outgoing ones, spoken on in
 * straight lines. What they write leaves when the current task is done.
 *
 * @example Usage
 * ```ts
 * import { LooseHost } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * const host = new LooseHost({ maxInput: 1024 });
 * assertEquals([host.limits.maxInput, host.draining], [1024, false]);
 * ```
 */
export class LooseHost implements ConnectionHost {
  /** The bounds of each connection. */
  readonly limits: ConnectionLimits;
  /** Where their deadlines are kept. */
  readonly wheel: TimerWheel;
  /** Where their output is written. */
  readonly buffers: OutputBufferPool = sharedBuffers;
  /** Never: it does not shut down. */
  readonly draining: boolean = false;
  readonly #clock: Clock;

  /**
   * Makes a host.
   *
   * @param options Bounds and times.
   */
  constructor(options: LooseHostOptions = {}) {
    const { clock = systemClock, ...limits } = options;
    this.#clock = clock;
    this.limits = { ...DEFAULT_CONNECTION_LIMITS, ...limits };
    this.wheel = wheelOf(clock);
  }

  /** @internal */
  now(): number {
    return this.#clock.now();
  }

  /** @internal */
  ready(_connection: ConnectionCore, _again: boolean): void {
    // Nobody takes turns here: who speaks awaits.
  }

  /** @internal */
  wrote(connection: ConnectionCore): void {
    if (connection.dirty) return;
    connection.dirty = true;
    queueMicrotask(() => {
      connection.dirty = false;
      connection.flush();
    });
  }

  /** @internal */
  closed(_connection: ConnectionCore): void {
    // It kept no list.
  }

  /** @internal */
  hold(): void {
    // The event loop turns anyhow.
  }

  /** @internal */
  letGo(): void {
    // The event loop turns anyhow.
  }

  /** @internal */
  reportError(error: unknown): void {
    console.error(error);
  }
}
