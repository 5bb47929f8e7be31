// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { answerField, withFields } from "../answer_fields.ts";
import { type Answer, type Handler, HttpError } from "../exchange.ts";
import { checkField, type Field } from "../field_block.ts";
import { refusalWith } from "./_refusal_with.ts";

/** Options of {@linkcode securityFields}. */
export interface SecurityFieldsOptions {
  /**
   * The fields by name, in place of or besides the usual ones; null leaves one out.
   *
   * @default {{}}
   */
  fields?: Readonly<Record<string, string | null>>;
  /**
   * For how many seconds browsers are to come by https only, once they did; 0
   * for not at all.
   *
   * @default {31536000}
   */
  strictTransportMaxAge?: number;
}

const USUAL: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "SAMEORIGIN",
};

/**
 * Adds the fields that make browsers careful to what a handler answers, unless
 * the answer has its own. Pages of a site have theirs: this is for other handlers.
 *
 * @param handler The handler.
 * @param options Which fields.
 * @returns The handler with careful answers; refusals that it throws are careful too.
 * @throws {TypeError} If a field is not valid.
 *
 * @example Usage
 * ```ts
 * import { answerField, exchangeFromRequest, reply, securityFields } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const handler = securityFields(() => reply("hi"), {
 *   fields: { "x-frame-options": "DENY" },
 * });
 * const answer = await handler(exchangeFromRequest(new Request("http://localhost/")));
 * assertEquals(answerField(answer, "x-content-type-options"), "nosniff");
 * assertEquals(answerField(answer, "x-frame-options"), "DENY");
 * ```
 */
export function securityFields(
  handler: Handler,
  options: SecurityFieldsOptions = {},
): Handler {
  const { strictTransportMaxAge: maxAge = 31_536_000 } = options;
  const plain: Field[] = [];
  const chosen = { ...USUAL, ...lowerCased(options.fields ?? {}) };
  for (const [name, value] of Object.entries(chosen)) {
    if (value === null) continue;
    checkField(name, value);
    plain.push([name, value]);
  }
  // RFC 6797 section 7.2: never over plain http.
  const secure: Field[] = maxAge > 0
    ? [...plain, ["strict-transport-security", `max-age=${maxAge}`]]
    : plain;
  return (exchange) => {
    const fields = exchange.scheme === "https" ? secure : plain;
    const add = (answer: Answer) =>
      withFields(
        answer,
        fields.filter(([name]) => answerField(answer, name) === null),
      );
    const refuse = (error: unknown): never => {
      if (!(error instanceof HttpError)) throw error;
      throw refusalWith(error, fields);
    };
    try {
      const answer = handler(exchange);
      return answer instanceof Promise ? answer.then(add, refuse) : add(answer);
    } catch (error) {
      return refuse(error);
    }
  };
}

function lowerCased(
  fields: Readonly<Record<string, string | null>>,
): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
