// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ByteWindow } from "../net/byte_window.ts";
import { TARGET, TCHAR } from "./_class_tables.ts";
import type { DecodedRequestHead } from "./_decoded_request_head.ts";
import { refuseBareCr, refuseBareLf } from "./_field_lines.ts";
import { methodOf } from "./_method.ts";
import { checkVersion, refuseVersion } from "./_version.ts";
import type { DecoderLimits } from "./limits.ts";
import { ProtocolError } from "./protocol_error.ts";

const LF = 10;
const CR = 13;
const SP = 32;

/** Between messages. */
export const IDLE = 0;
/** Within the empty line that may precede a message. */
export const EMPTY_LINE_LF = 1;
const AFTER_EMPTY_LINE = 2;
/** At the first byte of a message, or within its method. */
export const METHOD = 3;
const TARGET_BYTES = 4;
const VERSION = 5;
const LINE_LF = 6;
/** Behind the request line. */
export const FIELDS = 7;

/**
 * RFC 9112 section 3: `request-line = method SP request-target SP HTTP-version`.
 * "A server that receives a method longer than any that it implements SHOULD
 * respond with a 501 (Not Implemented) status code", and to a target longer than
 * it wishes to parse it "MUST respond with a 414 (URI Too Long) status code".
 *
 * @returns FIELDS, or the state in which the bytes ran out.
 */
export function scanRequestLine(
  draft: DecodedRequestHead,
  window: ByteWindow,
  from: number,
  limits: Readonly<Required<DecoderLimits>>,
): number {
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

/**
 * RFC 9112 section 2.2: "a server that is expecting to receive and parse a
 * request-line SHOULD ignore at least one empty line (CRLF) received prior to the
 * request-line." One it is.
 *
 * @returns METHOD at the first byte of a message, else where the bytes ran out.
 */
export function beforeHead(window: ByteWindow, from: number): number {
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
