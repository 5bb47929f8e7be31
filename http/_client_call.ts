// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Clock, DeadlineError, type TimerHandle } from "../net/mod.ts";
import type { ClientConnection } from "./_client_connection.ts";
import type { ClientPool } from "./_client_pool.ts";
import { ProtocolError } from "./protocol_error.ts";
import type { ReceivedResponseHead } from "./received_response_head.ts";

/** One call of a client, from the first connection to the last byte: what ends all of it. */
export class ClientCall {
  readonly #controller: AbortController = new AbortController();
  readonly #clock: Clock;
  readonly #outer: AbortSignal | undefined;
  #timer: TimerHandle | null = null;
  readonly #onOuterAbort: () => void;

  constructor(
    clock: Clock,
    options: { timeout: number; signal: AbortSignal | undefined },
  ) {
    const { timeout, signal } = options;
    signal?.throwIfAborted();
    this.#clock = clock;
    this.#outer = signal;
    this.#onOuterAbort = () => this.#controller.abort(signal?.reason);
    signal?.addEventListener("abort", this.#onOuterAbort, { once: true });
    if (timeout < Infinity) {
      this.#timer = clock.setTimer(() => {
        this.#timer = null;
        this.#controller.abort(
          new DeadlineError(`Cannot request: not complete after ${timeout} ms`),
        );
      }, timeout);
    }
  }

  /** Aborts when the call is to end before its time. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why the call failed: what was asked for goes before what came of it. */
  reasonOf(error: unknown): unknown {
    return this.signal.aborted ? this.signal.reason : error;
  }

  /** Waits for something that is given a signal, but not for longer. */
  async within<T>(
    timeout: number,
    run: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    const timer = this.#clock.setTimer(() =>
      controller.abort(
        new DeadlineError(`Cannot connect within ${timeout} ms`),
      ), timeout);
    const signal = AbortSignal.any([this.signal, controller.signal]);
    try {
      return await run(signal);
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      this.#clock.clearTimer(timer);
    }
  }

  /** Ends it in good order. */
  end(): void {
    if (this.#timer !== null) this.#clock.clearTimer(this.#timer);
    this.#timer = null;
    this.#outer?.removeEventListener("abort", this.#onOuterAbort);
  }
}

/** A connection in use, which goes back to its pool exactly once. */
export class ClientLease {
  readonly connection: ClientConnection;
  readonly #pool: ClientPool;
  readonly #name: string;
  readonly #signal: AbortSignal;
  readonly #onAbort: () => void;
  #open = true;

  constructor(
    connection: ClientConnection,
    options: { pool: ClientPool; name: string; signal: AbortSignal },
  ) {
    this.connection = connection;
    this.#pool = options.pool;
    this.#name = options.name;
    this.#signal = options.signal;
    this.#onAbort = () => this.discard();
    if (this.#signal.aborted) this.discard();
    else this.#signal.addEventListener("abort", this.#onAbort, { once: true });
  }

  /** Gives the connection back, for others to use. */
  release(head: ReceivedResponseHead): void {
    if (!this.#end()) return;
    this.#pool.give(this.#name, this.connection, lifetimeOf(head));
  }

  /** Ends the connection. */
  discard(): void {
    if (!this.#end()) return;
    this.connection.abort();
    this.#pool.give(this.#name, null);
  }

  #end(): boolean {
    if (!this.#open) return false;
    this.#open = false;
    this.#signal.removeEventListener("abort", this.#onAbort);
    return true;
  }
}

/**
 * For how many milliseconds a connection may be idle: a second less than the
 * server says, so that we are not the second to close.
 */
function lifetimeOf(head: ReceivedResponseHead): number {
  const match = /(?:^|[,\s])timeout=(\d{1,6})/i.exec(
    head.field("keep-alive") ?? "",
  );
  return match === null ? Infinity : (Number(match[1]) - 1) * 1000;
}

/** The content of a response as it arrives, before it is decoded. */
export class ClientBodySource {
  readonly #call: ClientCall;
  readonly #lease: ClientLease;
  readonly #head: ReceivedResponseHead;
  readonly #options: { bodyTimeout: number; maxBodySize: number };
  #size = 0;
  #ended = false;

  constructor(
    call: ClientCall,
    lease: ClientLease,
    options: {
      head: ReceivedResponseHead;
      bodyTimeout: number;
      maxBodySize: number;
    },
  ) {
    this.#call = call;
    this.#lease = lease;
    this.#head = options.head;
    this.#options = options;
  }

  /** The next piece; null at the end. Gives the connection back then. */
  async next(): Promise<Uint8Array<ArrayBuffer> | null> {
    if (this.#ended) return null;
    const { bodyTimeout, maxBodySize } = this.#options;
    try {
      const piece = await this.#lease.connection.nextPiece(bodyTimeout);
      if (piece === null) {
        this.#ended = true;
        this.#lease.release(this.#head);
        this.#call.end();
        return null;
      }
      this.#size += piece.length;
      if (Math.max(this.#size, this.#head.contentLength) > maxBodySize) {
        throw new ProtocolError(
          502,
          `Cannot take content: longer than ${maxBodySize} bytes`,
        );
      }
      return piece;
    } catch (error) {
      this.cancel();
      throw this.#call.reasonOf(error);
    }
  }

  /** Ends it before its end. */
  cancel(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#lease.discard();
    this.#call.end();
  }
}
