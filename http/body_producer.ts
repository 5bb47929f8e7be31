// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Field } from "./field_block.ts";

const encoder = new TextEncoder();

/**
 * Some content that many responses share: encoded once, framed once, and sent
 * to any number of clients from the same bytes.
 *
 * @example Usage
 * ```ts
 * import { SharedChunk } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const chunk = new SharedChunk("data: hello\n\n");
 * assertEquals(chunk.bytes.length, 13);
 * assertEquals(new TextDecoder().decode(chunk.framed).slice(0, 3), "d\r\n");
 * ```
 */
export class SharedChunk {
  /** The content. Never change it. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  #framed: Uint8Array<ArrayBuffer> | null = null;

  /**
   * Makes a chunk.
   *
   * @param content Text, encoded as UTF-8, or bytes, which must never change.
   * @throws {RangeError} If it is empty: an empty chunk is the end of a body.
   */
  constructor(content: string | Uint8Array<ArrayBuffer>) {
    this.bytes = typeof content === "string"
      ? encoder.encode(content)
      : content;
    if (this.bytes.length === 0) {
      throw new RangeError("Cannot share a chunk: it is empty");
    }
  }

  /** The content as a chunk of RFC 9112 section 7.1, made when first asked for. */
  get framed(): Uint8Array<ArrayBuffer> {
    if (this.#framed === null) {
      const size = encoder.encode(`${this.bytes.length.toString(16)}\r\n`);
      const framed = new Uint8Array(size.length + this.bytes.length + 2);
      framed.set(size);
      framed.set(this.bytes, size.length);
      framed.set([0x0d, 0x0a], framed.length - 2);
      this.#framed = framed;
    }
    return this.#framed;
  }
}

/**
 * The open end of a response whose content is made bit by bit, by whoever holds
 * it. It never waits: look at `queued` and `congested` before much is written.
 */
export interface BodyWriter {
  /** Whether the client is gone or the content is at its end. Nothing is written then. */
  readonly closed: boolean;
  /** How many bytes wait to leave. */
  readonly queued: number;
  /** Whether so much waits that nothing should be added. */
  readonly congested: boolean;
  /**
   * Writes content.
   *
   * @param chunk Text or bytes, which are copied, or a chunk that many share,
   * which is not.
   */
  write(chunk: string | Uint8Array<ArrayBuffer> | SharedChunk): void;
  /**
   * Waits until there is room for more.
   *
   * @returns A promise, which resolves too when the client is gone.
   */
  drained(): Promise<void>;
  /**
   * Ends the content.
   *
   * @param trailers Fields that were not known before; left out where the client
   * or the transport takes none.
   */
  close(trailers?: readonly Field[]): void;
}

/** Options of {@linkcode BodyProducer}. */
export interface BodyProducerOptions {
  /**
   * Brings the content to its end when the server shuts down, for content that
   * needs some last words. It has to close the writer; one that does not is cut off
   * when the grace of the shutdown is over.
   *
   * @default {closes the writer}
   */
  onDrain?: () => void;
}

/**
 * Content that is written later, from anywhere, through a {@linkcode BodyWriter}:
 * the cheapest way to keep thousands of responses open, since none needs a
 * promise, a stream or a loop.
 *
 * While it is open only we speak, so a client that closes its side counts as gone.
 *
 * @example Usage
 * ```ts
 * import {
 *   BodyProducer,
 *   type BodyWriter,
 *   exchangeFromRequest,
 *   reply,
 *   responseFromAnswer,
 *   SharedChunk,
 * } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const writers = new Set<BodyWriter>();
 * const body = new BodyProducer((writer) => {
 *   writers.add(writer);
 *   return () => writers.delete(writer);
 * });
 *
 * const exchange = exchangeFromRequest(new Request("http://localhost/"));
 * const response = responseFromAnswer(reply(body), exchange);
 * const text = response.text();
 * const tick = new SharedChunk("tick");
 * for (const writer of writers) {
 *   writer.write(tick);
 *   writer.close();
 * }
 * assertEquals(await text, "tick");
 * assertEquals(writers.size, 0);
 * ```
 */
export class BodyProducer {
  /**
   * Called once, when the head of the response is on its way. What it needs of
   * the request it has to read now: an open response does not keep its request.
   *
   * @param writer Where the content goes.
   * @returns What is to be called once, when the client is gone or the content
   * is at its end.
   */
  readonly start: (writer: BodyWriter) => () => void;
  /** Brings the content to its end when the server shuts down; `null` to have it just end. */
  readonly onDrain: (() => void) | null;

  /**
   * Makes content of a function.
   *
   * @param start Takes the writer; see {@linkcode BodyProducer.start}.
   * @param options What else there is to say.
   */
  constructor(
    start: (writer: BodyWriter) => () => void,
    options: BodyProducerOptions = {},
  ) {
    this.start = start;
    this.onDrain = options.onDrain ?? null;
  }

  /**
   * The same content as a web stream, for responses that are not on a connection
   * of ours.
   *
   * @param highWater How many bytes may wait before the writer is congested.
   * @returns The stream.
   */
  stream(highWater: number = 64 * 1024): ReadableStream<Uint8Array> {
    let writer: StreamWriter | null = null;
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        writer = new StreamWriter(controller, highWater);
        writer.onEnd(this.start(writer));
      },
      pull: () => writer?.pulled(),
      cancel: () => writer?.gone(),
    }, { highWaterMark: highWater, size: (chunk) => chunk?.length ?? 0 });
  }
}

class StreamWriter implements BodyWriter {
  readonly #controller: ReadableStreamDefaultController<Uint8Array>;
  readonly #highWater: number;
  #closed = false;
  #cleanUp: (() => void) | null = null;
  #waiter: PromiseWithResolvers<void> | null = null;

  constructor(
    controller: ReadableStreamDefaultController<Uint8Array>,
    highWater: number,
  ) {
    this.#controller = controller;
    this.#highWater = highWater;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get queued(): number {
    return this.#closed
      ? 0
      : this.#highWater - (this.#controller.desiredSize ?? 0);
  }

  get congested(): boolean {
    return this.queued >= this.#highWater;
  }

  write(chunk: string | Uint8Array<ArrayBuffer> | SharedChunk): void {
    if (this.#closed) return;
    const bytes = chunk instanceof SharedChunk
      ? chunk.bytes
      : typeof chunk === "string"
      ? encoder.encode(chunk)
      : chunk;
    // A copy: the reader may transfer what it gets, and others share it.
    if (bytes.length > 0) this.#controller.enqueue(bytes.slice());
  }

  drained(): Promise<void> {
    if (!this.congested) return Promise.resolve();
    return (this.#waiter ??= Promise.withResolvers()).promise;
  }

  close(): void {
    if (this.#closed) return;
    this.#controller.close();
    this.gone();
  }

  onEnd(cleanUp: () => void): void {
    if (this.#closed) cleanUp();
    else this.#cleanUp = cleanUp;
  }

  pulled(): void {
    if (this.congested) return;
    this.#waiter?.resolve();
    this.#waiter = null;
  }

  gone(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiter?.resolve();
    this.#waiter = null;
    this.#cleanUp?.();
    this.#cleanUp = null;
  }
}
