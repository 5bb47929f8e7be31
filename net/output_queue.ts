// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { OutputBuffer, type OutputBufferPool } from "./output_buffer.ts";

/** Text longer than this is encoded apart, rather than reserving three times its length. */
const LONG_TEXT = 8 * 1024;
/** Pieces that fit in so many bytes together are merged into one write. */
const MERGE_SIZE = 32 * 1024;

const encoder = new TextEncoder();

/** Some bytes that wait to be written, and the buffer they lie in, if a shared one. */
interface Piece {
  bytes: Uint8Array<ArrayBuffer>;
  buffer: OutputBuffer | null;
}

/**
 * What a connection has to say and has not said yet.
 *
 * Most of the time it is one run of bytes in the buffer that all connections
 * of a turn share, so that an answer is written once, sent from where it lies,
 * and nothing is allocated for it but the view that the write needs.
 *
 * @example Usage
 * ```ts
 * import { OutputBufferPool, OutputQueue } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * const queue = new OutputQueue(new OutputBufferPool(), () => {});
 * const buffer = queue.reserve(10);
 * buffer.putText("hello");
 * queue.commit(buffer);
 * assertEquals(new TextDecoder().decode(queue.take()!), "hello");
 * ```
 */
export class OutputQueue {
  readonly #pool: OutputBufferPool;
  readonly #onQueued: (overflow: boolean) => void;
  readonly #maxSize: number;
  /** The open run: bytes of `#buffer` from `#runStart` to `#runEnd`. */
  #buffer: OutputBuffer | null = null;
  #runStart = 0;
  #runEnd = 0;
  /** Where the position was at the last reserve(). */
  #reserved = 0;
  /** What was queued before the open run. */
  #pieces: Piece[] | null = null;
  /** What is being written. */
  #writing: Piece | null = null;
  #queued = 0;
  #closed = false;

  /**
   * Makes an empty queue.
   *
   * @param pool Where shared buffers come from.
   * @param onQueued Called with `false` when something is put into the empty
   * queue, and with `true` when something is put into one that is over its
   * maximum already.
   * @param maxSize That maximum, in bytes.
   */
  constructor(
    pool: OutputBufferPool,
    onQueued: (overflow: boolean) => void,
    maxSize: number = Infinity,
  ) {
    this.#pool = pool;
    this.#onQueued = onQueued;
    this.#maxSize = maxSize;
  }

  /** How many bytes wait, those included that are being written. */
  get size(): number {
    return this.#queued;
  }

  /** Whether a write is under way. */
  get writing(): boolean {
    return this.#writing !== null;
  }

  /**
   * A buffer to write into, from its `position` on. Write, move `position`, and
   * call {@linkcode OutputQueue.commit} before anything else is queued anywhere.
   *
   * @param size How many bytes may be needed.
   * @returns The buffer.
   */
  reserve(size: number): OutputBuffer {
    const buffer = this.#pool.withRoom(size);
    this.#reserved = buffer.position;
    return buffer;
  }

  /**
   * Queues what was written into a reserved buffer.
   *
   * @param buffer What {@linkcode OutputQueue.reserve} returned.
   */
  commit(buffer: OutputBuffer): void {
    const start = this.#reserved;
    const end = buffer.position;
    if (end === start) return;
    if (this.#closed) {
      buffer.position = start;
      return;
    }
    if (this.#buffer === buffer && this.#runEnd === start) {
      this.#runEnd = end;
    } else {
      this.#sealRun();
      this.#buffer = buffer;
      buffer.holders++;
      this.#runStart = start;
      this.#runEnd = end;
    }
    // It may be long until this leaves, and few buffers are left to wait in.
    if (this.#writing !== null && this.#pool.crowded) this.#sealRun();
    this.#grow(end - start);
  }

  /**
   * Queues a copy of some bytes.
   *
   * @param bytes The bytes.
   */
  putBytes(bytes: Uint8Array): void {
    const buffer = this.reserve(bytes.length);
    buffer.putBytes(bytes);
    this.commit(buffer);
  }

  /**
   * Queues text as UTF-8.
   *
   * @param text The text.
   */
  putText(text: string): void {
    if (text.length > LONG_TEXT) return this.putShared(encoder.encode(text));
    const buffer = this.reserve(text.length * 3);
    buffer.putText(text);
    this.commit(buffer);
  }

  /**
   * Queues bytes that never change, without copying them: the same array may
   * be queued on any number of connections.
   *
   * @param bytes The bytes.
   */
  putShared(bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes.length === 0 || this.#closed) return;
    this.#sealRun();
    const piece = { bytes, buffer: null };
    // A literal has room for one, where the first push() makes room for many.
    if (this.#pieces === null) this.#pieces = [piece];
    else this.#pieces.push(piece);
    this.#grow(bytes.length);
  }

  /**
   * The bytes that wait, if they are the first ones of an array and nothing else
   * waits: the usual case where every connection sends at the end of its turn.
   *
   * @returns The array, of which the first {@linkcode OutputQueue.size} bytes
   * wait, or `null`.
   */
  front(): Uint8Array<ArrayBuffer> | null {
    return this.#runStart === 0 && this.#buffer !== null &&
        this.#pieces === null && this.#writing === null
      ? this.#buffer.bytes
      : null;
  }

  /**
   * Tells how many bytes of the {@linkcode OutputQueue.front} went out.
   *
   * @param count How many.
   */
  wroteFront(count: number): void {
    const buffer = this.#buffer!;
    this.#queued -= count;
    this.#runStart = count;
    if (this.#queued > 0) return;
    this.#buffer = null;
    this.#pool.release(buffer);
  }

  /**
   * What to write next, as one array; it stays out of the queue's hands until
   * {@linkcode OutputQueue.written}.
   *
   * @returns The bytes, or `null` if nothing waits or a write is under way.
   */
  take(): Uint8Array<ArrayBuffer> | null {
    if (this.#writing !== null) return null;
    if (this.#pieces === null) {
      if (this.#buffer === null) return null;
      this.#writing = this.#cutRun(this.#buffer);
      return this.#writing.bytes;
    }
    this.#sealRun();
    this.#writing = this.#merge();
    return this.#writing.bytes;
  }

  /**
   * Tells how much of what was taken went out. The rest comes first next time.
   *
   * @param count How many bytes.
   */
  written(count: number): void {
    const piece = this.#writing;
    if (piece === null) return;
    this.#writing = null;
    this.#queued -= count;
    if (count < piece.bytes.length) {
      this.#sealRun();
      const rest = { bytes: piece.bytes.subarray(count), buffer: piece.buffer };
      if (this.#pieces === null) this.#pieces = [rest];
      else this.#pieces.unshift(rest);
    } else if (piece.buffer !== null) this.#pool.release(piece.buffer);
  }

  /**
   * Forgets all that waits. A buffer whose bytes are being written is let go
   * only when that write is over.
   */
  clear(): void {
    this.#sealRun();
    for (const { buffer } of this.#pieces ?? []) {
      if (buffer !== null) this.#pool.release(buffer);
    }
    this.#pieces = null;
    this.#queued = this.#writing?.bytes.length ?? 0;
  }

  /**
   * Forgets all that waits, and all that is queued from now on. Called again
   * when a write that was under way is over, it lets go of that, too.
   */
  close(): void {
    const again = this.#closed;
    this.#closed = true;
    if (again) this.written(0);
    this.clear();
  }

  #grow(count: number): void {
    const before = this.#queued;
    this.#queued = before + count;
    if (before === 0) this.#onQueued(false);
    else if (before > this.#maxSize) this.#onQueued(true);
  }

  #sealRun(): void {
    if (this.#buffer === null) return;
    const piece = this.#cutRun(this.#buffer);
    (this.#pieces ??= []).push(piece);
  }

  /** Ends the open run. */
  #cutRun(buffer: OutputBuffer): Piece {
    this.#buffer = null;
    const start = this.#runStart;
    const end = this.#runEnd;
    if (!this.#pool.crowded) {
      return { bytes: buffer.bytes.subarray(start, end), buffer };
    }
    const bytes = buffer.bytes.slice(start, end);
    this.#pool.release(buffer);
    return { bytes, buffer: null };
  }

  /** The first piece, or as many as fit into one write together. */
  #merge(): Piece {
    const pieces = this.#pieces!;
    // What goes to thousands of connections usually goes alone.
    if (pieces.length === 1) {
      this.#pieces = null;
      return pieces[0]!;
    }
    let size = 0;
    let count = 0;
    for (const { bytes } of pieces) {
      if (count > 0 && size + bytes.length > MERGE_SIZE) break;
      size += bytes.length;
      count++;
    }
    const taken = pieces.splice(0, count);
    if (pieces.length === 0) this.#pieces = null;
    if (count === 1) return taken[0]!;
    const buffer = this.#pool.crowded
      ? new OutputBuffer(size)
      : this.#pool.withRoom(size);
    const start = buffer.position;
    buffer.holders++;
    for (const piece of taken) {
      buffer.putBytes(piece.bytes);
      if (piece.buffer !== null) this.#pool.release(piece.buffer);
    }
    return { bytes: buffer.bytes.subarray(start, start + size), buffer };
  }
}
