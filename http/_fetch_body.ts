// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError } from "./exchange.ts";
import { joinPieces, ReadableBody } from "./_readable_body.ts";

/** The body of a `Request`, with a bound on its size. */
export class FetchBody extends ReadableBody {
  readonly #request: Request;
  readonly #maxSize: number;

  constructor(request: Request, maxSize: number) {
    super();
    this.#request = request;
    this.#maxSize = maxSize;
  }

  get present(): boolean {
    return this.#request.body !== null;
  }

  protected get contentType(): string | null {
    return this.#request.headers.get("content-type");
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for await (const piece of this.stream()) pieces.push(piece);
    return joinPieces(pieces);
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
