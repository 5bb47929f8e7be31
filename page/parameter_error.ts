// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError } from "../http/exchange.ts";

/** What is wrong with one parameter. */
export interface ParameterProblem {
  /** The parameter's name. */
  readonly name: string;
  /** What is wrong, starting with a verb: `must be an integer, not "x"`. */
  readonly message: string;
}

/**
 * A request whose parameters cannot be read. Its status is 400, and its
 * message names the first parameter at fault.
 *
 * @example Usage
 * ```ts
 * import { ParameterError } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * const error = new ParameterError([{ name: "age", message: "is missing" }]);
 * assertEquals(error.status, 400);
 * assertEquals(error.message, 'Cannot read the request: "age" is missing');
 * ```
 */
export class ParameterError extends HttpError {
  /** The error's name. */
  override readonly name: string = "ParameterError";
  /** What is wrong, in the order of the page's parameters. */
  readonly problems: readonly ParameterProblem[];

  /**
   * Makes an error.
   *
   * @param problems What is wrong; at least one.
   */
  constructor(problems: readonly ParameterProblem[]) {
    const said = problems.map(({ name, message }) => `"${name}" ${message}`);
    super(400, `Cannot read the request: ${said.join("; ")}`);
    this.problems = problems;
  }
}
