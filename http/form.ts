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
 * content is malformed, 413 if it has too many entries.
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
  const { contentType, maxFieldCount = 1000 } = options;
  if (contentType === null || !FORM_TYPE_REGEXP.test(contentType)) {
    throw new HttpError(
      415,
      `Cannot read a form from ${contentType ?? "content without a type"}`,
    );
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
  for (const _ of form) count++;
  if (count > maxFieldCount) {
    throw new HttpError(
      413,
      `Cannot read the form: it has more than ${maxFieldCount} fields`,
    );
  }
  return form;
}

/** RFC 7578 and the WHATWG URL standard's two media types. */
const FORM_TYPE_REGEXP =
  /^(?:application\/x-www-form-urlencoded|multipart\/form-data)[ \t]*(?:;|$)/i;
