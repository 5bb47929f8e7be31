// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { BodyProducer } from "./body_producer.ts";
import type { Answer, Exchange, RequestBody } from "./exchange.ts";
import { nextExchangeId } from "./_exchange_id.ts";
import { FetchBody } from "./_fetch_body.ts";
import { decodePath } from "./path.ts";
import { sizeOfStream } from "./sized_stream.ts";
import type { Reply } from "./reply.ts";

/** Options of {@linkcode exchangeFromRequest}. */
export interface ExchangeFromRequestOptions {
  /**
   * The greatest length of the content, in bytes.
   *
   * @default {1048576}
   */
  maxBodySize?: number;
  /**
   * The address of the client.
   *
   * @default {""}
   */
  remoteAddress?: string;
}

const NO_PARAMS: Readonly<Record<string, string>> = Object.freeze({});

/** An exchange that came as a `Request` and has no connection of ours. */
class FetchExchange implements Exchange {
  readonly method: string;
  readonly target: string;
  readonly query: string;
  readonly host: string;
  readonly authority: string;
  readonly scheme: "http" | "https";
  readonly remoteAddress: string;
  readonly body: RequestBody;
  params: Readonly<Record<string, string>> = NO_PARAMS;
  readonly #request: Request;
  #path: string | undefined;
  #id: string | undefined;

  constructor(request: Request, options: ExchangeFromRequestOptions) {
    // A Request's URL is absolute and normalised, so it can simply be cut up.
    const { url } = request;
    const authorityStart = url.indexOf("://") + 3;
    const pathStart = url.indexOf("/", authorityStart);
    const hash = url.indexOf("#", pathStart);
    const end = hash === -1 ? url.length : hash;
    const authority = url.slice(authorityStart, pathStart);
    this.method = request.method;
    this.target = url.slice(pathStart, end);
    const mark = this.target.indexOf("?");
    this.query = mark === -1 ? "" : this.target.slice(mark + 1);
    this.authority = authority.slice(authority.lastIndexOf("@") + 1);
    this.host = this.authority.replace(/:\d*$/, "").toLowerCase();
    this.scheme = url.startsWith("https:") ? "https" : "http";
    this.remoteAddress = options.remoteAddress ?? "";
    this.body = new FetchBody(request, options.maxBodySize ?? 1024 * 1024);
    this.#request = request;
  }

  get path(): string {
    if (this.#path === undefined) {
      const mark = this.target.indexOf("?");
      this.#path = decodePath(
        mark === -1 ? this.target : this.target.slice(0, mark),
      );
    }
    return this.#path;
  }

  get id(): string {
    return this.#id ??= nextExchangeId();
  }

  get headers(): Headers {
    return this.#request.headers;
  }

  get signal(): AbortSignal {
    return this.#request.signal;
  }

  field(name: string): string | null {
    return this.#request.headers.get(name);
  }

  earlyHints(): void {
    // A Response cannot be preceded by another.
  }
}

/**
 * Makes an exchange of a `Request`, so that what was written for our server
 * answers wherever there are web standards.
 *
 * @param request The request.
 * @param options Limits, and what a `Request` does not tell.
 * @returns The exchange.
 *
 * @example Usage
 * ```ts
 * import { exchangeFromRequest } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const exchange = exchangeFromRequest(new Request("http://Example.com:81/a%20b?c=d"));
 * assertEquals(exchange.host, "example.com");
 * assertEquals(exchange.path, "/a b");
 * assertEquals(exchange.query, "c=d");
 * ```
 */
export function exchangeFromRequest(
  request: Request,
  options: ExchangeFromRequestOptions = {},
): Exchange {
  return new FetchExchange(request, options);
}

/**
 * Makes a `Response` of what a handler answered. The answer to HEAD loses its
 * content and keeps its length.
 *
 * @param answer The answer.
 * @param exchange The exchange that it answers.
 * @returns The response; the answer itself where it can be sent as it is.
 *
 * @example Usage
 * ```ts
 * import { exchangeFromRequest, reply, responseFromAnswer } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const exchange = exchangeFromRequest(new Request("http://localhost/"));
 * const response = responseFromAnswer(reply("hello"), exchange);
 * assertEquals(await response.text(), "hello");
 * ```
 */
export function responseFromAnswer(
  answer: Answer,
  exchange: Exchange,
): Response {
  if (answer instanceof Response) {
    if (exchange.method !== "HEAD" || answer.body === null) return answer;
    answer.body.cancel().catch(ignore);
    return new Response(null, {
      status: answer.status,
      statusText: answer.statusText,
      headers: answer.headers,
    });
  }
  const headers = new Headers();
  for (const [name, value] of answer.fields.fields) headers.append(name, value);
  for (const [name, value] of answer.extra ?? []) headers.append(name, value);
  return new Response(responseBody(answer, exchange, headers), {
    status: answer.status,
    headers,
  });
}

function responseBody(
  answer: Reply,
  exchange: Exchange,
  headers: Headers,
): BodyInit | null {
  const { body, status } = answer;
  const bare = status === 204 || status === 205 || status === 304;
  if (body instanceof ReadableStream && !bare) {
    const size = sizeOfStream(body);
    if (size !== null) headers.set("content-length", String(size));
  }
  if (body === null || bare || exchange.method === "HEAD") {
    if (body instanceof ReadableStream) body.cancel().catch(ignore);
    else if (body !== null && !(body instanceof BodyProducer) && !bare) {
      headers.set("content-length", String(encode(body).length));
    }
    return null;
  }
  if (body instanceof BodyProducer) return body.stream();
  // A string would make Response guess a type where the answer names none.
  if (typeof body === "string" && headers.has("content-type")) return body;
  return body instanceof ReadableStream ? body : encode(body);
}

function encode(body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof body === "string"
    ? new TextEncoder().encode(body)
    : body as Uint8Array<ArrayBuffer>;
}

/** A stream that fails while it is thrown away has nobody to tell. */
function ignore(): void {}
