// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Address } from "./address.ts";
import { Connection } from "./connection.ts";
import { LooseHost, type LooseHostOptions } from "./loose_host.ts";
import type { Wire, WireListener, WireOwner } from "./transport.ts";

/** What goes wrong on one end of a connection in memory. */
export interface Faults {
  /**
   * How many bytes the peer's end holds before writes wait for it to read, as
   * a kernel's buffers do.
   *
   * @default {65536}
   */
  capacity?: number;
  /**
   * How many bytes a single read delivers at most.
   *
   * @default {Infinity}
   */
  maxRead?: number;
  /**
   * How many bytes a single write takes at most (a short write).
   *
   * @default {Infinity}
   */
  maxWrite?: number;
  /**
   * After how many bytes written by this end the connection is reset.
   *
   * @default {Infinity}
   */
  resetAfter?: number;
  /**
   * After how many bytes written by this end no more are delivered.
   *
   * @default {Infinity}
   */
  stallAfter?: number;
}

/** One direction of a pair: what was written and not read yet. */
class Pipe {
  readonly chunks: Uint8Array<ArrayBuffer>[] = [];
  size = 0;
  ended = false;
}

class MemoryWire implements Wire {
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

function wirePair(
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

/** Options of {@linkcode memoryPair}. */
export interface MemoryPairOptions extends LooseHostOptions {
  /** What goes wrong on the left end. */
  left?: Faults;
  /** What goes wrong on the right end. */
  right?: Faults;
}

/**
 * Two connections that are each other's peer, without a port or a kernel.
 *
 * @param options What goes wrong, bounds and times.
 * @returns The two ends.
 *
 * @example Usage
 * ```ts
 * import { memoryPair } from "@tpd2/tpd2/net/testing";
 * import { assertRejects } from "@std/assert";
 *
 * const [left, right] = memoryPair({ left: { resetAfter: 3 } });
 * left.write("hello");
 * await assertRejects(() => right.readExactly(5));
 * ```
 */
export function memoryPair(
  options: MemoryPairOptions = {},
): [left: Connection, right: Connection] {
  const host = new LooseHost(options);
  const [a, b] = wirePair(options.left ?? {}, options.right ?? {});
  return [new Connection(a, host), new Connection(b, host)];
}

/** Options of {@linkcode MemoryListener.connect}. */
export interface MemoryConnectOptions extends LooseHostOptions {
  /** What goes wrong on the client's end. */
  client?: Faults;
  /** What goes wrong on the server's end. */
  server?: Faults;
}

/** A listener in memory; made by {@linkcode memoryListener}. */
export class MemoryListener implements WireListener {
  /** A made-up address. */
  readonly address: Address = {
    transport: "tcp",
    hostname: "127.0.0.1",
    port: 80,
  };
  /** Never encrypted. */
  readonly secure: boolean = false;
  readonly #waiting: Wire[] = [];
  #acceptor: PromiseWithResolvers<Wire> | null = null;
  readonly #failures: Error[] = [];
  #closed = false;

  /**
   * Connects a client.
   *
   * @param options What goes wrong, bounds and times.
   * @returns The client's end.
   */
  connect(options: MemoryConnectOptions = {}): Connection {
    const [client, server] = wirePair(
      options.client ?? {},
      options.server ?? {},
    );
    const connection = new Connection(client, new LooseHost(options));
    if (this.#closed) server.close();
    else this.#offer(server);
    return connection;
  }

  /**
   * Makes the next accept fail, as it does when descriptors have run out.
   *
   * @param error What it fails with.
   */
  failNextAccept(error: Error): void {
    if (this.#acceptor !== null) {
      this.#acceptor.reject(error);
      this.#acceptor = null;
    } else this.#failures.push(error);
  }

  /** The next connection. */
  accept(): Promise<Wire> {
    if (this.#closed) return Promise.reject(new Error("Listener is closed"));
    const failure = this.#failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    const wire = this.#waiting.shift();
    if (wire !== undefined) return Promise.resolve(wire);
    this.#acceptor = Promise.withResolvers();
    return this.#acceptor.promise;
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Accepts no more. */
  close(): void {
    this.#closed = true;
    for (const wire of this.#waiting.splice(0)) wire.close();
    this.#acceptor?.reject(new Error("Listener is closed"));
    this.#acceptor = null;
  }

  #offer(wire: Wire): void {
    if (this.#acceptor === null) this.#waiting.push(wire);
    else {
      this.#acceptor.resolve(wire);
      this.#acceptor = null;
    }
  }
}

/**
 * A listener whose clients live in the same process, for testing whole servers
 * without a port.
 *
 * @returns The listener, for {@linkcode schedule}.
 *
 * @example Usage
 * ```ts
 * import { schedule } from "@tpd2/tpd2/net";
 * import { memoryListener } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const listener = memoryListener();
 * await using scheduler = schedule(listener);
 * const client = listener.connect();
 * const { value } = await scheduler.next();
 * assertEquals(value?.length, 1);
 * client.close();
 * ```
 */
export function memoryListener(): MemoryListener {
  return new MemoryListener();
}
