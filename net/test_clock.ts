// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock, TimerHandle } from "./clock.ts";

interface Timer {
  at: number;
  order: number;
  callback: () => void;
}

/**
 * A clock that stands still until it is told to go on, so that a test of an
 * hour takes no time and ends the same way every time.
 *
 * @example Usage
 * ```ts
 * import { TestClock } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const clock = new TestClock();
 * let rang = false;
 * clock.setTimer(() => rang = true, 60_000);
 * clock.advance(59_999);
 * assertEquals(rang, false);
 * clock.advance(1);
 * assertEquals(rang, true);
 * ```
 */
export class TestClock implements Clock {
  #now = 0;
  #order = 0;
  readonly #epoch: number;
  readonly #timers: Set<Timer> = new Set();

  /**
   * Makes a clock that shows zero.
   *
   * @param date What `date()` says at that moment, in milliseconds since the
   * Unix epoch; the beginning of 2026 if not given.
   */
  constructor(date: number = Date.UTC(2026, 0, 1)) {
    this.#epoch = date;
  }

  /** Milliseconds since the clock was made. */
  now(): number {
    return this.#now;
  }

  /** Milliseconds since the Unix epoch. */
  date(): number {
    return this.#epoch + this.#now;
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#timers.size;
  }

  /**
   * Sets a timer.
   *
   * @param callback What to call.
   * @param delay In how many milliseconds.
   * @returns What {@linkcode TestClock.clearTimer} takes.
   */
  setTimer(callback: () => void, delay: number): TimerHandle {
    const timer = { at: this.#now + delay, order: this.#order++, callback };
    this.#timers.add(timer);
    return timer;
  }

  /**
   * Forgets a timer.
   *
   * @param handle What {@linkcode TestClock.setTimer} returned.
   */
  clearTimer(handle: TimerHandle): void {
    this.#timers.delete(handle as Timer);
  }

  /**
   * Lets time pass, calling timers in the order in which they are due.
   *
   * @param duration How many milliseconds.
   */
  advance(duration: number): void {
    const end = this.#now + duration;
    while (true) {
      let first: Timer | null = null;
      for (const timer of this.#timers) {
        if (timer.at > end) continue;
        if (
          first === null || timer.at < first.at ||
          (timer.at === first.at && timer.order < first.order)
        ) first = timer;
      }
      if (first === null) break;
      this.#timers.delete(first);
      this.#now = Math.max(this.#now, first.at);
      first.callback();
    }
    this.#now = end;
  }

  /**
   * Lets time pass like {@linkcode TestClock.advance}, in steps, and lets
   * promises settle and the event loop turn between them.
   *
   * @param duration How many milliseconds.
   * @param step How many milliseconds at a time.
   */
  async advanceAsync(
    duration: number,
    step: number = duration / 10,
  ): Promise<void> {
    const end = this.#now + duration;
    await settle();
    while (this.#now < end) {
      this.advance(Math.min(step, end - this.#now));
      await settle();
    }
  }
}

/**
 * Lets everything settle that needs no time to pass: promises, and turns of
 * schedulers over connections in memory.
 *
 * @param turns How many turns of the event loop to wait for.
 *
 * @example Usage
 * ```ts
 * import { settle } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * let done = false;
 * Promise.resolve().then(() => done = true);
 * await settle();
 * assertEquals(done, true);
 * ```
 */
export async function settle(turns: number = 8): Promise<void> {
  for (let i = 0; i < turns; i++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
