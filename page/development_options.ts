// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** How a site under development shows what goes wrong. */
export interface DevelopmentOptions {
  /**
   * Reads a module for the lines around a fault, such as `Deno.readTextFile`.
   *
   * @default {none: only the stack is shown}
   */
  readSource?: (url: URL) => string | Promise<string>;
}
