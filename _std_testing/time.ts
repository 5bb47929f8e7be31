// Copyright 2026 the tpd2 authors. MIT license.

/**
 * A stand-in for `@std/testing/time`, which the npm copy of the standard library
 * lacks: the same names and signatures, over `@sinonjs/fake-timers`. The import map
 * points the canonical name here; the day it points at the real one, this file
 * goes. Code of this project takes a clock instead where it can: this is for code
 * that does not.
 */

// @ts-types="@types/sinonjs__fake-timers"
import { install, type InstalledClock } from "@sinonjs/fake-timers";

/** An error about how fake time is used. */
export class TimeError extends Error {
  /**
   * Makes the error.
   *
   * @param message What is wrong.
   */
  constructor(message: string) {
    super(message);
    this.name = "TimeError";
  }
}

/** Options of {@linkcode FakeTime}. */
export interface FakeTimeOptions {
  /**
   * How many fake milliseconds pass in a real one; 0 when only ticks move time.
   *
   * @default {0}
   */
  advanceRate: number;
  /**
   * How many real milliseconds lie between two automatic advances.
   *
   * @default {10}
   */
  advanceFrequency?: number;
}

/** Options of {@linkcode FakeTime.delay}. */
export interface DelayOptions {
  /** Ends the wait early, with its reason. */
  signal?: AbortSignal;
}

/** What fake time replaces. */
const FAKED = [
  "Date",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
] as const;

type Globals = Pick<typeof globalThis, (typeof FAKED)[number]>;

const real: Globals = globals();

function globals(): Globals {
  const { Date, setTimeout, clearTimeout, setInterval, clearInterval } =
    globalThis;
  return { Date, setTimeout, clearTimeout, setInterval, clearInterval };
}

function setGlobals(values: Globals): void {
  Object.assign(globalThis, values);
}

function installClock(now: number): InstalledClock {
  return install({ now, toFake: [...FAKED] });
}

/**
 * Replaces `Date` and the timers until it is restored, so that a test decides
 * when time passes.
 *
 * @example Usage
 * ```ts ignore
 * import { FakeTime } from "@std/testing/time";
 * import { assertEquals } from "@std/assert";
 *
 * using time = new FakeTime();
 * let called = false;
 * setTimeout(() => called = true, 60_000);
 * time.tick(60_000);
 * assertEquals(called, true);
 * ```
 */
export class FakeTime {
  static #current: FakeTime | undefined;

  /** The time at which it began, in milliseconds since the epoch. */
  readonly start: number;
  readonly #clock: InstalledClock;
  readonly #advance: ReturnType<typeof setInterval> | undefined;

  /**
   * Replaces the timers.
   *
   * @param start The time it is at first; the real time unless given.
   * @param options Whether time moves by itself.
   * @throws {TimeError} If time is faked already.
   */
  constructor(
    start?: number | string | Date | null,
    options?: FakeTimeOptions,
  ) {
    if (FakeTime.#current) {
      throw new TimeError("Cannot construct FakeTime: time is already faked");
    }
    const { advanceRate = 0, advanceFrequency = 10 } = options ?? {};
    if (!(advanceRate >= 0)) {
      throw new TypeError("Cannot construct FakeTime: advanceRate is negative");
    }
    if (!(advanceFrequency > 0)) {
      throw new TypeError(
        "Cannot construct FakeTime: advanceFrequency is not positive",
      );
    }
    this.start = start === undefined || start === null
      ? Date.now()
      : new Date(start).valueOf();
    if (Number.isNaN(this.start)) {
      throw new TypeError("Cannot construct FakeTime: start is not a date");
    }
    this.#clock = installClock(this.start);
    FakeTime.#current = this;
    if (advanceRate > 0) {
      this.#advance = real.setInterval.call(
        globalThis,
        () => this.tick(advanceRate * advanceFrequency),
        advanceFrequency,
      );
    }
  }

  /** Restores real time, as `using` asks for it. */
  [Symbol.dispose](): void {
    if (FakeTime.#current === this) this.restore();
  }

  /**
   * Restores real time.
   *
   * @throws {TimeError} If time is not faked.
   */
  static restore(): void {
    if (!FakeTime.#current) {
      throw new TimeError("Cannot restore time: it is not faked");
    }
    FakeTime.#current.restore();
  }

  /**
   * Restores real time while a function runs.
   *
   * @typeParam T What the function gives.
   * @param callback The function.
   * @param args What it is given.
   * @returns What it gave.
   * @throws {TimeError} If time is not faked.
   */
  static async restoreFor<T>(
    // deno-lint-ignore no-explicit-any
    callback: (...args: any[]) => Promise<T> | T,
    // deno-lint-ignore no-explicit-any
    ...args: any[]
  ): Promise<T> {
    const time = FakeTime.#current;
    if (!time) throw new TimeError("Cannot restore time: it is not faked");
    const fake = globals();
    setGlobals(real);
    try {
      return await callback(...args);
    } finally {
      setGlobals(fake);
    }
  }

  /** The fake time, in milliseconds since the epoch. */
  get now(): number {
    return this.#clock.now;
  }
  set now(value: number) {
    if (value < this.now) {
      throw new RangeError("Cannot set now: time does not run backwards");
    }
    this.tick(value - this.now);
  }

  /**
   * Waits until fake time has moved that far.
   *
   * @param ms How many milliseconds.
   * @param options What ends it early.
   * @returns When the time has come.
   */
  async delay(ms: number, options: DelayOptions = {}): Promise<void> {
    const { signal } = options;
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const id = setTimeout(() => {
        signal?.removeEventListener("abort", abort);
        resolve();
      }, ms);
      function abort() {
        clearTimeout(id);
        reject(signal!.reason);
      }
      signal?.addEventListener("abort", abort, { once: true });
    });
  }

  /** Lets everything run that is waiting for a promise, at the present time. */
  async runMicrotasks(): Promise<void> {
    await new Promise<void>((resolve) => {
      real.setTimeout.call(globalThis, () => resolve(), 0);
    });
  }

  /**
   * Moves time and calls the timers that have come due.
   *
   * @param ms How many milliseconds.
   * @default {0}
   */
  tick(ms = 0): void {
    this.#clock.tick(ms);
  }

  /**
   * The same as {@linkcode FakeTime.tick}, with promises in between.
   *
   * @param ms How many milliseconds.
   * @default {0}
   */
  async tickAsync(ms = 0): Promise<void> {
    await this.#clock.tickAsync(ms);
  }

  /**
   * Moves time to the next timer and calls it.
   *
   * @returns Whether there was one.
   */
  next(): boolean {
    const some = this.#clock.countTimers() > 0;
    this.#clock.next();
    return some;
  }

  /**
   * The same as {@linkcode FakeTime.next}, with promises before and after.
   *
   * @returns Whether there was one.
   */
  async nextAsync(): Promise<boolean> {
    await this.runMicrotasks();
    const some = this.next();
    await this.runMicrotasks();
    return some;
  }

  /** Calls timers until there are none. */
  runAll(): void {
    this.#clock.runAll();
  }

  /** The same as {@linkcode FakeTime.runAll}, with promises in between. */
  async runAllAsync(): Promise<void> {
    await this.#clock.runAllAsync();
  }

  /**
   * Restores real time.
   *
   * @throws {TimeError} If it is restored already.
   */
  restore(): void {
    if (FakeTime.#current !== this) {
      throw new TimeError("Cannot restore time: it is not faked");
    }
    real.clearInterval.call(globalThis, this.#advance);
    this.#clock.uninstall();
    FakeTime.#current = undefined;
  }
}
