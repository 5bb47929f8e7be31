// Copyright 2026 the tpd2 authors. MIT license.

import { listenThroughDeno } from "./deno_transport.ts";
import { isUnavailable, listenThroughEpoll } from "./epoll_transport.ts";
import type { WireListener } from "./transport.ts";

/** Options of {@linkcode listen}. */
export interface ListenOptions {
  /**
   * The port, 0 for any free one.
   *
   * @default {0}
   */
  port?: number;
  /**
   * The numeric address or name to listen on.
   *
   * @default {"127.0.0.1"}
   */
  hostname?: string;
  /**
   * The path of a Unix socket to listen on, instead of a port. The file is
   * removed when the listener closes.
   */
  path?: string;
  /** The certificate chain in PEM; with `key` it makes a TLS listener. */
  cert?: string;
  /** The private key in PEM. */
  key?: string;
  /**
   * The application protocols to offer over TLS, best first.
   *
   * @default {["http/1.1"]}
   */
  alpnProtocols?: string[];
  /**
   * How bytes are moved.
   *
   * @default {"auto"}
   */
  transport?: TransportName;
  /**
   * Whether several processes or workers share the port. Deno asks for
   * `--unstable-net`.
   *
   * @default {false}
   */
  reusePort?: boolean;
  /**
   * How many connections the kernel keeps waiting to be accepted. It takes no
   * more than its own bound (`net.core.somaxconn`); who finds no place has to knock
   * again, a second later.
   *
   * @default {4096}
   */
  tcpBacklog?: number;
}

/**
 * How bytes are moved: `deno` is the runtime's own sockets, `epoll` the kernel's
 * calls through FFI (Linux, without TLS), `auto` the latter where it is to be had
 * and permitted.
 */
export type TransportName = "auto" | "deno" | "epoll";

/** Something that {@linkcode schedule} accepts connections from. */
export type Listener = WireListener;

/**
 * Listens for connections: TCP, TLS where `cert` and `key` are given, or a Unix
 * socket where `path` is.
 *
 * @param options Where and how.
 * @returns The listener, for {@linkcode schedule}.
 * @throws {TypeError} If only one of `cert` and `key` is given, a path and a
 * port, or a path and a certificate, or if a port is to be shared without
 * `--unstable-net`.
 * @throws {RangeError} If the port is none.
 * @throws {Deno.errors.AddrInUse} If somebody listens there already.
 * @throws {Deno.errors.NotCapable} If the permission is missing.
 *
 * @example Usage
 * ```ts
 * import { listen } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * const listener = listen({ port: 0 });
 * assertEquals(listener.address.transport, "tcp");
 * listener.close();
 * ```
 */
export function listen(options: ListenOptions = {}): Listener {
  const { cert, key, path, port, alpnProtocols = ["http/1.1"] } = options;
  if ((cert === undefined) !== (key === undefined)) {
    throw new TypeError(
      "Cannot listen with TLS: it takes both a certificate and a key",
    );
  }
  if (path !== undefined && port !== undefined) {
    throw new TypeError("Cannot listen: give either a path or a port");
  }
  if (path !== undefined && cert !== undefined) {
    throw new TypeError("Cannot listen with TLS on a Unix socket");
  }
  const isPort = port === undefined ||
    Number.isInteger(port) && port >= 0 && port <= 65_535;
  if (!isPort) {
    throw new RangeError(
      `Cannot listen on port ${port}: it must be a whole number from 0 to 65535`,
    );
  }
  const tcpBacklog = options.tcpBacklog ?? 4096;
  const { transport = "auto" } = options;
  const tls = cert !== undefined;
  if (transport === "epoll" && tls) {
    throw new TypeError('Cannot listen with TLS through epoll: use "deno"');
  }
  if (transport === "epoll" || transport === "auto" && !tls) {
    try {
      return listenThroughEpoll({ ...options, tcpBacklog });
    } catch (error) {
      if (transport === "epoll" || !isUnavailable(error)) throw error;
    }
  }
  return listenThroughDeno({ ...options, alpnProtocols, tcpBacklog });
}
