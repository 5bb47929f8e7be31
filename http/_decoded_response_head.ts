// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { FieldLines } from "./_field_lines.ts";
import {
  CODING_CHUNKED,
  CODING_NONE,
  CONNECTION_CLOSE,
  CONNECTION_KEEP_ALIVE,
} from "./_framing.ts";
import { StatusLine } from "./_status_line.ts";
import { ProtocolError } from "./protocol_error.ts";
import type { ReceivedResponseHead } from "./received_response_head.ts";

/** The one kind of {@linkcode ReceivedResponseHead}, filled by the decoder. */
export class DecodedResponseHead implements ReceivedResponseHead {
  contentLength = 0;
  keepAlive = true;
  /** The status line. */
  readonly line: StatusLine = new StatusLine();
  /** The field lines. */
  readonly lines: FieldLines = new FieldLines();

  get status(): number {
    return this.line.status;
  }

  get reason(): string {
    return this.line.reason;
  }

  get httpVersion(): 10 | 11 {
    return this.line.httpVersion;
  }

  get interim(): boolean {
    return this.status < 200 && this.status !== 101;
  }

  field(name: string): string | null {
    return this.lines.get(name);
  }

  *fields(): IterableIterator<[name: string, value: string]> {
    const lines = this.lines;
    for (let number = 0; number < lines.count; number++) {
      yield [lines.name(number), lines.value(number)];
    }
  }

  /** Whether nothing of HTTP follows it, so that the bytes are another protocol's. */
  switches(method: string): boolean {
    return this.status === 101 ||
      (method === "CONNECT" && this.status >= 200 && this.status < 300);
  }

  /**
   * Takes stock of a whole head that answers a request of that method.
   *
   * @throws {ProtocolError} If the fields contradict each other.
   */
  complete(
    bytes: Uint8Array<ArrayBuffer>,
    base: number,
    method: string,
  ): void {
    const lines = this.lines;
    lines.bytes = bytes.slice(base, base + lines.place);
    lines.base = 0;
    const modern = this.httpVersion === 11;
    const connection = lines.connection;
    this.keepAlive = (connection & CONNECTION_CLOSE) === 0 &&
      (modern || (connection & CONNECTION_KEEP_ALIVE) !== 0);
    this.contentLength = this.#framing(method);
    if (this.contentLength === -2 || this.switches(method)) {
      this.keepAlive = false;
    }
  }

  /** RFC 9112 section 6.3, rule by rule. */
  #framing(method: string): number {
    const { coding, contentLength } = this.lines;
    if (coding !== CODING_NONE) {
      if (contentLength >= 0) {
        throw new ProtocolError(
          502,
          "Cannot parse message: both Content-Length and Transfer-Encoding",
        );
      }
      if (this.httpVersion === 10) {
        throw new ProtocolError(
          502,
          "Cannot parse message: Transfer-Encoding in HTTP/1.0",
        );
      }
    }
    const status = this.status;
    if (
      method === "HEAD" || status < 200 || status === 204 || status === 304 ||
      this.switches(method)
    ) return 0;
    if (coding === CODING_CHUNKED) return -1;
    if (coding !== CODING_NONE) {
      throw new ProtocolError(
        502,
        "Cannot decode content: transfer coding is not known",
      );
    }
    return contentLength >= 0 ? contentLength : -2;
  }
}
