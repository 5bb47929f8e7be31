// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { ConnectionState } from "./connection_state.ts";
import { append, giveBack, NOTHING, roomBehind } from "./_input_buffers.ts";
import { rejected } from "./_promises.ts";

/**
 * The part of a connection that hears: what arrives on the wire goes into the
 * window, and whoever waits for it is told.
 */
export abstract class ConnectionInput extends ConnectionState {
  /** Whether a read is outstanding. @internal */
  protected reading = false;
  /** How much a lingering connection may still discard. @internal */
  protected discardable = 0;
  /** How long the read that waits may wait, for its error. @internal */
  protected readDeadline = 0;
  #hungry = false;
  /** Whether the input lies in bytes that the wire has lent. */
  #lent = false;
  /** How long the room was that the outstanding read was given. */
  #room = 0;

  /** @internal */
  onRead(count: number): void {
    this.reading = false;
    if (this.closed) return this.letGoOfInput();
    if (count === 0) return this.#onInputEnded();
    this.bytesIn += count;
    this.#hungry = count === this.#room;
    if (this.ending === "lingering") return this.#discard(count);
    this.input.end += count;
    this.notify();
  }

  /** @internal */
  onLent(bytes: Uint8Array<ArrayBuffer>, count: number): void {
    this.reading = false;
    if (this.closed) return this.wire.returnInput?.();
    this.bytesIn += count;
    if (this.ending === "lingering") {
      this.wire.returnInput?.();
      return this.#discard(count);
    }
    const { input } = this;
    if (input.length > 0 || this.running || this.waiter !== null) {
      append(input, bytes, count);
      this.wire.returnInput?.();
    } else {
      // The turn that follows consumes it where it lies, or keeps the rest.
      giveBack(input.bytes);
      input.bytes = bytes;
      input.start = 0;
      input.end = count;
      this.#lent = true;
    }
    this.notify();
    // Without a turn to come it would stay lent for ever.
    if (this.#lent && !this.queued) this.keepInput();
  }

  #onInputEnded(): void {
    this.inputEnded = true;
    if (this.ending === "lingering") {
      if (this.output.size === 0) this.finish();
    } else if (this.endMeansGone) this.abortAtEnd();
    else this.notify();
  }

  #discard(count: number): void {
    this.discardable -= count;
    if (this.discardable > 0) this.askForInput();
    // What is queued leaves first; until then the peer has to wait.
    else if (this.output.size === 0) this.finish();
  }

  /** Tells whoever has to know that something happened. @internal */
  protected notify(): void {
    const { waiter } = this;
    if (waiter !== null) {
      this.waiter = null;
      this.clearDeadline();
      const { wanted } = waiter;
      waiter.resolve(wanted > 0 ? this.takeInput(wanted) : null);
    } else if (!this.running) {
      this.wake();
    }
  }

  /** Moves what was lent and not consumed to bytes of our own; an idle connection has none. @internal */
  protected keepInput(): void {
    const { input } = this;
    const { bytes, start, end } = input;
    if (this.#lent) {
      this.#lent = false;
      input.bytes = NOTHING;
      input.start = input.end = 0;
      if (end > start) append(input, bytes.subarray(start, end), end - start);
      this.wire.returnInput?.();
    } else if (start === end && bytes.length > 0) {
      giveBack(bytes);
      input.bytes = NOTHING;
      input.start = input.end = 0;
    }
  }

  /** Asks the wire for more, unless it was asked or there is no room. @internal */
  protected askForInput(): void {
    if (this.reading || this.inputEnded || this.closed) return;
    if (this.wire.lends) {
      const left = this.host.limits.maxInput - this.input.length;
      if (left <= 0) return;
      this.reading = true;
      return this.wire.read(NOTHING, left);
    }
    const target = roomBehind(
      this.input,
      this.host.limits.maxInput,
      this.#hungry,
    );
    if (target === null) return;
    this.reading = true;
    this.#room = target.length;
    this.wire.read(target, target.length);
  }

  /** The array may be another connection's from now on. @internal */
  protected letGoOfInput(): void {
    if (this.#lent) this.wire.returnInput?.();
    else giveBack(this.input.bytes);
    this.#lent = false;
    this.input.bytes = NOTHING;
  }

  /**
   * Waits for something to happen to the input.
   *
   * @returns What was wanted of the input, or `null`.
   *
   * @internal
   */
  protected more(
    wanted: number,
    delay: number = this.host.limits.readTimeout,
    timeout: number = delay,
  ): Promise<Uint8Array<ArrayBuffer> | null> {
    if (this.closed) return rejected(this.goneError("read"));
    if (this.waiter !== null) {
      return rejected(new TypeError("Cannot read: another read is pending"));
    }
    if (this.input.length >= this.host.limits.maxInput) {
      return rejected(
        new RangeError("Cannot read more: the input window is full"),
      );
    }
    this.readDeadline = timeout;
    this.setDeadline(delay);
    this.askForInput();
    return new Promise((resolve, reject) => {
      this.waiter = { wanted, resolve, reject };
    });
  }

  /** Consumes so many bytes at most; `null` if there are none. @internal */
  protected takeInput(count: number): Uint8Array<ArrayBuffer> | null {
    const { input } = this;
    const length = Math.min(count, input.length);
    if (length === 0) return null;
    const { start } = input;
    input.start = start + length;
    return input.bytes.slice(start, start + length);
  }

  /** Yields the connection in the next turn: something happened that it waited for. */
  abstract wake(): void;
}
