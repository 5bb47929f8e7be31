// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock, TimerHandle } from "./clock.ts";

/** How many slots the wheel has. A power of two, so that `&` finds the slot. */
const SLOT_COUNT = 512;
const SLOT_MASK = SLOT_COUNT - 1;

/** Options of {@linkcode TimerWheel}. */
export interface TimerWheelOptions {
  /**
   * How many milliseconds a slot covers. A deadline is met at most this much
   * late, and never early.
   *
   * @default {50}
   */
  granularity?: number;
}

/**
 * A moment at which something must have happened. Made once and set again and
 * again; see {@linkcode TimerWheel}.
 *
 * @example Usage
 * ```ts
 * import { Deadline, TimerWheel } from "@tpd2/tpd2/net";
 * import { TestClock } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const clock = new TestClock();
 * let isLate = false;
 * const deadline = new Deadline(() => isLate = true);
 * new TimerWheel(clock).set(deadline, 1000);
 * clock.advance(1100);
 * assertEquals(isLate, true);
 * ```
 */
export class Deadline {
  /** When it expires, by the wheel's clock; `Infinity` when it is not set. */
  at: number = Infinity;
  /** The slot whose list holds it, or -1. May be earlier than `at` asks for. @internal */
  slot: number = -1;
  /** The tick at which that slot comes round. @internal */
  tick = 0;
  /** Neighbours in the slot's list. @internal */
  previous: Deadline | null = null;
  /** @internal */
  next: Deadline | null = null;
  /** What to call when it expires. */
  readonly expire: () => void;

  /**
   * Makes a deadline that is not set.
   *
   * @param expire What to call when it expires.
   */
  constructor(expire: () => void) {
    this.expire = expire;
  }
}

/**
 * Keeps any number of deadlines with one timer of the clock.
 *
 * It is made for deadlines that are set and cancelled far more often than they
 * expire: pushing one out or cancelling it is a single assignment, since the
 * deadline stays in its slot and is only looked at when that slot comes round.
 * Setting one that is in no slot, or bringing one forward, links it into a
 * list. All are O(1).
 *
 * @example Usage
 * ```ts
 * import { Deadline, TimerWheel } from "@tpd2/tpd2/net";
 * import { TestClock } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const clock = new TestClock();
 * const wheel = new TimerWheel(clock);
 * let expired = 0;
 * const deadline = new Deadline(() => expired++);
 * wheel.set(deadline, 1000);
 * clock.advance(900);
 * wheel.set(deadline, 1000);
 * clock.advance(900);
 * assertEquals(expired, 0);
 * clock.advance(200);
 * assertEquals(expired, 1);
 * ```
 */
export class TimerWheel {
  readonly #clock: Clock;
  readonly #granularity: number;
  readonly #slots: (Deadline | null)[] = new Array(SLOT_COUNT).fill(null);
  readonly #origin: number;
  /** The last tick whose slot was emptied. */
  #tick = 0;
  /** How many deadlines are linked into slots. */
  #linked = 0;
  #timer: TimerHandle = null;
  /** Whether slots are being emptied; the timer is set when that is done. */
  #turning = false;
  /** The tick for which the timer is set. */
  #timerTick = 0;

  /**
   * Makes a wheel without deadlines.
   *
   * @param clock Where time comes from.
   * @param options How fine it is.
   */
  constructor(clock: Clock, options: TimerWheelOptions = {}) {
    this.#clock = clock;
    this.#granularity = options.granularity ?? 50;
    this.#origin = clock.now();
  }

  /** How many deadlines the wheel looks after, cancelled ones in their slots included. */
  get size(): number {
    return this.#linked;
  }

  /**
   * Sets a deadline, or sets it anew.
   *
   * @param deadline The deadline.
   * @param delay In how many milliseconds it expires; `Infinity` for never.
   * @param now What the clock's `now()` says, if that is known already.
   * @throws {RangeError} If the delay is not a number.
   */
  set(
    deadline: Deadline,
    delay: number,
    now: number = this.#clock.now(),
  ): void {
    if (delay !== delay) {
      throw new RangeError("Cannot set a deadline: the delay is not a number");
    }
    const at = now + delay;
    deadline.at = at;
    const tick = this.#tickOf(at);
    if (deadline.slot >= 0) {
      if (deadline.tick <= tick) return; // Its slot comes round first and will move it.
      this.#unlink(deadline);
    }
    this.#link(deadline, tick);
  }

  /**
   * Cancels a deadline; does nothing if it is not set.
   *
   * @param deadline The deadline.
   */
  cancel(deadline: Deadline): void {
    deadline.at = Infinity;
  }

  /**
   * Cancels a deadline for good, so that the wheel no longer refers to it.
   *
   * @param deadline The deadline.
   */
  remove(deadline: Deadline): void {
    deadline.at = Infinity;
    if (deadline.slot >= 0) this.#unlink(deadline);
    if (this.#linked === 0) this.#stopTimer();
  }

  /** Forgets all deadlines and the clock's timer. */
  clear(): void {
    for (let i = 0; i < SLOT_COUNT; i++) {
      let deadline = this.#slots[i] ?? null;
      while (deadline !== null) {
        const next: Deadline | null = deadline.next;
        deadline.at = Infinity;
        this.#unlink(deadline);
        deadline = next;
      }
    }
    this.#stopTimer();
  }

  /** The first tick at or after a time: late by up to one granule, never early. */
  #tickOf(at: number): number {
    return Math.ceil((at - this.#origin) / this.#granularity);
  }

  /** The last tick at or before a time. */
  #ticksBefore(now: number): number {
    // A timer that is set for a tick may see a time that rounding took to just before it.
    return Math.floor((now - this.#origin) / this.#granularity + 1e-6);
  }

  #link(deadline: Deadline, wanted: number): void {
    if (this.#linked === 0) {
      // Nothing was linked, so no slot between then and now needs a visit.
      const now = this.#ticksBefore(this.#clock.now());
      if (now > this.#tick) this.#tick = now;
    }
    // Beyond the wheel's horizon: wait in the last slot and be linked again from there.
    const tick = Math.min(
      Math.max(wanted, this.#tick + 1),
      this.#tick + SLOT_MASK,
    );
    const slot = tick & SLOT_MASK;
    const head = this.#slots[slot] ?? null;
    deadline.slot = slot;
    deadline.tick = tick;
    deadline.previous = null;
    deadline.next = head;
    if (head !== null) head.previous = deadline;
    this.#slots[slot] = deadline;
    this.#linked++;
    if (this.#turning) return;
    if (this.#timer === null || tick < this.#timerTick) this.#startTimer(tick);
  }

  #unlink(deadline: Deadline): void {
    const { previous, next } = deadline;
    if (previous === null) this.#slots[deadline.slot] = next;
    else previous.next = next;
    if (next !== null) next.previous = previous;
    deadline.slot = -1;
    deadline.previous = null;
    deadline.next = null;
    this.#linked--;
  }

  #startTimer(tick: number): void {
    this.#stopTimer();
    this.#timerTick = tick;
    const delay = this.#origin + tick * this.#granularity - this.#clock.now();
    this.#timer = this.#clock.setTimer(this.#onTimer, Math.max(0, delay));
  }

  #stopTimer(): void {
    if (this.#timer !== null) this.#clock.clearTimer(this.#timer);
    this.#timer = null;
  }

  readonly #onTimer = (): void => {
    this.#timer = null;
    const now = this.#clock.now();
    const before = this.#tick;
    const after = this.#ticksBefore(now);
    // Before anything is linked anew, so that it is linked relative to now:
    // a machine that slept may find many rounds of the wheel behind it.
    if (after > before) this.#tick = after;
    this.#turning = true;
    const due: Deadline[] = [];
    const last = Math.min(after, before + SLOT_COUNT);
    for (let tick = before + 1; tick <= last; tick++) {
      this.#emptySlot(tick & SLOT_MASK, now, due);
    }
    try {
      expireAll(due, now);
    } finally {
      this.#turning = false;
      if (this.#linked > 0) this.#startNext();
    }
  };

  /** Takes what is due out of a slot and links the rest anew. */
  #emptySlot(slot: number, now: number, due: Deadline[]): void {
    let deadline = this.#slots[slot] ?? null;
    while (deadline !== null) {
      // Read before the deadline is linked anew, in this very slot perhaps.
      const next: Deadline | null = deadline.next;
      this.#unlink(deadline);
      if (deadline.at <= now) due.push(deadline);
      else if (deadline.at !== Infinity) {
        this.#link(deadline, this.#tickOf(deadline.at));
      }
      deadline = next;
    }
  }

  #startNext(): void {
    for (let tick = this.#tick + 1; tick <= this.#tick + SLOT_COUNT; tick++) {
      if (this.#slots[tick & SLOT_MASK] != null) return this.#startTimer(tick);
    }
  }
}

/** Expires all, though some of them throw; the first error is thrown in the end. */
function expireAll(due: readonly Deadline[], now: number): void {
  const errors: unknown[] = [];
  for (const deadline of due) {
    // Another one's expiry may have cancelled or moved it.
    if (deadline.at > now) continue;
    deadline.at = Infinity;
    try {
      deadline.expire();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
