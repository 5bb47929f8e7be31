// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ByteWindow } from "../net/mod.ts";
import { BodyDecoder } from "./_body_decoder.ts";
import { DecodedRequestHead } from "./_decoded_request_head.ts";
import { TARGET, TCHAR } from "./_class_tables.ts";
import { refuseBareCr, refuseBareLf } from "./_field_lines.ts";
import { methodOf } from "./_method.ts";
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

const LF = 10;
const CR = 13;
const SP = 32;

// In the order in which a message goes through them.
const IDLE = 0;
const EMPTY_LINE_LF = 1;
const AFTER_EMPTY_LINE = 2;
const METHOD = 3;
const TARGET_BYTES = 4;
const VERSION = 5;
const LINE_LF = 6;
const FIELDS = 7;
const BODY = 8;
const CLOSED = 9;
const ERROR = 10;

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
    if (state === BODY && this.#body === null) return;
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
      state = this.#requestLine(draft, window, state);
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

  /**
   * RFC 9112 section 3: `request-line = method SP request-target SP HTTP-version`.
   * "A server ... SHOULD respond with ... 501 (Not Implemented)" to a method "longer
   * than any that it implements", and with 414 to a target that is too long.
   *
   * @returns FIELDS, or the state in which the bytes ran out.
   */
  #requestLine(
    draft: DecodedRequestHead,
    window: ByteWindow,
    from: number,
  ): number {
    const limits = this.#limits;
    const bytes = window.bytes;
    const base = window.start;
    const size = window.end - base;
    const stop = base + Math.min(size, limits.maxRequestLineSize);
    const lines = draft.lines;
    let i = base + lines.place;
    let state = from;
    switch (state) {
      case METHOD: {
        const methodStop = Math.min(stop, base + limits.maxMethodSize);
        while (i < methodStop && TCHAR[bytes[i]!] === 1) i++;
        if (i === stop) break;
        if (bytes[i] !== SP) refuseMethod(bytes[i]!);
        draft.method = methodOf(bytes, base, i);
        i++;
        draft.targetStart = i - base;
        state = TARGET_BYTES;
      }
      // falls through
      case TARGET_BYTES: {
        while (i < stop && TARGET[bytes[i]!] === 1) i++;
        if (i === stop) break;
        if (bytes[i] !== SP || i - base === draft.targetStart) {
          refuseTarget(bytes[i]!);
        }
        draft.targetEnd = i - base;
        i++;
        state = VERSION;
      }
      // falls through
      case VERSION: {
        const start = base + draft.targetEnd + 1;
        while (i < stop && i - start < 8) {
          checkVersion(bytes[i]!, i - start);
          i++;
        }
        if (i === stop) break;
        if (bytes[i] !== CR) {
          if (bytes[i] === LF) refuseBareLf();
          refuseVersion();
        }
        if (bytes[start + 5] !== 49) {
          throw new ProtocolError(
            505,
            "Cannot answer: only HTTP/1.1 and HTTP/1.0 are spoken here",
          );
        }
        // RFC 9110 section 2.5: a higher minor version is to be taken for the
        // highest that one knows.
        draft.httpVersion = bytes[start + 7] === 48 ? 10 : 11;
        i++;
        state = LINE_LF;
      }
      // falls through
      case LINE_LF: {
        if (i === stop) break;
        if (bytes[i] !== LF) refuseBareCr();
        lines.place = i + 1 - base;
        return FIELDS;
      }
    }
    if (i - base >= limits.maxRequestLineSize) {
      throw new ProtocolError(
        414,
        `Cannot parse request line: longer than ${limits.maxRequestLineSize} bytes`,
      );
    }
    lines.place = i - base;
    return state;
  }
}

/**
 * RFC 9112 section 2.2: "a server that is expecting to receive and parse a
 * request-line SHOULD ignore at least one empty line (CRLF) received prior to the
 * request-line." One it is.
 *
 * @returns METHOD at the first byte of a message, else where the bytes ran out.
 */
function beforeHead(window: ByteWindow, from: number): number {
  const bytes = window.bytes;
  let state = from;
  while (window.start < window.end) {
    const byte = bytes[window.start]!;
    if (state === EMPTY_LINE_LF) {
      if (byte !== LF) refuseBareCr();
      state = AFTER_EMPTY_LINE;
    } else if (byte === CR && state === IDLE) {
      state = EMPTY_LINE_LF;
    } else {
      if (TCHAR[byte] === 0) refuseFirst(byte);
      return METHOD;
    }
    window.start++;
  }
  return state;
}

/** Says what is wrong with the first byte of a message. */
function refuseFirst(byte: number): never {
  if (byte === 0x16) {
    throw new ProtocolError(
      400,
      "Cannot parse request line: this looks like TLS, and the port is plain HTTP",
    );
  }
  if (byte === CR) {
    throw new ProtocolError(
      400,
      "Cannot parse request line: more than one empty line before it",
    );
  }
  refuseMethod(byte);
}

/** Says what is wrong with a method. */
function refuseMethod(byte: number): never {
  if (TCHAR[byte] === 1) {
    throw new ProtocolError(
      501,
      "Cannot parse request line: method is too long",
    );
  }
  if (byte === LF) refuseBareLf();
  throw new ProtocolError(
    400,
    "Cannot parse request line: method is not a token",
  );
}

/** Says what is wrong with a target. */
function refuseTarget(byte: number): never {
  if (byte === SP) {
    throw new ProtocolError(
      400,
      "Cannot parse request line: target is empty",
    );
  }
  if (byte === CR) {
    throw new ProtocolError(400, "Cannot parse request line: no version");
  }
  if (byte === LF) refuseBareLf();
  throw new ProtocolError(
    400,
    "Cannot parse request line: target holds an invalid byte",
  );
}

/** RFC 9112 section 2.3: `HTTP-version = HTTP-name "/" DIGIT "." DIGIT`. */
function checkVersion(byte: number, index: number): void {
  switch (index) {
    case 0:
      if (byte === 72) return;
      break;
    case 1:
    case 2:
      if (byte === 84) return;
      break;
    case 3:
      if (byte === 80) return;
      break;
    case 4:
      if (byte === 47) return;
      break;
    case 6:
      if (byte === 46) return;
      break;
    default:
      if (byte >= 48 && byte <= 57) return;
  }
  refuseVersion();
}

/** Says that what stands behind the target is no version. */
function refuseVersion(): never {
  throw new ProtocolError(
    400,
    "Cannot parse request line: version is malformed",
  );
}
