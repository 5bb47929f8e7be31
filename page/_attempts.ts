// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/clock.ts";

interface Bucket {
  left: number;
  updated: number;
}

/** How often something may be tried: so many times at once, and more as time goes by. */
export interface AttemptOptions {
  readonly clock: Clock;
  /** How many attempts there are at most. */
  readonly max: number;
  /** In how many milliseconds all of them come back. */
  readonly window: number;
  /** Of how many the attempts are known; those who tried longest ago are forgotten. */
  readonly maxKeys: number;
}

/** Attempts by key, bounded: a token bucket for each. */
export class Attempts {
  readonly #options: AttemptOptions;
  /** In the order of their last use. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: AttemptOptions) {
    this.#options = options;
  }

  /** How many keys are known. */
  get size(): number {
    return this.#buckets.size;
  }

  /** How many milliseconds it takes until one may try; 0 for at once. */
  delay(key: string): number {
    const { max, window, clock } = this.#options;
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return 0;
    const left = this.#left(bucket, clock.now());
    return left >= 1 ? 0 : Math.ceil((1 - left) * window / max);
  }

  /** Takes an attempt. */
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

  /** Gives an attempt back: it was a good one. */
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

/** What stands for an address: of IPv6 the network, since each host has 2^64 of them. */
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
