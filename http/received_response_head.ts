// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * The head of a response, as a `ResponseDecoder` found it: status line and
 * fields. It has bytes of its own, and makes strings when asked.
 */
export interface ReceivedResponseHead {
  /** The status code, 100 to 999. */
  readonly status: number;
  /** The reason phrase, which nobody should rely on; often empty. */
  readonly reason: string;
  /** 11 for HTTP/1.1, and for any later minor version; 10 for HTTP/1.0. */
  readonly httpVersion: 10 | 11;
  /**
   * Whether it is an interim response (RFC 9110 section 15.2): another head
   * follows, without "end" between. 101 is none: it is the last on its connection.
   */
  readonly interim: boolean;
  /**
   * Whether the connection may carry another response after this one
   * (RFC 9112 section 9.3).
   */
  readonly keepAlive: boolean;
  /**
   * How many bytes of content follow: 0 for none, -1 where they come in chunks,
   * -2 where they end with the connection. What `Content-Length` says of an
   * answer to HEAD is told by its field alone.
   */
  readonly contentLength: number;
  /**
   * The value of a field, lines of the same name joined by `, `. Those of
   * `set-cookie` do not survive that: see {@linkcode ReceivedResponseHead.fields}.
   *
   * @param name The field's name in lower case.
   * @returns The value, a character for each byte; null where there is none.
   */
  field(name: string): string | null;
  /**
   * All field lines in order.
   *
   * @returns Names in lower case, and values.
   */
  fields(): IterableIterator<[name: string, value: string]>;
}
