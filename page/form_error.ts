// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError } from "../http/exchange.ts";
import type { Child } from "../ml/mod.ts";

/**
 * A form that was refused and has no page to be shown in again, because it is
 * the same for everybody. Its status is 422, and the error page shows it.
 *
 * @example Usage
 * ```ts
 * import { FormError } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new FormError("the form", "/").status, 422);
 * ```
 */
export class FormError extends HttpError {
  /** The error's name. */
  override readonly name: string = "FormError";
  /** The form, with what was filled in and what is wrong with it. */
  readonly form: Child;
  /** Where its page is. */
  readonly location: string;

  /**
   * Makes an error.
   *
   * @param form The form.
   * @param location Where its page is.
   */
  constructor(form: Child, location: string) {
    super(422, "Cannot take the form as it was filled in");
    this.form = form;
    this.location = location;
  }
}
