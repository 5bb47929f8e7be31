// Copyright 2026 the tpd2 authors. MIT license.

import {
  EFD_CLOEXEC,
  EFD_NONBLOCK,
  EPOLL_CLOEXEC,
  EPOLL_CTL_ADD,
  EPOLLET,
  epollEventSize,
  EPOLLIN,
  EPOLLOUT,
  EPOLLRDHUP,
  errnoView,
  type Libc,
  openLibc,
  systemError,
} from "./_libc.ts";
import type { Poller } from "./transport.ts";

/** Something that has a descriptor and wants to know when it is ready. */
export interface Pollable {
  /** Its descriptor. */
  readonly fd: number;
  /** Which of the owners of that descriptor it is; see {@linkcode EpollReactor.add}. */
  generation: number;
  /** It became ready for what the bits of `events` say. */
  onReady(events: number): void;
}

/** How many events one call of the kernel tells at most. */
const MAX_EVENTS = 256;
/** How many reads one round may lend out; the rest has to wait for the next. */
const SLOT_COUNT = 64;
/** How many bytes one read takes at most. */
const SLOT_SIZE = 8 * 1024;
/**
 * How far slots lie apart. Were it a power of two, the beginnings of all, which
 * are what most reads fill, would compete for the same few lines of the cache.
 */
const SLOT_STRIDE = SLOT_SIZE + 576;
/**
 * How many nanoseconds to wait in this thread before the wait is given to
 * another, which costs some 30 us when it is over. While requests come one after
 * the other the next is nearly always here by then; nothing that the event loop
 * would bring is awaited meanwhile.
 */
const SHORT_WAIT = 200_000;

/** An array of `struct epoll_event`, and how to look at it. */
class EventList {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  readonly #size: number;
  /** Where the data stand in an event: they are its last 8 bytes. */
  readonly #data: number;

  constructor(eventSize: number) {
    this.bytes = new Uint8Array(eventSize * MAX_EVENTS);
    this.#view = new DataView(this.bytes.buffer);
    this.#size = eventSize;
    this.#data = eventSize - 8;
  }

  events(i: number): number {
    return this.#view.getUint32(i * this.#size, true);
  }

  fd(i: number): number {
    return this.#view.getInt32(i * this.#size + this.#data, true);
  }

  generation(i: number): number {
    return this.#view.getUint32(i * this.#size + this.#data + 4, true);
  }

  set(events: number, fd: number, generation: number): void {
    this.#view.setUint32(0, events, true);
    this.#view.setInt32(this.#data, fd, true);
    this.#view.setUint32(this.#data + 4, generation, true);
  }
}

/**
 * Asks the kernel which descriptors are ready, for all listeners and wires of
 * a thread. It lives as long as there are any.
 *
 * Descriptors are watched edge-triggered, for everything, from the first wait
 * to the end: so each costs one `epoll_ctl` in its life at most, and closing it
 * ends the watch.
 */
export class EpollReactor implements Poller {
  readonly libc: Libc;
  /**
   * Where input is read to, cut into slots once, so that a read makes no view.
   * The slots are lent out, each to one connection, until the next round.
   */
  readonly #slots: Uint8Array<ArrayBuffer>[] = [];
  #slot = 0;
  #lent = 0;
  /** Whether somebody asked since the watch last looked. */
  #polled = false;
  #watching = false;
  readonly #epfd: number;
  readonly #wakeFd: number;
  readonly #errno: { getInt32(): number };
  readonly #pollables: (Pollable | undefined)[] = [];
  #count = 0;
  #generation = 0;
  readonly #list: EventList = new EventList(epollEventSize());
  /** Another thread writes into it, so it is never used for anything else. */
  readonly #threadList: EventList = new EventList(epollEventSize());
  readonly #timeout: Uint8Array<ArrayBuffer> = new Uint8Array(16);
  #inThread: Promise<void> | null = null;
  /** Those that were ready when no slot was left, or say that more is there. */
  #again: Pollable[] = [];
  #onEmpty: (() => void) | null;
  #closed = false;

  /**
   * Opens the C library and an epoll descriptor.
   *
   * @throws {Error} If that is not to be had.
   */
  constructor(onEmpty: () => void) {
    this.libc = openLibc();
    const { symbols } = this.libc;
    this.#errno = errnoView(this.libc);
    this.#epfd = symbols.epoll_create1(EPOLL_CLOEXEC);
    this.#wakeFd = symbols.eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    this.#onEmpty = onEmpty;
    new DataView(this.#timeout.buffer).setBigInt64(8, BigInt(SHORT_WAIT), true);
    const buffer = new ArrayBuffer(SLOT_COUNT * SLOT_STRIDE);
    for (let i = 0; i < SLOT_COUNT; i++) {
      this.#slots.push(new Uint8Array(buffer, i * SLOT_STRIDE, SLOT_SIZE));
    }
    if (this.#epfd < 0 || this.#wakeFd < 0) {
      const error = this.lastError();
      if (this.#epfd >= 0) symbols.close(this.#epfd);
      this.libc.close();
      throw error;
    }
    // Level-triggered and never read: it is written to once, at the end.
    this.#watch(this.#wakeFd, EPOLLIN, 0);
  }

  /** The `errno` of the last call that failed, in this thread. */
  get errno(): number {
    return this.#errno.getInt32();
  }

  /** The last call's error. */
  lastError(): Error {
    return systemError(this.errno);
  }

  /**
   * Takes a descriptor in: it can be told by {@linkcode EpollReactor.again}, and
   * is closed by {@linkcode EpollReactor.remove}.
   *
   * A descriptor's number is used again by the kernel as soon as it was closed.
   * So that an event that was told before is not taken for one of the next
   * owner, each has a generation, which comes back with its events.
   */
  add(pollable: Pollable): void {
    pollable.generation = ++this.#generation >>> 0;
    this.#pollables[pollable.fd] = pollable;
    this.#count++;
  }

  /**
   * Watches a descriptor until it is closed. What it is ready for already is told, too.
   *
   * @throws {Error} If the kernel will not.
   */
  watch(pollable: Pollable): void {
    const events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    this.#watch(pollable.fd, events >>> 0, pollable.generation);
  }

  /** Closes a descriptor that was added. */
  remove(pollable: Pollable): void {
    if (this.#pollables[pollable.fd] !== pollable) return;
    this.#pollables[pollable.fd] = undefined;
    this.libc.symbols.close(pollable.fd);
    // The thread that waits must have returned before anything it uses goes.
    if (--this.#count === 0) this.#close();
  }

  /** Tells a pollable in the next round that it is ready, though the kernel will not. */
  again(pollable: Pollable): void {
    this.#again.push(pollable);
    this.watchOver();
  }

  /**
   * An array to read into, until the end of the round; `null` if all are lent
   * out. Only bytes that a read has just put there may be looked at.
   */
  slot(): Uint8Array<ArrayBuffer> | null {
    return this.#slot === SLOT_COUNT ? null : this.#slots[this.#slot]!;
  }

  /** Lends the slot out. */
  lendSlot(): void {
    this.#slot++;
    this.#lent++;
  }

  /** Takes a slot back. When all are back they are lent out from the first again. */
  takeSlotBack(): void {
    if (--this.#lent === 0) this.#slot = 0;
  }

  poll(): boolean {
    if (this.#closed) return false;
    this.#polled = true;
    this.watchOver();
    return this.#collect();
  }

  #collect(): boolean {
    const again = this.#tellAgain();
    // One of them may have been the last.
    if (this.#closed) return true;
    // What was ready and found no slot is first in the next round.
    const room = SLOT_COUNT - this.#slot;
    if (room === 0) return true;
    const count = this.libc.symbols.epoll_wait(
      this.#epfd,
      this.#list.bytes,
      room,
      0,
    );
    this.#tell(this.#list, count);
    // Those who have just come may have brought something.
    if (!this.#closed) this.#tellAgain();
    return count > 0 || again;
  }

  /** Tells those who asked for it; whoever asks meanwhile has to wait. */
  #tellAgain(): boolean {
    const again = this.#again;
    if (again.length === 0) return false;
    this.#again = [];
    for (const pollable of again) {
      if (this.#pollables[pollable.fd] !== pollable) continue;
      pollable.onReady(EPOLLIN | EPOLLOUT);
    }
    return true;
  }

  wait(mayBlock: boolean): boolean {
    if (this.#closed || this.#inThread !== null) return false;
    const { epoll_pwait2 } = this.libc.symbols;
    if (mayBlock && epoll_pwait2 !== null) {
      const count = epoll_pwait2(
        this.#epfd,
        this.#list.bytes,
        SLOT_COUNT,
        this.#timeout,
        null,
      );
      if (count > 0) {
        this.#tell(this.#list, count);
        return true;
      }
    }
    this.#inThread = this.#waitInThread();
    return false;
  }

  async settled(): Promise<void> {
    if (this.#closed) await this.#inThread;
  }

  /** Gives everything back if nothing is watched. */
  releaseIfUnused(): void {
    if (this.#count === 0 && !this.#closed) this.#close();
  }

  #watch(fd: number, events: number, generation: number): void {
    this.#list.set(events, fd, generation);
    const { epoll_ctl } = this.libc.symbols;
    if (epoll_ctl(this.#epfd, EPOLL_CTL_ADD, fd, this.#list.bytes) < 0) {
      throw this.lastError();
    }
  }

  async #waitInThread(): Promise<void> {
    const { symbols } = this.libc;
    const count = await symbols.epoll_wait_in_thread(
      this.#epfd,
      this.#threadList.bytes,
      SLOT_COUNT,
      -1,
    );
    this.#inThread = null;
    if (this.#closed) return this.#release();
    // An errno of another thread cannot be seen from here: -1 is EINTR or worse,
    // and whatever it is, the next round tells.
    this.#polled = false;
    this.#tell(this.#threadList, count);
    this.watchOver();
  }

  /**
   * Sees to it that somebody asks: whoever takes turns does, as fast as it can;
   * for who does not, or stops, we do.
   */
  watchOver(): void {
    if (this.#watching) return;
    this.#watching = true;
    setImmediate(this.#look);
  }

  readonly #look = (): void => {
    this.#watching = false;
    if (this.#closed) return;
    const polled = this.#polled;
    this.#polled = false;
    if (!polled && this.#again.length > 0) this.#collect();
    if (polled || this.#again.length > 0) this.watchOver();
    else this.wait(false);
  };

  #tell(list: EventList, count: number): void {
    for (let i = 0; i < count; i++) {
      const fd = list.fd(i);
      const pollable = this.#pollables[fd];
      if (pollable?.generation === list.generation(i)) {
        pollable.onReady(list.events(i));
      }
    }
  }

  #close(): void {
    this.#closed = true;
    this.#onEmpty?.();
    this.#onEmpty = null;
    if (this.#inThread === null) this.#release();
    else this.libc.symbols.write(this.#wakeFd, ONE, ONE.length);
  }

  /** Nobody waits and nobody is left: gives everything back. */
  #release(): void {
    const { symbols } = this.libc;
    symbols.close(this.#epfd);
    symbols.close(this.#wakeFd);
    this.libc.close();
  }
}

/** What is written to an eventfd: 8 bytes, a number. */
const ONE = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0);

let reactor: EpollReactor | null = null;

/** The reactor of this thread; made when first asked for, and again after its end. */
export function epollReactor(): EpollReactor {
  return reactor ??= new EpollReactor(() => reactor = null);
}
