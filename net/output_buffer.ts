// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

const encoder = new TextEncoder();

/** Below this many characters a loop beats the call into the encoder. */
const SHORT_TEXT = 64;

/**
 * Bytes on their way out, filled from the front. Connections that are served
 * in the same turn share one; see {@linkcode OutputQueue.reserve}.
 *
 * @example Usage
 * ```ts
 * import { OutputBuffer } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * const buffer = new OutputBuffer(16);
 * buffer.putText("café");
 * assertEquals([buffer.position, buffer.room], [5, 11]);
 * ```
 */
export class OutputBuffer {
  /** Where to write. Bytes before `position` belong to somebody: leave them alone. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The index of the first free byte. */
  position = 0;
  /** How many queues still refer to bytes in it. @internal */
  holders = 0;
  /** Whether it is one of those that a pool hands out again. @internal */
  shared = false;

  /**
   * Makes a buffer.
   *
   * @param size How many bytes it holds.
   */
  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  /** How many bytes are free. */
  get room(): number {
    return this.bytes.length - this.position;
  }

  /**
   * Puts bytes. There must be room for them.
   *
   * @param bytes The bytes; copied.
   */
  putBytes(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.position);
    this.position += bytes.length;
  }

  /**
   * Puts text as UTF-8. There must be room for three bytes a character.
   *
   * @param text The text.
   */
  putText(text: string): void {
    const { bytes } = this;
    const length = text.length;
    let position = this.position;
    if (length < SHORT_TEXT) {
      let i = 0;
      for (; i < length; i++) {
        const code = text.charCodeAt(i);
        if (code > 0x7f) break;
        bytes[position + i] = code;
      }
      if (i === length) {
        this.position = position + length;
        return;
      }
    }
    const { written } = encoder.encodeInto(text, bytes.subarray(position));
    this.position = position += written;
  }
}

/** How large the buffers are that connections share. */
const BUFFER_SIZE = 64 * 1024;
/** How many of them wait for their next use; what is more is left to the collector. */
const MAX_SPARE = 64;
/** So many of them may wait for slow peers to read; then their bytes are copied out. */
const MAX_HELD = 128;

/**
 * Hands out {@linkcode OutputBuffer}s and takes them back.
 *
 * @example Usage
 * ```ts
 * import { OutputBufferPool } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * const pool = new OutputBufferPool();
 * assertEquals(pool.withRoom(100), pool.current);
 * assertEquals(pool.withRoom(1_000_000).bytes.length, 1_000_000);
 * ```
 */
export class OutputBufferPool {
  readonly #spare: OutputBuffer[] = [];
  #current: OutputBuffer | null = null;
  /** How many shared buffers, not counting the current one, are referred to by queues. */
  #held = 0;

  /** The buffer that is being filled. */
  get current(): OutputBuffer {
    return this.#current ??= sharedBuffer();
  }

  /**
   * Whether so many buffers wait for slow peers that bytes had better be copied
   * into arrays of their own size: a few bytes for each of ten thousand peers
   * that never read would otherwise hold a buffer each.
   */
  get crowded(): boolean {
    return this.#held >= MAX_HELD;
  }

  /**
   * A buffer with room.
   *
   * @param size How many bytes are wanted.
   * @returns The current buffer, or a new current one, or, for what is larger
   * than any shared one, a buffer of its own.
   */
  withRoom(size: number): OutputBuffer {
    const { current } = this;
    if (current.room >= size) return current;
    if (size > BUFFER_SIZE / 2) return new OutputBuffer(size);
    this.#current = this.#spare.pop() ?? sharedBuffer();
    if (current.holders > 0) this.#held++;
    else this.#recycle(current);
    return this.#current;
  }

  /**
   * Tells that one holder less needs a buffer.
   *
   * @param buffer The buffer.
   */
  release(buffer: OutputBuffer): void {
    if (--buffer.holders > 0) return;
    // Nobody refers to its bytes: it may be filled from the front again.
    if (buffer === this.#current) buffer.position = 0;
    else if (buffer.shared) {
      this.#held--;
      this.#recycle(buffer);
    }
  }

  #recycle(buffer: OutputBuffer): void {
    if (this.#spare.length >= MAX_SPARE) return;
    buffer.position = 0;
    this.#spare.push(buffer);
  }
}

function sharedBuffer(): OutputBuffer {
  const buffer = new OutputBuffer(BUFFER_SIZE);
  buffer.shared = true;
  return buffer;
}
