// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { FIELD_VALUE, QDTEXT, TCHAR } from "./_class_tables.ts";
import { refuseBareLf } from "./_field_lines.ts";
import { ProtocolError } from "./protocol_error.ts";

const HTAB = 9;
const LF = 10;
const CR = 13;
const SP = 32;
const QUOTE = 34;
const SEMICOLON = 59;
const EQUALS = 61;
const BACKSLASH = 92;

/** At the line feed that ends a chunk's first line. */
export const SIZE_LF = 5;
/** In the white space before the `;` of an extension. */
export const BEFORE_EXTENSION = 9;
/** Before the name of an extension. */
export const BEFORE_NAME = 10;
const EXTENSION_NAME = 11;
const AFTER_NAME = 12;
const BEFORE_EXTENSION_VALUE = 13;
const EXTENSION_VALUE = 14;
const QUOTED = 15;
const QUOTED_PAIR = 16;
const AFTER_QUOTED = 17;

/**
 * What stage a byte of chunk extensions leads to. RFC 9112 section 7.1.1:
 *
 * ```
 * chunk-ext     = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )
 * chunk-ext-val = token / quoted-string
 * ```
 *
 * "A recipient MUST ignore unrecognized chunk extensions", and it "ought to limit
 * the total length"; yet what is ignored must still be well-formed, lest it hide a
 * line break from somebody.
 */
export function afterExtensionByte(stage: number, byte: number): number {
  const blank = byte === SP || byte === HTAB;
  switch (stage) {
    case BEFORE_EXTENSION:
      if (blank) return stage;
      if (byte === SEMICOLON) return BEFORE_NAME;
      return refuseExtension(byte);
    case BEFORE_NAME:
      if (blank) return stage;
      if (TCHAR[byte] === 1) return EXTENSION_NAME;
      return refuseExtension(byte);
    case EXTENSION_NAME:
      if (TCHAR[byte] === 1) return stage;
      if (byte === EQUALS) return BEFORE_EXTENSION_VALUE;
      if (blank) return AFTER_NAME;
      return afterExtension(byte);
    case AFTER_NAME:
      if (blank) return stage;
      if (byte === EQUALS) return BEFORE_EXTENSION_VALUE;
      if (byte === SEMICOLON) return BEFORE_NAME;
      return refuseExtension(byte);
    case BEFORE_EXTENSION_VALUE:
      if (blank) return stage;
      if (byte === QUOTE) return QUOTED;
      if (TCHAR[byte] === 1) return EXTENSION_VALUE;
      return refuseExtension(byte);
    case EXTENSION_VALUE:
      if (TCHAR[byte] === 1) return stage;
      return afterExtension(byte);
    case QUOTED:
      if (byte === QUOTE) return AFTER_QUOTED;
      if (byte === BACKSLASH) return QUOTED_PAIR;
      if (QDTEXT[byte] === 0) refuseExtension(byte);
      return stage;
    // RFC 9110 section 5.6.4: quoted-pair = "\" ( HTAB / SP / VCHAR / obs-text )
    case QUOTED_PAIR:
      if (FIELD_VALUE[byte] === 0) refuseExtension(byte);
      return QUOTED;
    case AFTER_QUOTED:
      return afterExtension(byte);
    default:
      return refuseExtension(byte);
  }
}

/** The byte behind an extension: another one, or the end of the line. */
function afterExtension(byte: number): number {
  if (byte === CR) return SIZE_LF;
  if (byte === SEMICOLON) return BEFORE_NAME;
  if (byte === SP || byte === HTAB) return BEFORE_EXTENSION;
  return refuseExtension(byte);
}

/** A byte that no chunk extension may have there. */
function refuseExtension(byte: number): never {
  if (byte === LF) refuseBareLf();
  throw new ProtocolError(400, "Cannot parse chunk extension: invalid byte");
}
