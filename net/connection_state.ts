// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Address } from "./address.ts";
import { ByteWindow } from "./byte_window.ts";
import type { ConnectionHost } from "./connection_host.ts";
import { ConnectionGoneError } from "./errors.ts";
import { NOTHING } from "./_input_buffers.ts";
import { OutputQueue } from "./output_queue.ts";
import type { Protocol } from "./protocol.ts";
import { Deadline } from "./timer_wheel.ts";
import type { Wire } from "./transport.ts";

/**
 * How far a connection has come: `half` says no more and may listen still,
 * `closing` sends what is queued, `lingering` waits for the peer to close, too.
 */
export type ConnectionPhase =
  | "open"
  | "half"
  | "closing"
  | "lingering"
  | "closed";

/** Who waits for something to happen to the input. @internal */
export interface InputWaiter {
  /** How many bytes to be given at most; 0 to be told only. */
  wanted: number;
  /** Gives it the bytes, or tells it. */
  resolve: (bytes: Uint8Array<ArrayBuffer> | null) => void;
  /** Tells it that there will be none. */
  reject: (error: unknown) => void;
}

/**
 * What is known of a connection at any moment: its window on what arrived, its
 * queue of what is to leave, its addresses, its deadline, and whether it has
 * ended. {@linkcode ConnectionCore} adds what is done with them.
 */
export abstract class ConnectionState {
  /** What arrived and was not consumed yet. */
  readonly input: ByteWindow = new ByteWindow(NOTHING, 0, 0);
  /** What waits to leave. */
  readonly output: OutputQueue;
  /** What speaks on this connection, once something does. */
  protocol: Protocol | null = null;
  /** Whether the peer said that it sends no more. Its ears may still be open. */
  inputEnded = false;
  /** Whether the deadline passed; the protocol that sees it takes it back. */
  expired = false;
  /** Bytes that arrived since the beginning. */
  bytesIn = 0;
  /** Bytes that left since the beginning. */
  bytesOut = 0;
  /** When it was accepted or connected, by the clock's `now()`. */
  readonly openedAt: number;
  /** When it last had something to do, by the clock's `now()`; for shedding. */
  activeAt: number;

  /** In the scheduler's ready batch. @internal */
  queued = false;
  /** In the scheduler's list of connections that have output to send. @internal */
  dirty = false;
  /** Where the host keeps it. @internal */
  hostIndex: number = -1;
  /** Whether a straight-line protocol runs, which looks at the state itself. @internal */
  running = false;
  /** Who carries it. @internal */
  readonly host: ConnectionHost;

  /** The raw end. @internal */
  protected readonly wire: Wire;
  /** How far it has come. @internal */
  protected ending: ConnectionPhase = "open";
  /** A straight-line protocol that waits for input. @internal */
  protected waiter: InputWaiter | null = null;
  #deadline: Deadline | null = null;
  #endMeansGone = false;
  #failure: ConnectionGoneError | null = null;
  #gone: AbortController | null = null;
  #finished: PromiseWithResolvers<void> | null = null;

  /**
   * Makes a connection of a wire. Called by schedulers and by
   * {@linkcode connect}.
   *
   * @param wire The raw end.
   * @param host Who carries the connection.
   */
  constructor(wire: Wire, host: ConnectionHost) {
    this.wire = wire;
    this.host = host;
    this.output = new OutputQueue(
      host.buffers,
      (overflow) => this.onQueued(overflow),
      host.limits.maxOutput,
    );
    this.openedAt = this.activeAt = host.now();
  }

  /** The address of our end. */
  get localAddress(): Address {
    return this.wire.localAddress;
  }

  /** The address of the other end. */
  get remoteAddress(): Address {
    return this.wire.remoteAddress;
  }

  /** Whether it was closed or aborted, or the peer is gone. */
  get closed(): boolean {
    return this.ending === "closed";
  }

  /** Whether it is being closed, or was: what is queued still leaves, no more may be. */
  get closing(): boolean {
    return this.ending !== "open";
  }

  /** Whether its host is shutting down, so that it had better come to an end. */
  get draining(): boolean {
    return this.host.draining;
  }

  /** Whether so much waits to leave that nothing should be added. */
  get congested(): boolean {
    return this.output.size > this.host.limits.highWater;
  }

  /**
   * Whether the end of input means that the peer is gone. Off in an ordinary
   * exchange, where a client may half-close and wait for its answer; on while
   * only we speak, as on an event stream. Turning it on when the input has ended
   * already aborts the connection.
   */
  get endMeansGone(): boolean {
    return this.#endMeansGone;
  }

  set endMeansGone(value: boolean) {
    this.#endMeansGone = value;
    if (value && this.inputEnded) this.abortAtEnd();
  }

  /** Why it is gone, or `null` if it is not, or was closed by us. */
  get failure(): ConnectionGoneError | null {
    return this.#failure;
  }

  /**
   * Aborts when the peer is gone: it reset the connection, a write failed or
   * stalled, or its input ended while {@linkcode Connection.endMeansGone}. Does
   * not abort when we close.
   */
  get gone(): AbortSignal {
    if (this.#gone === null) {
      this.#gone = new AbortController();
      if (this.#failure !== null) this.#gone.abort(this.#failure);
    }
    return this.#gone.signal;
  }

  /** Resolves, and never rejects, when the connection has ended, however it did. */
  get finished(): Promise<void> {
    if (this.#finished === null) {
      this.#finished = Promise.withResolvers();
      if (this.closed) this.#finished.resolve();
    }
    return this.#finished.promise;
  }

  /**
   * Sets the deadline, or sets it anew. When it passes, a pending read fails, or
   * else {@linkcode Connection.expired} is set and the connection is yielded.
   * The reading primitives set it themselves, and clear it. It has no effect
   * on a connection that is lingering or closed.
   *
   * @param delay In how many milliseconds.
   */
  setDeadline(delay: number): void {
    if (this.ending !== "lingering") this.startDeadline(delay);
  }

  /** Cancels the deadline. */
  clearDeadline(): void {
    this.expired = false;
    if (this.#deadline !== null && this.ending !== "lingering") {
      this.host.wheel.cancel(this.#deadline);
    }
  }

  /**
   * Ends it now, whatever is queued.
   *
   * @param reason Why the peer is taken for gone; none if that is not the case.
   */
  abort(reason?: ConnectionGoneError): void {
    if (this.closed) return;
    if (reason !== undefined) this.#failure ??= reason;
    this.finish();
  }

  /** The error for whoever uses the connection after its end. @internal */
  goneError(what: string): ConnectionGoneError {
    return this.#failure ??
      new ConnectionGoneError(`Cannot ${what}: the connection is closed`);
  }

  /** Sets the deadline in any phase but the last. @internal */
  protected startDeadline(delay: number): void {
    if (this.closed) return;
    this.#deadline ??= new Deadline(() => this.onDeadline());
    const { host } = this;
    // Whoever begins to wait has just done something.
    const now = this.activeAt = host.now();
    host.wheel.set(this.#deadline, delay, now);
  }

  /** @internal */
  protected abortAtEnd(): void {
    this.abort(
      new ConnectionGoneError("Cannot go on: the peer closed the connection"),
    );
  }

  /** Leaves the wheel and tells those who wait for the end. @internal */
  protected settle(): void {
    if (this.#deadline !== null) this.host.wheel.remove(this.#deadline);
    this.#finished?.resolve();
    if (this.#failure !== null) this.#gone?.abort(this.#failure);
  }

  /** @internal */
  protected abstract onQueued(overflow: boolean): void;
  /** @internal */
  protected abstract onDeadline(): void;
  /** @internal */
  protected abstract finish(): void;
}
