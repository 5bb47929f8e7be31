// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { hostEndOf } from "./_authority.ts";
import { FieldLines } from "./_field_lines.ts";
import {
  CODING_CHUNKED,
  CODING_NONE,
  CONNECTION_CLOSE,
  CONNECTION_KEEP_ALIVE,
  CONNECTION_UPGRADE,
} from "./_framing.ts";
import { equalsLower, recentLatin1, recentLower } from "./_latin1.ts";
import { parseTarget } from "./_request_target.ts";
import { ProtocolError } from "./protocol_error.ts";
import type { RequestHead, TargetForm } from "./request_head.ts";

/** The one kind of {@linkcode RequestHead}: pooled, and filled by the decoder. */
export class DecodedRequestHead implements RequestHead {
  method = "";
  httpVersion: 10 | 11 = 11;
  targetForm: TargetForm = "origin-form";
  contentLength = 0;
  keepAlive = true;
  expectContinue = false;
  /** The field lines. */
  readonly lines: FieldLines = new FieldLines();
  /** Where the target starts: this, and all that follow, as offsets in the head. */
  targetStart = 0;
  /** Where the target ends, and its query. */
  targetEnd = 0;
  /** Where the path starts. */
  pathStart = 0;
  /** Where the path ends. */
  pathEnd = 0;
  /** Where the query starts; 0 where there is none. */
  queryStart = 0;
  /** Where the authority starts, in the target or in `Host`. */
  authorityStart = 0;
  /** Where the authority ends. */
  authorityEnd = 0;
  /** Where the host in it ends. */
  hostEnd = 0;
  /** The decoder that shows it, if one does. */
  owner: { head: RequestHead | null } | null = null;
  #detached = false;
  #released = false;

  get target(): string {
    return this.#text(this.targetStart, this.targetEnd);
  }

  get path(): string {
    if (this.pathStart === this.pathEnd) {
      if (this.targetForm !== "absolute-form") return "";
      // RFC 9112 section 3.2.4: OPTIONS for a whole server, through a proxy.
      return this.method === "OPTIONS" && this.query === "" ? "*" : "/";
    }
    return this.#text(this.pathStart, this.pathEnd);
  }

  get query(): string {
    return this.queryStart === 0
      ? ""
      : this.#text(this.queryStart, this.targetEnd);
  }

  get authority(): string {
    return this.#text(this.authorityStart, this.authorityEnd);
  }

  get host(): string {
    const { bytes, base } = this.lines;
    return recentLower(
      bytes,
      base + this.authorityStart,
      base + this.hostEnd,
    );
  }

  get hasBody(): boolean {
    return this.contentLength !== 0;
  }

  get upgrade(): string | null {
    if ((this.lines.connection & CONNECTION_UPGRADE) === 0) return null;
    return this.httpVersion === 11 ? this.field("upgrade") : null;
  }

  field(name: string): string | null {
    return this.lines.get(name);
  }

  *fields(): IterableIterator<[name: string, value: string]> {
    const lines = this.lines;
    for (let number = 0; number < lines.count; number++) {
      yield [lines.name(number), lines.value(number)];
    }
  }

  detach(): void {
    if (this.#detached) return;
    this.#detached = true;
    const lines = this.lines;
    lines.bytes = lines.bytes.slice(lines.base, lines.base + lines.place);
    lines.base = 0;
  }

  get detached(): boolean {
    return this.#detached;
  }

  release(): void {
    if (this.#released) return;
    if (this.owner !== null) this.owner.head = null;
    this.owner = null;
    this.clear();
    this.#released = true;
    if (pool.length < MAX_POOLED) pool.push(this);
  }

  /** Takes one from the pool, or makes one. */
  static take(): DecodedRequestHead {
    const head = pool.pop();
    if (head === undefined) return new DecodedRequestHead();
    head.#released = false;
    return head;
  }

  /** Forgets the last request. */
  clear(): void {
    this.method = "";
    this.httpVersion = 11;
    this.targetForm = "origin-form";
    this.contentLength = 0;
    this.keepAlive = true;
    this.expectContinue = false;
    this.targetStart = 0;
    this.targetEnd = 0;
    this.pathStart = 0;
    this.pathEnd = 0;
    this.queryStart = 0;
    this.authorityStart = 0;
    this.authorityEnd = 0;
    this.hostEnd = 0;
    this.#detached = false;
    this.lines.clear();
  }

  /**
   * Takes stock of a whole head.
   *
   * @throws {ProtocolError} If the fields contradict the request line, or each other.
   */
  complete(bytes: Uint8Array<ArrayBuffer>, base: number): void {
    const lines = this.lines;
    lines.bytes = bytes;
    lines.base = base;
    parseTarget(this);
    this.#checkHost(bytes, base);
    const modern = this.httpVersion === 11;
    const connection = lines.connection;
    // What follows CONNECT may be meant for a tunnel: never a request of ours.
    this.keepAlive = this.targetForm !== "authority-form" &&
      (connection & CONNECTION_CLOSE) === 0 &&
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
    const lines = this.lines;
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
    if (this.authorityEnd !== 0) return;
    this.authorityStart = start;
    this.authorityEnd = end;
    this.hostEnd = hostEnd - base;
  }

  /** RFC 9112 sections 6.1 and 6.3: what `Transfer-Encoding` may stand beside. */
  #checkCoding(modern: boolean): void {
    const lines = this.lines;
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
    const lines = this.lines;
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
    const { bytes, base } = this.lines;
    return recentLatin1(bytes, base + start, base + end);
  }
}

const MAX_POOLED = 64;
const pool: DecodedRequestHead[] = [];
