// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError } from "./exchange.ts";

/** An escaped slash, which is data and never a separator. */
const ESCAPED_SLASH_REGEXP = /(%2f)/i;

/** What a router that compares escaped text wants escaped. */
const UNSAFE_REGEXP = /[\0-\x20"#<>?\\^`{}\x7f-\u{10ffff}]|%(?!2[Ff])/gu;

/**
 * Decodes the path of a request target: each percent-escape once, as UTF-8,
 * except `%2F`, which stays as it is. So decoding never makes a segment that
 * was not sent, nor hides one.
 *
 * @param path The path as sent, without the query.
 * @returns The decoded path.
 * @throws {HttpError} 400 if an escape is broken, is not UTF-8 or stands for
 * NUL (RFC 3986 section 2.1).
 *
 * @example Usage
 * ```ts
 * import { decodePath } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(decodePath("/caf%C3%A9/a%2Fb"), "/café/a%2Fb");
 * ```
 */
export function decodePath(path: string): string {
  if (!path.includes("%")) return path;
  let decoded = "";
  try {
    for (const piece of path.split(ESCAPED_SLASH_REGEXP)) {
      decoded += ESCAPED_SLASH_REGEXP.test(piece)
        ? piece
        : decodeURIComponent(piece);
    }
  } catch (error) {
    throw new HttpError(
      400,
      "Cannot read the path: an escape is broken or is not UTF-8",
      { cause: error },
    );
  }
  if (decoded.includes("\0")) {
    throw new HttpError(400, "Cannot read the path: it holds NUL");
  }
  return decoded;
}

/**
 * The inverse of {@linkcode decodePath}.
 *
 * @param path A decoded path.
 * @returns The path, escaped.
 *
 * @example Usage
 * ```ts
 * import { encodePath } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(encodePath("/café/a%2Fb/100%"), "/caf%C3%A9/a%2Fb/100%25");
 * ```
 */
export function encodePath(path: string): string {
  return path.replace(UNSAFE_REGEXP, (text) => encodeURIComponent(text));
}
