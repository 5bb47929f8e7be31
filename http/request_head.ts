// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { hostEndOf } from "./_authority.ts";
import { EMPTY, FieldLines } from "./_field_lines.ts";
import {
  CODING_CHUNKED,
  CODING_NONE,
  CONNECTION_CLOSE,
  CONNECTION_KEEP_ALIVE,
  CONNECTION_UPGRADE,
} from "./_framing.ts";
import { equalsLower, latin1 } from "./_latin1.ts";
import { parseTarget } from "./_request_target.ts";
import { ProtocolError } from "./protocol_error.ts";

/** RFC 9112 section 3.2: the four forms of a request target. */
export type TargetForm =
  | "origin-form"
  | "absolute-form"
  | "authority-form"
  | "asterisk-form";

/**
 * The head of a request: request line and fields. It refers to the bytes that
 * the decoder read, and makes strings only when asked.
 *
 * It is good until the next head begins or {@linkcode RequestHead.release}
 * is called. Whoever moves or overwrites the bytes of the window before that
 * calls {@linkcode RequestHead.detach} first.
 *
 * @example Usage
 * ```ts
 * import { RequestDecoder } from "@tpd2/tpd2/http";
 * import { ByteWindow } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * const text = "GET /hello?name=John HTTP/1.1\r\nHost: example.com\r\n\r\n";
 * const window = ByteWindow.from(new TextEncoder().encode(text));
 * const decoder = new RequestDecoder();
 * assertEquals(decoder.next(window), "head");
 * assertEquals(decoder.head?.path, "/hello");
 * assertEquals(decoder.head?.query, "name=John");
 * assertEquals(decoder.head?.field("host"), "example.com");
 * ```
 */
export class RequestHead {
  /** The method, as sent: case matters. */
  method = "";
  /** The minor version, with a ten before it: 10 or 11. */
  httpVersion: 10 | 11 = 11;
  /** Which form the target has. */
  targetForm: TargetForm = "origin-form";
  /**
   * How long the content is: 0 where there is none, -1 where it is chunked.
   */
  contentLength = 0;
  /**
   * Whether the connection may carry another request after this one
   * (RFC 9112 section 9.3).
   */
  keepAlive = true;
  /**
   * Whether the client waits for a 100 response before it sends the content
   * (RFC 9110 section 10.1.1).
   */
  expectContinue = false;
  /** The field lines. Only for this folder. */
  readonly _lines: FieldLines = new FieldLines();
  /** Offsets in the head: target, path, query and authority. Only for this folder. */
  _targetStart = 0;
  /** Only for this folder. */
  _targetEnd = 0;
  /** Only for this folder. */
  _pathStart = 0;
  /** Only for this folder. */
  _pathEnd = 0;
  /** Only for this folder. */
  _queryStart = 0;
  /** Only for this folder. */
  _authorityStart = 0;
  /** Only for this folder. */
  _authorityEnd = 0;
  /** Only for this folder. */
  _hostEnd = 0;
  /** The decoder that shows it, if one does. Only for this folder. */
  _owner: { head: RequestHead | null } | null = null;
  #host: string | null = null;
  #detached = false;
  #released = false;

  /** The request target as sent. */
  get target(): string {
    return this.#text(this._targetStart, this._targetEnd);
  }

  /**
   * The path as sent, before any `?`. It is `*` for `OPTIONS *`, `/` where an
   * absolute target has none, and empty for `CONNECT`.
   */
  get path(): string {
    if (this._pathStart === this._pathEnd) {
      if (this.targetForm !== "absolute-form") return "";
      // RFC 9112 section 3.2.4: OPTIONS for a whole server, through a proxy.
      return this.method === "OPTIONS" && this.query === "" ? "*" : "/";
    }
    return this.#text(this._pathStart, this._pathEnd);
  }

  /** What follows the `?`, as sent; empty where there is none. */
  get query(): string {
    return this._queryStart === 0
      ? ""
      : this.#text(this._queryStart, this._targetEnd);
  }

  /**
   * Host and port as sent: from an absolute target where there is one (RFC 9112
   * section 3.2.2), else from `Host`. Empty only for HTTP/1.0.
   */
  get authority(): string {
    return this.#text(this._authorityStart, this._authorityEnd);
  }

  /** {@linkcode RequestHead.authority} in lower case, without the port. */
  get host(): string {
    this.#host ??= this.#text(this._authorityStart, this._hostEnd)
      .toLowerCase();
    return this.#host;
  }

  /** Whether there is content to read, be it empty chunks. */
  get hasBody(): boolean {
    return this.contentLength !== 0;
  }

  /**
   * What the client would upgrade to, as sent; null where it did not ask as
   * RFC 9110 section 7.8 says: in HTTP/1.1, and named in `Connection`.
   */
  get upgrade(): string | null {
    if ((this._lines.connection & CONNECTION_UPGRADE) === 0) return null;
    return this.httpVersion === 11 ? this.field("upgrade") : null;
  }

  /**
   * The value of a field. Lines of the same name are joined by `, `, those of
   * `cookie` by `; `.
   *
   * @param name The field's name in lower case.
   * @returns The value, a character for each byte; null where there is none.
   */
  field(name: string): string | null {
    return this._lines.get(name);
  }

  /**
   * All field lines in order.
   *
   * @returns Names in lower case, and values.
   */
  *fields(): Generator<[name: string, value: string], void, undefined> {
    const lines = this._lines;
    for (let number = 0; number < lines.count; number++) {
      yield [lines.name(number).toLowerCase(), lines.value(number)];
    }
  }

  /**
   * Copies the bytes of the head, so that it outlives the window. The decoder
   * will not use it again; release it, or let it go.
   */
  detach(): void {
    if (this.#detached) return;
    this.#detached = true;
    const lines = this._lines;
    lines.bytes = lines.bytes.slice(lines.base, lines.base + lines.place);
    lines.base = 0;
  }

  /** Whether it has bytes of its own. */
  get detached(): boolean {
    return this.#detached;
  }

  /** Gives it back to be used for another request. It is empty from now on. */
  release(): void {
    if (this.#released) return;
    if (this._owner !== null) this._owner.head = null;
    this._owner = null;
    this._clear();
    this.#released = true;
    if (pool.length < MAX_POOLED) pool.push(this);
  }

  /** Takes one from the pool, or makes one. Only for this folder. */
  static _take(): RequestHead {
    const head = pool.pop();
    if (head === undefined) return new RequestHead();
    head.#released = false;
    return head;
  }

  /** Forgets the last request. Only for this folder. */
  _clear(): void {
    this.method = "";
    this.httpVersion = 11;
    this.targetForm = "origin-form";
    this.contentLength = 0;
    this.keepAlive = true;
    this.expectContinue = false;
    this._targetStart = 0;
    this._targetEnd = 0;
    this._pathStart = 0;
    this._pathEnd = 0;
    this._queryStart = 0;
    this._authorityStart = 0;
    this._authorityEnd = 0;
    this._hostEnd = 0;
    this.#host = null;
    this.#detached = false;
    this._lines.clear();
  }

  /**
   * Takes stock of a whole head. Only for this folder.
   *
   * @throws {ProtocolError} If the fields contradict the request line, or each other.
   */
  _complete(bytes: Uint8Array<ArrayBuffer>, base: number): void {
    const lines = this._lines;
    lines.bytes = bytes;
    lines.base = base;
    parseTarget(this);
    this.#checkHost(bytes, base);
    const modern = this.httpVersion === 11;
    const connection = lines.connection;
    this.keepAlive = (connection & CONNECTION_CLOSE) === 0 &&
      (modern || (connection & CONNECTION_KEEP_ALIVE) !== 0);
    if (lines.coding !== CODING_NONE) {
      this.#checkCoding(modern);
      this.contentLength = -1;
    } else {
      // RFC 9112 section 6.3: without either, a request has no content.
      this.contentLength = lines.contentLength > 0 ? lines.contentLength : 0;
    }
    if (lines.expect >= 0 && modern) this.#checkExpect();
  }

  /**
   * RFC 9112 section 3.2: "A server MUST respond with a 400 (Bad Request) status
   * code to any HTTP/1.1 request message that lacks a Host header field and to any
   * request message that contains more than one Host header field line or a Host
   * header field with an invalid field value."
   */
  #checkHost(bytes: Uint8Array, base: number): void {
    const lines = this._lines;
    if (lines.host < 0) {
      if (this.httpVersion === 10) return;
      throw new ProtocolError(400, "Cannot parse Host: there is none");
    }
    const at = lines.host * 4;
    const start = lines.offsets[at + 2]!;
    const end = lines.offsets[at + 3]!;
    const hostEnd = hostEndOf(bytes, base + start, base + end);
    if (hostEnd < 0) {
      throw new ProtocolError(
        400,
        start === end
          ? "Cannot parse Host: value is empty"
          : "Cannot parse Host: not a host with an optional port",
      );
    }
    // A target that names an authority has the last word.
    if (this._authorityEnd !== 0) return;
    this._authorityStart = start;
    this._authorityEnd = end;
    this._hostEnd = hostEnd - base;
  }

  /** RFC 9112 sections 6.1 and 6.3: what `Transfer-Encoding` may stand beside. */
  #checkCoding(modern: boolean): void {
    const lines = this._lines;
    if (lines.contentLength >= 0) {
      throw new ProtocolError(
        400,
        "Cannot parse message: both Content-Length and Transfer-Encoding",
      );
    }
    if (!modern) {
      throw new ProtocolError(
        400,
        "Cannot parse message: Transfer-Encoding in HTTP/1.0",
      );
    }
    if (lines.coding !== CODING_CHUNKED) {
      throw new ProtocolError(
        501,
        "Cannot decode content: transfer coding is not known",
      );
    }
  }

  /** RFC 9110 section 10.1.1: the one expectation there is. */
  #checkExpect(): void {
    const lines = this._lines;
    const at = lines.expect * 4;
    const start = lines.base + lines.offsets[at + 2]!;
    const end = lines.base + lines.offsets[at + 3]!;
    if (!equalsLower(lines.bytes, start, end, "100-continue")) {
      throw new ProtocolError(417, "Cannot meet Expect: not 100-continue");
    }
    this.expectContinue = this.contentLength !== 0;
  }

  /** Bytes of the head as a string. */
  #text(start: number, end: number): string {
    const { bytes, base } = this._lines;
    return bytes === EMPTY ? "" : latin1(bytes, base + start, base + end);
  }
}

const MAX_POOLED = 64;
const pool: RequestHead[] = [];
