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
  EPOLLERR,
  EPOLLHUP,
  EPOLLIN,
  EPOLLOUT,
  EPOLLRDHUP,
  EpollUnavailableError,
  IPPROTO_TCP,
  MSG_DONTWAIT,
  MSG_NOSIGNAL,
  SHUT_WR,
  SO_ERROR,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
  systemError,
  TCP_NODELAY,
} from "./_libc.ts";
import {
  decodeSockaddr,
  encodeSockaddr,
  familyOf,
  SOCKADDR_SIZE,
} from "./_sockaddr.ts";
import type { Poller, Wire, WireListener, WireOwner } from "./transport.ts";

const READABLE = EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR;
const HUNG_UP = EPOLLRDHUP | EPOLLHUP | EPOLLERR;
const WRITABLE = EPOLLOUT | EPOLLHUP | EPOLLERR;
const ON = Uint8Array.of(1, 0, 0, 0);

/** Where `getsockname` and its like write; read at once, so one will do. */
const sockaddr: Uint8Array<ArrayBuffer> = new Uint8Array(SOCKADDR_SIZE);
const sockaddrLength: Uint32Array<ArrayBuffer> = new Uint32Array(1);

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
    }
    if (
      symbols.bind(fd, name, name.length) < 0 ||
      symbols.listen(fd, options.tcpBacklog ?? 511) < 0
    ) throw reactor.lastError();
    return new EpollListener(reactor, fd);
  } catch (error) {
    symbols.close(fd);
    reactor.releaseIfUnused();
    throw error;
  }
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
  const wire = new EpollWire(reactor, fd);
  reactor.wait(false);
  if (errno === EINPROGRESS) await wire.connected(signal);
  return wire;
}

class EpollListener implements WireListener, Pollable {
  readonly fd: number;
  generation = 0;
  readonly address: Address;
  readonly secure: boolean = false;
  readonly poller: Poller;
  readonly #reactor: EpollReactor;
  #closed = false;
  #waiter: PromiseWithResolvers<Wire> | null = null;

  constructor(reactor: EpollReactor, fd: number) {
    this.#reactor = reactor;
    this.poller = reactor;
    this.fd = fd;
    this.address = nameOf(reactor, fd, "getsockname");
    reactor.add(this);
  }

  get closed(): boolean {
    return this.#closed;
  }

  accept(): Promise<Wire> {
    if (this.#closed) return Promise.reject(new Error("Listener is closed"));
    try {
      const wire = this.#accept();
      if (wire !== null) return Promise.resolve(wire);
    } catch (error) {
      return Promise.reject(error);
    }
    this.#waiter = Promise.withResolvers();
    return this.#waiter.promise;
  }

  onReady(): void {
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
    this.#waiter?.reject(new Error("Listener is closed"));
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

class EpollWire implements Wire, Pollable {
  readonly fd: number;
  generation = 0;
  owner: WireOwner | null = null;
  readonly lends: boolean = true;
  readonly #reactor: EpollReactor;
  /** How many bytes of input the owner waits for at most; 0 if it does not. */
  #wanted = 0;
  /** Whether there may be input that the kernel will not tell of again. */
  #readable = false;
  /** Whether the kernel has told that the peer says no more: it will not tell again. */
  #hungUp = false;
  /** What is to be sent as soon as there is room for it. */
  #pending: Uint8Array<ArrayBuffer> | null = null;
  #closed = false;
  #connecting: PromiseWithResolvers<void> | null = null;

  constructor(reactor: EpollReactor, fd: number) {
    this.#reactor = reactor;
    this.fd = fd;
    // All bytes of a turn leave in one write: waiting for more only costs time.
    // It fails on a Unix socket, which does not wait anyhow.
    reactor.libc.symbols.setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, ON, 4);
    try {
      reactor.add(this);
    } catch (error) {
      reactor.libc.symbols.close(fd);
      throw error;
    }
  }

  get localAddress(): Address {
    return nameOf(this.#reactor, this.fd, "getsockname");
  }

  get remoteAddress(): Address {
    return nameOf(this.#reactor, this.fd, "getpeername");
  }

  /** Waits until it is connected. */
  async connected(signal: AbortSignal | undefined): Promise<void> {
    this.#connecting = Promise.withResolvers();
    const onAbort = () => this.#connecting?.reject(signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      await this.#connecting.promise;
    } catch (error) {
      this.close();
      throw error;
    } finally {
      this.#connecting = null;
      signal?.removeEventListener("abort", onAbort);
    }
  }

  read(_target: Uint8Array<ArrayBuffer>, maxLength: number): void {
    this.#wanted = maxLength;
    if (this.#readable) this.#reactor.again(this);
  }

  returnInput(): void {
    this.#reactor.takeSlotBack();
  }

  write(bytes: Uint8Array<ArrayBuffer>): number {
    const sent = this.#send(bytes);
    if (sent < 0) this.#pending = bytes;
    return sent;
  }

  closeWrite(): void {
    this.#reactor.libc.symbols.shutdown(this.fd, SHUT_WR);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#pending = null;
    this.#wanted = 0;
    this.#reactor.remove(this);
  }

  onReady(events: number): void {
    if (this.#connecting !== null) return this.#onConnected(events);
    if ((events & WRITABLE) !== 0 && this.#pending !== null) {
      this.#sendPending();
    }
    if ((events & READABLE) === 0 || this.#closed) return;
    this.#readable = true;
    if ((events & HUNG_UP) !== 0) this.#hungUp = true;
    if (this.#wanted > 0) this.#receive();
  }

  #receive(): void {
    const slot = this.#reactor.slot();
    if (slot === null) return this.#reactor.again(this);
    const { symbols } = this.#reactor.libc;
    const length = Math.min(slot.length, this.#wanted);
    const count = symbols.recv(this.fd, slot, length, MSG_DONTWAIT);
    if (count > 0) {
      // What did not fill the room was all there was: the next comes with an edge.
      this.#readable = count === length || this.#hungUp;
      this.#wanted = 0;
      this.#reactor.lendSlot();
      this.owner?.onLent(slot, count);
    } else if (count === 0) {
      this.#wanted = 0;
      this.owner?.onRead(0);
    } else {
      const { errno } = this.#reactor;
      this.#readable = false;
      if (errno === EAGAIN) return;
      if (errno === EINTR) {
        this.#readable = true;
        return this.#reactor.again(this);
      }
      this.#wanted = 0;
      this.owner?.onFailed(systemError(errno), "read");
    }
  }

  /** How many bytes the kernel took at once; -1 if it has no room, or the write failed and will be told. */
  #send(bytes: Uint8Array<ArrayBuffer>): number {
    const { symbols } = this.#reactor.libc;
    const flags = MSG_DONTWAIT | MSG_NOSIGNAL;
    const sent = symbols.send(this.fd, bytes, bytes.length, flags);
    if (sent >= 0) return sent;
    const { errno } = this.#reactor;
    if (errno === EINTR) return this.#send(bytes);
    if (errno !== EAGAIN) {
      // Not from within the call that started it.
      queueMicrotask(() => {
        if (this.#closed) return;
        this.#pending = null;
        this.owner?.onFailed(systemError(errno), "write");
      });
    }
    return -1;
  }

  #sendPending(): void {
    const sent = this.#send(this.#pending!);
    if (sent < 0) return;
    this.#pending = null;
    this.owner?.onWritten(sent);
  }

  #onConnected(events: number): void {
    if ((events & WRITABLE) === 0) return;
    const { symbols } = this.#reactor.libc;
    sockaddrLength[0] = 4;
    symbols.getsockopt(
      this.fd,
      SOL_SOCKET,
      SO_ERROR,
      sockaddr,
      new Uint8Array(sockaddrLength.buffer),
    );
    const errno = new DataView(sockaddr.buffer).getInt32(0, true);
    if (errno === 0) this.#connecting?.resolve();
    else this.#connecting?.reject(systemError(errno));
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

function nameOf(
  reactor: EpollReactor,
  fd: number,
  call: "getsockname" | "getpeername",
): Address {
  sockaddrLength[0] = SOCKADDR_SIZE;
  const length = new Uint8Array(sockaddrLength.buffer);
  const result = reactor.libc.symbols[call](fd, sockaddr, length);
  return decodeSockaddr(sockaddr, result < 0 ? 0 : sockaddrLength[0]!);
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
