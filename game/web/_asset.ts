// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** A file that is part of the program: its text never changes under its URL. */
export interface Asset {
  /** The path at which it is served. */
  readonly path: string;
  /** The path with what its text is told by: another text has another URL. */
  readonly url: string;
  /** The media type. */
  readonly type: string;
  /** The content. */
  readonly text: string;
}

/**
 * Names a file by its content.
 *
 * @param path The path at which it is served.
 * @param type The media type.
 * @param text The content.
 * @returns The file.
 */
export function asset(path: string, type: string, text: string): Asset {
  return { path, type, text, url: `${path}?${fingerprint(text)}` };
}

/**
 * A short number that tells our own texts apart: two lanes of FNV-1a. WebCrypto
 * would make whoever imports this wait.
 */
function fingerprint(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01234567 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995);
    b ^= b >>> 13;
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}
