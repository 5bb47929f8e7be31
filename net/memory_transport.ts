// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Address } from "./address.ts";
import { Connection } from "./connection.ts";
import type { Faults } from "./faults.ts";
import { LooseHost, type LooseHostOptions } from "./loose_host.ts";
import { type MemoryWire, wirePair } from "./_memory_wire.ts";
import type { Wire, WireListener } from "./transport.ts";

/** The raw ends, for those who pull the plug. */
const wires: WeakMap<Connection, MemoryWire> = new WeakMap();

function connectionOf(wire: MemoryWire, host: LooseHost): Connection {
  const connection = new Connection(wire, host);
  wires.set(connection, wire);
  return connection;
}

/**
 * Resets a connection in memory, as if its machine had vanished: what was sent
 * and not read yet is lost, and both ends fail.
 *
 * @param connection One end, made by {@linkcode memoryPair} or
 * {@linkcode MemoryListener.connect}.
 * @throws {TypeError} If it is not in memory.
 *
 * @example Usage
 * ```ts
 * import { memoryPair, resetConnection } from "@tpd2/tpd2/net/testing";
 * import { assertRejects } from "@std/assert";
 *
 * const [left, right] = memoryPair();
 * const reading = right.readSome();
 * resetConnection(left);
 * await assertRejects(() => reading, Error, "reset by peer");
 * left.close();
 * ```
 */
export function resetConnection(connection: Connection): void {
  const wire = wires.get(connection);
  if (wire === undefined) {
    throw new TypeError("Cannot reset the connection: it is not in memory");
  }
  wire.peer?.reset();
  wire.reset();
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
  return [connectionOf(a, host), connectionOf(b, host)];
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
    const connection = connectionOf(client, new LooseHost(options));
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
    if (this.#closed) {
      return Promise.reject(new Error("Cannot accept: the listener is closed"));
    }
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
    this.#acceptor?.reject(new Error("Cannot accept: the listener is closed"));
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
