// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/mod.ts";

/** Options of {@linkcode Sightings}. */
export interface SightingsOptions {
  /** How long it is known that somebody saw a page, in milliseconds. */
  lifetime: number;
  /** How many are known at most; those who came first are forgotten. */
  maxCount: number;
  /** Where time comes from. */
  clock: Clock;
}

/**
 * Who saw a page when: for how long somebody can have been writing below it, though
 * the page is the same for all. The first time counts, so many behind one address do
 * not hinder each other.
 */
export class Sightings {
  readonly #options: SightingsOptions;
  /** In the order in which they came. */
  readonly #times = new Map<string, number>();

  /**
   * Begins with nobody having seen anything.
   *
   * @param options Limits, and the clock.
   */
  constructor(options: SightingsOptions) {
    this.#options = options;
  }

  /**
   * Notes that somebody sees a page.
   *
   * @param key Who, and which page.
   */
  note(key: string): void {
    const { lifetime, maxCount, clock } = this.#options;
    const now = clock.now();
    const before = this.#times.get(key);
    if (before !== undefined) {
      if (now - before <= lifetime) return;
      this.#times.delete(key);
    }
    if (this.#times.size >= maxCount) {
      const [oldest] = this.#times.keys();
      this.#times.delete(oldest!);
    }
    this.#times.set(key, now);
  }

  /**
   * How long ago somebody saw a page for the first time.
   *
   * @param key Who, and which page.
   * @returns Milliseconds; `null` where that is not known.
   */
  age(key: string): number | null {
    const { lifetime, clock } = this.#options;
    const time = this.#times.get(key);
    if (time === undefined) return null;
    const age = clock.now() - time;
    return age > lifetime ? null : age;
  }
}
