// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Connection } from "../net/mod.ts";
import {
  type BodyProducer,
  type BodyWriter,
  SharedChunk,
} from "./body_producer.ts";
import type { Field } from "./field_block.ts";
import type { ResponseEncoder, ResponseFraming } from "./response_encoder.ts";

const encoder = new TextEncoder();

/** Who has to know that content has come to its end. */
export interface ContentOwner {
  /** The content is complete; not called when the client is gone. */
  contentEnded(framing: ResponseFraming): void;
}

/** Writes content that comes bit by bit to a connection of ours. */
export class ConnectionWriter implements BodyWriter {
  readonly #connection: Connection;
  readonly #encoder: ResponseEncoder;
  readonly #chunked: boolean;
  readonly #framing: ResponseFraming;
  readonly #owner: ContentOwner;
  #cleanUp: (() => void) | null = null;
  #onDrain: (() => void) | null = null;
  #closed = false;

  constructor(
    connection: Connection,
    options: {
      encoder: ResponseEncoder;
      kind: "chunked" | "sized" | "close";
      framing: ResponseFraming;
      owner: ContentOwner;
    },
  ) {
    this.#connection = connection;
    this.#encoder = options.encoder;
    this.#chunked = options.kind === "chunked";
    this.#framing = options.framing;
    this.#owner = options.owner;
  }

  get closed(): boolean {
    return this.#closed || this.#connection.closing;
  }

  get queued(): number {
    return this.#connection.output.size;
  }

  get congested(): boolean {
    return this.#connection.congested;
  }

  write(chunk: string | Uint8Array<ArrayBuffer> | SharedChunk): void {
    if (this.closed) return;
    const { output } = this.#connection;
    if (chunk instanceof SharedChunk) {
      output.putShared(this.#chunked ? chunk.framed : chunk.bytes);
      return;
    }
    const bytes = typeof chunk === "string" ? encoder.encode(chunk) : chunk;
    if (this.#chunked) this.#encoder.chunk(output, bytes);
    else output.putBytes(bytes);
  }

  async drained(): Promise<void> {
    if (this.closed) return;
    try {
      await this.#connection.drained();
    } catch {
      // Gone: whoever waits looks at `closed`.
    }
  }

  close(trailers?: readonly Field[]): void {
    if (this.closed) return this.end();
    if (this.#chunked) {
      this.#encoder.lastChunk(this.#connection.output, trailers);
    }
    this.#connection.endMeansGone = false;
    this.end();
    this.#owner.contentEnded(this.#framing);
  }

  /**
   * Lets a producer write. From now on only we speak, so a client that closes its
   * side is gone. Returns what the producer threw, if it did; the connection is
   * aborted then.
   */
  start(producer: BodyProducer): Error | null {
    this.#connection.endMeansGone = true;
    this.#onDrain = producer.onDrain;
    try {
      const cleanUp = producer.start(this);
      if (this.#closed) cleanUp();
      else this.#cleanUp = cleanUp;
      return null;
    } catch (error) {
      this.#connection.abort();
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Has it come to its end: the server shuts down. */
  drain(): void {
    if (this.#onDrain === null) this.close();
    else this.#onDrain();
  }

  /** Ends it from our side: the client is gone, or the content complete. */
  end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#cleanUp?.();
    this.#cleanUp = null;
  }
}
