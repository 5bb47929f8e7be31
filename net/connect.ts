// Copyright 2026 the tpd2 authors. MIT license.

import { systemClock } from "./clock.ts";
import { Connection } from "./connection.ts";
import { connectThroughDeno } from "./deno_transport.ts";
import { DeadlineError } from "./errors.ts";
import { LooseHost, type LooseHostOptions } from "./loose_host.ts";
import type { Wire } from "./transport.ts";

/** Options of {@linkcode connect}. */
export interface ConnectOptions extends LooseHostOptions {
  /** The port. */
  port?: number;
  /**
   * The numeric address or name.
   *
   * @default {"127.0.0.1"}
   */
  hostname?: string;
  /** The path of a Unix socket to connect to, instead of a port. */
  path?: string;
  /**
   * Whether to speak TLS.
   *
   * @default {false}
   */
  tls?: boolean;
  /** Certificate authorities in PEM to trust besides the system's, for TLS. */
  caCerts?: string[];
  /**
   * The application protocols to offer over TLS, best first.
   *
   * @default {["http/1.1"]}
   */
  alpnProtocols?: string[];
  /** Gives up connecting when it aborts. */
  signal?: AbortSignal;
  /**
   * How many milliseconds connecting may take, the TLS handshake included.
   *
   * @default {10000}
   */
  connectTimeout?: number;
}

/**
 * Connects to a server: TCP, TLS or a Unix socket.
 *
 * @param options Where and how, bounds and times.
 * @returns The connection, to be spoken on in a straight line.
 * @throws {TypeError} If there is neither a port nor a path, or a path with
 * TLS.
 * @throws {DeadlineError} If it takes too long.
 * @throws {Deno.errors.ConnectionRefused} If nobody listens there.
 * @throws {Deno.errors.NotCapable} If the permission is missing.
 *
 * @example Usage
 * ```ts
 * import { type Connection, connect, listen, schedule } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * async function greet(connection: Connection) {
 *   await connection.write("hello\n");
 * }
 *
 * const listener = listen();
 * const { address } = listener;
 * if (address.transport !== "tcp") throw new Error("Cannot happen");
 * const scheduler = schedule(listener);
 * const loop = (async () => {
 *   for await (const ready of scheduler) {
 *     for (const connection of ready) connection.run(greet);
 *   }
 * })();
 * const connection = await connect({ port: address.port });
 * assertEquals(connection.remoteAddress, address);
 * assertEquals(await connection.readLine(), "hello");
 * connection.close();
 * await scheduler.shutdown();
 * await loop;
 * ```
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  if (options.port === undefined && options.path === undefined) {
    throw new TypeError("Cannot connect: give a port or a path");
  }
  if (options.path !== undefined && options.tls) {
    throw new TypeError("Cannot connect: a Unix socket does not speak TLS");
  }
  const host = new LooseHost(pickLimits(options));
  return new Connection(await connectInTime(options), host);
}

async function connectInTime(options: ConnectOptions): Promise<Wire> {
  const { alpnProtocols = ["http/1.1"], clock = systemClock } = options;
  const { connectTimeout = 10_000 } = options;
  const late = new AbortController();
  const timer = clock.setTimer(
    () =>
      late.abort(
        new DeadlineError(`Cannot connect: not within ${connectTimeout} ms`),
      ),
    connectTimeout,
  );
  const signal = options.signal === undefined
    ? late.signal
    : AbortSignal.any([options.signal, late.signal]);
  try {
    return await connectThroughDeno({ ...options, alpnProtocols, signal });
  } finally {
    clock.clearTimer(timer);
  }
}

/** A host takes its options whole, so what is not one must not reach it. */
function pickLimits(options: ConnectOptions): LooseHostOptions {
  const {
    port: _port,
    hostname: _hostname,
    path: _path,
    tls: _tls,
    caCerts: _caCerts,
    alpnProtocols: _alpnProtocols,
    signal: _signal,
    connectTimeout: _connectTimeout,
    ...limits
  } = options;
  return limits;
}
