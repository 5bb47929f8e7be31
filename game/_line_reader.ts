// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** Bounds on lines that are read. */
export interface LinesOptions {
  /**
   * The longest line, in characters.
   *
   * @default {1000}
   */
  readonly maxLength?: number;
}

/** Lines of text from a stream of bytes, read one at a time when asked for. */
export class LineReader {
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly #maxLength: number;
  #text = "";
  #ended = false;

  constructor(
    readable: ReadableStream<Uint8Array>,
    options: LinesOptions = {},
  ) {
    // The stream's type does not know that bytes are a source of buffers.
    const decoder = new TextDecoderStream() as unknown as ReadableWritablePair<
      string,
      Uint8Array
    >;
    this.#reader = readable.pipeThrough(decoder).getReader();
    this.#maxLength = options.maxLength ?? 1000;
  }

  /** The next line without its end, or `undefined` at the end of the stream. */
  async next(): Promise<string | undefined> {
    while (true) {
      const end = this.#text.indexOf("\n");
      if (end >= 0) {
        const line = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 1);
        if (line.length > this.#maxLength) throw this.#tooLong();
        return line.endsWith("\r") ? line.slice(0, -1) : line;
      }
      if (this.#text.length > this.#maxLength) throw this.#tooLong();
      if (this.#ended) {
        const rest = this.#text;
        this.#text = "";
        return rest === "" ? undefined : rest;
      }
      const { done, value } = await this.#reader.read();
      if (done) this.#ended = true;
      else this.#text += value;
    }
  }

  /** Reads no more, also where a read is pending. */
  async cancel(): Promise<void> {
    await this.#reader.cancel().catch(() => {});
  }

  #tooLong(): RangeError {
    return new RangeError(
      `Cannot read line: it is longer than ${this.#maxLength} characters`,
    );
  }
}
