// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ByteWindow } from "./byte_window.ts";

/**
 * How many bytes an idle connection holds ready for input. Small, since there
 * may be ten thousand of them; large enough that a usual request head arrives
 * in one read.
 */
export const SMALL_SIZE = 1024;
/** The next size up, for whoever sends more than that at once. */
const LARGE_SIZE = 16 * 1024;
/** How many small arrays are cut from one allocation, to share its overhead. */
const SLAB_COUNT = 64;

/** An array that is nobody's, for windows on nothing. */
export const NOTHING: Uint8Array<ArrayBuffer> = new Uint8Array(0);

const spare: Uint8Array<ArrayBuffer>[] = [];

/** A small array. Its content is whatever an earlier owner left: never read what was not written. */
export function takeSmall(): Uint8Array<ArrayBuffer> {
  if (spare.length === 0) {
    const slab = new ArrayBuffer(SMALL_SIZE * SLAB_COUNT);
    for (let i = SLAB_COUNT - 1; i >= 0; i--) {
      spare.push(new Uint8Array(slab, i * SMALL_SIZE, SMALL_SIZE));
    }
  }
  return spare.pop()!;
}

/**
 * Gives a small array back. Only when no read into it is outstanding: it may
 * be another connection's a moment later. Arrays of other sizes are left to the
 * collector.
 */
export function giveBack(bytes: Uint8Array<ArrayBuffer>): void {
  if (bytes.length === SMALL_SIZE) spare.push(bytes);
}

/**
 * Where the next read of a window goes: right behind its data. Makes room by
 * moving the data to the front or into a larger array, and goes back to a small
 * array when there is no data and there was little of late.
 *
 * @param window The window.
 * @param maxSize How much data the window may hold.
 * @param hungry Whether the last read filled all the room it was given.
 * @returns The room behind the data, or `null` if the window is full.
 */
export function roomBehind(
  window: ByteWindow,
  maxSize: number,
  hungry: boolean,
): Uint8Array<ArrayBuffer> | null {
  const held = window.length;
  const size = window.bytes.length;
  const left = maxSize - held;
  if (left <= 0) return null;
  const large = Math.max(SMALL_SIZE, Math.min(LARGE_SIZE, maxSize));
  if (held === 0) {
    window.start = window.end = 0;
    const wanted = hungry ? large : SMALL_SIZE;
    // One that has grown stays for as long as it is needed.
    if (size < wanted || !hungry && size > SMALL_SIZE) resize(window, wanted);
  } else if (hungry && size < large) resize(window, large);
  else if (size - held < held && size < maxSize) {
    // Growing fourfold keeps the copying linear in what arrives.
    resize(window, Math.min(Math.max(size * 4, large), maxSize));
  } else if (size - window.end < window.start) {
    window.bytes.copyWithin(0, window.start, window.end);
    window.start = 0;
    window.end = held;
  }
  const { bytes, end } = window;
  if (end === 0 && bytes.length <= left) return bytes;
  return bytes.subarray(end, Math.min(bytes.length, end + left));
}

/**
 * Puts bytes behind the data of a window, making room where there is none.
 *
 * @param window The window.
 * @param bytes Where the bytes are, from the first on.
 * @param count How many.
 */
export function append(
  window: ByteWindow,
  bytes: Uint8Array<ArrayBuffer>,
  count: number,
): void {
  const held = window.length;
  const size = window.bytes.length;
  if (held === 0) window.start = window.end = 0;
  if (held + count > size) {
    const wanted = held + count <= SMALL_SIZE
      ? SMALL_SIZE
      : Math.max(LARGE_SIZE, (held + count) * 2);
    resize(window, wanted);
  } else if (window.end + count > size) {
    window.bytes.copyWithin(0, window.start, window.end);
    window.start = 0;
    window.end = held;
  }
  window.bytes.set(
    count === bytes.length ? bytes : bytes.subarray(0, count),
    window.end,
  );
  window.end += count;
}

/** Moves the data of a window to the front of an array of another size. */
function resize(window: ByteWindow, size: number): void {
  const old = window.bytes;
  const bytes = size === SMALL_SIZE ? takeSmall() : new Uint8Array(size);
  if (window.end > window.start) {
    bytes.set(old.subarray(window.start, window.end));
  }
  window.end -= window.start;
  window.start = 0;
  window.bytes = bytes;
  giveBack(old);
}
