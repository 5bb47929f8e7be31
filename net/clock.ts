// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** What a clock knows a timer by; only its own {@linkcode Clock.clearTimer} understands it. */
export type TimerHandle = unknown;

/**
 * Where time comes from. Everything that waits is given one, so that tests
 * can drive it.
 */
export interface Clock {
  /** Milliseconds that only ever grow, for measuring how long something took. */
  now(): number;
  /** Milliseconds since the Unix epoch, for telling people what time it is. */
  date(): number;
  /**
   * Calls a function once, later.
   *
   * @param callback What to call.
   * @param delay In how many milliseconds.
   * @returns What {@linkcode Clock.clearTimer} takes.
   */
  setTimer(callback: () => void, delay: number): TimerHandle;
  /**
   * Forgets a timer; does nothing if it went off already.
   *
   * @param handle What {@linkcode Clock.setTimer} returned.
   */
  clearTimer(handle: TimerHandle): void;
}

// Taken once, here: Deno loads its timers when they are first asked for, and
// runs pending microtasks while it does, which nobody expects in the middle of
// setting a deadline.
const { setTimeout, clearTimeout } = globalThis;

/**
 * The clock of the machine.
 *
 * @example Usage
 * ```ts
 * import { systemClock } from "@tpd2/tpd2/net";
 * import { assert } from "@std/assert";
 *
 * const before = systemClock.now();
 * assert(systemClock.now() >= before);
 * ```
 */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  setTimer: (callback, delay) => setTimeout(callback, delay),
  clearTimer: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
};
