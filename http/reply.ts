// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { BodyProducer } from "./body_producer.ts";
import { type Field, FieldBlock } from "./field_block.ts";

/**
 * What a reply carries: text (sent as UTF-8), bytes, a stream, what somebody
 * writes bit by bit, or nothing.
 */
export type ReplyBody =
  | string
  | Uint8Array
  | ReadableStream<Uint8Array>
  | BodyProducer
  | null;

/**
 * What a handler answers with: a status, fields and a body.
 *
 * It is to our connections what `Response` is to the web, and much cheaper: a
 * plain object that refers to a prepared {@linkcode FieldBlock}. The connection
 * adds `date` and the framing.
 */
export interface Reply {
  /** The status code, 200 to 599. */
  readonly status: number;
  /** The fields shared with other replies, prepared once. */
  readonly fields: FieldBlock;
  /** The fields of this reply alone, such as `set-cookie`. */
  readonly extra: readonly Field[] | null;
  /** The content. Ignored on the wire for HEAD, 204 and 304. */
  readonly body: ReplyBody;
}

/** Options of {@linkcode reply}. */
export interface ReplyOptions {
  /**
   * The status code, 200 to 599.
   *
   * @default {200}
   */
  status?: number;
  /**
   * The fields shared with other replies.
   *
   * @default {TEXT_FIELDS}
   */
  fields?: FieldBlock;
  /** The fields of this reply alone. */
  extra?: readonly Field[];
}

/**
 * `content-type: text/plain; charset=utf-8`.
 *
 * @example Usage
 * ```ts
 * import { reply, TEXT_FIELDS } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(reply("hello").fields, TEXT_FIELDS);
 * ```
 */
export const TEXT_FIELDS: FieldBlock = new FieldBlock([
  ["content-type", "text/plain; charset=utf-8"],
]);

/**
 * `content-type: text/html; charset=utf-8`.
 *
 * @example Usage
 * ```ts
 * import { HTML_FIELDS, reply } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const fields = HTML_FIELDS.with([["cache-control", "no-store"]]);
 * assertEquals(reply("<p>hello", { fields }).fields.get("cache-control"), "no-store");
 * ```
 */
export const HTML_FIELDS: FieldBlock = new FieldBlock([
  ["content-type", "text/html; charset=utf-8"],
]);

/**
 * No fields at all.
 *
 * @example Usage
 * ```ts
 * import { NO_FIELDS, reply } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const answer = reply("", { status: 204, fields: NO_FIELDS });
 * assertEquals(answer.fields.fields, []);
 * ```
 */
export const NO_FIELDS: FieldBlock = new FieldBlock([]);

/**
 * Makes a {@linkcode Reply}; plain text unless told otherwise.
 *
 * @param body The content.
 * @param options Status and fields.
 * @returns The reply.
 * @throws {RangeError} If the status is not a final one, 200 to 599.
 *
 * @example Usage
 * ```ts
 * import { reply } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(reply("Gone fishing", { status: 503 }).status, 503);
 * ```
 */
export function reply(body: ReplyBody, options: ReplyOptions = {}): Reply {
  const { status = 200, fields = TEXT_FIELDS, extra = null } = options;
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new RangeError(
      `Cannot reply with status ${status}: a final status is 200 to 599`,
    );
  }
  return { status, fields, extra, body };
}

/**
 * Makes a reply that sends the client elsewhere.
 *
 * @param location Where to, as a URI reference.
 * @param status 303 (see other: fetch it with GET), 301, 302, 307 or 308.
 * @returns The reply.
 * @throws {TypeError} If the location holds what no field value may.
 *
 * @example Usage
 * ```ts
 * import { redirect } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(redirect("/login").status, 303);
 * ```
 */
export function redirect(
  location: string,
  status: 301 | 302 | 303 | 307 | 308 = 303,
): Reply {
  return reply(null, {
    status,
    fields: new FieldBlock([["location", location]]),
  });
}
