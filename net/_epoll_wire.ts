// Copyright 2026 the tpd2 authors. MIT license.

import type { Address } from "./address.ts";
import type { EpollReactor, Pollable } from "./_epoll_reactor.ts";
import {
  EAGAIN,
  EINTR,
  EPOLLERR,
  EPOLLHUP,
  EPOLLIN,
  EPOLLOUT,
  EPOLLRDHUP,
  MSG_DONTWAIT,
  MSG_NOSIGNAL,
  SHUT_WR,
  SO_ERROR,
  SOL_SOCKET,
  systemError,
} from "./_libc.ts";
import { decodeSockaddr, SOCKADDR_SIZE } from "./_sockaddr.ts";
import type { Wire, WireOwner } from "./transport.ts";

const READABLE = EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR;
const HUNG_UP = EPOLLRDHUP | EPOLLHUP | EPOLLERR;
const SEND_FLAGS = MSG_DONTWAIT | MSG_NOSIGNAL;
const WRITABLE = EPOLLOUT | EPOLLHUP | EPOLLERR;

/** Where `getsockname` and its like write; read at once, so one will do. */
const sockaddr: Uint8Array<ArrayBuffer> = new Uint8Array(SOCKADDR_SIZE);
const sockaddrLength: Uint32Array<ArrayBuffer> = new Uint32Array(1);

/** A connection whose bytes are moved by `recv` and `send`. */
export class EpollWire implements Wire, Pollable {
  readonly fd: number;
  generation = 0;
  owner: WireOwner | null = null;
  readonly lends: boolean = true;
  readonly #reactor: EpollReactor;
  /** How many bytes of input the owner waits for at most; 0 if it does not. */
  #wanted = 0;
  /** Whether the kernel tells what happens. Not before there is something to wait for. */
  #watched = false;
  /** Whether there may be input that the kernel will not tell of again. */
  #readable = true;
  /** Whether the kernel has told that the peer says no more: it will not tell again. */
  #hungUp = false;
  /** What is to be sent as soon as there is room for it. */
  #pending: Uint8Array<ArrayBuffer> | null = null;
  #closed = false;
  #connecting: PromiseWithResolvers<void> | null = null;

  constructor(reactor: EpollReactor, fd: number) {
    this.#reactor = reactor;
    this.fd = fd;
    reactor.add(this);
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
    this.#watch();
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
    else this.#watch();
  }

  returnInput(): void {
    this.#reactor.takeSlotBack();
  }

  write(bytes: Uint8Array<ArrayBuffer>): number {
    const sent = this.#send(bytes);
    if (sent < 0) this.#pending = bytes;
    return sent;
  }

  writeFront(bytes: Uint8Array<ArrayBuffer>, length: number): number {
    const { symbols } = this.#reactor.libc;
    const sent = symbols.send(this.fd, bytes, length, SEND_FLAGS);
    return sent < 0 ? 0 : sent;
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

  /** Has the kernel tell what happens from now on, and what has happened. */
  #watch(): void {
    if (this.#watched) return;
    this.#watched = true;
    try {
      this.#reactor.watch(this);
    } catch (error) {
      this.#fail(error, "read");
    }
  }

  /** Tells of a failure, but not from within the call that started what failed. */
  #fail(error: unknown, during: "read" | "write"): void {
    queueMicrotask(() => {
      if (this.#closed) return;
      if (during === "write") this.#pending = null;
      this.#connecting?.reject(error);
      this.owner?.onFailed(error, during);
    });
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
      // A connection that sends, hears and ends at once is never watched.
      if (errno === EAGAIN) return this.#watch();
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
    const sent = symbols.send(this.fd, bytes, bytes.length, SEND_FLAGS);
    if (sent >= 0) return sent;
    const { errno } = this.#reactor;
    if (errno === EINTR) return this.#send(bytes);
    if (errno === EAGAIN) this.#watch();
    else this.#fail(systemError(errno), "write");
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

/** The address of one end of a socket; an empty path where there is none any more. */
export function nameOf(
  reactor: EpollReactor,
  fd: number,
  call: "getsockname" | "getpeername",
): Address {
  sockaddrLength[0] = SOCKADDR_SIZE;
  const length = new Uint8Array(sockaddrLength.buffer);
  const result = reactor.libc.symbols[call](fd, sockaddr, length);
  return decodeSockaddr(sockaddr, result < 0 ? 0 : sockaddrLength[0]!);
}
