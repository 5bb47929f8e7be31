// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { TCHAR } from "./_class_tables.ts";
import { equalsLower } from "./_latin1.ts";
import { ProtocolError } from "./protocol_error.ts";

/** A `close` was in the `Connection` list. */
export const CONNECTION_CLOSE = 1;
/** A `keep-alive` was in the `Connection` list. */
export const CONNECTION_KEEP_ALIVE = 2;
/** An `upgrade` was in the `Connection` list. */
export const CONNECTION_UPGRADE = 4;

/** No `Transfer-Encoding` was seen. */
export const CODING_NONE = 0;
/** The list was `chunked`, and nothing else. */
export const CODING_CHUNKED = 1;
/** The list held a coding that we do not know. */
export const CODING_UNKNOWN = 2;
/** The list held one that we do not know, and `chunked` at its end. */
export const CODING_UNKNOWN_CHUNKED = 3;

const COMMA = 44;

/**
 * RFC 9110 section 8.6: `Content-Length = 1*DIGIT`. Fifteen digits are a
 * petabyte, and still an exact number. A list of equal values (section 8.6
 * lets a recipient merge it) is refused, because intermediaries differ on it.
 */
export function parseContentLength(
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  if (start === end) {
    throw new ProtocolError(400, "Cannot parse Content-Length: value is empty");
  }
  if (end - start > 15) {
    throw new ProtocolError(
      400,
      "Cannot parse Content-Length: too many digits",
    );
  }
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 48;
    if (digit < 0 || digit > 9) {
      throw new ProtocolError(400, "Cannot parse Content-Length: not a number");
    }
    value = value * 10 + digit;
  }
  return value;
}

/**
 * RFC 9112 section 6.1: `Transfer-Encoding = #transfer-coding`. All lines make
 * one list; `coding` is what the lines before gave.
 *
 * "A sender MUST NOT apply the chunked transfer coding more than once", and
 * (section 6.3) a request in which it is not the final one has no length.
 */
export function parseTransferEncoding(
  bytes: Uint8Array,
  start: number,
  end: number,
  coding: number,
): number {
  let i = start;
  for (;;) {
    while (i < end && isBlank(bytes[i]!)) i++;
    const tokenStart = i;
    while (i < end && TCHAR[bytes[i]!] === 1) i++;
    const tokenEnd = i;
    if (tokenEnd === tokenStart) {
      throw new ProtocolError(
        400,
        "Cannot parse Transfer-Encoding: coding is empty",
      );
    }
    while (i < end && isBlank(bytes[i]!)) i++;
    if (coding === CODING_CHUNKED || coding === CODING_UNKNOWN_CHUNKED) {
      throw new ProtocolError(
        400,
        "Cannot parse Transfer-Encoding: chunked is not the last coding",
      );
    }
    if (equalsLower(bytes, tokenStart, tokenEnd, "chunked")) {
      if (i < end && bytes[i] !== COMMA) {
        throw new ProtocolError(
          400,
          "Cannot parse Transfer-Encoding: chunked takes no parameter",
        );
      }
      coding = coding === CODING_NONE ? CODING_CHUNKED : CODING_UNKNOWN_CHUNKED;
    } else {
      coding = CODING_UNKNOWN;
      // The parameters of what we refuse anyway need not be understood.
      while (i < end && bytes[i] !== COMMA) i++;
    }
    if (i === end) return coding;
    i++;
  }
}

/**
 * RFC 9110 section 7.6.1: `Connection = #connection-option`, in any case.
 * Options that we do not know are no matter of ours.
 */
export function parseConnection(
  bytes: Uint8Array,
  start: number,
  end: number,
  flags: number,
): number {
  let i = start;
  while (i < end) {
    while (i < end && (isBlank(bytes[i]!) || bytes[i] === COMMA)) i++;
    const optionStart = i;
    while (i < end && bytes[i] !== COMMA) i++;
    let optionEnd = i;
    while (optionEnd > optionStart && isBlank(bytes[optionEnd - 1]!)) {
      optionEnd--;
    }
    switch (optionEnd - optionStart) {
      case 5:
        if (equalsLower(bytes, optionStart, optionEnd, "close")) {
          flags |= CONNECTION_CLOSE;
        }
        break;
      case 7:
        if (equalsLower(bytes, optionStart, optionEnd, "upgrade")) {
          flags |= CONNECTION_UPGRADE;
        }
        break;
      case 10:
        if (equalsLower(bytes, optionStart, optionEnd, "keep-alive")) {
          flags |= CONNECTION_KEEP_ALIVE;
        }
        break;
    }
  }
  return flags;
}

/** RFC 9110 section 5.6.3: `OWS = *( SP / HTAB )`. */
function isBlank(byte: number): boolean {
  return byte === 32 || byte === 9;
}
