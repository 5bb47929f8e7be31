// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

const SEED = /^[0-9a-f]{32}$/;

/**
 * A seeded random source: the same seed gives the same numbers on every
 * machine. The generator is xoshiro128** 1.1 by David Blackman and Sebastiano
 * Vigna (2018), with 128 bits of state.
 *
 * It is no cipher. Who sees a few hundred raw numbers can compute the others;
 * the seed of a game in progress must stay on the server.
 *
 * @example Usage
 * ```ts
 * import { Random } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const one = new Random("00000001000000020000000300000004");
 * const other = new Random("00000001000000020000000300000004");
 * assertEquals(one.shuffle([1, 2, 3]), other.shuffle([1, 2, 3]));
 * ```
 */
export class Random {
  /** The seed: 32 hexadecimal digits. */
  readonly seed: string;
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /**
   * Makes a source.
   *
   * @param seed 32 hexadecimal digits in lower case, not all of them zero.
   * @throws {SyntaxError} If the seed is anything else.
   */
  constructor(seed: string) {
    if (!SEED.test(seed) || /^0*$/.test(seed)) {
      throw new SyntaxError(
        `Cannot use seed ${
          JSON.stringify(seed)
        }: it must be 32 hexadecimal digits, not all zero`,
      );
    }
    this.seed = seed;
    this.#a = parseInt(seed.slice(0, 8), 16) | 0;
    this.#b = parseInt(seed.slice(8, 16), 16) | 0;
    this.#c = parseInt(seed.slice(16, 24), 16) | 0;
    this.#d = parseInt(seed.slice(24, 32), 16) | 0;
  }

  /**
   * The next 32 random bits.
   *
   * @returns An integer from 0 to 2³² - 1.
   */
  bits(): number {
    const result = Math.imul(rotate(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotate(this.#d, 11);
    return result;
  }

  /**
   * A random integer, all equally likely.
   *
   * @param from The least.
   * @param to The greatest; less than 2³² above the least.
   * @returns The integer.
   * @throws {RangeError} If there is none in between.
   */
  integer(from: number, to: number): number {
    const span = to - from + 1;
    if (!Number.isInteger(from) || !(span >= 1 && span <= 2 ** 32)) {
      throw new RangeError(`Cannot choose an integer from ${from} to ${to}`);
    }
    // What is left over at the top of the range would favour small numbers.
    const limit = 2 ** 32 - (2 ** 32 % span);
    let bits = this.bits();
    while (bits >= limit) bits = this.bits();
    return from + bits % span;
  }

  /**
   * Whether something of a given probability happens.
   *
   * @param probability From 0, never, to 1, always.
   * @returns Whether it happened.
   */
  chance(probability: number): boolean {
    return this.bits() < probability * 2 ** 32;
  }

  /**
   * A random item.
   *
   * @param items The items, at least one.
   * @returns One of them.
   * @throws {RangeError} If there are none.
   */
  pick<T>(items: readonly T[]): T {
    return items[this.integer(0, items.length - 1)]!;
  }

  /**
   * The items in a random order (Fisher and Yates).
   *
   * @param items The items; they stay as they are.
   * @returns The same items, shuffled.
   */
  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.integer(0, i);
      [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
    }
    return shuffled;
  }

  /**
   * Another source that depends on this one's seed and a label only, however
   * many numbers were taken from this one.
   *
   * @param label What it is for.
   * @returns The source.
   */
  fork(label: string): Random {
    return new Random(seedFrom(`${this.seed}/${label}`));
  }
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/**
 * A seed that nobody can guess, from the platform's cryptographic source.
 *
 * @returns 32 hexadecimal digits.
 *
 * @example Usage
 * ```ts
 * import { randomSeed } from "@tpd2/tpd2/game";
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch(randomSeed(), /^[0-9a-f]{32}$/);
 * ```
 */
export function randomSeed(): string {
  return hex(crypto.getRandomValues(new Uint32Array(4)));
}

/**
 * A seed made from a number or a text that is easy to type, for games that are
 * to be repeated. It can be guessed as easily as what it was made from.
 *
 * @param source The number or the text.
 * @returns 32 hexadecimal digits.
 *
 * @example Usage
 * ```ts
 * import { seedFrom } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(seedFrom(7), seedFrom("7"));
 * ```
 */
export function seedFrom(source: number | string): string {
  const words = new Uint32Array(4);
  const text = String(source);
  for (let word = 0; word < 4; word++) {
    // FNV-1a, begun differently for each word, then the finisher of MurmurHash3.
    let hash = 0x811c9dc5 ^ Math.imul(word + 1, 0x9e3779b9);
    for (let i = 0; i < text.length; i++) {
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    words[word] = hash ^ (hash >>> 16);
  }
  return hex(words);
}

/** All zeros, were they to come up, is the one state that stays as it is. */
function hex(words: Uint32Array): string {
  if (words.every((word) => word === 0)) words[3] = 1;
  return Array.from(words, (word) => word.toString(16).padStart(8, "0"))
    .join("");
}
