// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Address } from "./address.ts";

/**
 * The raw end of one connection, as a transport gives it. A
 * {@linkcode Connection} owns it; nobody else talks to it.
 *
 * At most one read and one write are outstanding at a time, and the outcome of
 * each is told to the {@linkcode WireOwner} exactly once, never from within
 * the call that started it.
 */
export interface Wire {
  /** The address of our end. */
  readonly localAddress: Address;
  /** The address of the other end. */
  readonly remoteAddress: Address;
  /** Who is told what happens. Set before the first call. */
  owner: WireOwner | null;
  /**
   * Asks for input: at most `target.length` bytes, put into `target`, which
   * stays untouched by everyone else until the owner is told.
   */
  read(target: Uint8Array<ArrayBuffer>): void;
  /**
   * Sends bytes, which stay unchanged until the owner is told.
   *
   * @returns How many bytes were taken at once, where the transport can tell;
   * -1 where {@linkcode WireOwner.onWritten} will.
   */
  write(bytes: Uint8Array<ArrayBuffer>): number;
  /** Ends our direction, after all that was written. */
  closeWrite(): void;
  /** Ends both directions now. An outstanding read or write is still told. */
  close(): void;
}

/** Who is told what happens on a {@linkcode Wire}. */
export interface WireOwner {
  /** The read is over: so many bytes arrived; 0 means the peer sends no more. */
  onRead(count: number): void;
  /** The write is over: so many of its bytes were taken. */
  onWritten(count: number): void;
  /** Reading or writing failed; which of the two, tells `during`. */
  onFailed(error: unknown, during: "read" | "write"): void;
}

/** Where new connections come from, as a transport gives it. */
export interface WireListener {
  /** The address it listens on, with the port that was chosen. */
  readonly address: Address;
  /** Whether what it accepts is encrypted. */
  readonly secure: boolean;
  /** Whether it was closed, so that it is no use to go on accepting. */
  readonly closed: boolean;
  /**
   * The next connection.
   *
   * @throws {Error} If there is none to be had now (out of descriptors, say),
   * or the listener was closed.
   */
  accept(): Promise<Wire>;
  /** Accepts no more. An outstanding accept fails. */
  close(): void;
}
