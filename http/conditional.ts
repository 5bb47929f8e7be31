// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { equalsStrongly, equalsWeakly, parseEntityTags } from "./entity_tag.ts";
import type { Exchange } from "./exchange.ts";
import type { Field, FieldBlock } from "./field_block.ts";
import { formatHttpDate, parseHttpDate } from "./http_date.ts";
import { NO_FIELDS, type Reply, reply } from "./reply.ts";

/** What tells one representation of a resource from another. */
export interface Validators {
  /** The entity tag, quotes included. */
  etag?: string;
  /** When it last changed, in milliseconds since the Unix epoch. */
  lastModified?: number;
}

/** What the conditions of a request come to. */
export type ConditionResult = "proceed" | "not-modified" | "failed";

/** What of an exchange is needed to judge its conditions. */
export type ConditionalExchange = Pick<Exchange, "method" | "field">;

/**
 * Judges the conditions of a request, in the order of RFC 9110 section 13.2.2:
 * `If-Match`, else `If-Unmodified-Since`; then `If-None-Match`, else
 * `If-Modified-Since`. A condition that cannot be read is ignored, except
 * `If-Match`, which then fails: it guards against loss.
 *
 * @param exchange The exchange.
 * @param validators Those of the current representation; `null` if there is none.
 * @returns `proceed`: answer as usual. `not-modified`: answer 304.
 * `failed`: answer 412.
 *
 * @example Usage
 * ```ts
 * import { evaluateConditions, exchangeFromRequest } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const exchange = exchangeFromRequest(
 *   new Request("http://localhost/", { headers: { "if-none-match": '"v12"' } }),
 * );
 * assertEquals(evaluateConditions(exchange, { etag: '"v12"' }), "not-modified");
 * assertEquals(evaluateConditions(exchange, { etag: '"v13"' }), "proceed");
 * ```
 */
export function evaluateConditions(
  exchange: ConditionalExchange,
  validators: Validators | null,
): ConditionResult {
  const { method } = exchange;
  const modified = validators?.lastModified === undefined
    ? null
    // HTTP knows whole seconds only.
    : Math.floor(validators.lastModified / 1000) * 1000;

  const ifMatch = exchange.field("if-match");
  if (ifMatch !== null) {
    if (!matches(ifMatch, validators, equalsStrongly)) return "failed";
  } else {
    const since = dateOf(exchange.field("if-unmodified-since"));
    if (since !== null && modified !== null && modified > since) {
      return "failed";
    }
  }

  const safe = method === "GET" || method === "HEAD";
  const ifNoneMatch = exchange.field("if-none-match");
  if (ifNoneMatch !== null) {
    if (matches(ifNoneMatch, validators, equalsWeakly)) {
      return safe ? "not-modified" : "failed";
    }
  } else if (safe) {
    const since = dateOf(exchange.field("if-modified-since"));
    if (since !== null && modified !== null && modified <= since) {
      return "not-modified";
    }
  }
  return "proceed";
}

/**
 * Judges whether a `Range` is to be honoured: whether what the client has part
 * of is what there is now (RFC 9110 section 13.1.5). Weak entity tags never
 * match, since parts of different bytes would be put together; a date matches
 * only if it is exactly the same.
 *
 * @param exchange The exchange.
 * @param validators Those of the current representation.
 * @returns Whether the range may be served.
 *
 * @example Usage
 * ```ts
 * import { evaluateIfRange, exchangeFromRequest } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const exchange = exchangeFromRequest(
 *   new Request("http://localhost/", { headers: { "if-range": '"v12"' } }),
 * );
 * assertEquals(evaluateIfRange(exchange, { etag: '"v12"' }), true);
 * assertEquals(evaluateIfRange(exchange, { etag: 'W/"v12"' }), false);
 * ```
 */
export function evaluateIfRange(
  exchange: ConditionalExchange,
  validators: Validators,
): boolean {
  const value = exchange.field("if-range");
  if (value === null) return true;
  if (value.endsWith('"')) {
    return validators.etag !== undefined &&
      equalsStrongly(value, validators.etag);
  }
  const date = parseHttpDate(value);
  return date !== null && validators.lastModified !== undefined &&
    date === Math.floor(validators.lastModified / 1000) * 1000;
}

/**
 * Writes validators as fields.
 *
 * @param validators The validators.
 * @returns `etag` and `last-modified`, as far as there are any.
 *
 * @example Usage
 * ```ts
 * import { validatorFields } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(validatorFields({ etag: '"v12"' }), [["etag", '"v12"']]);
 * ```
 */
export function validatorFields(validators: Validators): Field[] {
  const { etag, lastModified } = validators;
  const fields: Field[] = [];
  if (etag !== undefined) fields.push(["etag", etag]);
  if (lastModified !== undefined) {
    fields.push(["last-modified", formatHttpDate(lastModified)]);
  }
  return fields;
}

/** Fields that a 304 has to repeat (RFC 9110 section 15.4.5). */
const REPEATED_FIELDS: ReadonlySet<string> = new Set([
  "cache-control",
  "content-location",
  "etag",
  "expires",
  "last-modified",
  "set-cookie",
  "vary",
]);

/** The fields of a block that a 304 repeats, found once a block. */
const repeatedOf = new WeakMap<FieldBlock, readonly Field[]>();

/**
 * Answers with a reply unless the conditions of the request ask for 304 or 412
 * instead.
 *
 * @param exchange The exchange.
 * @param answer The reply to send where the conditions do not speak against it.
 * @param validators Those of the reply's content; their fields are added.
 * @returns The reply with its validators, or a 304, or a 412.
 *
 * @example Usage
 * ```ts
 * import { conditional, exchangeFromRequest, reply } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const exchange = exchangeFromRequest(
 *   new Request("http://localhost/", { headers: { "if-none-match": '"v12"' } }),
 * );
 * assertEquals(conditional(exchange, reply("hello"), { etag: '"v12"' }).status, 304);
 * ```
 */
export function conditional(
  exchange: ConditionalExchange,
  answer: Reply,
  validators: Validators,
): Reply {
  const added = validatorFields(validators);
  const extra = answer.extra === null ? added : [...answer.extra, ...added];
  const result = evaluateConditions(exchange, validators);
  if (result === "proceed") return { ...answer, extra };
  if (answer.body instanceof ReadableStream) {
    answer.body.cancel().catch(ignore);
  }
  if (result === "failed") {
    return reply("The precondition does not hold\n", { status: 412 });
  }
  let repeated = repeatedOf.get(answer.fields);
  if (repeated === undefined) {
    repeated = answer.fields.fields.filter(isRepeated);
    repeatedOf.set(answer.fields, repeated);
  }
  return {
    status: 304,
    fields: NO_FIELDS,
    extra: [...repeated, ...extra.filter(isRepeated)],
    body: null,
  };
}

function isRepeated([name]: Field): boolean {
  return REPEATED_FIELDS.has(name.toLowerCase());
}

function matches(
  value: string,
  validators: Validators | null,
  equals: (a: string, b: string) => boolean,
): boolean {
  const tags = parseEntityTags(value);
  if (tags === null || validators === null) return false;
  if (tags === "*") return true;
  const { etag } = validators;
  return etag !== undefined && tags.some((tag) => equals(tag, etag));
}

function dateOf(value: string | null): number | null {
  return value === null ? null : parseHttpDate(value);
}

/** A stream that fails while it is thrown away has nobody to tell. */
function ignore(): void {}
