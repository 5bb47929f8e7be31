// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError, type RequestBody } from "./exchange.ts";
import { parseForm } from "./form.ts";

/** The body of a `Request`, with a bound on its size. */
export class FetchBody implements RequestBody {
  readonly #request: Request;
  readonly #maxSize: number;

  constructor(request: Request, maxSize: number) {
    this.#request = request;
    this.#maxSize = maxSize;
  }

  get present(): boolean {
    return this.#request.body !== null;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    for await (const piece of this.stream()) {
      pieces.push(piece);
      size += piece.length;
    }
    if (pieces.length === 1) return pieces[0]!;
    const bytes = new Uint8Array(size);
    let offset = 0;
    for (const piece of pieces) {
      bytes.set(piece, offset);
      offset += piece.length;
    }
    return bytes;
  }

  async text(): Promise<string> {
    const bytes = await this.bytes();
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
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
    return await parseForm(await this.bytes(), {
      contentType: this.#request.headers.get("content-type"),
    });
  }

  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    if (this.#request.bodyUsed) {
      throw new TypeError("Cannot read the content: it was read already");
    }
    // The length that the client claims only refuses early; what arrives counts.
    const length = this.#request.headers.get("content-length");
    if (length !== null && Number(length) > this.#maxSize) {
      throw this.#tooLong();
    }
    const body = this.#request.body;
    if (body === null) return new Blob([]).stream();
    let size = 0;
    return body.pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform: (piece, controller) => {
          size += piece.length;
          if (size > this.#maxSize) throw this.#tooLong();
          controller.enqueue(piece);
        },
      }),
    );
  }

  #tooLong(): HttpError {
    return new HttpError(
      413,
      `Cannot read the content: it is longer than ${this.#maxSize} bytes`,
    );
  }
}
