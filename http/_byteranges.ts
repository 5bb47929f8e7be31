// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type ByteRange, contentRange } from "./range.ts";

const encoder = new TextEncoder();

/** Content of type `multipart/byteranges` (RFC 9110 section 14.6), before it is read. */
export interface ByterangesPlan {
  /** The value for `content-type`. */
  readonly contentType: string;
  /** How many bytes it will be. */
  readonly length: number;
  /** What goes before each range. */
  readonly heads: readonly Uint8Array<ArrayBuffer>[];
  /** What goes behind the last. */
  readonly tail: Uint8Array<ArrayBuffer>;
}

/** Plans the parts, with a boundary that no content can be made to hold. */
export function planByteranges(
  ranges: readonly ByteRange[],
  size: number,
  contentType: string,
): ByterangesPlan {
  const boundary = crypto.randomUUID();
  const heads = ranges.map((range) =>
    encoder.encode(
      `\r\n--${boundary}\r\ncontent-type: ${contentType}\r\n` +
        `content-range: ${contentRange(range, size)}\r\n\r\n`,
    )
  );
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`);
  let length = tail.length;
  for (const head of heads) length += head.length;
  for (const { start, end } of ranges) length += end - start;
  return {
    contentType: `multipart/byteranges; boundary=${boundary}`,
    length,
    heads,
    tail,
  };
}
