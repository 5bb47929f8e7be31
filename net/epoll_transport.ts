// Copyright 2026 the tpd2 authors. MIT license.

import type { Address } from "./address.ts";
import {
  type EpollReactor,
  epollReactor,
  type Pollable,
} from "./_epoll_reactor.ts";
import {
  EAGAIN,
  EINPROGRESS,
  EINTR,
  EpollUnavailableError,
  IPPROTO_TCP,
  ON,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
  systemError,
  TCP_NODELAY,
} from "./_libc.ts";
import { encodeSockaddr, familyOf } from "./_sockaddr.ts";
import { EpollWire, nameOf } from "./_epoll_wire.ts";
import type { EagerListener, Poller, Wire, WireListener } from "./transport.ts";

/** Where and how to listen; see {@linkcode listen}. */
export interface EpollListenOptions {
  /** The port, 0 for any free one. */
  port?: number;
  /** The numeric address to listen on, or `localhost`. */
  hostname?: string;
  /** The path of a Unix socket, instead of a port. */
  path?: string;
  /** Whether several processes or workers share the port. */
  reusePort?: boolean;
  /** How many connections the kernel keeps waiting. */
  tcpBacklog?: number;
}

/**
 * Listens by the kernel's own calls: TCP or Unix, on Linux, where FFI is
 * permitted.
 *
 * @param options Where and how.
 * @returns The listener.
 * @throws {Error} If epoll is not to be had, or the address is not.
 */
export function listenThroughEpoll(options: EpollListenOptions): WireListener {
  const { path, port = 0 } = options;
  const address: Address = path === undefined
    ? { transport: "tcp", hostname: numeric(options.hostname), port }
    : { transport: "unix", path };
  const name = encodeSockaddr(address);
  const reactor = epollReactor();
  const { symbols } = reactor.libc;
  const fd = openSocket(reactor, familyOf(name));
  try {
    if (path === undefined) {
      setOption(reactor, fd, SOL_SOCKET, SO_REUSEADDR);
      if (options.reusePort) setOption(reactor, fd, SOL_SOCKET, SO_REUSEPORT);
      // Those that are accepted inherit it.
      setOption(reactor, fd, IPPROTO_TCP, TCP_NODELAY);
    }
    if (
      symbols.bind(fd, name, name.length) < 0 ||
      symbols.listen(fd, options.tcpBacklog ?? 4096) < 0
    ) throw reactor.lastError();
  } catch (error) {
    symbols.close(fd);
    reactor.releaseIfUnused();
    throw error;
  }
  return new EpollListener(reactor, fd);
}

/** Where and how to connect; see {@linkcode connect}. */
export interface EpollConnectOptions {
  /** The port. */
  port?: number;
  /** The numeric address, or `localhost`. */
  hostname?: string;
  /** The path of a Unix socket, instead of a port. */
  path?: string;
  /** Gives up connecting when it aborts. */
  signal?: AbortSignal;
}

/**
 * Connects by the kernel's own calls: TCP or Unix, on Linux, where FFI is
 * permitted.
 *
 * @param options Where and how.
 * @returns The wire.
 * @throws {Error} If epoll is not to be had, or nobody listens there.
 */
export async function connectThroughEpoll(
  options: EpollConnectOptions,
): Promise<Wire> {
  const { path, port = 0, signal } = options;
  const address: Address = path === undefined
    ? { transport: "tcp", hostname: numeric(options.hostname), port }
    : { transport: "unix", path };
  const name = encodeSockaddr(address);
  signal?.throwIfAborted();
  const reactor = epollReactor();
  const { symbols } = reactor.libc;
  const fd = openSocket(reactor, familyOf(name));
  const result = symbols.connect(fd, name, name.length);
  const errno = result < 0 ? reactor.errno : 0;
  if (errno !== 0 && errno !== EINPROGRESS) {
    symbols.close(fd);
    reactor.releaseIfUnused();
    throw systemError(errno);
  }
  // All bytes of a turn leave in one write: waiting for more only costs time.
  if (path === undefined) setOption(reactor, fd, IPPROTO_TCP, TCP_NODELAY);
  const wire = new EpollWire(reactor, fd);
  reactor.wait(false);
  if (errno === EINPROGRESS) await wire.connected(signal);
  return wire;
}

class EpollListener implements EagerListener, Pollable {
  readonly fd: number;
  generation = 0;
  readonly address: Address;
  readonly secure: boolean = false;
  readonly poller: Poller;
  readonly #reactor: EpollReactor;
  #closed = false;
  #waiter: PromiseWithResolvers<Wire> | null = null;
  #onWaiting: (() => void) | null = null;

  constructor(reactor: EpollReactor, fd: number) {
    this.#reactor = reactor;
    this.poller = reactor;
    this.fd = fd;
    this.address = nameOf(reactor, fd, "getsockname");
    reactor.add(this);
    try {
      reactor.watch(this);
    } catch (error) {
      reactor.remove(this);
      throw error;
    }
  }

  get onWaiting(): (() => void) | null {
    return this.#onWaiting;
  }

  set onWaiting(value: (() => void) | null) {
    this.#onWaiting = value;
    this.#reactor.watchOver();
  }

  acceptNow(): Wire | null {
    return this.#closed ? null : this.#accept();
  }

  get closed(): boolean {
    return this.#closed;
  }

  accept(): Promise<Wire> {
    if (this.#closed) {
      return Promise.reject(new Error("Cannot accept: the listener is closed"));
    }
    try {
      const wire = this.#accept();
      if (wire !== null) return Promise.resolve(wire);
    } catch (error) {
      return Promise.reject(error);
    }
    this.#waiter = Promise.withResolvers();
    this.#reactor.watchOver();
    return this.#waiter.promise;
  }

  onReady(): void {
    if (this.#onWaiting !== null) return this.#onWaiting();
    const waiter = this.#waiter;
    // Nobody accepts now; whoever does later asks the kernel first.
    if (waiter === null) return;
    try {
      const wire = this.#accept();
      if (wire === null) return;
      this.#waiter = null;
      waiter.resolve(wire);
    } catch (error) {
      this.#waiter = null;
      waiter.reject(error);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#reactor.remove(this);
    if (this.address.transport === "unix") {
      try {
        Deno.removeSync(this.address.path);
      } catch {
        // Somebody tidied up already.
      }
    }
    this.#waiter?.reject(new Error("Cannot accept: the listener is closed"));
    this.#waiter = null;
  }

  #accept(): Wire | null {
    const { symbols } = this.#reactor.libc;
    while (true) {
      const fd = symbols.accept4(
        this.fd,
        null,
        null,
        SOCK_NONBLOCK | SOCK_CLOEXEC,
      );
      if (fd >= 0) return new EpollWire(this.#reactor, fd);
      const { errno } = this.#reactor;
      if (errno === EAGAIN) return null;
      if (errno !== EINTR) throw systemError(errno);
    }
  }
}

function openSocket(reactor: EpollReactor, family: number): number {
  const type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
  const fd = reactor.libc.symbols.socket(family, type, 0);
  if (fd >= 0) return fd;
  const error = reactor.lastError();
  reactor.releaseIfUnused();
  throw error;
}

function setOption(
  reactor: EpollReactor,
  fd: number,
  level: number,
  option: number,
): void {
  if (reactor.libc.symbols.setsockopt(fd, level, option, ON, 4) < 0) {
    throw reactor.lastError();
  }
}

/**
 * The kernel takes numbers only.
 *
 * @throws {UnresolvedHostError} For a name other than `localhost`.
 */
function numeric(hostname = "127.0.0.1"): string {
  if (hostname === "localhost") return "127.0.0.1";
  if (/^[\d.]+$/.test(hostname) || hostname.includes(":")) return hostname;
  throw new UnresolvedHostError(
    `Cannot use host "${hostname}" through epoll: not a numeric address`,
  );
}

/** Whether an error says that epoll is not to be had, or not for that address. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof EpollUnavailableError ||
    error instanceof UnresolvedHostError;
}

/** A name where the kernel takes numbers only. */
class UnresolvedHostError extends TypeError {}
