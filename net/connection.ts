// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { ConnectionCore } from "./connection_core.ts";
import {
  ConnectionGoneError,
  DeadlineError,
  UnexpectedEndError,
} from "./errors.ts";
import { NOTHING } from "./_input_buffers.ts";
import { indexOfBytes, withoutLineEnd } from "./_search.ts";

/** Options of the reading primitives. */
export interface ReadOptions {
  /**
   * How many milliseconds to wait for the first byte, and then again for all
   * the rest together: who sends byte by byte does not gain time.
   *
   * @default {the scheduler's `readTimeout`}
   */
  timeout?: number;
}

/** Options of the reading primitives that gather until something is complete. */
export interface BoundedReadOptions extends ReadOptions {
  /**
   * How many bytes may be gathered.
   *
   * @default {the scheduler's `maxInput`}
   */
  maxLength?: number;
}

const LF = Uint8Array.of(0x0a);

/**
 * One connection: a window on what arrived, a queue of what is to leave, and a
 * deadline.
 *
 * There are two ways to use it. A *protocol* is called each time the scheduler
 * yields the connection, looks at {@linkcode Connection.input},
 * {@linkcode Connection.inputEnded} and {@linkcode Connection.expired}, does
 * what can be done at once, and returns. A *straight-line* protocol, started
 * with {@linkcode Connection.run}, awaits the reading primitives instead. Either
 * way what is written leaves in one write at the end of the turn.
 *
 * @example Usage
 * ```ts
 * import { memoryPair } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const [left, right] = memoryPair();
 * await left.write("hello\n");
 * assertEquals(await right.readLine(), "hello");
 * left.close();
 * right.close();
 * ```
 */
export class Connection extends ConnectionCore {
  /**
   * Runs a straight-line protocol. When it returns, what it wrote is sent and
   * the connection closes, lingering if the peer may still be sending (see
   * {@linkcode Connection.discardAndClose}); when it throws, the connection is
   * aborted and the scheduler's `onError` is told, unless the peer was the
   * cause. Does nothing if a protocol runs already.
   *
   * @param protocol The protocol.
   */
  run(protocol: (connection: Connection) => Promise<void>): void {
    if (this.running) return;
    this.running = true;
    this.protocol ??= { phase: protocol.name || "straight-line" };
    this.#run(protocol);
  }

  async #run(
    protocol: (connection: Connection) => Promise<void>,
  ): Promise<void> {
    // What else it waits for nobody knows.
    this.host.hold();
    try {
      await protocol(this);
    } catch (error) {
      this.abort();
      const peer = error instanceof ConnectionGoneError ||
        error instanceof DeadlineError || error instanceof UnexpectedEndError;
      if (!peer) this.host.reportError(error);
      return;
    } finally {
      this.host.letGo();
    }
    if (this.inputEnded) this.close();
    else this.discardAndClose();
  }

  /**
   * What arrived, as soon as there is something.
   *
   * @param options How long to wait, and how many bytes to take at most.
   * @returns At least one byte, or `null` if the peer sends no more.
   * @throws {RangeError} If `maxLength` is not at least 1.
   * @throws {DeadlineError} If nothing arrives in time.
   * @throws {ConnectionGoneError} If the connection is gone.
   */
  readSome(
    options: BoundedReadOptions = {},
  ): Promise<Uint8Array<ArrayBuffer> | null> {
    // No async function: this is what straight-line protocols spend their time on.
    const maxLength = Math.floor(options.maxLength ?? Infinity);
    if (!(maxLength >= 1)) {
      return Promise.reject(notALength("some", maxLength));
    }
    if (this.input.length > 0 || this.inputEnded) {
      return Promise.resolve(this.takeInput(maxLength));
    }
    return this.more(maxLength, options.timeout);
  }

  /**
   * Puts what arrived into an array of the caller's, as soon as there is
   * something. Costs less than {@linkcode Connection.readSome}, which makes an
   * array each time.
   *
   * @param target The array.
   * @param options How long to wait.
   * @returns How many bytes were put at its beginning, at least one, or `null`
   * if the peer sends no more.
   * @throws {RangeError} If the array is empty.
   * @throws {DeadlineError} If nothing arrives in time.
   * @throws {ConnectionGoneError} If the connection is gone.
   */
  async readInto(
    target: Uint8Array,
    options: ReadOptions = {},
  ): Promise<number | null> {
    if (target.length === 0) throw notALength("into an array", 0);
    const { input } = this;
    while (input.length === 0) {
      if (this.inputEnded) return null;
      await this.more(0, options.timeout);
    }
    const { start } = input;
    input.start = Math.min(start + target.length, input.end);
    target.set(input.bytes.subarray(start, input.start));
    return input.start - start;
  }

  /**
   * So many bytes and no fewer.
   *
   * @param count How many.
   * @param options How long to wait.
   * @returns The bytes.
   * @throws {RangeError} If the count is no length, or more than the input
   * window may hold.
   * @throws {UnexpectedEndError} If the peer stops sending before.
   * @throws {DeadlineError} If they do not arrive in time.
   * @throws {ConnectionGoneError} If the connection is gone.
   */
  async readExactly(
    count: number,
    options: ReadOptions = {},
  ): Promise<Uint8Array<ArrayBuffer>> {
    if (!isLength(count)) throw notALength("exactly", count);
    const { maxInput } = this.host.limits;
    if (count > maxInput) {
      throw new RangeError(
        `Cannot read exactly ${count} bytes: the input window holds ${maxInput}`,
      );
    }
    let begun = -1;
    while (this.input.length < count) {
      begun = await this.#gather(begun, options.timeout);
    }
    return this.#consume(count);
  }

  /**
   * All up to a delimiter, which is included.
   *
   * @param delimiter The delimiter, at least one byte.
   * @param options How many bytes may come, the delimiter included, and how
   * long to wait.
   * @returns The bytes, or `null` if the peer stopped sending before the first.
   * @throws {RangeError} If the delimiter does not come within `maxLength`.
   * @throws {UnexpectedEndError} If the peer stops sending in between.
   * @throws {DeadlineError} If it does not arrive in time.
   * @throws {ConnectionGoneError} If the connection is gone.
   */
  async readUntil(
    delimiter: Uint8Array,
    options: BoundedReadOptions = {},
  ): Promise<Uint8Array<ArrayBuffer> | null> {
    if (delimiter.length === 0) {
      throw new RangeError("Cannot read until a delimiter: it is empty");
    }
    const maxLength = this.#bound(options.maxLength);
    const { input } = this;
    let searched = 0;
    let begun = -1;
    while (true) {
      const found = indexOfBytes(input, delimiter, searched);
      const length = found + delimiter.length;
      if (found >= 0 && length <= maxLength) return this.#consume(length);
      if (found >= 0 || input.length >= maxLength) {
        throw new RangeError(
          `Cannot read until the delimiter: not found within ${maxLength} bytes`,
        );
      }
      // The delimiter may have begun to arrive.
      searched = Math.max(0, input.length - delimiter.length + 1);
      if (input.length === 0 && this.inputEnded) return null;
      begun = await this.#gather(begun, options.timeout);
    }
  }

  /**
   * The next line, as UTF-8, without its line end (LF or CRLF).
   *
   * @param options How long the line may be, in bytes, and how long to wait.
   * @returns The line, or `null` if the peer sends no more.
   * @throws {RangeError} If the line is longer than `maxLength`.
   * @throws {UnexpectedEndError} If the peer stops sending within a line.
   * @throws {DeadlineError} If nothing arrives in time.
   * @throws {ConnectionGoneError} If the connection is gone.
   */
  async readLine(options: BoundedReadOptions = {}): Promise<string | null> {
    const line = await this.readUntil(LF, options);
    return line === null ? null : withoutLineEnd(line);
  }

  /**
   * The lines as they arrive; see {@linkcode Connection.readLine}.
   *
   * @param options How long a line may be, and how long to wait.
   * @returns The lines, until the peer sends no more.
   */
  async *lines(
    options: BoundedReadOptions = {},
  ): AsyncGenerator<string, void, undefined> {
    while (true) {
      const line = await this.readLine(options);
      if (line === null) return;
      yield line;
    }
  }

  /**
   * All that comes until the peer sends no more.
   *
   * @param options How much may come, and how long to wait.
   * @returns The bytes.
   * @throws {RangeError} If more than `maxLength` comes.
   * @throws {DeadlineError} If nothing arrives in time.
   * @throws {ConnectionGoneError} If the connection is gone.
   */
  async readAll(
    options: BoundedReadOptions = {},
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { maxLength = this.host.limits.maxInput, timeout } = options;
    const { input } = this;
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    let begun = -1;
    while (true) {
      size += input.length;
      if (size > maxLength) {
        throw new RangeError(
          `Cannot read all: more than ${maxLength} bytes arrived`,
        );
      }
      if (input.length > 0) {
        if (begun < 0) begun = this.host.now();
        pieces.push(this.#consume(input.length));
      }
      if (this.inputEnded) break;
      begun = await this.#gather(begun, timeout);
    }
    const all = new Uint8Array(size);
    let position = 0;
    for (const piece of pieces) {
      all.set(piece, position);
      position += piece.length;
    }
    return all;
  }

  /**
   * Looks at what comes next and leaves it where it is.
   *
   * @param count How many bytes to wait for.
   * @param options How long to wait.
   * @returns So many bytes, or fewer if the peer sends no more or the input
   * window holds no more.
   * @throws {RangeError} If the count is no length.
   * @throws {DeadlineError} If nothing arrives in time.
   * @throws {ConnectionGoneError} If the connection is gone.
   */
  async peek(
    count: number,
    options: ReadOptions = {},
  ): Promise<Uint8Array<ArrayBuffer>> {
    if (!isLength(count)) throw notALength("ahead", count);
    const wanted = this.#bound(count);
    const { input } = this;
    let begun = -1;
    while (input.length < wanted && !this.inputEnded) {
      begun = await this.#gather(begun, options.timeout);
    }
    const end = Math.min(input.end, input.start + wanted);
    return input.bytes.slice(input.start, end);
  }

  /**
   * Waits until more arrived, or the input ended; for protocols that consume
   * {@linkcode Connection.input} themselves but are asynchronous at times.
   *
   * @param options How long to wait.
   * @throws {RangeError} If the input window is full.
   * @throws {DeadlineError} If nothing arrives in time.
   * @throws {ConnectionGoneError} If the connection is gone.
   */
  async waitForInput(options: ReadOptions = {}): Promise<void> {
    if (!this.inputEnded) await this.more(0, options.timeout);
  }

  #bound(length: number = Infinity): number {
    return Math.min(length, this.host.limits.maxInput);
  }

  #consume(count: number): Uint8Array<ArrayBuffer> {
    return this.takeInput(count) ?? NOTHING;
  }

  /**
   * Waits for more of something that takes several pieces.
   *
   * @param begun When its first byte was there, or -1.
   * @returns The same, as far as it is known now.
   */
  async #gather(
    begun: number,
    timeout: number = this.host.limits.readTimeout,
  ): Promise<number> {
    if (this.inputEnded) {
      throw new UnexpectedEndError("Cannot read: the peer stopped sending");
    }
    if (begun < 0 && this.input.length === 0) {
      await this.more(0, timeout);
      return this.host.now();
    }
    const now = this.host.now();
    const first = begun < 0 ? now : begun;
    await this.more(0, Math.max(0, first + timeout - now), timeout);
    return first;
  }
}

function isLength(count: number): boolean {
  return Number.isSafeInteger(count) && count >= 0;
}

function notALength(what: string, count: number): RangeError {
  return new RangeError(`Cannot read ${what}: ${count} is not a length`);
}
