// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

const encoder = new TextEncoder();

/**
 * The `date` field line, made once a second (RFC 9110 section 6.6.1), together
 * with the beginning of the `content-length` line, which nearly always follows.
 */
export class DateLine {
  readonly #date: () => number;
  #second = -1;
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);

  constructor(date: () => number) {
    this.#date = date;
  }

  /** `date: Sun, 22 Nov 2026 12:00:00 GMT`, CRLF, `content-length: `. */
  get withLength(): Uint8Array<ArrayBuffer> {
    const now = this.#date();
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      const text = new Date(second * 1000).toUTCString();
      this.#bytes = encoder.encode(`date: ${text}\r\ncontent-length: `);
    }
    return this.#bytes;
  }

  /** The date line alone. */
  get alone(): Uint8Array<ArrayBuffer> {
    const { withLength } = this;
    return withLength.subarray(0, withLength.length - LENGTH_NAME_SIZE);
  }
}

const LENGTH_NAME_SIZE = "content-length: ".length;
