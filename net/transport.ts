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
   * Whether input comes in bytes that the transport lends
   * ({@linkcode WireOwner.onLent}) rather than in `target`.
   */
  readonly lends?: boolean;
  /**
   * Asks for input: at most `target.length` bytes, put into `target`, which
   * stays untouched by everyone else until the owner is told. A wire that lends
   * has no use for `target`.
   *
   * @param target Where to.
   * @param maxLength How many bytes at most, where they are lent.
   */
  read(target: Uint8Array<ArrayBuffer>, maxLength: number): void;
  /**
   * Sends bytes, which stay unchanged until the owner is told.
   *
   * @returns How many bytes were taken at once, where the transport can tell;
   * -1 where {@linkcode WireOwner.onWritten} will.
   */
  write(bytes: Uint8Array<ArrayBuffer>): number;
  /**
   * Sends the first `length` bytes of an array at once, or as many of them as the
   * peer has room for; for transports that can. The array is the caller's again
   * when this returns, and no view of it has to be made.
   *
   * @returns How many bytes were taken; 0 if none, and {@linkcode Wire.write}
   * will tell why.
   */
  writeFront?(bytes: Uint8Array<ArrayBuffer>, length: number): number;
  /** Gives back what was lent: its bytes are no longer looked at. */
  returnInput?(): void;
  /** Ends our direction, after all that was written. */
  closeWrite(): void;
  /** Ends both directions now. An outstanding read or write is still told. */
  close(): void;
}

/** Who is told what happens on a {@linkcode Wire}. */
export interface WireOwner {
  /** The read is over: so many bytes arrived; 0 means the peer sends no more. */
  onRead(count: number): void;
  /**
   * The read is over: so many bytes arrived, and lie at the beginning of `bytes`
   * until they are given back by {@linkcode Wire.returnInput}.
   */
  onLent(bytes: Uint8Array<ArrayBuffer>, count: number): void;
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
  /** Who has to be asked whether something happened; none if that is told unasked. */
  readonly poller?: Poller;
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

/**
 * A listener that says when connections wait, so that many of them cost no
 * promise each.
 */
export interface EagerListener extends WireListener {
  /** Called when there are connections; not again until all were accepted. */
  onWaiting: (() => void) | null;
  /**
   * The next connection.
   *
   * @returns The connection, or `null` if none waits.
   * @throws {Error} If there is none to be had now.
   */
  acceptNow(): Wire | null;
}

/**
 * A transport that does not tell by itself what happens, but is asked for it,
 * turn by turn, by whoever carries its connections.
 */
export interface Poller {
  /**
   * Has everything told that has happened. Does not wait.
   *
   * @returns Whether there was anything.
   */
  poll(): boolean;
  /**
   * Has what happens next told, whenever that is, even if nobody polls.
   *
   * @param mayBlock Whether to wait a moment before giving the wait away: true
   * only while nothing else waits for the event loop to turn.
   * @returns Whether something was told already, so that nothing is awaited.
   */
  wait(mayBlock: boolean): boolean;
  /** Resolves when it has ended, if nobody uses it any more. */
  settled(): Promise<void>;
}
