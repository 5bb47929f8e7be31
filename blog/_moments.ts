// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Clock, systemClock, type TimerHandle } from "../net/mod.ts";
import type { Library } from "./library.ts";

/** How long it sleeps at most, in milliseconds: clocks are set, machines sleep. */
const MAX_SLEEP = 60_000;

/** Options of {@linkcode Moments}. */
export interface MomentsOptions {
  /**
   * Where time comes from; the library's own time should be its `date()`.
   *
   * @default {systemClock}
   */
  clock?: Clock;
}

/**
 * Asks a library when the moment of an entry comes, so that those who have a
 * page open hear of it though nobody loads one.
 */
export class Moments implements Disposable {
  readonly #library: Library;
  readonly #clock: Clock;
  readonly #forget: () => void;
  #timer: TimerHandle | null = null;

  /**
   * Begins to wait.
   *
   * @param library The library.
   * @param options The clock.
   */
  constructor(library: Library, options: MomentsOptions = {}) {
    this.#library = library;
    this.#clock = options.clock ?? systemClock;
    this.#forget = library.onChange(() => this.#wait());
    this.#wait();
  }

  /** Waits no more. */
  [Symbol.dispose](): void {
    this.#forget();
    this.#stop();
  }

  #stop(): void {
    if (this.#timer !== null) this.#clock.clearTimer(this.#timer);
    this.#timer = null;
  }

  #wait(): void {
    this.#stop();
    // A moment that came meanwhile is told here, and begins another wait.
    const { until } = this.#library;
    this.#stop();
    if (until === Infinity) return;
    const left = Math.max(0, until - this.#clock.date());
    this.#timer = this.#clock.setTimer(
      () => this.#wait(),
      Math.min(left, MAX_SLEEP),
    );
  }
}
