// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * The peer broke the protocol, or one of our limits. Nothing that follows on
 * the connection can be trusted: answer with the status and close.
 *
 * @example Usage
 * ```ts
 * import { ProtocolError, RequestDecoder } from "@tpd2/tpd2/http";
 * import { ByteWindow } from "@tpd2/tpd2/net";
 * import { assertThrows } from "@std/assert";
 *
 * const bytes = new TextEncoder().encode("GET / HTTP/1.1\n");
 * const decoder = new RequestDecoder();
 * assertThrows(() => decoder.next(ByteWindow.from(bytes)), ProtocolError);
 * ```
 */
export class ProtocolError extends Error {
  /** The error's name. */
  override readonly name = "ProtocolError";
  /**
   * The status code to answer with, 400 to 599. Of a broken response it says
   * what a gateway would answer its own client.
   */
  readonly status: number;

  /**
   * Makes an error with a status.
   *
   * @param status The status code to answer with.
   * @param message What the peer did wrong, for the peer to read.
   */
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
