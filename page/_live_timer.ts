// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock, TimerHandle } from "../net/clock.ts";

/** The one timer of all who listen: goes off at the first of the moments it was asked for. */
export class LiveTimer {
  readonly #clock: Clock;
  readonly #call: () => void;
  #handle: TimerHandle = null;
  #at = Infinity;

  constructor(clock: Clock, call: () => void) {
    this.#clock = clock;
    this.#call = call;
  }

  /** Sees to it that the function is called at a time, or before. */
  callBy(at: number): void {
    if (at >= this.#at) return;
    this.stop();
    this.#at = at;
    const delay = Math.max(0, at - this.#clock.now());
    this.#handle = this.#clock.setTimer(() => {
      this.#at = Infinity;
      this.#handle = null;
      this.#call();
    }, delay);
  }

  /** Forgets what it was asked for. */
  stop(): void {
    if (this.#at !== Infinity) this.#clock.clearTimer(this.#handle);
    this.#at = Infinity;
    this.#handle = null;
  }
}
