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
  /** Whether the beginning of what is read now was too long for a line. */
  #isTooLong = false;

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

  /**
   * The next line without its end, or `undefined` at the end of the stream.
   * Throws for a line that is too long, and passes over the rest of it.
   */
  async next(): Promise<string | undefined> {
    while (true) {
      const end = this.#text.indexOf("\n");
      if (end >= 0 || this.#text.length > this.#maxLength) {
        const line = end >= 0 ? this.#text.slice(0, end) : this.#text;
        this.#text = end >= 0 ? this.#text.slice(end + 1) : "";
        const isRest = this.#isTooLong;
        this.#isTooLong = end < 0;
        if (isRest) continue;
        if (line.length > this.#maxLength) throw this.#tooLong();
        return line.endsWith("\r") ? line.slice(0, -1) : line;
      }
      if (this.#ended) {
        const rest = this.#isTooLong ? "" : this.#text;
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
