// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { OutputBuffer, OutputQueue } from "../net/mod.ts";
import { DateLine } from "./_date_line.ts";
import { isBodiless, statusLine } from "./_status.ts";
import {
  checkField,
  CONNECTION_FIELDS,
  type Field,
  type FieldBlock,
} from "./field_block.ts";

const encoder = new TextEncoder();
const CR = 0x0d;
const LF = 0x0a;

/** Content up to so many characters is written behind its head in one go. */
const INLINE_TEXT = 8 * 1024;
/** Room for date, framing and connection lines. */
const LINES_SIZE = 160;

const CLOSE_LINE = encoder.encode("connection: close\r\n");
const KEEP_ALIVE_LINE = encoder.encode("connection: keep-alive\r\n");
const CHUNKED_LINE = encoder.encode("transfer-encoding: chunked\r\n");
const CONTINUE = encoder.encode("HTTP/1.1 100 Continue\r\n\r\n");
const HINTS_LINE = encoder.encode("HTTP/1.1 103 Early Hints\r\n");
const LAST_CHUNK = encoder.encode("0\r\n\r\n");

/** RFC 9110 section 6.5.1: what a recipient must know before the content. */
const NOT_IN_TRAILERS: ReadonlySet<string> = new Set([
  ...CONNECTION_FIELDS,
  "authorization",
  "cache-control",
  "content-encoding",
  "content-range",
  "content-type",
  "host",
  "location",
  "set-cookie",
  "vary",
  "www-authenticate",
]);

/** What of a response the head needs to know. */
export interface ResponseHead {
  /** The status code, 200 to 599. */
  readonly status: number;
  /** The fields that responses share. */
  readonly fields: FieldBlock;
  /** The fields of this response alone. */
  readonly extra: readonly Field[] | null;
}

/** How a response goes out, which the request decides. */
export interface ResponseFraming {
  /** Whether the request was HEAD, so that no content follows. */
  head: boolean;
  /** Whether another request may follow on the connection. */
  keepAlive: boolean;
  /** Whether the client speaks HTTP/1.0. */
  oldClient: boolean;
}

/**
 * Writes responses into the output of connections: each head with a date and
 * exactly one framing (RFC 9112 section 6).
 *
 * @example Usage
 * ```ts
 * import { NO_FIELDS, ResponseEncoder } from "@tpd2/tpd2/http";
 * import { OutputBufferPool, OutputQueue } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * const queue = new OutputQueue(new OutputBufferPool(), () => {});
 * const encoder = new ResponseEncoder(() => Date.UTC(2026, 0, 1));
 * const framing = { head: false, keepAlive: true, oldClient: false };
 * encoder.whole(queue, { status: 200, fields: NO_FIELDS, extra: null }, "hi", framing);
 * assertEquals(
 *   new TextDecoder().decode(queue.take()!),
 *   "HTTP/1.1 200 OK\r\ndate: Thu, 01 Jan 2026 00:00:00 GMT\r\ncontent-length: 2\r\n\r\nhi",
 * );
 * ```
 */
export class ResponseEncoder {
  readonly #dateLine: DateLine;
  /** Status line and fields as bytes, by block and status: most responses have one of a few. */
  readonly #starts: WeakMap<FieldBlock, Map<number, Uint8Array<ArrayBuffer>>> =
    new WeakMap();
  #lastBlock: FieldBlock | null = null;
  #lastStatus = 0;
  #lastStart: Uint8Array<ArrayBuffer> = CONTINUE;

  /**
   * Makes an encoder.
   *
   * @param date The time to tell, in milliseconds since the Unix epoch.
   */
  constructor(date: () => number) {
    this.#dateLine = new DateLine(date);
  }

  /**
   * Writes a response whose content is known whole.
   *
   * @param output Where to.
   * @param response Status and fields.
   * @param body The content; left out for HEAD, 204 and 304.
   * @param framing What the request decides.
   */
  whole(
    output: OutputQueue,
    response: ResponseHead,
    body: string | Uint8Array | null,
    framing: ResponseFraming,
  ): void {
    const start = this.#start(response);
    const { extra } = response;
    const bare = isBodiless(response.status);
    if (typeof body !== "string" || body.length > INLINE_TEXT) {
      return this.#large(output, response, body, framing);
    }
    const buffer = output.reserve(
      start.length + LINES_SIZE + body.length * 3 + sizeOfExtra(extra),
    );
    buffer.putBytes(start);
    if (extra !== null) putExtra(buffer, extra);
    putConnection(buffer, framing);
    if (bare) {
      putEnd(buffer, this.#dateLine.alone);
    } else {
      buffer.putBytes(this.#dateLine.withLength);
      if (framing.head) putLength(buffer, byteLength(body));
      else putCounted(buffer, body);
    }
    output.commit(buffer);
  }

  /**
   * Writes the head of a response whose content comes bit by bit.
   *
   * @param output Where to.
   * @param response Status and fields.
   * @param framing What the request decides, and how long the content is if that
   * is known.
   * @returns How the content is to be framed: `chunked`, with its length as it is
   * (`sized`), until the connection `close`s, or `none` where there is none.
   */
  head(
    output: OutputQueue,
    response: ResponseHead,
    framing: ResponseFraming & { size?: number | null },
  ): "chunked" | "sized" | "close" | "none" {
    const start = this.#start(response);
    const { extra } = response;
    const bare = isBodiless(response.status);
    const size = framing.size ?? null;
    const kind = bare
      ? "none"
      : size !== null
      ? "sized"
      : framing.oldClient
      ? "close"
      : framing.head
      ? "none"
      : "chunked";
    const buffer = output.reserve(
      start.length + LINES_SIZE + sizeOfExtra(extra),
    );
    buffer.putBytes(start);
    if (extra !== null) putExtra(buffer, extra);
    // RFC 9112 section 6.3: without length or chunks the close is the end.
    putConnection(
      buffer,
      kind === "close" ? { ...framing, keepAlive: false } : framing,
    );
    if (kind === "sized") {
      buffer.putBytes(this.#dateLine.withLength);
      putLength(buffer, size!);
    } else {
      if (!bare && !framing.oldClient) buffer.putBytes(CHUNKED_LINE);
      putEnd(buffer, this.#dateLine.alone);
    }
    output.commit(buffer);
    return framing.head ? "none" : kind;
  }

  /**
   * Writes one chunk (RFC 9112 section 7.1); nothing for no bytes, since an empty
   * chunk is the end.
   *
   * @param output Where to.
   * @param bytes The content; copied.
   */
  chunk(output: OutputQueue, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const buffer = output.reserve(bytes.length + 16);
    putAscii(buffer, bytes.length.toString(16));
    putLineEnd(buffer);
    buffer.putBytes(bytes);
    putLineEnd(buffer);
    output.commit(buffer);
  }

  /**
   * Writes the last chunk.
   *
   * @param output Where to.
   * @param trailers Fields that were not known before (RFC 9112 section 7.1.2).
   * @throws {TypeError} If one is not valid, or decides how the message is read.
   */
  lastChunk(output: OutputQueue, trailers: readonly Field[] = []): void {
    if (trailers.length === 0) return output.putShared(LAST_CHUNK);
    for (const [name] of trailers) {
      if (NOT_IN_TRAILERS.has(name.toLowerCase())) {
        throw new TypeError(`Cannot send field "${name}" as a trailer`);
      }
    }
    const buffer = output.reserve(5 + sizeOfExtra(trailers));
    putAscii(buffer, "0\r\n");
    putExtra(buffer, trailers);
    putLineEnd(buffer);
    output.commit(buffer);
  }

  /**
   * Tells the client to go on and send the content (RFC 9110 section 15.2.1).
   *
   * @param output Where to.
   */
  continue(output: OutputQueue): void {
    output.putShared(CONTINUE);
  }

  /**
   * Sends fields ahead of the answer (RFC 8297).
   *
   * @param output Where to.
   * @param fields The fields.
   * @throws {TypeError} If a field is not valid.
   */
  hints(output: OutputQueue, fields: readonly Field[]): void {
    const buffer = output.reserve(HINTS_LINE.length + 2 + sizeOfExtra(fields));
    buffer.putBytes(HINTS_LINE);
    putExtra(buffer, fields);
    putLineEnd(buffer);
    output.commit(buffer);
  }

  /** Bytes, or much text, or nothing: head first, content behind it. */
  #large(
    output: OutputQueue,
    response: ResponseHead,
    body: string | Uint8Array | null,
    framing: ResponseFraming,
  ): void {
    const bytes = typeof body === "string" ? encoder.encode(body) : body;
    const start = this.#start(response);
    const { extra } = response;
    const buffer = output.reserve(
      start.length + LINES_SIZE + sizeOfExtra(extra),
    );
    buffer.putBytes(start);
    if (extra !== null) putExtra(buffer, extra);
    putConnection(buffer, framing);
    const bare = isBodiless(response.status);
    if (bare) {
      putEnd(buffer, this.#dateLine.alone);
    } else {
      buffer.putBytes(this.#dateLine.withLength);
      putLength(buffer, bytes?.length ?? 0);
    }
    output.commit(buffer);
    if (bare || framing.head || bytes === null) return;
    // What we encoded ourselves nobody else changes; the rest might be.
    if (typeof body === "string") {
      output.putShared(bytes as Uint8Array<ArrayBuffer>);
    } else output.putBytes(bytes);
  }

  /** Status line and fields: the same bytes every time for the same block and status. */
  #start({ status, fields }: ResponseHead): Uint8Array<ArrayBuffer> {
    if (fields === this.#lastBlock && status === this.#lastStatus) {
      return this.#lastStart;
    }
    let byStatus = this.#starts.get(fields);
    if (byStatus === undefined) {
      byStatus = new Map();
      this.#starts.set(fields, byStatus);
    }
    let start = byStatus.get(status);
    if (start === undefined) {
      const line = encoder.encode(statusLine(status));
      start = new Uint8Array(line.length + fields.bytes.length);
      start.set(line);
      start.set(fields.bytes, line.length);
      byStatus.set(status, start);
    }
    this.#lastBlock = fields;
    this.#lastStatus = status;
    this.#lastStart = start;
    return start;
  }
}

function putConnection(buffer: OutputBuffer, framing: ResponseFraming): void {
  if (!framing.keepAlive) buffer.putBytes(CLOSE_LINE);
  // RFC 9112 section 9.3: an HTTP/1.0 client wants to be told.
  else if (framing.oldClient) buffer.putBytes(KEEP_ALIVE_LINE);
}

function sizeOfExtra(extra: readonly Field[] | null): number {
  let size = 0;
  for (const [name, value] of extra ?? []) {
    checkField(name, value);
    size += name.length + value.length + 4;
  }
  return size;
}

function putExtra(buffer: OutputBuffer, extra: readonly Field[]): void {
  for (const [name, value] of extra) {
    putAscii(buffer, name.toLowerCase());
    buffer.bytes[buffer.position++] = 0x3a;
    buffer.bytes[buffer.position++] = 0x20;
    putAscii(buffer, value);
    putLineEnd(buffer);
  }
}

/** Puts the last line of a head and the empty line. */
function putEnd(buffer: OutputBuffer, line: Uint8Array): void {
  buffer.putBytes(line);
  putLineEnd(buffer);
}

/** Puts a content-length, whose name stands there already, and the empty line. */
function putLength(buffer: OutputBuffer, length: number): void {
  putAscii(buffer, String(length));
  putLineEnd(buffer);
  putLineEnd(buffer);
}

/**
 * Puts a content-length and the content. The length in bytes is known only when
 * the text is encoded, so it is guessed to be that of ASCII, and where there
 * are more bytes with more digits, the content is moved.
 */
function putCounted(buffer: OutputBuffer, text: string): void {
  const lengthStart = buffer.position;
  putLength(buffer, text.length);
  const bodyStart = buffer.position;
  buffer.putText(text);
  const length = buffer.position - bodyStart;
  if (length === text.length) return;
  const bodyEnd = buffer.position;
  buffer.position = lengthStart;
  const shift = String(length).length - String(text.length).length;
  if (shift > 0) {
    buffer.bytes.copyWithin(bodyStart + shift, bodyStart, bodyEnd);
  }
  putLength(buffer, length);
  buffer.position = bodyEnd + shift;
}

/** Puts text of which every character is one byte. */
function putAscii(buffer: OutputBuffer, text: string): void {
  const { bytes } = buffer;
  let { position } = buffer;
  for (let i = 0; i < text.length; i++) bytes[position++] = text.charCodeAt(i);
  buffer.position = position;
}

function putLineEnd(buffer: OutputBuffer): void {
  buffer.bytes[buffer.position++] = CR;
  buffer.bytes[buffer.position++] = LF;
}

/** How many bytes a text is in UTF-8. */
function byteLength(text: string): number {
  return encoder.encode(text).length;
}
