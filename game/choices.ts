// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** What a player can choose: a plain value that JSON can carry. */
export type Choice = boolean | number | string;

/** Choices in plain JSON, for a player elsewhere. */
export type ChoicesDescription =
  | { readonly type: "boolean" }
  | { readonly type: "one-of"; readonly values: readonly (number | string)[] }
  | {
    readonly type: "integer";
    readonly from: number;
    readonly to: number;
    readonly step: number;
  };

/**
 * What a player may choose from. Anything else is refused.
 *
 * @typeParam T The type of what is chosen.
 */
export interface Choices<T extends Choice = Choice> {
  /** How many there are, at least one. */
  readonly count: number;
  /** What is chosen for one who does not choose. */
  readonly otherwise: T;
  /**
   * One of them by its number.
   *
   * @param index From 0, below {@linkcode Choices.count}.
   * @returns The choice.
   * @throws {RangeError} If there is none of that number.
   */
  at(index: number): T;
  /**
   * Whether a value is offered.
   *
   * @param value Anything.
   * @returns Whether it is one of the choices.
   */
  includes(value: unknown): value is T;
  /**
   * The choices in plain JSON.
   *
   * @returns Their description; {@linkcode choicesFrom} reads it.
   */
  describe(): ChoicesDescription;
}

function list<const T extends Choice>(
  values: readonly T[],
  otherwise: T,
  description: ChoicesDescription,
): Choices<T> {
  return {
    count: values.length,
    otherwise,
    at(index): T {
      const value = values[index];
      if (value === undefined) throw outside(index, values.length);
      return value;
    },
    includes: (value): value is T => values.includes(value as T),
    describe: () => description,
  };
}

function outside(index: number, count: number): RangeError {
  return new RangeError(
    `Cannot take choice ${index}: they are numbered from 0 to ${count - 1}`,
  );
}

/**
 * Yes or no. Who does not choose says no, unless told otherwise.
 *
 * @param otherwise What is chosen for one who does not choose.
 * @returns The choices.
 *
 * @example Usage
 * ```ts
 * import { boolean } from "@tpd2/tpd2/game";
 * import { assert } from "@std/assert";
 *
 * assert(boolean().includes(true));
 * assert(!boolean().includes("yes"));
 * ```
 */
export function boolean(otherwise: boolean = false): Choices<boolean> {
  return list([true, false], otherwise, { type: "boolean" });
}

/**
 * One of some texts or numbers; their literal types are kept. Who does not
 * choose gets the first.
 *
 * @param values The texts or numbers.
 * @returns The choices.
 * @throws {TypeError} If there are none, or one stands there twice.
 *
 * @example Usage
 * ```ts
 * import { oneOf } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const choices = oneOf("rock", "paper", "scissors");
 * assertEquals(choices.at(1), "paper");
 * assertEquals(choices.includes("well"), false);
 * ```
 */
export function oneOf<const T extends number | string>(
  ...values: readonly T[]
): Choices<T> {
  if (values.length === 0) {
    throw new TypeError("Cannot offer choices: there are none");
  }
  if (new Set(values).size !== values.length) {
    throw new TypeError("Cannot offer choices: one stands there twice");
  }
  return list(values, values[0]!, { type: "one-of", values });
}

/** How integers are offered. */
export interface IntegerOptions {
  /**
   * The distance from one to the next.
   *
   * @default {1}
   */
  readonly step?: number;
  /**
   * What is chosen for one who does not choose. The least, if not given.
   *
   * @default {undefined}
   */
  readonly otherwise?: number;
}

/**
 * An integer between two others.
 *
 * @param from The least.
 * @param to The greatest that is allowed.
 * @param options The step, and what is chosen for one who does not choose.
 * @returns The choices.
 * @throws {RangeError} If there is no such integer.
 *
 * @example Usage
 * ```ts
 * import { integer } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const stakes = integer(0, 10, { step: 2 });
 * assertEquals(stakes.count, 6);
 * assertEquals(stakes.includes(4), true);
 * assertEquals(stakes.includes(5), false);
 * ```
 */
export function integer(
  from: number,
  to: number,
  options: IntegerOptions = {},
): Choices<number> {
  const { step = 1, otherwise = from } = options;
  if (
    !Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to < from ||
    !Number.isSafeInteger(step) || step < 1
  ) {
    throw new RangeError(
      `Cannot offer integers from ${from} to ${to} in steps of ${step}`,
    );
  }
  function includes(value: unknown): value is number {
    return Number.isSafeInteger(value) && (value as number) >= from &&
      (value as number) <= to && ((value as number) - from) % step === 0;
  }
  if (!includes(otherwise)) {
    throw new RangeError(
      `Cannot choose ${otherwise} otherwise: it is not from ${from} to ${to} in steps of ${step}`,
    );
  }
  const count = Math.floor((to - from) / step) + 1;
  return {
    count,
    otherwise,
    includes,
    at(index): number {
      if (!Number.isInteger(index) || index < 0 || index >= count) {
        throw outside(index, count);
      }
      return from + index * step;
    },
    describe: () => ({ type: "integer", from, to, step }),
  };
}

/**
 * Makes choices from their description.
 *
 * @param description What {@linkcode Choices.describe} gave.
 * @returns The choices.
 * @throws {TypeError | RangeError} If it describes none.
 *
 * @example Usage
 * ```ts
 * import { choicesFrom, integer } from "@tpd2/tpd2/game";
 * import { assert } from "@std/assert";
 *
 * assert(choicesFrom(integer(1, 6).describe()).includes(6));
 * ```
 */
export function choicesFrom(description: ChoicesDescription): Choices {
  switch (description.type) {
    case "boolean":
      return boolean();
    case "one-of":
      return oneOf(...description.values);
    case "integer":
      return integer(description.from, description.to, {
        step: description.step,
      });
    default:
      throw new TypeError("Cannot offer choices: their type is unknown");
  }
}
