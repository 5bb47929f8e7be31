// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ByteWindow } from "../net/byte_window.ts";
import { BodyDecoder } from "./_body_decoder.ts";
import { DecodedResponseHead } from "./_decoded_response_head.ts";
import { type DecoderLimits, resolveLimits } from "./limits.ts";
import { ProtocolError } from "./protocol_error.ts";
import type { DecoderEvent, DecoderState } from "./request_decoder.ts";
import type { ReceivedResponseHead } from "./received_response_head.ts";

/** What it is in: {@linkcode DecoderState} with one more, before the first byte. */
type State = DecoderState | "expecting";

/**
 * Turns bytes into responses, by RFC 9112. It does no I/O, as `RequestDecoder`
 * does none, and it is as strict: the client's side of the same door.
 *
 * What a response is depends on the request: so say its method with
 * {@linkcode ResponseDecoder.expect} first. The events of a response are "head"
 * for each interim one, "head" for the final one, "data" (any number of times)
 * and "end", with "need-data" anywhere.
 *
 * @example Usage
 * ```ts
 * import { ResponseDecoder } from "@tpd2/tpd2/http";
 * import { ByteWindow } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * const text = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
 * const window = ByteWindow.from(new TextEncoder().encode(text));
 * const decoder = new ResponseDecoder();
 * decoder.expect("GET");
 * assertEquals(decoder.next(window), "head");
 * assertEquals(decoder.head?.status, 200);
 * assertEquals(decoder.next(window), "data");
 * assertEquals(decoder.dataEnd - decoder.dataStart, 2);
 * assertEquals(decoder.next(window), "end");
 * ```
 */
export class ResponseDecoder {
  /** The last head, from "head" until the next one. It may be kept. */
  head: ReceivedResponseHead | null = null;
  /** After "data": where the bytes start in the window; they are consumed. */
  dataStart = 0;
  /** After "data": where they end. */
  dataEnd = 0;
  readonly #limits: Readonly<Required<DecoderLimits>>;
  #state: State = "idle";
  #method = "";
  #interim = 0;
  #draft: DecodedResponseHead | null = null;
  #body: BodyDecoder | null = null;
  #keepAlive = true;

  /**
   * Makes a decoder for one connection.
   *
   * @param limits How much of a message to take.
   * @throws {RangeError} If a limit is not a whole number from 0 up.
   */
  constructor(limits?: DecoderLimits) {
    this.#limits = resolveLimits(limits);
  }

  /** What it is in. */
  get state(): DecoderState {
    return this.#state === "expecting" ? "head" : this.#state;
  }

  /** Whether bytes of a response have been seen and it is not complete. */
  get midMessage(): boolean {
    return this.#state === "body" || this.#draft !== null ||
      this.#interim > 0;
  }

  /**
   * Says that a request was sent, whose response comes next.
   *
   * @param method The request's method.
   * @throws {TypeError} If the last response is not complete, or was the last of
   * its connection.
   */
  expect(method: string): void {
    if (this.#state !== "idle") {
      throw new TypeError(
        `Cannot expect a response: the decoder is in state ${this.#state}`,
      );
    }
    this.#method = method;
    this.#interim = 0;
    this.#state = "expecting";
  }

  /**
   * Consumes from a window until there is something to tell. The window is
   * always to start where the last call left it; its bytes may have moved.
   *
   * Behind the last response of a connection nothing is consumed: after 101, and
   * after CONNECT, those bytes are another protocol's.
   *
   * @param window The bytes.
   * @returns What was found.
   * @throws {ProtocolError} 502 if the peer broke the protocol or a limit, or sent
   * what nobody had asked for. From then on every call throws.
   */
  next(window: ByteWindow): DecoderEvent {
    const state = this.#state;
    if (state === "closed") return "need-data";
    this.#state = "error";
    if (state === "error") {
      throw new ProtocolError(502, "Cannot parse response: refused before");
    }
    try {
      if (state === "body") return this.#nextOfBody(window);
      if (window.start === window.end) {
        this.#state = state;
        return "need-data";
      }
      if (state === "idle") {
        throw new ProtocolError(
          502,
          "Cannot parse response: none was expected",
        );
      }
      return this.#nextOfHead(window);
    } catch (error) {
      // The parts that both sides share name the status for a request.
      if (!(error instanceof ProtocolError) || error.status === 502) {
        throw error;
      }
      throw new ProtocolError(502, error.message);
    }
  }

  /**
   * Says that the peer will send nothing more. Content that ends with the
   * connection is complete by that: the next event is "end".
   *
   * @throws {ProtocolError} 502 if a response is expected or not complete.
   */
  endOfInput(): void {
    const state = this.#state;
    if (state === "idle" || state === "closed" || state === "error") return;
    if (state === "body" && this.#body?.mayEnd !== false) {
      this.#body?.endOfInput();
      return;
    }
    this.#state = "error";
    throw new ProtocolError(
      502,
      "Cannot parse response: connection closed before its end",
    );
  }

  /** Goes on with content. */
  #nextOfBody(window: ByteWindow): DecoderEvent {
    const body = this.#body;
    if (body !== null) {
      const event = body.next(window);
      if (event !== "end") {
        this.dataStart = body.dataStart;
        this.dataEnd = body.dataEnd;
        this.#state = "body";
        return event;
      }
      body.release();
      this.#body = null;
    }
    this.#state = this.#keepAlive ? "idle" : "closed";
    return "end";
  }

  /** Goes on with a head. */
  #nextOfHead(window: ByteWindow): DecoderEvent {
    const limits = this.#limits;
    const bytes = window.bytes;
    const base = window.start;
    const draft = this.#draft ??= new DecodedResponseHead();
    const lines = draft.lines;
    if (lines.place === 0) {
      if (
        !draft.line.scan(bytes, base, window.end, limits.maxRequestLineSize)
      ) {
        this.#state = "head";
        return "need-data";
      }
      lines.place = draft.line.size;
    }
    const { maxHeadSize, maxFieldCount } = limits;
    if (!lines.scan(bytes, base, window.end, maxHeadSize, maxFieldCount)) {
      this.#state = "head";
      return "need-data";
    }
    draft.complete(bytes, base, this.#method);
    window.start = base + lines.place;
    this.head = draft;
    this.#draft = null;
    if (draft.interim) {
      if (++this.#interim > limits.maxInterimCount) {
        throw new ProtocolError(
          502,
          `Cannot parse response: more than ${limits.maxInterimCount} interim ones`,
        );
      }
      this.#state = "expecting";
      return "head";
    }
    this.#interim = 0;
    this.#keepAlive = draft.keepAlive;
    if (draft.contentLength !== 0) this.#beginBody(draft.contentLength);
    this.#state = "body";
    return "head";
  }

  /** Prepares for content: its length, -1 for chunks, -2 for until close. */
  #beginBody(length: number): void {
    const limits = this.#limits;
    if (length > limits.maxBodySize) {
      throw new ProtocolError(
        502,
        `Cannot take content: longer than ${limits.maxBodySize} bytes`,
      );
    }
    const body = BodyDecoder.take(limits);
    if (length === -1) body.startChunked();
    else if (length === -2) body.startUntilClose();
    else body.startLength(length);
    this.#body = body;
  }
}
