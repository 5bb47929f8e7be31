// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Address } from "./address.ts";
import type { Faults } from "./faults.ts";
import type { Wire, WireOwner } from "./transport.ts";

/** One direction of a pair: what was written and not read yet. */
class Pipe {
  readonly chunks: Uint8Array<ArrayBuffer>[] = [];
  size = 0;
  ended = false;
}

/** One end of a connection in memory. */
export class MemoryWire implements Wire {
  owner: WireOwner | null = null;
  readonly localAddress: Address;
  readonly remoteAddress: Address;
  peer: MemoryWire | null = null;
  readonly incoming: Pipe = new Pipe();
  readonly #faults: Required<Faults>;
  #target: Uint8Array<ArrayBuffer> | null = null;
  #pending: Uint8Array<ArrayBuffer> | null = null;
  #endAfterPending = false;
  #written = 0;
  #closed = false;
  #reset = false;

  constructor(port: number, peerPort: number, faults: Faults) {
    this.localAddress = { transport: "tcp", hostname: "127.0.0.1", port };
    this.remoteAddress = {
      transport: "tcp",
      hostname: "127.0.0.1",
      port: peerPort,
    };
    this.#faults = {
      capacity: faults.capacity ?? 65536,
      maxRead: faults.maxRead ?? Infinity,
      maxWrite: faults.maxWrite ?? Infinity,
      resetAfter: faults.resetAfter ?? Infinity,
      stallAfter: faults.stallAfter ?? Infinity,
    };
  }

  read(target: Uint8Array<ArrayBuffer>): void {
    this.#target = target;
    this.#pump();
  }

  write(bytes: Uint8Array<ArrayBuffer>): number {
    this.#pending = bytes;
    this.#push();
    return -1;
  }

  closeWrite(): void {
    if (this.#pending !== null) this.#endAfterPending = true;
    else this.#end();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#target !== null) this.#fail("read", "Interrupted");
    if (this.#pending !== null) this.#fail("write", "Interrupted");
    const unread = this.incoming.size > 0;
    // A kernel resets a connection that is closed before all was read.
    if (unread) this.peer?.reset();
    else this.#end();
    this.peer?.pushAgain();
  }

  /** The other end is gone without a goodbye. */
  reset(): void {
    if (this.#reset || this.#closed) return;
    this.#reset = true;
    this.incoming.chunks.length = 0;
    this.incoming.size = 0;
    if (this.#target !== null) this.#fail("read", "Connection reset by peer");
    if (this.#pending !== null) this.#fail("write", "Broken pipe");
  }

  pushAgain(): void {
    if (this.#pending !== null) this.#push();
  }

  #end(): void {
    const peer = this.peer;
    if (peer === null || peer.incoming.ended) return;
    peer.incoming.ended = true;
    peer.#pump();
  }

  /** Delivers what is there to an outstanding read. */
  #pump(): void {
    const target = this.#target;
    if (target === null) return;
    if (this.#reset) return this.#fail("read", "Connection reset by peer");
    const { incoming } = this;
    const chunk = incoming.chunks[0];
    if (chunk === undefined) {
      if (!incoming.ended) return;
      this.#target = null;
      return queueMicrotask(() => this.owner?.onRead(0));
    }
    const count = Math.min(chunk.length, target.length, this.#faults.maxRead);
    target.set(chunk.subarray(0, count));
    if (count === chunk.length) incoming.chunks.shift();
    else incoming.chunks[0] = chunk.subarray(count);
    incoming.size -= count;
    this.#target = null;
    queueMicrotask(() => this.owner?.onRead(count));
    this.peer?.pushAgain();
  }

  /** Hands an outstanding write to the peer, as far as it has room. */
  #push(): void {
    const bytes = this.#pending;
    const peer = this.peer;
    if (bytes === null || peer === null) return;
    if (this.#reset || peer.#closed) return this.#fail("write", "Broken pipe");
    const { capacity, maxWrite, resetAfter, stallAfter } = this.#faults;
    if (this.#written >= stallAfter) return;
    const count = Math.min(
      bytes.length,
      capacity - peer.incoming.size,
      maxWrite,
      resetAfter - this.#written,
      stallAfter - this.#written,
    );
    if (count <= 0 && this.#written < resetAfter) return;
    this.#written += count;
    // Not pending any more before the peer is told: its read may push again.
    if (this.#written < resetAfter) this.#pending = null;
    if (count > 0) {
      peer.incoming.chunks.push(bytes.slice(0, count));
      peer.incoming.size += count;
      peer.#pump();
    }
    if (this.#written >= resetAfter) {
      peer.reset();
      return this.reset();
    }
    if (this.#endAfterPending) this.#end();
    queueMicrotask(() => this.owner?.onWritten(count));
  }

  #fail(during: "read" | "write", message: string): void {
    if (during === "read") this.#target = null;
    else this.#pending = null;
    queueMicrotask(() => this.owner?.onFailed(new Error(message), during));
  }
}

let nextPort = 50_000;

/** Two ends that are each other's peer. */
export function wirePair(
  left: Faults,
  right: Faults,
): [MemoryWire, MemoryWire] {
  const port = nextPort++;
  const peerPort = nextPort++;
  const a = new MemoryWire(port, peerPort, left);
  const b = new MemoryWire(peerPort, port, right);
  a.peer = b;
  b.peer = a;
  return [a, b];
}
