// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { ProtocolError } from "./protocol_error.ts";

/** What can be decoded. */
const FORMATS: Readonly<Record<string, string>> = {
  "br": "brotli",
  "gzip": "gzip",
  "x-gzip": "gzip",
};

/**
 * How many encoded bytes are decoded at a time. The platform's decoders make all
 * of a piece at once, so this bounds what a few bytes of a hostile server can
 * blow up to: gzip makes a thousand times as much at most, brotli far more.
 */
const PIECE_SIZES: Readonly<Record<string, number>> = {
  "brotli": 64,
  "gzip": 4096,
};

/** The formats to decode, last first; null where we cannot, or need not. */
export function formatsOf(contentEncoding: string | null): string[] | null {
  if (contentEncoding === null) return null;
  const codings = contentEncoding.toLowerCase().split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "" && coding !== "identity");
  // More than one is a bomb of bombs, and nothing that servers do.
  if (codings.length !== 1) return null;
  const format = FORMATS[codings[0]!];
  return format === undefined ? null : [format];
}

/** Decodes content, piece by piece; fails where it is malformed or longer than allowed. */
export function decodedStream(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  format: string,
  maxSize: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieceSize = PIECE_SIZES[format]!;
  const decoded = stream
    .pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform: (piece, controller) => {
          for (let i = 0; i < piece.length; i += pieceSize) {
            controller.enqueue(piece.subarray(i, i + pieceSize));
          }
        },
      }),
    )
    .pipeThrough(new DecompressionStream(format as CompressionFormat));
  const reader = decoded.getReader();
  let size = 0;
  return new ReadableStream({
    pull: async (controller) => {
      let next: ReadableStreamReadResult<Uint8Array<ArrayBuffer>>;
      try {
        next = await reader.read();
      } catch (error) {
        // What the decoder throws; errors of the connection pass as they are.
        throw error instanceof TypeError
          ? new ProtocolError(502, `Cannot decode content: ${error.message}`)
          : error;
      }
      if (next.done) return controller.close();
      size += next.value.length;
      if (size > maxSize) {
        const error = new ProtocolError(
          502,
          `Cannot take content: longer than ${maxSize} bytes`,
        );
        reader.cancel(error).catch(ignore);
        throw error;
      }
      controller.enqueue(next.value);
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 });
}

/** A stream that fails while it is thrown away has nobody to tell. */
function ignore(): void {}
