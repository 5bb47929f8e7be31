// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/mod.ts";

/** Options of {@linkcode Stamps}. */
export interface StampsOptions {
  /** What nobody else knows. */
  secret: string;
  /** For how long the same stamp is given out, in milliseconds: that long a page can be kept. */
  period: number;
  /** For how long a stamp is good, in milliseconds. */
  maxAge: number;
  /** Where time comes from. */
  clock: Clock;
}

const encoder = new TextEncoder();

/** How many hexadecimal digits of the signature stand in a stamp: 128 bits. */
const SIGNATURE_LENGTH = 32;

/**
 * Signed words that say when a page was made. They are the same for all who get
 * it within a period, so the page can be kept; how long somebody had the page
 * can be told from them only so far.
 */
export class Stamps {
  readonly #options: StampsOptions;
  readonly #key: Promise<CryptoKey>;
  #current: { number: number; stamp: string } | null = null;

  /**
   * Makes stamps.
   *
   * @param options The secret and the times.
   */
  constructor(options: StampsOptions) {
    this.#options = options;
    this.#key = crypto.subtle.importKey(
      "raw",
      encoder.encode(options.secret),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign"],
    );
  }

  /** The stamp of now; not a promise where it was given out before. */
  current(): string | Promise<string> {
    const number = this.#number();
    return this.#current?.number === number
      ? this.#current.stamp
      : this.#make(number);
  }

  /**
   * How old a stamp is.
   *
   * @param stamp The stamp, as somebody sent it.
   * @returns The greatest number of milliseconds that can have passed since it was
   * given out, or `null` if it is too old or none of ours.
   */
  async age(stamp: string): Promise<number | null> {
    const digits = /^([0-9a-z]{1,10})\.[0-9a-f]{32}$/.exec(stamp)?.[1];
    if (digits === undefined) return null;
    const number = parseInt(digits, 36);
    const { period, maxAge, clock } = this.#options;
    const age = clock.date() - number * period;
    if (age < 0 || age > maxAge) return null;
    return isEqual(stamp, await this.#sign(number)) ? age : null;
  }

  #number(): number {
    const { period, clock } = this.#options;
    return Math.floor(clock.date() / period);
  }

  async #make(number: number): Promise<string> {
    const stamp = await this.#sign(number);
    this.#current = { number, stamp };
    return stamp;
  }

  async #sign(number: number): Promise<string> {
    const text = number.toString(36);
    const signature = await crypto.subtle.sign(
      "HMAC",
      await this.#key,
      encoder.encode(`stamp ${text}`),
    );
    const hex = new Uint8Array(signature).toHex();
    return `${text}.${hex.slice(0, SIGNATURE_LENGTH)}`;
  }
}

/** Compares in a time that does not tell how much of it is right. */
function isEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) {
    difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  }
  return difference === 0;
}
