// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock, TimerHandle } from "../../net/clock.ts";

/** Calls a function at once, but no more often than every so often. */
export class Throttle {
  readonly #does: () => void;
  readonly #clock: Clock;
  readonly #pause: number;
  #notBefore = -Infinity;
  #timer: TimerHandle | undefined;

  constructor(does: () => void, options: { clock: Clock; pause: number }) {
    this.#does = does;
    this.#clock = options.clock;
    this.#pause = options.pause;
  }

  call(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#notBefore - this.#clock.now();
    if (wait <= 0) return this.#call();
    this.#timer = this.#clock.setTimer(() => this.#call(), wait);
  }

  close(): void {
    if (this.#timer !== undefined) this.#clock.clearTimer(this.#timer);
    this.#timer = undefined;
  }

  #call(): void {
    this.#timer = undefined;
    this.#notBefore = this.#clock.now() + this.#pause;
    this.#does();
  }
}
