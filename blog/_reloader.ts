// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Clock, systemClock, type TimerHandle } from "../net/mod.ts";

/** Options of {@linkcode Reloader}. */
export interface ReloaderOptions {
  /**
   * How long nothing may have changed before it reloads, in milliseconds: an
   * editor that saves a file writes it in several steps.
   *
   * @default {100}
   */
  quiet?: number;
  /**
   * After how long it reloads though changes go on, in milliseconds.
   *
   * @default {2000}
   */
  maxWait?: number;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  clock?: Clock;
}

/** Reloads something soon after it changed: once for many changes, and never twice at a time. */
export class Reloader {
  readonly #reload: () => Promise<void>;
  readonly #quiet: number;
  readonly #maxWait: number;
  readonly #clock: Clock;
  #timer: TimerHandle | null = null;
  /** When the first of the changes came that wait. */
  #since = 0;
  #running: Promise<void> | null = null;
  #again = false;
  #closed = false;

  /**
   * Does nothing until something changes.
   *
   * @param reload What to do; it must not reject.
   * @param options How long to wait.
   */
  constructor(reload: () => Promise<void>, options: ReloaderOptions = {}) {
    this.#reload = reload;
    this.#quiet = options.quiet ?? 100;
    this.#maxWait = options.maxWait ?? 2000;
    this.#clock = options.clock ?? systemClock;
  }

  /** Says that something changed. */
  change(): void {
    if (this.#closed) return;
    const now = this.#clock.now();
    if (this.#timer === null) this.#since = now;
    else this.#clock.clearTimer(this.#timer);
    const left = this.#since + this.#maxWait - now;
    this.#timer = this.#clock.setTimer(
      () => this.#run(),
      Math.max(0, Math.min(this.#quiet, left)),
    );
  }

  /** Reloads no more, and waits until what it began is done. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) this.#clock.clearTimer(this.#timer);
    this.#timer = null;
    await this.#running;
  }

  #run(): void {
    this.#timer = null;
    if (this.#running !== null) {
      this.#again = true;
      return;
    }
    this.#running = this.#reload().finally(() => {
      this.#running = null;
      if (!this.#again) return;
      this.#again = false;
      // What changed while it was read may have been read half.
      this.change();
    });
  }
}
