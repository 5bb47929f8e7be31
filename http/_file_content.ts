// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ByteRange } from "./range.ts";

/** What is needed of an open file. */
export interface OpenFile {
  seek(offset: number, whence: 0): Promise<number>;
  read(bytes: Uint8Array): Promise<number | null>;
  close(): void;
}

/** Bytes to send as they are, or a range of the file. */
export type FilePart = Uint8Array<ArrayBuffer> | ByteRange;

/** How many bytes are read at a time. */
const PIECE_SIZE = 64 * 1024;

/** From the beginning of the file; `Deno.SeekMode.Start` without `Deno`. */
const FROM_START = 0;

/**
 * Reads parts of a file at once, `length` bytes in all.
 *
 * @throws {Error} If the file has become shorter.
 */
export async function readParts(
  file: OpenFile,
  parts: readonly FilePart[],
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let position = 0;
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      bytes.set(part, position);
      position += part.length;
      continue;
    }
    await file.seek(part.start, FROM_START);
    const end = position + part.end - part.start;
    while (position < end) {
      const count = await file.read(bytes.subarray(position, end));
      if (!count) throw tooShort();
      position += count;
    }
  }
  return bytes;
}

/**
 * Reads parts of a file as they are asked for, and closes it at the end. One that
 * is `unread`, for an answer to HEAD, closes it at once.
 */
export function fileStream(
  file: OpenFile,
  parts: readonly FilePart[],
  unread: boolean,
): ReadableStream<Uint8Array> {
  let index = 0;
  /** Where in the range of the current part, or -1 before it. */
  let position = -1;
  let open = true;
  const close = () => {
    if (open) file.close();
    open = false;
  };
  if (unread) close();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const part = parts[index];
      if (part === undefined || unread) {
        close();
        return controller.close();
      }
      if (part instanceof Uint8Array) {
        index++;
        return controller.enqueue(part);
      }
      try {
        if (position === -1) {
          position = await file.seek(part.start, FROM_START);
        }
        const bytes = new Uint8Array(
          Math.min(PIECE_SIZE, part.end - position),
        );
        const count = await file.read(bytes);
        if (!count) throw tooShort();
        position += count;
        if (position === part.end) {
          index++;
          position = -1;
        }
        controller.enqueue(bytes.subarray(0, count));
        if (index === parts.length) {
          close();
          controller.close();
        }
      } catch (error) {
        close();
        throw error;
      }
    },
    cancel: close,
  }, { highWaterMark: 0 });
}

function tooShort(): Error {
  return new Error("Cannot read the file: it has become shorter");
}
