// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * Why one entry is not served: one sentence that names the file and the line,
 * in the form that editors and terminals turn into a link.
 *
 * @example Usage
 * ```ts
 * import { EntryError } from "@tpd2/tpd2/blog";
 * import { assertEquals } from "@std/assert";
 *
 * const error = new EntryError("notes.md", 3, "`date` is missing");
 * assertEquals(error.message, "Cannot read entry notes.md:3: `date` is missing");
 * ```
 */
export class EntryError extends Error {
  /** The error's name. */
  override readonly name = "EntryError";
  /** The name of the file. */
  readonly file: string;
  /** The line that is wrong, from 1. */
  readonly line: number;

  /**
   * Makes the error.
   *
   * @param file The name of the file.
   * @param line The line that is wrong, from 1.
   * @param reason What is wrong with it.
   * @param options Its cause.
   */
  constructor(
    file: string,
    line: number,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`Cannot read entry ${file}:${line}: ${reason}`, options);
    this.file = file;
    this.line = line;
  }
}
