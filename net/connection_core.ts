// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Address } from "./address.ts";
import { ByteWindow } from "./byte_window.ts";
import type { ConnectionHost } from "./connection_host.ts";
import { ConnectionGoneError, DeadlineError } from "./errors.ts";
import { giveBack, roomBehind } from "./_input_buffers.ts";
import { OutputQueue } from "./output_queue.ts";
import { Deadline } from "./timer_wheel.ts";
import type { Wire, WireOwner } from "./transport.ts";

/** What speaks on a connection; attached when the connection is first yielded. */
export interface Protocol {
  /** The protocol's name and what it is at, for people: `http: reading head`. */
  readonly phase: string;
}

const NOTHING: Uint8Array<ArrayBuffer> = new Uint8Array(0);
const RESOLVED: Promise<void> = Promise.resolve();

/**
 * The part of a connection that protocols and schedulers use: a window on what
 * arrived, a queue of what is to leave, a deadline, and the ways to an end. A
 * {@linkcode Connection} adds reading in a straight line.
 */
export abstract class ConnectionCore implements WireOwner, AsyncDisposable {
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
  /**
   * Whether the end of input means that the peer is gone. Off in an ordinary
   * exchange, where a client may half-close and wait for its answer; on while
   * only we speak, as on an event stream.
   */
  endMeansGone = false;
  /** Bytes that arrived since the beginning. */
  bytesIn = 0;
  /** Bytes that left since the beginning. */
  bytesOut = 0;
  /** When it was accepted or connected, by the clock's `now()`. */
  readonly openedAt: number;
  /** When something last arrived or left, by the clock's `now()`; for shedding. */
  activeAt: number;

  /** In the scheduler's ready batch. @internal */
  queued = false;
  /** In the scheduler's list of connections that have output to send. @internal */
  dirty = false;
  /** Where the host keeps it. @internal */
  hostIndex = -1;

  /** Who carries it. @internal */
  readonly host: ConnectionHost;
  readonly #wire: Wire;
  #reading = false;
  #hungry = false;
  #target: Uint8Array<ArrayBuffer> = NOTHING;
  #waiter: PromiseWithResolvers<void> | null = null;
  #drainWaiter: PromiseWithResolvers<void> | null = null;
  /** Whether a straight-line protocol runs, which looks at the state itself. @internal */
  running = false;
  #deadline: Deadline | null = null;
  #stall: Deadline | null = null;
  #closing = false;
  #closed = false;
  #failure: ConnectionGoneError | null = null;
  #gone: AbortController | null = null;
  #discarding = 0;

  /**
   * Makes a connection of a wire. Called by schedulers and by
   * {@linkcode connect}.
   *
   * @param wire The raw end.
   * @param host Who carries the connection.
   */
  constructor(wire: Wire, host: ConnectionHost) {
    this.#wire = wire;
    this.host = host;
    this.output = new OutputQueue(host.buffers, () => this.#onQueued());
    this.openedAt = this.activeAt = host.now();
    wire.owner = this;
  }

  /** The address of our end. */
  get localAddress(): Address {
    return this.#wire.localAddress;
  }

  /** The address of the other end. */
  get remoteAddress(): Address {
    return this.#wire.remoteAddress;
  }

  /** Whether it was closed or aborted, or the peer is gone. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Whether it is being closed: what is queued still leaves. */
  get closing(): boolean {
    return this.#closing || this.#closed;
  }

  /** Whether its host is shutting down, so that it had better come to an end. */
  get draining(): boolean {
    return this.host.draining;
  }

  /** Why it is gone, or `null` if it is not, or was closed by us. */
  get failure(): ConnectionGoneError | null {
    return this.#failure;
  }

  /** Whether so much waits to leave that nothing should be added. */
  get congested(): boolean {
    return this.output.size > this.host.limits.highWater;
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

  // Writing

  /**
   * Queues something to leave at the end of the turn.
   *
   * @param pieces Text, sent as UTF-8, or bytes, which are copied.
   * @returns A promise that resolves when the queue has room for more: await it
   * wherever you write much.
   * @throws {ConnectionGoneError} If the connection is gone or closed.
   */
  write(...pieces: (string | Uint8Array)[]): Promise<void> {
    if (this.#closed || this.#closing) {
      return Promise.reject(this.goneError("write"));
    }
    for (const piece of pieces) {
      if (typeof piece === "string") this.output.putText(piece);
      else this.output.putBytes(piece);
    }
    return this.drained();
  }

  /**
   * Queues bytes that never change without copying them, so that any number of
   * connections can send the same array.
   *
   * @param bytes The bytes.
   * @returns Whether the queue has room for more.
   */
  writeShared(bytes: Uint8Array<ArrayBuffer>): boolean {
    if (this.#closed || this.#closing) return false;
    this.output.putShared(bytes);
    return !this.congested;
  }

  /**
   * Waits until the queue has room.
   *
   * @returns A promise, resolved already if there is room now.
   * @throws {ConnectionGoneError} If the connection is gone before.
   */
  drained(): Promise<void> {
    if (this.#closed) return Promise.reject(this.goneError("write"));
    if (!this.congested) return RESOLVED;
    return (this.#drainWaiter ??= Promise.withResolvers()).promise;
  }

  /** Sends what is queued and says that no more will come. The peer may go on sending. */
  closeWrite(): void {
    if (this.#closing || this.#closed) return;
    this.#closing = true;
    this.#discarding = -1;
    this.#flush();
  }

  /** Sends what is queued and closes. */
  close(): void {
    if (this.#closed) return;
    this.#closing = true;
    if (this.#discarding <= 0) this.#discarding = 0;
    this.#flush();
  }

  /**
   * Sends what is queued, says that no more will come, and closes once the peer
   * has closed too or has sent or waited too much. Closing at once while input
   * is unread makes the kernel reset the connection, and a reset can overtake
   * the answer that was just sent (RFC 9112 section 9.6).
   *
   * @param maxLength How many bytes to discard.
   */
  discardAndClose(maxLength: number = 256 * 1024): void {
    if (this.#closed) return;
    this.#closing = true;
    this.#discarding = maxLength;
    this.input.start = this.input.end;
    this.setDeadline(this.host.limits.lingerTimeout);
    this.#flush();
  }

  /**
   * Ends it now, whatever is queued.
   *
   * @param reason Why the peer is taken for gone; none if that is not the case.
   */
  abort(reason?: ConnectionGoneError): void {
    if (reason !== undefined) this.#failure ??= reason;
    this.#finish();
  }

  /** Closes it, see {@linkcode Connection.close}. */
  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return RESOLVED;
  }

  // Deadlines

  /**
   * Sets the deadline, or sets it anew. When it passes, a pending read fails, or
   * else {@linkcode Connection.expired} is set and the connection is yielded.
   *
   * @param delay In how many milliseconds.
   */
  setDeadline(delay: number): void {
    this.#deadline ??= new Deadline(() => {
      this.expired = true;
      if (this.#discarding > 0) return this.#finish();
      this.#notify();
    });
    this.host.wheel.set(this.#deadline, delay);
  }

  /** Cancels the deadline. */
  clearDeadline(): void {
    if (this.#deadline !== null) this.host.wheel.cancel(this.#deadline);
    this.expired = false;
  }

  // What the scheduler calls

  /** Ends a turn: sends what was queued and asks for more input. @internal */
  endTurn(): void {
    if (this.output.size > 0) this.#flush();
    this.#read();
  }

  /** Yields the connection again in the next turn, though nothing new happened. */
  again(): void {
    if (!this.#closed) this.host.ready(this, true);
  }

  /** Yields the connection in the next turn, since something happened that it did not see. */
  wake(): void {
    if (!this.#closing && !this.#closed) this.host.ready(this, false);
  }

  /** Sends what is queued, as far as no write is under way. @internal */
  flush(): void {
    this.#flush();
  }

  // What the wire calls

  /** @internal */
  onRead(count: number): void {
    this.#reading = false;
    if (this.#closed) return giveBack(this.#target);
    if (count === 0) return this.#onInputEnded();
    this.bytesIn += count;
    this.#hungry = count === this.#target.length;
    if (this.#discarding !== 0 && this.#closing) return this.#discard(count);
    this.input.end += count;
    this.#notify();
  }

  /** @internal */
  onWritten(count: number): void {
    this.bytesOut += count;
    if (this.#stall !== null) this.host.wheel.cancel(this.#stall);
    const congested = this.congested;
    this.output.written(count);
    if (this.#closed) return;
    if (this.output.size > 0 || this.#closing) this.#flush();
    if (congested && !this.congested) this.#onDrained();
  }

  /** @internal */
  onFailed(error: unknown, during: "read" | "write"): void {
    if (during === "read") this.#reading = false;
    else this.output.written(0);
    if (this.#closed) {
      if (during === "read") giveBack(this.#target);
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    this.abort(
      new ConnectionGoneError(`Cannot ${during}: ${message}`, { cause: error }),
    );
  }

  #onInputEnded(): void {
    this.inputEnded = true;
    if (this.#closing && this.#discarding > 0) {
      if (this.output.size === 0) this.#finish();
      return;
    }
    if (this.endMeansGone) {
      return this.abort(
        new ConnectionGoneError("Cannot go on: the peer closed the connection"),
      );
    }
    this.#notify();
  }

  #discard(count: number): void {
    // -1: the straight-line protocol may go on reading after closeWrite().
    if (this.#discarding === -1) {
      this.input.end += count;
      return this.#notify();
    }
    this.#discarding -= count;
    if (this.#discarding <= 0) this.#finish();
    else this.#read();
  }

  #onDrained(): void {
    const waiter = this.#drainWaiter;
    this.#drainWaiter = null;
    if (waiter !== null) waiter.resolve();
    else this.#notify();
  }

  /** Tells whoever has to know that something happened. */
  #notify(): void {
    const waiter = this.#waiter;
    if (waiter !== null) {
      this.#waiter = null;
      waiter.resolve();
    } else if (!this.running) {
      this.host.ready(this, false);
    }
  }

  #onQueued(): void {
    this.host.wrote(this);
  }

  #flush(): void {
    if (this.#closed) return;
    let bytes = this.output.take();
    while (bytes !== null) {
      const taken = this.#wire.write(bytes);
      if (taken < 0) break;
      this.bytesOut += taken;
      this.output.written(taken);
      bytes = taken === 0 ? null : this.output.take();
    }
    if (this.output.size > 0) {
      this.#stall ??= new Deadline(() =>
        this.abort(
          new ConnectionGoneError(
            "Cannot write: the peer did not read for too long",
          ),
        )
      );
      this.host.wheel.set(this.#stall, this.host.limits.writeTimeout);
    } else if (this.#closing) this.#onAllSent();
  }

  #onAllSent(): void {
    if (this.#discarding === 0) return this.#finish();
    this.#wire.closeWrite();
    if (this.inputEnded && this.#discarding > 0) this.#finish();
    else this.#read();
  }

  #read(): void {
    if (this.#reading || this.inputEnded || this.#closed) return;
    const target = roomBehind(
      this.input,
      this.host.limits.maxInput,
      this.#hungry,
    );
    if (target === null) return;
    this.#reading = true;
    this.#target = target;
    this.#wire.read(target);
  }

  #finish(): void {
    if (this.#closed) return;
    this.#closed = true;
    const { wheel } = this.host;
    if (this.#deadline !== null) wheel.remove(this.#deadline);
    if (this.#stall !== null) wheel.remove(this.#stall);
    this.output.clear();
    this.#wire.close();
    // A read that is outstanding still owns the array; onRead() gives it back.
    if (!this.#reading) giveBack(this.input.bytes);
    // It may be another connection's from now on.
    this.input.bytes = NOTHING;
    this.input.start = this.input.end = 0;
    this.host.closed(this);
    const error = this.goneError("go on");
    this.#waiter?.reject(error);
    this.#waiter = null;
    this.#drainWaiter?.reject(error);
    this.#drainWaiter = null;
    if (this.#failure !== null) this.#gone?.abort(this.#failure);
    if (!this.running) this.host.ready(this, false);
  }

  /** @internal */
  goneError(what: string): ConnectionGoneError {
    return this.#failure ??
      new ConnectionGoneError(`Cannot ${what}: the connection is closed`);
  }

  /** Waits for something to happen to the input. @internal */
  async more(
    timeout: number = this.host.limits.readTimeout,
  ): Promise<void> {
    if (this.#closed) throw this.goneError("read");
    if (this.#waiter !== null) {
      throw new TypeError("Cannot read: another read is pending");
    }
    const waiter = this.#waiter = Promise.withResolvers<void>();
    this.setDeadline(timeout);
    this.#read();
    await waiter.promise;
    const late = this.expired;
    this.clearDeadline();
    if (late) {
      throw new DeadlineError(`Cannot read: no input for ${timeout} ms`);
    }
  }
}
