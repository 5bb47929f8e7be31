// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError, type RequestBody } from "./exchange.ts";
import { parseForm } from "./form.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** What can be made of content, however its bytes come. */
export abstract class ReadableBody implements RequestBody {
  abstract readonly present: boolean;
  /** The value of the `content-type` field. */
  protected abstract readonly contentType: string | null;

  abstract bytes(): Promise<Uint8Array<ArrayBuffer>>;
  abstract stream(): ReadableStream<Uint8Array<ArrayBuffer>>;

  async text(): Promise<string> {
    const bytes = await this.bytes();
    try {
      return utf8.decode(bytes);
    } catch (error) {
      throw new HttpError(400, "Cannot read the content: it is not UTF-8", {
        cause: error,
      });
    }
  }

  async json(): Promise<unknown> {
    const text = await this.text();
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new HttpError(400, "Cannot read the content: it is not JSON", {
        cause: error,
      });
    }
  }

  async form(): Promise<FormData> {
    const { contentType } = this;
    return await parseForm(await this.bytes(), { contentType });
  }
}

/** Some pieces as one array. */
export function joinPieces(
  pieces: readonly Uint8Array<ArrayBuffer>[],
): Uint8Array<ArrayBuffer> {
  if (pieces.length === 1) return pieces[0]!;
  let size = 0;
  for (const piece of pieces) size += piece.length;
  const bytes = new Uint8Array(size);
  let position = 0;
  for (const piece of pieces) {
    bytes.set(piece, position);
    position += piece.length;
  }
  return bytes;
}
