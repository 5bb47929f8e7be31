// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** RFC 9112 section 3.2: the four forms of a request target. */
export type TargetForm =
  | "origin-form"
  | "absolute-form"
  | "authority-form"
  | "asterisk-form";

/**
 * The head of a request, as a `RequestDecoder` found it: request line and fields.
 * It refers to the bytes that were read, and makes strings only when asked.
 *
 * It is good until the next head begins or {@linkcode RequestHead.release}
 * is called. Whoever moves or overwrites the bytes of the window before that
 * calls {@linkcode RequestHead.detach} first.
 */
export interface RequestHead {
  /** The method, as sent: case matters. */
  readonly method: string;
  /** The request target as sent. */
  readonly target: string;
  /** Which form the target has. */
  readonly targetForm: TargetForm;
  /**
   * The path as sent, before any `?`. It is `*` for `OPTIONS *`, `/` where an
   * absolute target has none, and empty for `CONNECT`.
   */
  readonly path: string;
  /** What follows the `?`, as sent; empty where there is none. */
  readonly query: string;
  /** 11 for HTTP/1.1, and for any later minor version; 10 for HTTP/1.0. */
  readonly httpVersion: 10 | 11;
  /**
   * Host and port as sent: from an absolute target where there is one (RFC 9112
   * section 3.2.2), else from `Host`. Empty only for HTTP/1.0.
   */
  readonly authority: string;
  /** {@linkcode RequestHead.authority} in lower case, without the port. */
  readonly host: string;
  /**
   * Whether the connection may carry another request after this one
   * (RFC 9112 section 9.3). Never after CONNECT: what follows may be meant for a
   * tunnel.
   */
  readonly keepAlive: boolean;
  /**
   * How many bytes of content there are: 0 for none, -1 where it is chunked.
   */
  readonly contentLength: number;
  /** Whether there is content to read, be it empty chunks. */
  readonly hasBody: boolean;
  /**
   * Whether the client waits for a 100 response before it sends its content
   * (RFC 9110 section 10.1.1).
   */
  readonly expectContinue: boolean;
  /**
   * What the client would upgrade to, as sent; null where it did not ask as
   * RFC 9110 section 7.8 says: in HTTP/1.1, and named in `Connection`.
   */
  readonly upgrade: string | null;
  /** Whether it has bytes of its own: see {@linkcode RequestHead.detach}. */
  readonly detached: boolean;
  /**
   * The value of a field. Lines of the same name are joined by `, `, those of
   * `cookie` by `; `.
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
  /**
   * Copies the bytes of the head, so that it outlives the window. The decoder
   * will not use it again; release it, or let it go.
   */
  detach(): void;
  /** Gives it back, to be used for another request. It is empty from now on. */
  release(): void;
}
