// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ByteWindow } from "../net/byte_window.ts";
import { BodyDecoder } from "./_body_decoder.ts";
import { DecodedRequestHead } from "./_decoded_request_head.ts";
import {
  beforeHead,
  EMPTY_LINE_LF,
  FIELDS,
  IDLE,
  METHOD,
  scanRequestLine,
} from "./_request_line.ts";
import { type DecoderLimits, resolveLimits } from "./limits.ts";
import { ProtocolError } from "./protocol_error.ts";
import type { RequestHead } from "./request_head.ts";

/**
 * What a decoder found: it needs more bytes, or a head is complete, or there
 * are bytes of content, or the message is at its end.
 */
export type DecoderEvent = "need-data" | "head" | "data" | "end";

/**
 * What a decoder is in: between messages, in a head, behind one (in the
 * content, or before its end), behind the last message of its connection, or
 * out of order.
 */
export type DecoderState = "idle" | "head" | "body" | "closed" | "error";

const BODY = FIELDS + 1;
const CLOSED = FIELDS + 2;
const ERROR = FIELDS + 3;

/** The state that people see, by that in which we are. */
const STATES: readonly DecoderState[] = [
  "idle",
  "head",
  "idle",
  "head",
  "head",
  "head",
  "head",
  "head",
  "body",
  "closed",
  "error",
];

/**
 * Turns bytes into requests, by RFC 9112, and refuses whatever has more than
 * one reading. It does no I/O: give it a window, and it consumes what it can.
 *
 * The events of a message are "head", "data" (any number of times) and "end",
 * with "need-data" anywhere. They depend on the bytes alone, never on how these
 * were split on their way. Nothing is looked at twice.
 *
 * @example Usage
 * ```ts
 * import { RequestDecoder } from "@tpd2/tpd2/http";
 * import { ByteWindow } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * const text = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";
 * const window = ByteWindow.from(new TextEncoder().encode(text));
 * const decoder = new RequestDecoder();
 * assertEquals(decoder.next(window), "head");
 * assertEquals(decoder.head?.method, "POST");
 * assertEquals(decoder.next(window), "data");
 * assertEquals(decoder.dataEnd - decoder.dataStart, 2);
 * assertEquals(decoder.next(window), "end");
 * assertEquals(decoder.next(window), "need-data");
 * ```
 */
export class RequestDecoder {
  /**
   * The head of the message, from "head" until the next head begins or it is
   * released.
   */
  head: RequestHead | null = null;
  /** After "data": where the bytes start in the window; they are consumed. */
  dataStart = 0;
  /** After "data": where they end. */
  dataEnd = 0;
  #limits: Readonly<Required<DecoderLimits>>;
  #state = IDLE;
  #keepAlive = true;
  #draft: DecodedRequestHead | null = null;
  #body: BodyDecoder | null = null;

  /**
   * Makes a decoder for one connection.
   *
   * @param limits How much of a message to take. The same object for many
   * decoders costs least.
   * @throws {RangeError} If a limit is not a whole number from 0 up.
   */
  constructor(limits?: DecoderLimits) {
    this.#limits = resolveLimits(limits);
  }

  /** What it is in. */
  get state(): DecoderState {
    return STATES[this.#state]!;
  }

  /**
   * The method of a request whose head is not complete yet, or was refused, so
   * that a refusal can be framed; empty as long as it is not known.
   */
  get pendingMethod(): string {
    return this.#draft?.method ?? "";
  }

  /**
   * Whether bytes of a message have been seen and it is not complete. An empty
   * line before a message is not yet one.
   */
  get midMessage(): boolean {
    if (this.#state === BODY) return this.#body !== null;
    return this.#state >= METHOD && this.#state < BODY;
  }

  /**
   * Consumes from a window until there is something to tell. The window is
   * always to start where the last call left it; its bytes may have moved.
   *
   * Behind a message that ends the connection nothing is consumed.
   *
   * @param window The bytes.
   * @returns What was found.
   * @throws {ProtocolError} If the peer broke the protocol or a limit. From then
   * on every call throws.
   */
  next(window: ByteWindow): DecoderEvent {
    const state = this.#state;
    if (state === BODY) return this.#nextOfBody(window);
    if (state === CLOSED) return "need-data";
    if (state === ERROR) {
      throw new ProtocolError(
        400,
        "Cannot parse message: the one before was refused",
      );
    }
    if (window.start === window.end) return "need-data";
    // Whatever is thrown from here on leaves it so.
    this.#state = ERROR;
    return this.#nextOfHead(window, state);
  }

  /**
   * Says that the peer will send nothing more.
   *
   * @throws {ProtocolError} 400 if a message was begun and is not complete.
   */
  endOfInput(): void {
    const state = this.#state;
    if (state === BODY && this.#body?.mayEnd !== false) return;
    if (state === EMPTY_LINE_LF || (state >= METHOD && state <= BODY)) {
      this.#state = ERROR;
      throw new ProtocolError(
        400,
        "Cannot parse message: connection closed before its end",
      );
    }
  }

  /** Goes on with content. */
  #nextOfBody(window: ByteWindow): DecoderEvent {
    const body = this.#body;
    if (body !== null) {
      this.#state = ERROR;
      const event = body.next(window);
      this.#state = BODY;
      if (event === "data") {
        this.dataStart = body.dataStart;
        this.dataEnd = body.dataEnd;
        return "data";
      }
      if (event === "need-data") {
        // Whoever fills the window now may overwrite the head.
        this.head?.detach();
        return "need-data";
      }
      body.release();
      this.#body = null;
    }
    this.#state = this.#keepAlive ? IDLE : CLOSED;
    return "end";
  }

  /** Goes on with a head, from the state in which it was left. */
  #nextOfHead(window: ByteWindow, from: number): DecoderEvent {
    let state = from;
    if (state < METHOD) {
      state = beforeHead(window, state);
      if (state < METHOD) {
        this.#state = state;
        return "need-data";
      }
      this.#draft = this.#beginHead();
    }
    const draft = this.#draft!;
    const bytes = window.bytes;
    const base = window.start;
    const limits = this.#limits;
    if (state !== FIELDS) {
      state = scanRequestLine(draft, window, state, limits);
      if (state !== FIELDS) {
        this.#state = state;
        return "need-data";
      }
    }
    const lines = draft.lines;
    if (
      !lines.scan(
        bytes,
        base,
        window.end,
        limits.maxHeadSize,
        limits.maxFieldCount,
      )
    ) {
      this.#state = FIELDS;
      return "need-data";
    }
    draft.complete(bytes, base);
    window.start = base + lines.place;
    this.#keepAlive = draft.keepAlive;
    if (draft.contentLength !== 0) this.#beginBody(draft.contentLength);
    draft.owner = this;
    this.head = draft;
    this.#draft = null;
    this.#state = BODY;
    return "head";
  }

  /** A head to fill: the last one, unless somebody keeps it. */
  #beginHead(): DecodedRequestHead {
    const last = this.head as DecodedRequestHead | null;
    if (last === null) return DecodedRequestHead.take();
    this.head = null;
    last.owner = null;
    if (last.detached) return DecodedRequestHead.take();
    last.clear();
    return last;
  }

  /** Prepares for content, of -1 for chunks. */
  #beginBody(length: number): void {
    const limits = this.#limits;
    if (length > limits.maxBodySize) {
      throw new ProtocolError(
        413,
        `Cannot take content: longer than ${limits.maxBodySize} bytes`,
      );
    }
    const body = BodyDecoder.take(limits);
    if (length < 0) body.startChunked();
    else body.startLength(length);
    this.#body = body;
  }
}
