// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { development, setFlag } from "./_development.ts";

/**
 * Turns the checks of development on or off; they are on at first.
 *
 * In development markup is checked against the content model of the HTML standard while it is made, and a hostile URL or style
 * throws. In production nothing is checked (rendering is several times faster), and a hostile URL becomes `about:invalid#refused`, a
 * hostile style is left out: a visitor's bad link must not take the page away from everybody else. Escaping is the same in both.
 *
 * @example Usage
 * ```ts
 * import { isDevelopment, setDevelopment } from "@tpd2/tpd2/ml";
 * import { assert } from "@std/assert";
 *
 * setDevelopment(false);
 * assert(!isDevelopment());
 * setDevelopment(true);
 * ```
 *
 * @param enabled Whether to check.
 */
export function setDevelopment(enabled: boolean): void {
  setFlag(enabled);
}

/**
 * Whether markup is checked while it is made, see {@linkcode setDevelopment}.
 *
 * @example Usage
 * ```ts
 * import { isDevelopment } from "@tpd2/tpd2/ml";
 * import { assert } from "@std/assert";
 *
 * assert(isDevelopment());
 * ```
 *
 * @returns `true` in development.
 */
export function isDevelopment(): boolean {
  return development;
}
