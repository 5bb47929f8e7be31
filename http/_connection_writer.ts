// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Connection } from "../net/mod.ts";
import {
  type BodyProducer,
  type BodyWriter,
  SharedChunk,
} from "./body_producer.ts";
import type { Field } from "./field_block.ts";
import type { ResponseEncoder } from "./response_encoder.ts";

const encoder = new TextEncoder();

/** Writes content that comes bit by bit to a connection of ours. */
export class ConnectionWriter implements BodyWriter {
  readonly #connection: Connection;
  readonly #encoder: ResponseEncoder;
  readonly #chunked: boolean;
  #onEnd: (() => void) | null;
  #cleanUp: (() => void) | null = null;
  #onDrain: (() => void) | null = null;
  #closed = false;

  /** `onEnd` is called when the content has come to its end; not when the client is gone. */
  constructor(
    connection: Connection,
    options: { encoder: ResponseEncoder; chunked: boolean; onEnd: () => void },
  ) {
    this.#connection = connection;
    this.#encoder = options.encoder;
    this.#chunked = options.chunked;
    this.#onEnd = options.onEnd;
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
    const onEnd = this.#onEnd;
    this.#connection.endMeansGone = false;
    this.end();
    onEnd?.();
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
    this.#onEnd = null;
    this.#cleanUp?.();
    this.#cleanUp = null;
  }
}
