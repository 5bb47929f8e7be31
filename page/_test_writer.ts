// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type BodyProducer,
  type BodyWriter,
  SharedChunk,
} from "../http/body_producer.ts";

const decoder = new TextDecoder();

/** The open end of an answer that a test reads, as slowly as it likes. */
export class TestWriter implements BodyWriter {
  closed = false;
  /** How many bytes may wait before it is congested. */
  readonly capacity: number;
  /** What was written and not read. */
  #text = "";
  readonly #cleanUp: () => void;

  constructor(body: BodyProducer, capacity: number = Infinity) {
    this.capacity = capacity;
    const cleanUp = body.start(this);
    this.#cleanUp = () => {
      this.closed = true;
      cleanUp();
    };
    if (this.closed) cleanUp();
  }

  get queued(): number {
    return this.#text.length;
  }

  get congested(): boolean {
    return this.queued > this.capacity;
  }

  write(chunk: string | Uint8Array<ArrayBuffer> | SharedChunk): void {
    if (this.closed) return;
    this.#text += typeof chunk === "string"
      ? chunk
      : decoder.decode(chunk instanceof SharedChunk ? chunk.bytes : chunk);
  }

  drained(): Promise<void> {
    throw new TypeError("Cannot wait: nobody should");
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#cleanUp?.();
  }

  /** Reads some of what waits; it stays readable after the end. */
  read(length: number = Infinity): string {
    const text = this.#text.slice(0, length);
    this.#text = this.#text.slice(text.length);
    return text;
  }

  /** The client is gone, and what it did not read is lost. */
  cut(): void {
    this.#text = "";
    this.close();
  }
}
