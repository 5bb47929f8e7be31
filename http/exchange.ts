// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exposure } from "./listen_notice.ts";
import type { Reply } from "./reply.ts";

/**
 * The content of a request, read at most once.
 *
 * Every way of reading is bounded by the server's `maxBodySize`; `bodyLimit()`
 * makes it less for a handler.
 */
export interface RequestBody {
  /** Whether the request has content at all. */
  readonly present: boolean;
  /**
   * Reads it whole.
   *
   * @throws {HttpError} 413 if it is longer than allowed, 400 if its framing is
   * broken, 408 if it does not arrive in time.
   */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  /** Reads it whole, as UTF-8. */
  text(): Promise<string>;
  /**
   * Reads it whole, as JSON.
   *
   * @throws {HttpError} 400 if it is not JSON.
   */
  json(): Promise<unknown>;
  /**
   * Reads it whole, as `application/x-www-form-urlencoded` or
   * `multipart/form-data`, whichever the request says.
   *
   * @throws {HttpError} 415 if it is neither, 400 if it is malformed.
   */
  form(): Promise<FormData>;
  /** It as it arrives. */
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/**
 * One request and the means to answer it. A handler is given one and returns
 * a {@linkcode Reply} or a `Response`.
 *
 * Two things make exchanges: a connection of our server, and
 * {@linkcode exchangeFromRequest}, which needs no port.
 */
export interface Exchange {
  /**
   * What the exchange is called in logs: unique within the process, or what a
   * trusted proxy says in `x-request-id`.
   */
  readonly id: string;
  /** The method, as sent: case matters. */
  readonly method: string;
  /** The request target as sent, in any of its four forms. */
  readonly target: string;
  /**
   * The path with percent-escapes decoded once, but `%2F` left as it is, so
   * that decoding never makes or hides a segment. Starts with `/`; it is `*` for
   * `OPTIONS *`.
   */
  readonly path: string;
  /** What follows the `?`, still encoded; empty where there is none. */
  readonly query: string;
  /** The authority in lower case without the port: the virtual host's name. */
  readonly host: string;
  /** The authority as sent, with the port if there was one. */
  readonly authority: string;
  /** `https` over TLS, or where a trusted proxy says so. */
  readonly scheme: "http" | "https";
  /** The address of the client, or of the last proxy that is not trusted. */
  readonly remoteAddress: string;
  /**
   * What the dispatcher took from the path, and the dispatcher alone sets;
   * empty for exact paths.
   */
  readonly params: Readonly<Record<string, string>>;
  /** The content of the request. */
  readonly body: RequestBody;
  /** All fields of the request; made when first asked for. */
  readonly headers: Headers;
  /**
   * Aborts when the client is gone, and only then. Made when first asked for.
   */
  readonly signal: AbortSignal;
  /**
   * The value of a field, lines of the same name joined by `, `.
   *
   * @param name The field's name in lower case.
   */
  field(name: string): string | null;
  /**
   * Sends fields ahead of the answer, usually `link`, with status 103 (RFC 8297),
   * so that the client can fetch what it will need. Does nothing where the
   * client speaks HTTP/1.0, or there is no connection of ours.
   *
   * @param fields The fields.
   * @throws {TypeError} If a field is not valid.
   */
  earlyHints(fields: readonly (readonly [name: string, value: string])[]): void;
}

/** What a handler may return. */
export type Answer = Reply | Response;

/** A function that answers exchanges. */
export type Handler = (exchange: Exchange) => Answer | Promise<Answer>;

/** Anything that answers exchanges: a site, a dispatcher. */
export interface Handles {
  /**
   * Answers one exchange.
   *
   * @param exchange The exchange.
   * @returns The answer; not a promise where it can be had at once.
   */
  handle(exchange: Exchange): Answer | Promise<Answer>;
  /**
   * Judges whether it is safe to be served so. A server asks when it starts.
   *
   * @param exposure How it can be reached.
   * @returns What is dangerous, a sentence each.
   */
  dangers?(exposure: Exposure): readonly string[];
}

/** Options of {@linkcode HttpError}. */
export interface HttpErrorOptions extends ErrorOptions {
  /** Fields that the refusal must carry, such as `allow` on 405. */
  fields?: readonly (readonly [name: string, value: string])[];
}

/**
 * An error that has a status: thrown in a handler it becomes that answer. Its
 * message is shown to the client.
 *
 * @example Usage
 * ```ts
 * import { HttpError } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const error = new HttpError(404, "Cannot find entry 12");
 * assertEquals(error.status, 404);
 * ```
 */
export class HttpError extends Error {
  /** The error's name. */
  override readonly name: string = "HttpError";
  /** The status code, 400 to 599. */
  readonly status: number;
  /** Fields that the refusal carries. */
  readonly fields: readonly (readonly [name: string, value: string])[];

  /**
   * Makes an error with a status.
   *
   * @param status The status code, 400 to 599.
   * @param message What went wrong, for the client to read.
   * @param options Fields and cause.
   */
  constructor(
    status: number,
    message: string,
    options: HttpErrorOptions = {},
  ) {
    super(message, options);
    this.status = status;
    this.fields = options.fields ?? [];
  }
}
