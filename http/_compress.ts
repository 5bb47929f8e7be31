// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** The names of the codings in the Compression standard. */
const FORMATS = { br: "brotli", gzip: "gzip" } as const;

/** A coding that we know of. */
type Coding = keyof typeof FORMATS;

const supported = new Map<string, boolean>();

/** Whether the runtime makes a coding: not every one makes brotli. */
export function isSupported(coding: Coding): boolean {
  let known = supported.get(coding);
  if (known === undefined) {
    try {
      // Opened and let go: it holds nothing until something is written.
      compressor(coding);
      known = true;
    } catch {
      known = false;
    }
    supported.set(coding, known);
  }
  return known;
}

/** Compresses bytes that are there as a whole. */
export async function compressBytes(
  bytes: Uint8Array<ArrayBuffer>,
  coding: Coding,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = compressor(coding);
  const writer = stream.writable.getWriter();
  const written = Promise.all([writer.write(bytes), writer.close()]);
  const result = await new Response(stream.readable).arrayBuffer();
  await written;
  return new Uint8Array(result);
}

/** Compresses a stream. */
export function compressStream(
  stream: ReadableStream<Uint8Array>,
  coding: Coding,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return (stream as ReadableStream<Uint8Array<ArrayBuffer>>)
    .pipeThrough(compressor(coding));
}

function compressor(coding: Coding): CompressionStream {
  // The standard has brotli since 2025; the types may not know yet.
  return new CompressionStream(FORMATS[coding] as CompressionFormat);
}
