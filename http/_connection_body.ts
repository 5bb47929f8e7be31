// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { joinPieces, ReadableBody } from "./_readable_body.ts";

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

/** The content of a request that comes over a connection of ours. */
export class ConnectionBody extends ReadableBody {
  readonly #source: BodySource;
  #used = false;

  constructor(source: BodySource) {
    super();
    this.#source = source;
  }

  get present(): boolean {
    return this.#source.hasBody;
  }

  protected get contentType(): string | null {
    return this.#source.contentType;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    this.#use();
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    while (true) {
      const next = this.#source.nextPiece();
      const piece = next instanceof Promise ? await next : next;
      if (piece === null) return joinPieces(pieces);
      pieces.push(piece.slice());
    }
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
