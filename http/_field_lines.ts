// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { FIELD_VALUE, TCHAR } from "./_class_tables.ts";
import {
  CODING_NONE,
  parseConnection,
  parseContentLength,
  parseTransferEncoding,
} from "./_framing.ts";
import { equalsLower, latin1, recentLower } from "./_latin1.ts";
import { ProtocolError } from "./protocol_error.ts";

const HTAB = 9;
const LF = 10;
const CR = 13;
const SP = 32;
const COLON = 58;

const LINE_START = 0;
const NAME = 1;
const BEFORE_VALUE = 2;
const VALUE = 3;
const VALUE_LF = 4;
const LAST_LF = 5;

/**
 * The field lines of one head: where their parts are, and what those say that
 * govern the connection. Offsets are counted from the first byte of the head,
 * so that they hold wherever the bytes move.
 */
export class FieldLines {
  /** Where the bytes are. */
  bytes: Uint8Array<ArrayBuffer> = EMPTY;
  /** The index of the head's first byte in them. */
  base = 0;
  /** Name start, name end, value start and value end of each line. */
  offsets: Int32Array<ArrayBuffer> = new Int32Array(64);
  /** How many lines there are. */
  count = 0;
  /** The offset of the first byte that was not looked at. */
  place = 0;
  /** `CONNECTION_*` flags. */
  connection = 0;
  /** One of `CODING_*`. */
  coding = CODING_NONE;
  /** The value of `Content-Length`, -1 where there is none. */
  contentLength = -1;
  /** The number of the first `Host` line, -1 where there is none. */
  host = -1;
  /** The number of the first `Expect` line, -1 where there is none. */
  expect = -1;
  /** The number of the first `Upgrade` line, -1 where there is none. */
  upgrade = -1;
  #stage = LINE_START;
  #mark = 0;
  #nameEnd = 0;

  /** Forgets everything. */
  clear(): void {
    this.bytes = EMPTY;
    this.base = 0;
    this.count = 0;
    this.place = 0;
    this.connection = 0;
    this.coding = CODING_NONE;
    this.contentLength = -1;
    this.host = -1;
    this.expect = -1;
    this.upgrade = -1;
    this.#stage = LINE_START;
  }

  /**
   * Goes on from `place`: true when the closing empty line was met, whose end
   * `place` then is.
   *
   * @throws {ProtocolError} 400 if a line is malformed, 431 if there are too many
   * or they are too long.
   */
  scan(
    bytes: Uint8Array<ArrayBuffer>,
    base: number,
    end: number,
    maxHeadSize: number,
    maxFieldCount: number,
  ): boolean {
    // A first line longer than that is refused before anything is read behind it.
    if (this.place > maxHeadSize) refuseSize(maxHeadSize);
    // What lies behind the limit is not looked at: so the same bytes are
    // refused whether they come at once or one by one.
    const stop = end - base > maxHeadSize ? base + maxHeadSize : end;
    let stage = this.#stage;
    let mark = base + this.#mark;
    let nameEnd = base + this.#nameEnd;
    let i = base + this.place;
    scanning:
    for (;;) {
      switch (stage) {
        case LINE_START: {
          if (i === stop) break scanning;
          const byte = bytes[i]!;
          if (byte === CR) {
            i++;
            stage = LAST_LF;
            continue;
          }
          if (TCHAR[byte] === 0) refuseLineStart(byte);
          if (this.count === maxFieldCount) {
            throw new ProtocolError(
              431,
              `Cannot parse fields: more than ${maxFieldCount} lines`,
            );
          }
          mark = i++;
          stage = NAME;
        }
        // falls through
        case NAME: {
          while (i < stop && TCHAR[bytes[i]!] === 1) i++;
          if (i === stop) break scanning;
          if (bytes[i] !== COLON) refuseName(bytes[i]!);
          nameEnd = i++;
          stage = BEFORE_VALUE;
        }
        // falls through
        case BEFORE_VALUE: {
          while (i < stop && (bytes[i] === SP || bytes[i] === HTAB)) i++;
          if (i === stop) break scanning;
          this.#open(mark - base, nameEnd - base, i - base);
          stage = VALUE;
        }
        // falls through
        case VALUE: {
          while (i < stop && FIELD_VALUE[bytes[i]!] === 1) i++;
          if (i === stop) break scanning;
          if (bytes[i] !== CR) refuseValue(bytes[i]!);
          i++;
          stage = VALUE_LF;
        }
        // falls through
        case VALUE_LF: {
          if (i === stop) break scanning;
          if (bytes[i] !== LF) refuseBareCr();
          this.#close(bytes, base, i - 1);
          i++;
          stage = LINE_START;
          continue;
        }
        case LAST_LF: {
          if (i === stop) break scanning;
          if (bytes[i] !== LF) refuseBareCr();
          this.place = i + 1 - base;
          return true;
        }
      }
    }
    if (i - base >= maxHeadSize) refuseSize(maxHeadSize);
    this.#stage = stage;
    this.#mark = mark - base;
    this.#nameEnd = nameEnd - base;
    this.place = i - base;
    return false;
  }

  /** Notes where a line's value starts. */
  #open(nameStart: number, nameEnd: number, valueStart: number): void {
    const at = this.count * 4;
    if (at === this.offsets.length) {
      const larger = new Int32Array(at * 2);
      larger.set(this.offsets);
      this.offsets = larger;
    }
    this.offsets[at] = nameStart;
    this.offsets[at + 1] = nameEnd;
    this.offsets[at + 2] = valueStart;
  }

  /** Notes where a line's value ends, and takes in what governs the connection. */
  #close(bytes: Uint8Array, base: number, cr: number): void {
    const number = this.count;
    const at = number * 4;
    const nameStart = base + this.offsets[at]!;
    const nameEnd = base + this.offsets[at + 1]!;
    const start = base + this.offsets[at + 2]!;
    let end = cr;
    while (end > start && (bytes[end - 1] === SP || bytes[end - 1] === HTAB)) {
      end--;
    }
    this.offsets[at + 3] = end - base;
    this.count = number + 1;
    // Length and first letter rule out nearly all names before any comparison.
    const first = bytes[nameStart]! | 0x20;
    switch (nameEnd - nameStart) {
      case 4:
        if (
          first === 104 && equalsLower(bytes, nameStart, nameEnd, "host")
        ) {
          if (this.host >= 0) {
            throw new ProtocolError(400, "Cannot parse Host: more than one");
          }
          this.host = number;
        }
        break;
      case 6:
        if (
          first === 101 && equalsLower(bytes, nameStart, nameEnd, "expect")
        ) {
          if (this.expect >= 0) {
            throw new ProtocolError(417, "Cannot parse Expect: more than one");
          }
          this.expect = number;
        }
        break;
      case 7:
        if (
          first === 117 && this.upgrade < 0 &&
          equalsLower(bytes, nameStart, nameEnd, "upgrade")
        ) {
          this.upgrade = number;
        }
        break;
      case 10:
        if (
          first === 99 && equalsLower(bytes, nameStart, nameEnd, "connection")
        ) {
          this.connection = parseConnection(bytes, start, end, this.connection);
        }
        break;
      case 14:
        if (
          first === 99 &&
          equalsLower(bytes, nameStart, nameEnd, "content-length")
        ) {
          if (this.contentLength >= 0) {
            throw new ProtocolError(
              400,
              "Cannot parse Content-Length: more than one",
            );
          }
          this.contentLength = parseContentLength(bytes, start, end);
        }
        break;
      case 17:
        if (
          first === 116 &&
          equalsLower(bytes, nameStart, nameEnd, "transfer-encoding")
        ) {
          this.coding = parseTransferEncoding(bytes, start, end, this.coding);
        }
        break;
    }
  }

  /** The value of one line. */
  value(number: number): string {
    const at = number * 4;
    return latin1(
      this.bytes,
      this.base + this.offsets[at + 2]!,
      this.base + this.offsets[at + 3]!,
    );
  }

  /** The name of one line, in lower case. */
  name(number: number): string {
    const at = number * 4;
    return recentLower(
      this.bytes,
      this.base + this.offsets[at]!,
      this.base + this.offsets[at + 1]!,
    );
  }

  /** The values of all lines of that name, joined; null where there is none. */
  get(name: string): string | null {
    let joined: string | null = null;
    for (let number = 0; number < this.count; number++) {
      const at = number * 4;
      if (this.offsets[at + 1]! - this.offsets[at]! !== name.length) continue;
      const start = this.base + this.offsets[at]!;
      if (!equalsLower(this.bytes, start, start + name.length, name)) continue;
      const value = this.value(number);
      // RFC 6265 section 5.4 knows one Cookie line, whose pairs are joined so.
      joined = joined === null
        ? value
        : joined + (name === "cookie" ? "; " : ", ") + value;
    }
    return joined;
  }
}

/** Where heads point that have no bytes. */
const EMPTY: Uint8Array<ArrayBuffer> = new Uint8Array(0);

/** Says that a head is too long. */
function refuseSize(maxHeadSize: number): never {
  throw new ProtocolError(
    431,
    `Cannot parse fields: head is longer than ${maxHeadSize} bytes`,
  );
}

/** Says what is wrong at the start of a line. */
function refuseLineStart(byte: number): never {
  if (byte === SP || byte === HTAB) {
    // RFC 9112 section 5.2: a server "MUST either reject the message ... or
    // replace each received obs-fold".
    throw new ProtocolError(
      400,
      "Cannot parse field: line starts with white space",
    );
  }
  if (byte === COLON) {
    throw new ProtocolError(400, "Cannot parse field: name is empty");
  }
  if (byte === LF) refuseBareLf();
  throw new ProtocolError(
    400,
    "Cannot parse field: name holds an invalid byte",
  );
}

/** Says what is wrong in a name. */
function refuseName(byte: number): never {
  if (byte === SP || byte === HTAB) {
    // RFC 9112 section 5.1: "A server MUST reject, with a response status code
    // of 400, any received request message that contains whitespace between a
    // header field name and colon."
    throw new ProtocolError(
      400,
      "Cannot parse field: white space before the colon",
    );
  }
  if (byte === LF || byte === CR) {
    throw new ProtocolError(400, "Cannot parse field: line has no colon");
  }
  throw new ProtocolError(
    400,
    "Cannot parse field: name holds an invalid byte",
  );
}

/** Says what is wrong in a value. */
function refuseValue(byte: number): never {
  if (byte === LF) refuseBareLf();
  throw new ProtocolError(
    400,
    "Cannot parse field: value holds a control character",
  );
}

/** RFC 9112 section 2.2 has a recipient treat a bare CR as invalid. */
export function refuseBareCr(): never {
  throw new ProtocolError(400, "Cannot parse message: CR without LF");
}

/** RFC 9112 section 2.2 lets a recipient take a bare LF; we do not. */
export function refuseBareLf(): never {
  throw new ProtocolError(400, "Cannot parse message: LF without CR");
}
