// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type BodySource, ConnectionBody } from "../_connection_body.ts";
import { DerivedExchange } from "../_derived_exchange.ts";
import { type Exchange, type Handler, HttpError } from "../exchange.ts";

/** Options of {@linkcode bodyLimit}. */
export interface BodyLimitOptions {
  /** The longest content, in bytes. The server's own limit holds besides. */
  maxBodySize: number;
}

/**
 * Gives a handler a smaller limit for the content of requests than the server
 * has. What is announced as longer is refused before the handler is asked; what
 * turns out to be longer, when the handler reads it.
 *
 * @param handler The handler.
 * @param options The limit.
 * @returns The handler with the limit; an {@linkcode HttpError} 413 is thrown where it
 * does not hold.
 * @throws {RangeError} If the limit is not a whole number from 0 up.
 *
 * @example Usage
 * ```ts
 * import { bodyLimit, exchangeFromRequest, reply } from "@tpd2/tpd2/http";
 * import { assertRejects } from "@std/assert";
 *
 * const handler = bodyLimit(
 *   async (exchange) => reply(await exchange.body.text()),
 *   { maxBodySize: 3 },
 * );
 * const request = new Request("http://localhost/", { method: "POST", body: "long" });
 * await assertRejects(
 *   async () => await handler(exchangeFromRequest(request)),
 *   Error,
 *   "longer than 3 bytes",
 * );
 * ```
 */
export function bodyLimit(
  handler: Handler,
  options: BodyLimitOptions,
): Handler {
  const { maxBodySize } = options;
  if (!Number.isSafeInteger(maxBodySize) || maxBodySize < 0) {
    throw new RangeError(
      `Cannot use limit maxBodySize: ${maxBodySize} is not a whole number from 0 up`,
    );
  }
  return (exchange) => {
    if (!exchange.body.present) return handler(exchange);
    const length = exchange.field("content-length");
    if (length !== null && Number(length) > maxBodySize) {
      throw tooLong(maxBodySize);
    }
    const body = new ConnectionBody(new LimitedSource(exchange, maxBodySize));
    return handler(new DerivedExchange(exchange, { body }));
  };
}

class LimitedSource implements BodySource {
  readonly hasBody = true;
  readonly #exchange: Exchange;
  readonly #maxSize: number;
  #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | null = null;
  #size = 0;

  constructor(exchange: Exchange, maxSize: number) {
    this.#exchange = exchange;
    this.#maxSize = maxSize;
  }

  get contentType(): string | null {
    return this.#exchange.field("content-type");
  }

  async nextPiece(): Promise<Uint8Array<ArrayBuffer> | null> {
    this.#reader ??= this.#exchange.body.stream().getReader();
    const { done, value } = await this.#reader.read();
    if (done) return null;
    this.#size += value.length;
    if (this.#size > this.#maxSize) {
      const error = tooLong(this.#maxSize);
      this.#reader.cancel(error).catch(ignore);
      throw error;
    }
    return value;
  }
}

function tooLong(maxSize: number): HttpError {
  return new HttpError(
    413,
    `Cannot read the content: it is longer than ${maxSize} bytes`,
  );
}

/** A stream that fails while it is thrown away has nobody to tell. */
function ignore(): void {}
