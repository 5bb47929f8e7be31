// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError } from "./exchange.ts";

/** Options of {@linkcode parseForm}. */
export interface ParseFormOptions {
  /**
   * The greatest number of entries.
   *
   * @default {1000}
   */
  maxFieldCount?: number;
  /**
   * The longest name of an entry, in characters.
   *
   * @default {255}
   */
  maxNameLength?: number;
  /**
   * The longest value of an entry: text in characters, a file in bytes.
   *
   * @default {1048576}
   */
  maxValueSize?: number;
}

/**
 * Parses the content of a form that was sent, in either of the two formats of
 * HTML forms.
 *
 * @param bytes The content, whole.
 * @param options Limits, and the content's type.
 * @returns The entries.
 * @throws {HttpError} 415 if the type is neither
 * `application/x-www-form-urlencoded` nor `multipart/form-data`, 400 if the
 * content is malformed, 413 if it has too many entries, or one is too long.
 *
 * @example Usage
 * ```ts
 * import { parseForm } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const form = await parseForm(new TextEncoder().encode("name=Ada"), {
 *   contentType: "application/x-www-form-urlencoded",
 * });
 * assertEquals(form.get("name"), "Ada");
 * ```
 */
export async function parseForm(
  bytes: Uint8Array<ArrayBuffer>,
  options: ParseFormOptions & {
    /** The value of the `content-type` field. */
    contentType: string | null;
  },
): Promise<FormData> {
  const {
    contentType,
    maxFieldCount = 1000,
    maxNameLength = 255,
    maxValueSize = 1024 * 1024,
  } = options;
  if (contentType === null || !FORM_TYPE_REGEXP.test(contentType)) {
    throw new HttpError(
      415,
      `Cannot read a form from ${contentType ?? "content without a type"}`,
    );
  }
  // Before anything is made of them: they may be very many.
  if (
    contentType[0]!.toLowerCase() === "a" &&
    hasMore(bytes, AMPERSAND, maxFieldCount)
  ) {
    throw tooLarge(`it has more than ${maxFieldCount} fields`);
  }
  let form: FormData;
  try {
    form = await new Response(bytes, {
      headers: { "content-type": contentType },
    }).formData();
  } catch (error) {
    throw new HttpError(400, "Cannot read the form: it is malformed", {
      cause: error,
    });
  }
  let count = 0;
  for (const [name, value] of form) {
    if (++count > maxFieldCount) {
      throw tooLarge(`it has more than ${maxFieldCount} fields`);
    }
    if (name.length > maxNameLength) {
      throw tooLarge(`a name is longer than ${maxNameLength} characters`);
    }
    const size = typeof value === "string" ? value.length : value.size;
    if (size > maxValueSize) {
      throw tooLarge(`a value is longer than ${maxValueSize}`);
    }
  }
  return form;
}

const AMPERSAND = 0x26;

/** Whether a byte occurs more than so many times. */
function hasMore(bytes: Uint8Array, byte: number, count: number): boolean {
  let place = -1;
  for (let i = 0; i <= count; i++) {
    place = bytes.indexOf(byte, place + 1);
    if (place === -1) return false;
  }
  return true;
}

function tooLarge(what: string): HttpError {
  return new HttpError(413, `Cannot read the form: ${what}`);
}

/** RFC 7578 and the WHATWG URL standard's two media types. */
const FORM_TYPE_REGEXP =
  /^(?:application\/x-www-form-urlencoded|multipart\/form-data)[ \t]*(?:;|$)/i;
