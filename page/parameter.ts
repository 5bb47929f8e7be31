// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { StandardSchema } from "./standard_schema.ts";

/**
 * How one parameter is read: what {@linkcode string}, {@linkcode integer} and
 * the other makers return.
 *
 * @typeParam T The type that a render function is given.
 */
export interface Parameter<out T> {
  /** Whether it may be given more than once. */
  readonly multiple: boolean;
  /**
   * Makes a value of text.
   *
   * @param text The text; a list where the parameter was given more than
   * once, which only happens if it is `multiple`; `undefined` where it was not given.
   * @returns The value.
   * @throws {SyntaxError} If it is missing or is no such value. The message
   * says what it must be, for a person to read, and starts with a verb: `must be an integer`.
   * @throws {RangeError} If it is such a value, and out of bounds.
   */
  parse(text: string | readonly string[] | undefined): T;
}

/** The parameters of a page by name: made by the makers, or Standard Schemas. */
export type ParameterSet = Readonly<
  Record<string, Parameter<unknown> | StandardSchema<unknown, unknown>>
>;

/**
 * The values of a set of parameters, as a render function gets them.
 *
 * @typeParam Set The parameters.
 */
export type ParameterValues<Set extends ParameterSet> = {
  readonly [Name in keyof Set]: Set[Name] extends Parameter<infer Value> ? Value
    : Set[Name] extends StandardSchema<unknown, infer Output> ? Output
    : never;
};

/**
 * The names in a path pattern that stand for a whole segment, or for the rest:
 * `"id" | "rest"` for `/users/:id/**:rest`.
 *
 * @typeParam Path The pattern.
 */
export type PathNames<Path extends string> = string extends Path ? never
  : Path extends `${infer Segment}/${infer Rest}`
    ? PathSegmentName<Segment> | PathNames<Rest>
  : PathSegmentName<Path>;

/**
 * The name in one segment of a path pattern: `"id"` for `:id`, nothing for text.
 *
 * @typeParam Segment The segment.
 */
export type PathSegmentName<Segment extends string> = Segment extends
  `:${infer Name}` | `**:${infer Name}`
  ? Name extends
    `${string}${"(" | "?" | "*" | "+" | "." | "-" | "{" | ":"}${string}` ? never
  : Name
  : never;

/**
 * All values of a page: those of its parameters, and as strings those that
 * only its path names.
 *
 * @typeParam Path The path pattern.
 * @typeParam Set The parameters.
 */
export type PageValues<Path extends string, Set extends ParameterSet> =
  & ParameterValues<Set>
  & { readonly [Name in Exclude<PathNames<Path>, keyof Set>]: string };

/** Options that all parameters have. */
export interface ParameterOptions<Default> {
  /**
   * The value where the parameter is not given. Without one it must be given.
   *
   * @default {undefined}
   */
  default?: Default;
}
