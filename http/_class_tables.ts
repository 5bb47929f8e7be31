// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** 1 for each byte of `allowed` and each of the ranges, else 0. */
function table(
  allowed: string,
  ...ranges: readonly (readonly [first: number, last: number])[]
): Uint8Array<ArrayBuffer> {
  const classes = new Uint8Array(256);
  for (let i = 0; i < allowed.length; i++) classes[allowed.charCodeAt(i)] = 1;
  for (const [first, last] of ranges) classes.fill(1, first, last + 1);
  return classes;
}

const ALPHANUMERIC =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * RFC 9110 section 5.6.2: `tchar = "!" / "#" / "$" / "%" / "&" / "'" / "*" /
 * "+" / "-" / "." / "^" / "_" / "`" / "|" / "~" / DIGIT / ALPHA`.
 */
export const TCHAR: Uint8Array<ArrayBuffer> = table(
  "!#$%&'*+-.^_`|~" + ALPHANUMERIC,
);

/**
 * RFC 9110 section 5.5: `field-vchar = VCHAR / obs-text`, and the `SP` and
 * `HTAB` between them.
 */
export const FIELD_VALUE: Uint8Array<ArrayBuffer> = table(
  "\t",
  [0x20, 0x7e],
  [0x80, 0xff],
);

/**
 * What a request target may hold: any `VCHAR` but `#`. Wider than RFC 3986,
 * because browsers send `|`, `^`, `{` and `}` in queries, and people type the rest.
 */
export const TARGET: Uint8Array<ArrayBuffer> = table(
  "",
  [0x21, 0x22],
  [0x24, 0x7e],
);

/**
 * RFC 3986 section 3.2.2: `reg-name = *( unreserved / pct-encoded /
 * sub-delims )`, without the `%`.
 */
export const REG_NAME: Uint8Array<ArrayBuffer> = table(
  "-._~!$&'()*+,;=" + ALPHANUMERIC,
);

/**
 * RFC 9110 section 5.6.4: `qdtext = HTAB / SP / %x21 / %x23-5B / %x5D-7E /
 * obs-text`.
 */
export const QDTEXT: Uint8Array<ArrayBuffer> = table(
  "\t !",
  [0x23, 0x5b],
  [0x5d, 0x7e],
  [0x80, 0xff],
);

/** The value of a hexadecimal digit, 255 for all other bytes. */
export const HEX: Uint8Array<ArrayBuffer> = new Uint8Array(256).fill(255);
for (let i = 0; i < 16; i++) {
  const digit = i.toString(16);
  HEX[digit.charCodeAt(0)] = i;
  HEX[digit.toUpperCase().charCodeAt(0)] = i;
}

/** Each byte, `A` to `Z` as `a` to `z`. */
export const LOWER: Uint8Array<ArrayBuffer> = new Uint8Array(256);
for (let i = 0; i < 256; i++) LOWER[i] = i >= 65 && i <= 90 ? i + 32 : i;
