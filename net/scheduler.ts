// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { Acceptor } from "./_acceptor.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Connection } from "./connection.ts";
import type { ConnectionCore } from "./connection_core.ts";
import {
  type ConnectionHost,
  type ConnectionLimits,
  DEFAULT_CONNECTION_LIMITS,
} from "./connection_host.ts";
import { OutputBufferPool } from "./output_buffer.ts";
import { TimerWheel } from "./timer_wheel.ts";
import type { Wire, WireListener } from "./transport.ts";

/** Options of {@linkcode schedule}. */
export interface ScheduleOptions extends Partial<ConnectionLimits> {
  /** Shuts the scheduler down when it aborts; see {@linkcode Scheduler.shutdown}. */
  signal?: AbortSignal;
  /**
   * How many connections are carried at once.
   *
   * @default {10000}
   */
  maxConnections?: number;
  /**
   * What happens at that bound: `wait` leaves newcomers with the kernel until
   * somebody goes; `shed` closes the connection that was idle longest.
   *
   * @default {"wait"}
   */
  atCapacity?: "wait" | "shed";
  /**
   * How many milliseconds connections have to come to an end after a shutdown.
   *
   * @default {10000}
   */
  shutdownGrace?: number;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  clock?: Clock;
  /**
   * Told when something went wrong that no caller awaits: a straight-line
   * protocol threw, or accepting failed (once for each bout).
   *
   * @default {console.error}
   */
  onError?: (error: unknown) => void;
}

/** What a scheduler carries, as of now. */
export interface SchedulerStats {
  /** Open connections. */
  connections: number;
  /** Connections accepted since the beginning. */
  accepted: number;
  /** Connections that were closed to make room. */
  shed: number;
  /** Bytes that wait to leave, on all connections together. */
  queuedBytes: number;
  /** How many connections are in each phase; see {@linkcode Protocol}. */
  phases: Record<string, number>;
}

/**
 * After so many turns without the event loop having turned, it is let turn:
 * otherwise connections that never run out of work would starve timers, other
 * promises and the other connections.
 */
const MAX_TURNS = 8;

const DONE: IteratorResult<Connection[], void> = {
  done: true,
  value: undefined,
};

/**
 * Accepts connections and yields, turn by turn, the batch of those that have
 * something to do. Made by {@linkcode schedule}.
 */
export class Scheduler
  implements ConnectionHost, AsyncIterableIterator<Connection[], void> {
  /** The bounds of each connection. */
  readonly limits: ConnectionLimits;
  /** Where their deadlines are kept. */
  readonly wheel: TimerWheel;
  /** Where their output is written. */
  readonly buffers: OutputBufferPool = new OutputBufferPool();
  /** Where time comes from. */
  readonly clock: Clock;

  readonly #options: ScheduleOptions;
  readonly #acceptors: Acceptor[];
  readonly #maxConnections: number;
  /** Every open connection; `hostIndex` says where, so that leaving is O(1). */
  readonly #connections: Connection[] = [];
  #ready: Connection[] = [];
  /** The batch that was yielded last. */
  #batch: Connection[] = [];
  /** Connections that wrote outside of a turn. */
  #dirty: ConnectionCore[] = [];
  #inTurn = false;
  #turnTime = 0;
  #turns = 0;
  #onlyAgain = true;
  #waiter: ((result: IteratorResult<Connection[], void>) => void) | null = null;
  #draining = false;
  #graceTimer: unknown = null;
  #finished: PromiseWithResolvers<void> = Promise.withResolvers();
  #done = false;
  #accepted = 0;
  #shed = 0;

  /**
   * Makes a scheduler and begins to accept.
   *
   * @param listeners Where connections come from.
   * @param options Bounds and times.
   */
  constructor(listeners: readonly WireListener[], options: ScheduleOptions) {
    this.#options = options;
    this.clock = options.clock ?? systemClock;
    this.limits = { ...DEFAULT_CONNECTION_LIMITS };
    for (const name of LIMIT_NAMES) {
      const value = options[name];
      if (value !== undefined) this.limits[name] = value;
    }
    this.wheel = new TimerWheel(this.clock);
    this.#maxConnections = options.maxConnections ?? 10_000;
    this.#acceptors = listeners.map((listener) =>
      new Acceptor(listener, {
        clock: this.clock,
        hasRoom: () => this.#hasRoom(),
        onWire: (wire) => this.carry(wire),
        onError: (error) => this.reportError(error),
      })
    );
    for (const acceptor of this.#acceptors) acceptor.start();
    const { signal } = options;
    if (signal?.aborted) this.#startDraining();
    else {
      signal?.addEventListener("abort", () => this.#startDraining(), {
        once: true,
      });
    }
  }

  /** Whether it is shutting down. */
  get draining(): boolean {
    return this.#draining;
  }

  /** Resolves when the last connection has ended after a shutdown. */
  get finished(): Promise<void> {
    return this.#finished.promise;
  }

  /**
   * Carries a connection that came from elsewhere, such as one that was
   * connected by us.
   *
   * @param wire The raw end.
   * @returns The connection; it is yielded in the next turn.
   */
  carry(wire: Wire): Connection {
    const connection = new Connection(wire, this);
    connection.hostIndex = this.#connections.length;
    this.#connections.push(connection);
    this.#accepted++;
    this.ready(connection, false);
    return connection;
  }

  /**
   * The next batch. Sends what the last one wrote.
   *
   * @returns The connections that have something to do, at least one; done
   * after a shutdown, when the last connection has ended.
   */
  next(): Promise<IteratorResult<Connection[], void>> {
    this.#endTurn();
    if (this.#ready.length === 0) {
      if (this.#done) return Promise.resolve(DONE);
      this.#turns = 0;
      return new Promise((resolve) => this.#waiter = resolve);
    }
    // Connections that only asked for another turn would otherwise run
    // without the event loop, and with it everybody else, ever turning.
    if (this.#onlyAgain || ++this.#turns >= MAX_TURNS) {
      this.#turns = 0;
      return new Promise((resolve) => {
        setImmediate(() => resolve(this.#startTurn()));
      });
    }
    return Promise.resolve(this.#startTurn());
  }

  /**
   * Ends the iteration: all connections are aborted and the listeners closed.
   *
   * @returns Done.
   */
  return(): Promise<IteratorResult<Connection[], void>> {
    this.#startDraining();
    this.#abortAll();
    return Promise.resolve(DONE);
  }

  /** Itself. */
  [Symbol.asyncIterator](): this {
    return this;
  }

  /**
   * Accepts no more, yields every connection once so that its protocol can
   * bring it to an end, and aborts what is left after the grace.
   *
   * @returns A promise that resolves when the last connection has ended.
   */
  shutdown(): Promise<void> {
    this.#startDraining();
    return this.finished;
  }

  /** Shuts down; see {@linkcode Scheduler.shutdown}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  /**
   * What it carries, for people to look at. Costs a walk over all connections.
   *
   * @returns The figures as of now.
   */
  stats(): SchedulerStats {
    const phases: Record<string, number> = {};
    let queuedBytes = 0;
    for (const connection of this.#connections) {
      const phase = connection.protocol?.phase ?? "new";
      phases[phase] = (phases[phase] ?? 0) + 1;
      queuedBytes += connection.output.size;
    }
    return {
      connections: this.#connections.length,
      accepted: this.#accepted,
      shed: this.#shed,
      queuedBytes,
      phases,
    };
  }

  // What connections call

  /** @internal */
  now(): number {
    // Asking the clock costs more than it tells within one turn.
    return this.#inTurn ? this.#turnTime : this.clock.now();
  }

  /** @internal */
  ready(connection: ConnectionCore, again: boolean): void {
    if (!again) this.#onlyAgain = false;
    if (connection.queued) return;
    connection.queued = true;
    // It carries none but those that carry() made.
    this.#ready.push(connection as Connection);
    const waiter = this.#waiter;
    if (waiter !== null) {
      this.#waiter = null;
      // Reads that completed in the same turn of the event loop resolve
      // before this does, so they join the batch.
      queueMicrotask(() => waiter(this.#startTurn()));
    }
  }

  /** @internal */
  wrote(connection: ConnectionCore): void {
    if (connection.dirty) return;
    connection.dirty = true;
    this.#dirty.push(connection);
    if (!this.#inTurn && this.#dirty.length === 1) {
      queueMicrotask(() => this.#flushDirty());
    }
  }

  /** @internal */
  closed(connection: ConnectionCore): void {
    const last = this.#connections.pop()!;
    if (last !== connection) {
      this.#connections[connection.hostIndex] = last;
      last.hostIndex = connection.hostIndex;
    }
    connection.hostIndex = -1;
    if (this.#draining) this.#finishIfEmpty();
    else for (const acceptor of this.#acceptors) acceptor.wake();
  }

  /** @internal */
  reportError(error: unknown): void {
    const { onError = console.error } = this.#options;
    onError(error);
  }

  #startTurn(): IteratorResult<Connection[], void> {
    const batch = this.#ready;
    this.#ready = this.#batch;
    this.#batch = batch;
    this.#onlyAgain = true;
    this.#inTurn = true;
    this.#turnTime = this.clock.now();
    for (const connection of batch) {
      connection.queued = false;
      connection.activeAt = this.#turnTime;
    }
    return { done: false, value: batch };
  }

  #endTurn(): void {
    if (!this.#inTurn) return;
    this.#inTurn = false;
    const batch = this.#batch;
    this.#flushDirty();
    for (const connection of batch) connection.endTurn();
    batch.length = 0;
  }

  #flushDirty(): void {
    const dirty = this.#dirty;
    for (let i = 0; i < dirty.length; i++) {
      const connection = dirty[i]!;
      connection.dirty = false;
      connection.flush();
    }
    dirty.length = 0;
  }

  #hasRoom(): boolean {
    if (this.#connections.length < this.#maxConnections) return true;
    if (this.#options.atCapacity !== "shed") return false;
    this.#shedLongestIdle();
    return true;
  }

  #shedLongestIdle(): void {
    let idlest: Connection | null = null;
    for (const connection of this.#connections) {
      if (idlest === null || connection.activeAt < idlest.activeAt) {
        idlest = connection;
      }
    }
    this.#shed++;
    idlest?.abort();
  }

  #startDraining(): void {
    if (this.#draining) return;
    this.#draining = true;
    this.#graceTimer = this.clock.setTimer(
      () => this.#abortAll(),
      this.#options.shutdownGrace ?? 10_000,
    );
    for (const acceptor of this.#acceptors) acceptor.stop();
    for (const connection of [...this.#connections]) {
      // One that nothing speaks on yet has nothing to bring to an end.
      if (connection.protocol === null) connection.abort();
      else this.ready(connection, false);
    }
    this.#finishIfEmpty();
  }

  #abortAll(): void {
    for (const connection of [...this.#connections]) connection.abort();
    this.#finishIfEmpty();
  }

  #finishIfEmpty(): void {
    if (this.#connections.length > 0 || this.#done) return;
    this.#done = true;
    this.clock.clearTimer(this.#graceTimer);
    this.wheel.clear();
    this.#finished.resolve();
    const waiter = this.#waiter;
    this.#waiter = null;
    waiter?.(DONE);
  }
}

const LIMIT_NAMES = Object.keys(
  DEFAULT_CONNECTION_LIMITS,
) as (keyof ConnectionLimits)[];

/**
 * Carries the connections of one listener or of several: an async iterator
 * whose every turn yields the batch of connections that have something to do.
 *
 * Do with each what can be done at once, and return to the loop: what was
 * written leaves when the next batch is asked for, all bytes of a connection in
 * one write. Never await in the loop; a protocol that has to wait is run with
 * {@linkcode Connection.run}, or remembers where it was.
 *
 * @param listeners Where connections come from; see {@linkcode listen}.
 * @param options Bounds and times.
 * @returns The scheduler.
 *
 * @example Usage
 * ```ts
 * import { type Connection, schedule } from "@tpd2/tpd2/net";
 * import { memoryListener } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * async function shout(connection: Connection) {
 *   for await (const line of connection.lines({ maxLength: 1024 })) {
 *     await connection.write(line.toUpperCase(), "\n");
 *   }
 * }
 *
 * const listener = memoryListener();
 * const scheduler = schedule(listener);
 * const client = listener.connect();
 * await client.write("hello\n");
 * client.closeWrite();
 *
 * const loop = (async () => {
 *   for await (const ready of scheduler) {
 *     for (const connection of ready) connection.run(shout);
 *   }
 * })();
 * assertEquals(await client.readLine(), "HELLO");
 * client.close();
 * await scheduler.shutdown();
 * await loop;
 * ```
 */
export function schedule(
  listeners: WireListener | readonly WireListener[],
  options: ScheduleOptions = {},
): Scheduler {
  const list = Array.isArray(listeners)
    ? listeners as readonly WireListener[]
    : [listeners as WireListener];
  return new Scheduler(list, options);
}
