// Copyright 2026 the tpd2 authors. MIT license.

import { Connection } from "./connection.ts";
import { connectThroughDeno } from "./deno_transport.ts";
import { LooseHost, type LooseHostOptions } from "./loose_host.ts";

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
}

/**
 * Connects to a server: TCP, TLS or a Unix socket.
 *
 * @param options Where and how, bounds and times.
 * @returns The connection, to be spoken on in a straight line.
 * @throws {TypeError} If there is neither a port nor a path.
 * @throws {Deno.errors.ConnectionRefused} If nobody listens there.
 * @throws {Deno.errors.NotCapable} If the permission is missing.
 *
 * @example Usage
 * ```ts
 * import { connect, listen } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * const listener = listen();
 * const { address } = listener;
 * if (address.transport !== "tcp") throw new Error("Cannot happen");
 * const accepting = listener.accept();
 * const connection = await connect({ port: address.port });
 * assertEquals(connection.remoteAddress, address);
 * connection.close();
 * (await accepting).close();
 * listener.close();
 * ```
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  if (options.port === undefined && options.path === undefined) {
    throw new TypeError("Cannot connect: give a port or a path");
  }
  const { alpnProtocols = ["http/1.1"] } = options;
  const wire = await connectThroughDeno({ ...options, alpnProtocols });
  return new Connection(wire, new LooseHost(pickLimits(options)));
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
    ...limits
  } = options;
  return limits;
}
