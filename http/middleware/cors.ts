// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { withFields, withVary } from "../answer_fields.ts";
import {
  type Answer,
  type Exchange,
  type Handler,
  HttpError,
} from "../exchange.ts";
import type { Field } from "../field_block.ts";
import { TOKEN_REGEXP } from "../_grammar.ts";
import { NO_FIELDS, reply } from "../reply.ts";
import { refusalWith } from "./_refusal_with.ts";

/** Options of {@linkcode cors}. */
export interface CorsOptions {
  /**
   * The origins whose scripts may read the answers: a list of origins such as
   * `https://app.example`, a function that knows them, or `*` for all.
   */
  origins: "*" | readonly string[] | ((origin: string) => boolean);
  /**
   * The methods that they may use besides GET, HEAD and POST.
   *
   * @default {[]}
   */
  methods?: readonly string[];
  /**
   * The request fields that they may send, besides those that every page may.
   *
   * @default {["content-type"]}
   */
  allowFields?: readonly string[];
  /**
   * The response fields that they may read, besides those that every page may.
   *
   * @default {[]}
   */
  exposeFields?: readonly string[];
  /**
   * Whether they may send the visitor's cookies, and see what those bring. Not
   * together with `*`: that would give every page the visitor's eyes.
   *
   * @default {false}
   */
  credentials?: boolean;
  /**
   * For how many seconds a browser remembers what is allowed.
   *
   * @default {600}
   */
  maxAge?: number;
}

/** What a serialised origin looks like; `null` is one of them and belongs to anybody. */
const ORIGIN_REGEXP = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s@]+$/;

/**
 * Lets scripts of other origins read what a handler answers (Fetch standard,
 * section 3.2). Preflight requests are answered here; put it around all that they
 * concern, such as a dispatcher's `handle`.
 *
 * @param handler The handler.
 * @param options Who may do what.
 * @returns The handler that shares.
 * @throws {TypeError} If an origin, a method or a field name is malformed, or
 * credentials go with all origins.
 *
 * @example Usage
 * ```ts
 * import { answerField, cors, exchangeFromRequest, reply } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const handler = cors(() => reply("shared"), { origins: ["https://app.example"] });
 * const request = new Request("http://localhost/", {
 *   headers: { origin: "https://app.example" },
 * });
 * const answer = await handler(exchangeFromRequest(request));
 * assertEquals(
 *   answerField(answer, "access-control-allow-origin"),
 *   "https://app.example",
 * );
 * ```
 */
export function cors(handler: Handler, options: CorsOptions): Handler {
  const policy = new CorsPolicy(options);
  return (exchange) => policy.answer(exchange, handler);
}

class CorsPolicy {
  readonly #origins: CorsOptions["origins"];
  readonly #preflight: readonly Field[];
  readonly #actual: readonly Field[];

  constructor(options: CorsOptions) {
    const {
      origins,
      methods = [],
      allowFields = ["content-type"],
      exposeFields = [],
      credentials = false,
      maxAge = 600,
    } = options;
    if (credentials && origins === "*") {
      throw new TypeError(
        "Cannot allow credentials to all origins: name the origins",
      );
    }
    if (Array.isArray(origins)) origins.forEach(checkOrigin);
    for (const token of [...methods, ...allowFields, ...exposeFields]) {
      if (!TOKEN_REGEXP.test(token) || token === "*") {
        throw new TypeError(`Cannot allow "${token}": not a token, or all`);
      }
    }
    if (!Number.isSafeInteger(maxAge) || maxAge < 0) {
      throw new RangeError(
        `Cannot use maxAge ${maxAge}: not a whole number from 0 up`,
      );
    }
    this.#origins = origins;
    const both: Field[] = credentials
      ? [["access-control-allow-credentials", "true"]]
      : [];
    const allMethods = [...new Set(["GET", "HEAD", "POST", ...methods])];
    this.#preflight = [
      ["access-control-allow-methods", allMethods.join(", ")],
      ...listField("access-control-allow-headers", allowFields),
      ["access-control-max-age", String(maxAge)],
      ...both,
    ];
    this.#actual = [
      ...listField("access-control-expose-headers", exposeFields),
      ...both,
    ];
  }

  answer(exchange: Exchange, handler: Handler): Answer | Promise<Answer> {
    const origin = exchange.field("origin");
    const allowed = this.#allows(origin);
    if (
      origin !== null && exchange.method === "OPTIONS" &&
      exchange.field("access-control-request-method") !== null
    ) {
      const answer = reply(null, { status: 204, fields: NO_FIELDS });
      return this.#share(answer, allowed, this.#preflight);
    }
    const share = (answer: Answer) =>
      this.#share(answer, allowed, this.#actual);
    const refuse = (error: unknown): never => {
      if (!(error instanceof HttpError) || allowed === null) throw error;
      // A page that may read the answers may read refusals too.
      throw refusalWith(error, this.#fields(allowed, this.#actual));
    };
    try {
      const answer = handler(exchange);
      return answer instanceof Promise
        ? answer.then(share, refuse)
        : share(answer);
    } catch (error) {
      return refuse(error);
    }
  }

  /** What to say to an origin; null for nothing. */
  #allows(origin: string | null): string | null {
    const origins = this.#origins;
    if (origins === "*") return "*";
    if (origin === null || origin === "null") return null;
    if (!ORIGIN_REGEXP.test(origin)) return null;
    const known = typeof origins === "function"
      ? origins(origin)
      : origins.includes(origin);
    return known ? origin : null;
  }

  #share(
    answer: Answer,
    allowed: string | null,
    fields: readonly Field[],
  ): Answer {
    const varied = this.#origins === "*" ? answer : withVary(answer, "origin");
    if (allowed === null) return varied;
    return withFields(varied, this.#fields(allowed, fields));
  }

  #fields(allowed: string, fields: readonly Field[]): Field[] {
    return [["access-control-allow-origin", allowed], ...fields];
  }
}

function checkOrigin(origin: string): void {
  if (!ORIGIN_REGEXP.test(origin)) {
    throw new TypeError(
      `Cannot allow origin "${origin}": not like https://app.example, in lower case and without a slash behind`,
    );
  }
}

function listField(name: string, values: readonly string[]): Field[] {
  return values.length === 0 ? [] : [[name, values.join(", ")]];
}
