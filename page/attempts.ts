// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/clock.ts";

interface Bucket {
  left: number;
  updated: number;
}

/** Options of {@linkcode Attempts}. */
export interface AttemptsOptions {
  /** Where time comes from. */
  readonly clock: Clock;
  /** How many attempts there are at most. */
  readonly max: number;
  /** In how many milliseconds all of them come back, one by one. */
  readonly window: number;
  /** Of how many the attempts are known; those who tried longest ago are forgotten. */
  readonly maxKeys: number;
}

/**
 * How often each of many may try something: so many times at once, and more as
 * time goes by. A token bucket for each, and a bound on how many there are.
 *
 * @example Usage
 * ```ts
 * import { Attempts } from "@tpd2/tpd2/page";
 * import { TestClock } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const clock = new TestClock();
 * const attempts = new Attempts({ clock, max: 1, window: 1000, maxKeys: 100 });
 * attempts.take("192.0.2.1");
 * assertEquals(attempts.delay("192.0.2.1"), 1000);
 * clock.advance(1000);
 * assertEquals(attempts.delay("192.0.2.1"), 0);
 * ```
 */
export class Attempts {
  readonly #options: AttemptsOptions;
  /** In the order of their last use. */
  readonly #buckets = new Map<string, Bucket>();

  /**
   * Begins with nobody having tried.
   *
   * @param options How often, and of how many it is known.
   */
  constructor(options: AttemptsOptions) {
    this.#options = options;
  }

  /** How many keys are known. */
  get size(): number {
    return this.#buckets.size;
  }

  /**
   * How many milliseconds it takes until one may try; 0 for at once.
   *
   * @param key Who wants to try.
   */
  delay(key: string): number {
    const { max, window, clock } = this.#options;
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return 0;
    const left = this.#left(bucket, clock.now());
    return left >= 1 ? 0 : Math.ceil((1 - left) * window / max);
  }

  /**
   * Takes an attempt.
   *
   * @param key Who tries.
   */
  take(key: string): void {
    const { max, maxKeys, clock } = this.#options;
    const now = clock.now();
    const before = this.#buckets.get(key);
    const left = before === undefined ? max : this.#left(before, now);
    this.#buckets.delete(key);
    if (this.#buckets.size >= maxKeys) {
      const [oldest] = this.#buckets.keys();
      this.#buckets.delete(oldest!);
    }
    this.#buckets.set(key, { left: left - 1, updated: now });
  }

  /**
   * Gives an attempt back: it was a good one.
   *
   * @param key Who tried.
   */
  giveBack(key: string): void {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return;
    bucket.left++;
    if (bucket.left >= this.#options.max) this.#buckets.delete(key);
  }

  #left(bucket: Bucket, now: number): number {
    const { max, window } = this.#options;
    return Math.min(max, bucket.left + (now - bucket.updated) * max / window);
  }
}

/**
 * What stands for an address when attempts are counted: of IPv6 the network,
 * since each host has 2^64 of them.
 *
 * @param address The address.
 * @returns Its key.
 *
 * @example Usage
 * ```ts
 * import { addressKey } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(addressKey("192.0.2.1"), "192.0.2.1");
 * assertEquals(addressKey("2001:db8::1"), addressKey("2001:db8::2"));
 * ```
 */
export function addressKey(address: string): string {
  if (!address.includes(":")) return address;
  const [before = "", after] = address.toLowerCase().split("::");
  const left = before.split(":").filter((group) => group !== "");
  // IPv4 in IPv6 is one host.
  if (/\d\.\d/.test(address)) {
    return address.slice(address.lastIndexOf(":") + 1);
  }
  if (after !== undefined) {
    const right = after.split(":").filter((group) => group !== "");
    while (left.length + right.length < 8) left.push("0");
  }
  return left.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
