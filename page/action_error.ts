// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError } from "../http/exchange.ts";

/**
 * An action that was chosen too late: its frame has ended, its part of the page
 * was rendered again some time ago, or the site was started again. Its status is 410.
 *
 * @example Usage
 * ```ts
 * import { ActionExpiredError } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * const error = new ActionExpiredError("/cart");
 * assertEquals([error.status, error.location], [410, "/cart"]);
 * ```
 */
export class ActionExpiredError extends HttpError {
  /** The error's name. */
  override readonly name: string = "ActionExpiredError";
  /** Where the page is, as it is now. */
  readonly location: string;

  /**
   * Makes an error.
   *
   * @param location Where the page is.
   */
  constructor(location: string) {
    super(
      410,
      "Cannot do this any more: it was offered too long ago, or before the site was started again",
    );
    this.location = location;
  }
}
