// Copyright 2026 the tpd2 authors. MIT license.

import type { Address } from "./address.ts";
import type { Wire, WireListener, WireOwner } from "./transport.ts";

/** Where and how to listen; see {@linkcode listen}. */
export interface DenoListenOptions {
  /** The port, 0 for any free one. */
  port?: number;
  /** The numeric address or name to listen on. */
  hostname?: string;
  /** The path of a Unix socket, instead of a port. */
  path?: string;
  /** The certificate chain in PEM, for TLS. */
  cert?: string;
  /** The private key in PEM, for TLS. */
  key?: string;
  /** The application protocols to offer, for TLS. */
  alpnProtocols?: string[];
  /** Whether several processes or workers share the port. */
  reusePort?: boolean;
  /** How many connections the kernel keeps waiting. */
  tcpBacklog?: number;
}

/** Where and how to connect; see {@linkcode connect}. */
export interface DenoConnectOptions {
  /** The port. */
  port?: number;
  /** The numeric address or name. */
  hostname?: string;
  /** The path of a Unix socket, instead of a port. */
  path?: string;
  /** Whether to speak TLS. */
  tls?: boolean;
  /** Certificate authorities in PEM to trust besides the system's, for TLS. */
  caCerts?: string[];
  /** The application protocols to offer, for TLS. */
  alpnProtocols?: string[];
  /** Gives up connecting when it aborts. */
  signal?: AbortSignal;
}

/**
 * Listens through the runtime's own sockets: TCP, TLS or Unix. Works wherever
 * Deno does and needs no more than `--allow-net`.
 *
 * @param options Where and how.
 * @returns The listener.
 * @throws {TypeError} If a port is to be shared without `--unstable-net`.
 */
export function listenThroughDeno(options: DenoListenOptions): WireListener {
  const { path, hostname = "127.0.0.1", port = 0 } = options;
  if (path !== undefined) {
    return new DenoListener(Deno.listen({ transport: "unix", path }), false);
  }
  // The runtime would end the process.
  if (options.reusePort && !("QuicEndpoint" in Deno)) {
    throw new TypeError(
      "Cannot share a port: run with --unstable-net, which Deno asks for",
    );
  }
  const common = {
    hostname,
    port,
    ...(options.reusePort === undefined
      ? {}
      : { reusePort: options.reusePort }),
    ...(options.tcpBacklog === undefined
      ? {}
      : { tcpBacklog: options.tcpBacklog }),
  };
  if (options.cert !== undefined && options.key !== undefined) {
    const { cert, key, alpnProtocols = [] } = options;
    const listener = Deno.listenTls({ ...common, cert, key, alpnProtocols });
    return new DenoListener(listener, true);
  }
  return new DenoListener(Deno.listen(common), false);
}

/**
 * Connects through the runtime's own sockets: TCP, TLS or Unix.
 *
 * @param options Where and how.
 * @returns The wire.
 */
export async function connectThroughDeno(
  options: DenoConnectOptions,
): Promise<Wire> {
  const { path, hostname = "127.0.0.1", port = 0, tls, signal } = options;
  if (path !== undefined) {
    return new DenoWire(await Deno.connect({ transport: "unix", path }));
  }
  const tcp = await Deno.connect({
    hostname,
    port,
    ...(signal === undefined ? {} : { signal }),
  });
  withoutDelay(tcp);
  return new DenoWire(tls ? await secured(tcp, hostname, options) : tcp);
}

/** Speaks TLS on a connection, which is closed if that fails or takes too long. */
async function secured(
  tcp: Deno.TcpConn,
  hostname: string,
  options: DenoConnectOptions,
): Promise<Deno.Conn> {
  const { caCerts = [], alpnProtocols = [], signal } = options;
  let conn: Deno.Conn = tcp;
  const close = () => {
    try {
      conn.close();
    } catch {
      // Deno.startTls() closed it already.
    }
  };
  signal?.addEventListener("abort", close, { once: true });
  try {
    const secure = await Deno.startTls(tcp, {
      hostname,
      caCerts,
      alpnProtocols,
    });
    conn = secure;
    signal?.throwIfAborted();
    await secure.handshake();
    return secure;
  } catch (error) {
    close();
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", close);
  }
}

class DenoListener implements WireListener {
  readonly #listener: Deno.Listener;
  readonly address: Address;
  readonly secure: boolean;
  closed = false;

  constructor(listener: Deno.Listener, secure: boolean) {
    this.#listener = listener;
    this.address = toAddress(listener.addr);
    this.secure = secure;
  }

  async accept(): Promise<Wire> {
    const conn = await this.#listener.accept();
    return new DenoWire(withoutDelay(conn));
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#listener.close();
    const { address } = this;
    if (address.transport === "unix") removeSocket(address.path);
  }
}

/** Class fields hold the callbacks, so that a read or a write makes no closure. */
class DenoWire implements Wire {
  readonly #conn: Deno.Conn;
  owner: WireOwner | null = null;
  #closed = false;

  constructor(conn: Deno.Conn) {
    this.#conn = conn;
  }

  get localAddress(): Address {
    return toAddress(this.#conn.localAddr);
  }

  get remoteAddress(): Address {
    return toAddress(this.#conn.remoteAddr);
  }

  read(target: Uint8Array<ArrayBuffer>): void {
    this.#conn.read(target).then(this.#onRead, this.#onReadFailed);
  }

  write(bytes: Uint8Array<ArrayBuffer>): number {
    this.#conn.write(bytes).then(this.#onWritten, this.#onWriteFailed);
    return -1;
  }

  closeWrite(): void {
    // A peer that is gone already needs no goodbye.
    this.#conn.closeWrite().catch(() => {});
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.#conn.close();
    } catch {
      // The runtime closed it already, after an error of its own.
    }
  }

  readonly #onRead = (count: number | null): void => {
    this.owner?.onRead(count ?? 0);
  };

  readonly #onReadFailed = (error: unknown): void => {
    this.owner?.onFailed(error, "read");
  };

  readonly #onWritten = (count: number): void => {
    this.owner?.onWritten(count);
  };

  readonly #onWriteFailed = (error: unknown): void => {
    this.owner?.onFailed(error, "write");
  };
}

/** All bytes of a turn leave in one write: waiting for more only costs time. */
function withoutDelay(conn: Deno.Conn): Deno.Conn {
  // Over TLS the runtime sees to it.
  if (!("setNoDelay" in conn)) return conn;
  try {
    (conn as Deno.TcpConn).setNoDelay(true);
  } catch {
    // The peer left already: the first read will tell.
  }
  return conn;
}

/** The kernel leaves the file of a Unix socket behind, and nobody can listen there again. */
function removeSocket(path: string): void {
  // Abstract sockets of Linux have no file.
  if (path === "" || path.startsWith("\0")) return;
  try {
    Deno.removeSync(path);
  } catch {
    // Somebody else removed it.
  }
}

function toAddress(addr: Deno.Addr): Address {
  // What Deno.startTls() returns does not name its transport.
  if ("hostname" in addr) {
    return { transport: "tcp", hostname: addr.hostname, port: addr.port };
  }
  return {
    transport: "unix",
    path: "path" in addr ? addr.path ?? "" : "",
  };
}
