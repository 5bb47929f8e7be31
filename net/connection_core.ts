// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ConnectionHost } from "./connection_host.ts";
import { ConnectionInput } from "./connection_input.ts";
import { ConnectionGoneError, DeadlineError } from "./errors.ts";
import { ignore, rejected } from "./_promises.ts";
import { Deadline } from "./timer_wheel.ts";
import type { Wire, WireOwner } from "./transport.ts";

const RESOLVED: Promise<void> = Promise.resolve();

/**
 * The part of a connection that protocols and schedulers use: writing, the
 * ways to an end, and what happens on the wire. A {@linkcode Connection} adds
 * reading in a straight line.
 */
export abstract class ConnectionCore extends ConnectionInput
  implements WireOwner, AsyncDisposable {
  #drainWaiter: PromiseWithResolvers<void> | null = null;
  #stall: Deadline | null = null;
  #writeEnded = false;

  /**
   * Makes a connection of a wire. Called by schedulers and by
   * {@linkcode connect}.
   *
   * @param wire The raw end.
   * @param host Who carries the connection.
   */
  constructor(wire: Wire, host: ConnectionHost) {
    super(wire, host);
    wire.owner = this;
  }

  // Writing

  /**
   * Queues something to leave at the end of the turn: all that is written in
   * one turn, or in one go between two awaits, leaves in one write.
   *
   * @param pieces Text, sent as UTF-8, or bytes, which are copied.
   * @returns A promise that resolves when the queue has room for more: await it
   * wherever you write much. Whoever goes on writing regardless is cut off at
   * {@linkcode ConnectionLimits.maxOutput}.
   * @throws {ConnectionGoneError} If the connection is gone or closed.
   */
  write(...pieces: (string | Uint8Array)[]): Promise<void> {
    if (this.closing) return rejected(this.goneError("write"));
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
    if (this.closing) return false;
    this.output.putShared(bytes);
    return !this.closed && !this.congested;
  }

  /**
   * Waits until the queue has room.
   *
   * @returns A promise, resolved already if there is room now.
   * @throws {ConnectionGoneError} If the connection is gone before.
   */
  drained(): Promise<void> {
    if (this.closed) return rejected(this.goneError("write"));
    if (!this.congested) return RESOLVED;
    if (this.#drainWaiter === null) {
      this.#drainWaiter = Promise.withResolvers();
      this.#drainWaiter.promise.catch(ignore);
    }
    return this.#drainWaiter.promise;
  }

  // Ending

  /** Sends what is queued and says that no more will come. The peer may go on sending. */
  closeWrite(): void {
    if (this.ending !== "open") return;
    this.ending = "half";
    this.flush();
  }

  /**
   * Sends what is queued and closes. Where the peer may still be sending, use
   * {@linkcode Connection.discardAndClose}.
   */
  close(): void {
    if (this.closed || this.ending === "lingering") return;
    this.ending = "closing";
    this.flush();
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
    if (this.closed || this.ending === "lingering") return;
    // The deadline was set for something that is over.
    this.clearDeadline();
    this.ending = "lingering";
    this.discardable = maxLength;
    this.input.start = this.input.end;
    this.flush();
    this.askForInput();
  }

  /** Closes it, see {@linkcode Connection.close}, and waits until it has ended. */
  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return this.finished;
  }

  // What the scheduler calls

  /** Yields the connection again in the next turn, though nothing new happened. */
  again(): void {
    if (!this.closed) this.host.ready(this, true);
  }

  /** Yields the connection in the next turn: something happened that it waited for. */
  override wake(): void {
    if (!this.closed) this.host.ready(this, false);
  }

  /** Ends a turn: sends what was queued and asks for more input. @internal */
  endTurn(): void {
    if (this.output.size > 0) this.flush();
    if (this.wire.lends) this.keepInput();
    // Who asked for another turn has enough to do.
    if (!this.queued) this.askForInput();
  }

  /** Sends what is queued, unless a write is under way. @internal */
  flush(): void {
    if (this.closed) return;
    if (this.output.size === 0) {
      if (this.closing) this.#onAllSent();
      return;
    }
    const congested = this.congested;
    if (this.wire.writeFront !== undefined) this.#writeFront();
    let bytes = this.output.take();
    let pending = false;
    while (bytes !== null && !pending) {
      const taken = this.wire.write(bytes);
      if (taken > 0) {
        this.bytesOut += taken;
        this.output.written(taken);
        bytes = this.output.take();
      } else {
        pending = true;
        if (taken === 0) this.output.written(0);
      }
    }
    // Only when a write begins, or who writes often would never see it stall.
    if (pending) this.#watchWrite();
    if (this.output.size === 0 && this.closing) this.#onAllSent();
    // A wire that takes bytes at once does not tell of it later.
    if (congested && !this.congested && !this.closed) this.#onDrained();
  }

  /** Sends what it can without making a view of it. */
  #writeFront(): void {
    const { output } = this;
    const bytes = output.front();
    if (bytes === null) return;
    const taken = this.wire.writeFront!(bytes, output.size);
    this.bytesOut += taken;
    output.wroteFront(taken);
  }

  // What the wire calls

  /** @internal */
  onWritten(count: number): void {
    if (this.#stall !== null) this.host.wheel.cancel(this.#stall);
    if (this.closed) return this.output.close();
    this.bytesOut += count;
    const congested = this.congested;
    this.output.written(count);
    if (this.output.size > 0 || this.closing) this.flush();
    if (congested && !this.congested && !this.closed) this.#onDrained();
  }

  /** @internal */
  onFailed(error: unknown, during: "read" | "write"): void {
    if (during === "read") this.reading = false;
    if (this.closed) {
      if (during === "read") this.letGoOfInput();
      else this.output.close();
      return;
    }
    if (during === "write") this.output.written(0);
    const message = error instanceof Error ? error.message : String(error);
    this.abort(
      new ConnectionGoneError(`Cannot ${during}: ${message}`, { cause: error }),
    );
  }

  #onDrained(): void {
    const waiter = this.#drainWaiter;
    this.#drainWaiter = null;
    if (waiter !== null) waiter.resolve();
    // Not notify(): who waits for input has got none.
    else if (!this.running) this.wake();
  }

  /** @internal */
  protected override onQueued(overflow: boolean): void {
    if (!overflow) return this.host.wrote(this);
    const { maxOutput } = this.host.limits;
    this.abort(
      new ConnectionGoneError(
        `Cannot write more: ${maxOutput} bytes wait that the peer did not read`,
      ),
    );
  }

  /** @internal */
  protected override onDeadline(): void {
    if (this.ending === "lingering") return this.finish();
    const { waiter } = this;
    if (waiter !== null) {
      this.waiter = null;
      return waiter.reject(
        new DeadlineError(`Cannot read: no input for ${this.readDeadline} ms`),
      );
    }
    this.expired = true;
    this.notify();
  }

  #watchWrite(): void {
    this.#stall ??= new Deadline(() =>
      this.abort(
        new ConnectionGoneError(
          "Cannot write: the peer did not read for too long",
        ),
      )
    );
    const { host } = this;
    host.wheel.set(this.#stall, host.limits.writeTimeout, host.now());
  }

  #onAllSent(): void {
    if (this.ending === "closing") return this.finish();
    if (!this.#writeEnded) {
      this.#writeEnded = true;
      this.wire.closeWrite();
      if (this.ending === "lingering") {
        this.startDeadline(this.host.limits.lingerTimeout);
      }
    }
    if (this.ending !== "lingering") return;
    if (this.inputEnded || this.discardable <= 0) this.finish();
  }

  /** @internal */
  protected override finish(): void {
    if (this.closed) return;
    this.ending = "closed";
    if (this.#stall !== null) this.host.wheel.remove(this.#stall);
    this.output.close();
    this.wire.close();
    this.input.start = this.input.end = 0;
    // A read that is outstanding still owns the array.
    if (!this.reading || this.wire.lends) this.letGoOfInput();
    this.settle();
    const { waiter } = this;
    this.waiter = null;
    const drainWaiter = this.#drainWaiter;
    this.#drainWaiter = null;
    if (waiter !== null || drainWaiter !== null) {
      const error = this.goneError("go on");
      waiter?.reject(error);
      drainWaiter?.reject(error);
    }
    // Its protocol sees the end before the host forgets it.
    if (!this.running) this.host.ready(this, false);
    this.host.closed(this);
  }
}
