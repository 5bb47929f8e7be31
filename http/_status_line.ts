// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { FIELD_VALUE } from "./_class_tables.ts";
import { checkVersion, refuseVersion } from "./_version.ts";
import { refuseBareCr, refuseBareLf } from "./_field_lines.ts";
import { latin1 } from "./_latin1.ts";
import { ProtocolError } from "./protocol_error.ts";

const LF = 10;
const CR = 13;
const SP = 32;

const VERSION_END = 8;
const CODE_END = 12;

/**
 * Reads one status line, a byte at a time. RFC 9112 section 4:
 *
 * ```
 * status-line = HTTP-version SP status-code SP [ reason-phrase ]
 * status-code = 3DIGIT
 * ```
 *
 * The space before an empty reason may be missing, as it often is.
 */
export class StatusLine {
  /** The status code, once it was read. */
  status = 0;
  /** 10 or 11, once it was read. */
  httpVersion: 10 | 11 = 11;
  /** The reason phrase, once the line is complete. */
  reason = "";
  /** How many bytes were read. */
  size = 0;
  #cr = false;

  /**
   * Reads on, at most to `maxSize` bytes in all.
   *
   * @returns Whether the line is complete; its size is `size` then.
   */
  scan(
    bytes: Uint8Array,
    base: number,
    end: number,
    maxSize: number,
  ): boolean {
    const stop = Math.min(end, base + maxSize);
    for (let i = base + this.size; i < stop; i++) {
      const byte = bytes[i]!;
      if (this.#cr) {
        if (byte !== LF) refuseBareCr();
        this.reason = latin1(
          bytes,
          Math.min(base + CODE_END + 1, i - 1),
          i - 1,
        );
        this.size = i + 1 - base;
        return true;
      }
      if (byte === CR && i - base >= CODE_END) this.#cr = true;
      else this.#check(byte, i - base, bytes[base + 5]!);
    }
    this.size = stop - base;
    if (this.size >= maxSize) {
      throw new ProtocolError(
        502,
        `Cannot parse status line: longer than ${maxSize} bytes`,
      );
    }
    return false;
  }

  /** Checks the byte at that place. */
  #check(byte: number, index: number, major: number): void {
    if (index < VERSION_END) {
      checkVersion(byte, index);
      if (index !== VERSION_END - 1) return;
      if (major !== 49) refuseVersion();
      this.httpVersion = byte === 48 ? 10 : 11;
    } else if (index === VERSION_END || index === CODE_END) {
      if (byte === LF) refuseBareLf();
      if (byte !== SP) refuseStatus();
    } else if (index < CODE_END) {
      if (byte < 48 || byte > 57) refuseStatus();
      this.status = this.status * 10 + byte - 48;
      if (index === CODE_END - 1 && this.status < 100) refuseStatus();
    } else if (FIELD_VALUE[byte] === 0) {
      if (byte === LF) refuseBareLf();
      throw new ProtocolError(
        502,
        "Cannot parse status line: reason holds a control character",
      );
    }
  }
}

/** Says that what stands behind the version is no status code. */
function refuseStatus(): never {
  throw new ProtocolError(
    502,
    "Cannot parse status line: status is not three digits from 100 up",
  );
}
