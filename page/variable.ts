// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * The key of a value that a visitor or a frame keeps: what {@linkcode variable} makes.
 *
 * @typeParam T The type of the value.
 */
export class Variable<T> {
  /** What it is called, for people who look for mistakes. */
  readonly name: string;
  /** Its value where none was set. */
  readonly initial: T;

  /**
   * Makes a key.
   *
   * @param name What it is called.
   * @param initial Its value where none was set.
   */
  constructor(name: string, initial: T) {
    this.name = name;
    this.initial = initial;
  }
}

/**
 * Makes the key of a value that each visitor, or each frame, has its own of.
 *
 * @typeParam T The type of the value.
 * @param name What it is called, for people who look for mistakes.
 * @param initial The value where none was set. All share it: do not change it in place.
 * @returns The key. Two of the same name are two.
 *
 * @example Usage
 * ```ts
 * import { site, variable } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * const coins = variable("coins", 10);
 * const casino = site();
 * casino.page("/", (_values, { visitor }) => {
 *   visitor.set(coins, visitor.get(coins) + 1);
 *   return `You have ${visitor.get(coins)} coins`;
 * }, { layout: false });
 *
 * const response = await casino.fetch(new Request("http://localhost/"));
 * assertEquals(await response.text(), "You have 11 coins");
 * ```
 */
export function variable<T>(name: string, initial: T): Variable<T> {
  return new Variable(name, initial);
}

/** The values of one holder; most have none, so nothing is made before one is set. */
export class Variables {
  #values: Map<Variable<unknown>, unknown> | null = null;

  /** The value, or the initial one. */
  get<T>(key: Variable<T>): T {
    const values = this.#values;
    return values !== null && values.has(key)
      ? values.get(key) as T
      : key.initial;
  }

  /** Sets a value. */
  set<T>(key: Variable<T>, value: T): void {
    (this.#values ??= new Map()).set(key, value);
  }

  /** Forgets all values. */
  clear(): void {
    this.#values = null;
  }
}
