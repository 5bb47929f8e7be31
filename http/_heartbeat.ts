// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock, TimerHandle } from "../net/mod.ts";
import type { BodyWriter, SharedChunk } from "./body_producer.ts";

/** Writes the same chunk to many writers from time to time, with one timer for all. */
class Heartbeat {
  readonly #clock: Clock;
  readonly #interval: number;
  readonly #chunk: SharedChunk;
  readonly #writers: Set<BodyWriter> = new Set();
  #timer: TimerHandle = null;

  constructor(clock: Clock, interval: number, chunk: SharedChunk) {
    this.#clock = clock;
    this.#interval = interval;
    this.#chunk = chunk;
  }

  add(writer: BodyWriter): void {
    this.#writers.add(writer);
    if (this.#writers.size === 1) this.#setTimer();
  }

  delete(writer: BodyWriter): void {
    if (!this.#writers.delete(writer) || this.#writers.size > 0) return;
    this.#clock.clearTimer(this.#timer);
  }

  #setTimer(): void {
    this.#timer = this.#clock.setTimer(() => {
      this.#setTimer();
      for (const writer of this.#writers) {
        // Where something waits to leave, that will be the sign of life.
        if (writer.queued === 0) writer.write(this.#chunk);
      }
    }, this.#interval);
  }
}

const heartbeats = new WeakMap<Clock, Map<number, Heartbeat>>();

/** The heartbeat of a clock and an interval. */
export function heartbeatOf(
  clock: Clock,
  interval: number,
  chunk: SharedChunk,
): Heartbeat {
  let byInterval = heartbeats.get(clock);
  if (byInterval === undefined) {
    byInterval = new Map();
    heartbeats.set(clock, byInterval);
  }
  let heartbeat = byInterval.get(interval);
  if (heartbeat === undefined) {
    heartbeat = new Heartbeat(clock, interval, chunk);
    byInterval.set(interval, heartbeat);
  }
  return heartbeat;
}
