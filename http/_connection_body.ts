// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError, type RequestBody } from "./exchange.ts";
import { parseForm } from "./form.ts";

/** Where a body's pieces come from. */
export interface BodySource {
  /** Whether the request has content. */
  readonly hasBody: boolean;
  /** The value of the `content-type` field. */
  readonly contentType: string | null;
  /**
   * The next piece, a view on the input window that is good until the next
   * call; `null` at the end; a promise while none has arrived.
   *
   * @throws {HttpError} If the content is refused, or late.
   */
  nextPiece():
    | Uint8Array<ArrayBuffer>
    | null
    | Promise<Uint8Array<ArrayBuffer> | null>;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The content of a request that comes over a connection of ours. */
export class ConnectionBody implements RequestBody {
  readonly #source: BodySource;
  #used = false;

  constructor(source: BodySource) {
    this.#source = source;
  }

  get present(): boolean {
    return this.#source.hasBody;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    this.#use();
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    while (true) {
      const next = this.#source.nextPiece();
      const piece = next instanceof Promise ? await next : next;
      if (piece === null) break;
      pieces.push(piece.slice());
      size += piece.length;
    }
    if (pieces.length === 1) return pieces[0]!;
    const bytes = new Uint8Array(size);
    let position = 0;
    for (const piece of pieces) {
      bytes.set(piece, position);
      position += piece.length;
    }
    return bytes;
  }

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
    const contentType = this.#source.contentType;
    return await parseForm(await this.bytes(), { contentType });
  }

  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    this.#use();
    return new ReadableStream({
      pull: async (controller) => {
        const piece = await this.#source.nextPiece();
        if (piece === null) controller.close();
        else controller.enqueue(piece.slice());
      },
    }, { highWaterMark: 0 });
  }

  #use(): void {
    if (this.#used) {
      throw new TypeError("Cannot read the content: it was read already");
    }
    this.#used = true;
  }
}
