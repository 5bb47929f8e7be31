// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

const sizes = new WeakMap<ReadableStream<Uint8Array>, number>();

/**
 * Says how long a stream is, so that a response that has it for its body goes out
 * with that length instead of in chunks. A stream that turns out to be longer or
 * shorter breaks the connection: the client must not take it for whole.
 *
 * @param stream The stream.
 * @param size How many bytes it will yield.
 * @returns The same stream.
 * @throws {RangeError} If the size is not a whole number from 0 up.
 *
 * @example Usage
 * ```ts
 * import { exchangeFromRequest, reply, responseFromAnswer, sizedStream } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const body = sizedStream(new Blob(["hello"]).stream(), 5);
 * const exchange = exchangeFromRequest(new Request("http://localhost/"));
 * const response = responseFromAnswer(reply(body), exchange);
 * assertEquals(response.headers.get("content-length"), "5");
 * assertEquals(await response.text(), "hello");
 * ```
 */
export function sizedStream<T extends ReadableStream<Uint8Array>>(
  stream: T,
  size: number,
): T {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new RangeError(
      `Cannot use size ${size}: not a whole number from 0 up`,
    );
  }
  sizes.set(stream, size);
  return stream;
}

/**
 * How long a stream is, if somebody said so with {@linkcode sizedStream}.
 *
 * @param stream The stream.
 * @returns How many bytes it will yield, or null if nobody knows.
 *
 * @example Usage
 * ```ts
 * import { sizedStream, sizeOfStream } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sizeOfStream(sizedStream(new Blob(["hello"]).stream(), 5)), 5);
 * ```
 */
export function sizeOfStream(
  stream: ReadableStream<Uint8Array>,
): number | null {
  return sizes.get(stream) ?? null;
}
