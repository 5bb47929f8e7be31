// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock, TimerHandle } from "../net/mod.ts";
import type { ClientConnection } from "./_client_connection.ts";

/** The bounds of a {@linkcode ClientPool}. */
export interface ClientPoolLimits {
  /** How many connections to one origin there may be. */
  maxConnections: number;
  /** How many requests to one origin may wait for a connection. */
  maxWaiting: number;
  /** How many idle connections are kept, to all origins together. */
  maxIdle: number;
  /** For how many milliseconds an idle connection is kept. */
  idleTimeout: number;
}

interface Idle {
  readonly connection: ClientConnection;
  readonly timer: TimerHandle;
  readonly origin: Origin;
  readonly name: string;
}

/** A place for a connection to an origin: to be given back, or handed on. */
interface Origin {
  /** Places taken: connections in use, or being opened. */
  active: number;
  /** The one that was used last is at the end. */
  readonly idle: Idle[];
  readonly waiting: Set<PromiseWithResolvers<void>>;
}

/** Connections that can be used again, by origin. */
export class ClientPool {
  readonly #clock: Clock;
  readonly #limits: ClientPoolLimits;
  readonly #origins: Map<string, Origin> = new Map();
  /** All that are idle, the one that was used longest ago first. */
  readonly #idle: Set<Idle> = new Set();
  #closed = false;

  constructor(clock: Clock, limits: ClientPoolLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /**
   * Waits for a place, and takes the connection that was used last if there is
   * an idle one, unless a fresh one is wanted; null if one has to be opened.
   *
   * @throws {RangeError} If too many wait already.
   */
  async take(
    name: string,
    options: { signal: AbortSignal; fresh: boolean },
  ): Promise<ClientConnection | null> {
    this.#check();
    let origin = this.#origin(name);
    if (origin.active >= this.#limits.maxConnections) {
      await this.#wait(origin, name, options.signal);
      this.#check();
      // It may have been forgotten and made anew meanwhile.
      origin = this.#origin(name);
    }
    origin.active++;
    while (!options.fresh) {
      const idle = origin.idle.pop();
      if (idle === undefined) break;
      this.#idle.delete(idle);
      this.#clock.clearTimer(idle.timer);
      if (idle.connection.reusable) return idle.connection;
      idle.connection.close();
    }
    return null;
  }

  /** Gives a place back, and a connection that may be used again for so many milliseconds. */
  give(
    name: string,
    connection: ClientConnection | null,
    lifetime: number = Infinity,
  ): void {
    const origin = this.#origin(name);
    origin.active--;
    const time = Math.min(lifetime, this.#limits.idleTimeout);
    if (connection !== null) {
      if (this.#closed || !connection.reusable || time <= 0) connection.close();
      else this.#keep(origin, name, connection, time);
    }
    for (const waiter of origin.waiting) {
      origin.waiting.delete(waiter);
      waiter.resolve();
      break;
    }
    this.#forget(name, origin);
  }

  /** Closes what is idle now, and what is used when it is given back. */
  close(): void {
    this.#closed = true;
    for (const idle of this.#idle) this.#retire(idle);
  }

  #keep(
    origin: Origin,
    name: string,
    connection: ClientConnection,
    time: number,
  ): void {
    connection.rest();
    const timer = this.#clock.setTimer(() => this.#retire(idle), time);
    const idle: Idle = { connection, timer, origin, name };
    origin.idle.push(idle);
    this.#idle.add(idle);
    for (const oldest of this.#idle) {
      if (this.#idle.size <= this.#limits.maxIdle) break;
      this.#retire(oldest);
    }
  }

  #retire(idle: Idle): void {
    const { connection, timer, origin, name } = idle;
    this.#clock.clearTimer(timer);
    this.#idle.delete(idle);
    origin.idle.splice(origin.idle.indexOf(idle), 1);
    connection.close();
    this.#forget(name, origin);
  }

  async #wait(
    origin: Origin,
    name: string,
    signal: AbortSignal,
  ): Promise<void> {
    if (origin.waiting.size >= this.#limits.maxWaiting) {
      throw new RangeError(
        `Cannot request from ${name}: ${origin.waiting.size} requests wait already`,
      );
    }
    const waiter = Promise.withResolvers<void>();
    origin.waiting.add(waiter);
    const onAbort = () => {
      origin.waiting.delete(waiter);
      waiter.reject(signal.reason);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      await waiter.promise;
      // The place may have been taken by who asked in between.
      if (origin.active >= this.#limits.maxConnections) {
        await this.#wait(origin, name, signal);
      }
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.#forget(name, origin);
    }
  }

  #check(): void {
    if (this.#closed) {
      throw new TypeError("Cannot request: the client is closed");
    }
  }

  #origin(name: string): Origin {
    let origin = this.#origins.get(name);
    if (origin === undefined) {
      origin = { active: 0, idle: [], waiting: new Set() };
      this.#origins.set(name, origin);
    }
    return origin;
  }

  #forget(name: string, { active, idle, waiting }: Origin): void {
    if (active === 0 && idle.length === 0 && waiting.size === 0) {
      this.#origins.delete(name);
    }
  }
}
