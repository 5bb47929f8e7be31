// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** What tells whether a file is still the one that was kept. */
export interface FileVersion {
  readonly size: number;
  readonly mtime: Date | null;
}

interface Entry {
  readonly size: number;
  readonly time: number | undefined;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Keeps the content of files by path, so many bytes in all; drops what was not used for longest. */
export class ByteCache {
  readonly #maxSize: number;
  /** In the order of their last use. */
  readonly #entries: Map<string, Entry> = new Map();
  #size = 0;

  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  /** How many bytes are kept. */
  get size(): number {
    return this.#size;
  }

  get(path: string, version: FileVersion): Uint8Array<ArrayBuffer> | null {
    const entry = this.#entries.get(path);
    if (entry === undefined) return null;
    this.delete(path);
    const time = version.mtime?.getTime();
    if (entry.size !== version.size || entry.time !== time) return null;
    this.#entries.set(path, entry);
    this.#size += entry.bytes.length;
    return entry.bytes;
  }

  set(
    path: string,
    version: FileVersion,
    bytes: Uint8Array<ArrayBuffer>,
  ): void {
    this.delete(path);
    // Empty ones would be kept without bound.
    if (bytes.length === 0 || bytes.length > this.#maxSize) return;
    const time = version.mtime?.getTime();
    this.#entries.set(path, { size: version.size, time, bytes });
    this.#size += bytes.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#size <= this.#maxSize) break;
      this.delete(oldest);
    }
  }

  delete(path: string): void {
    const entry = this.#entries.get(path);
    if (entry === undefined) return;
    this.#entries.delete(path);
    this.#size -= entry.bytes.length;
  }
}
