// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Accepting } from "./_acceptor.ts";
import { acceptorFor } from "./_eager_acceptor.ts";
import { type Clock, systemClock, type TimerHandle } from "./clock.ts";
import { Connection } from "./connection.ts";
import type { ConnectionCore } from "./connection_core.ts";
import {
  type ConnectionHost,
  type ConnectionLimits,
  DEFAULT_CONNECTION_LIMITS,
} from "./connection_host.ts";
import { ConnectionTable } from "./_connection_table.ts";
import { OutputBufferPool } from "./output_buffer.ts";
import type { ScheduleOptions, SchedulerStats } from "./schedule_options.ts";
import { TimerWheel } from "./timer_wheel.ts";
import type { Poller, Wire, WireListener } from "./transport.ts";

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
  readonly #acceptors: Accepting[];
  readonly #pollers: readonly Poller[];
  /** How many connections wait for something that only the event loop brings. */
  #held = 0;
  readonly #maxConnections: number;
  readonly #connections: ConnectionTable = new ConnectionTable();
  #ready: Connection[] = [];
  /** The batch that was yielded last. */
  #batch: Connection[] = [];
  /** Connections that wrote outside of a turn. */
  #dirty: ConnectionCore[] = [];
  #inTurn = false;
  /** Whether a turn was asked for that has not begun. */
  #awaited = false;
  #turnTime = 0;
  #timeKnown = false;
  readonly #forgetTime = (): void => {
    this.#timeKnown = false;
  };
  #turns = 0;
  #onlyAgain = true;
  #waiter: ((result: IteratorResult<Connection[], void>) => void) | null = null;
  #draining = false;
  #graceTimer: TimerHandle = null;
  readonly #finished: PromiseWithResolvers<void> = Promise.withResolvers();
  readonly #onAbort = (): void => this.#startDraining();
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
      acceptorFor(listener, {
        clock: this.clock,
        hasRoom: () => this.#hasRoom(),
        onWire: (wire) => this.#admit(wire),
        onError: (error) => this.reportError(error),
      })
    );
    const pollers = listeners.map(({ poller }) => poller);
    this.#pollers = [
      ...new Set(pollers.filter((poller) => poller !== undefined)),
    ];
    for (const acceptor of this.#acceptors) acceptor.start();
    const { signal } = options;
    if (signal?.aborted) this.#startDraining();
    else signal?.addEventListener("abort", this.#onAbort, { once: true });
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
   * connected by us. It counts as one of `maxConnections`, but is not refused.
   *
   * @param wire The raw end.
   * @returns The connection; it is yielded in the next turn.
   * @throws {TypeError} If the scheduler has ended.
   */
  carry(wire: Wire): Connection {
    if (this.#done) {
      wire.close();
      throw new TypeError("Cannot carry a connection: the scheduler has ended");
    }
    const connection = new Connection(wire, this);
    this.#connections.add(connection);
    // What has arrived already may then be there in its first turn.
    if (wire.lends) connection.endTurn();
    this.ready(connection, false);
    return connection;
  }

  /**
   * The next batch. Sends what the last one wrote.
   *
   * @returns The connections that have something to do, at least one; done
   * after a shutdown, when the last connection has ended. The array is used
   * again: it is empty once the next batch was asked for.
   * @throws {TypeError} If a batch was asked for already and is awaited.
   */
  next(): Promise<IteratorResult<Connection[], void>> {
    if (this.#awaited) {
      return Promise.reject(
        new TypeError("Cannot take a turn: another one is awaited"),
      );
    }
    this.#endTurn();
    if (this.#pollers.length > 0) this.#poll();
    if (this.#ready.length === 0) {
      if (this.#done) return Promise.resolve(DONE);
      this.#turns = 0;
      this.#awaited = true;
      return new Promise((resolve) => this.#waiter = resolve);
    }
    // Connections that only asked for another turn would otherwise run
    // without the event loop, and with it everybody else, ever turning.
    if (this.#onlyAgain || ++this.#turns >= MAX_TURNS) {
      this.#turns = 0;
      this.#awaited = true;
      return new Promise((resolve) => {
        setImmediate(() => resolve(this.#startTurn()));
      });
    }
    return Promise.resolve(this.#startTurn());
  }

  /**
   * Ends the iteration, as leaving the loop does: all connections are aborted
   * and the listeners closed.
   *
   * @returns Done.
   */
  return(): Promise<IteratorResult<Connection[], void>> {
    this.#inTurn = false;
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
    return {
      connections: this.#connections.size,
      accepted: this.#accepted,
      shed: this.#shed,
      ...this.#connections.survey(),
    };
  }

  // What connections call

  /** @internal */
  now(): number {
    // Asking the clock costs more than it tells within one turn, or among
    // those who are resumed together.
    if (this.#inTurn || this.#timeKnown) return this.#turnTime;
    this.#timeKnown = true;
    queueMicrotask(this.#forgetTime);
    return this.#turnTime = this.clock.now();
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
    this.#connections.remove(connection);
    if (this.#draining) this.#finishIfEmpty();
    else for (const acceptor of this.#acceptors) acceptor.wake();
  }

  /** @internal */
  reportError(error: unknown): void {
    const { onError = console.error } = this.#options;
    onError(error);
  }

  /** @internal */
  hold(): void {
    this.#held++;
  }

  /** @internal */
  letGo(): void {
    this.#held--;
  }

  /** Asks the transports that do not tell by themselves. */
  #poll(): void {
    let told = false;
    for (const poller of this.#pollers) told = poller.poll() || told;
    if (this.#ready.length > 0) return;
    if (!told) told = this.#wait();
    // What was told may be on its way here: let promises settle, and ask again.
    if (told && this.#ready.length === 0) setImmediate(this.#pollAgain);
  }

  readonly #pollAgain = (): void => {
    if (this.#waiter !== null) this.#poll();
  };

  /** Has the transports tell what happens next; returns whether they have. */
  #wait(): boolean {
    let told = false;
    const mayBlock = this.#held === 0;
    for (const poller of this.#pollers) told = poller.wait(mayBlock) || told;
    return told;
  }

  #startTurn(): IteratorResult<Connection[], void> {
    const batch = this.#ready;
    this.#ready = this.#batch;
    this.#batch = batch;
    this.#onlyAgain = true;
    this.#awaited = false;
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
    const batch = this.#batch;
    this.#flushDirty();
    for (const connection of batch) connection.endTurn();
    batch.length = 0;
    this.#inTurn = false;
    // Sending may fail, and whoever hears of that may write to others.
    if (this.#dirty.length > 0) this.#flushDirty();
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
    return this.#connections.size < this.#maxConnections ||
      this.#options.atCapacity === "shed";
  }

  #admit(wire: Wire): void {
    if (this.#connections.size >= this.#maxConnections) {
      this.#shed++;
      this.#connections.idlest()?.abort();
    }
    this.#accepted++;
    this.carry(wire);
  }

  #startDraining(): void {
    if (this.#draining) return;
    this.#draining = true;
    this.#graceTimer = this.clock.setTimer(
      () => this.#abortAll(),
      this.#options.shutdownGrace ?? 10_000,
    );
    for (const acceptor of this.#acceptors) acceptor.stop();
    for (const connection of this.#connections.snapshot()) {
      // One that nothing speaks on yet has nothing to bring to an end.
      if (connection.protocol === null) connection.abort();
      else this.ready(connection, false);
    }
    this.#finishIfEmpty();
  }

  #abortAll(): void {
    for (const connection of this.#connections.snapshot()) connection.abort();
    this.#finishIfEmpty();
  }

  #finishIfEmpty(): void {
    if (this.#connections.size > 0 || this.#done) return;
    this.#done = true;
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
    this.clock.clearTimer(this.#graceTimer);
    this.wheel.clear();
    const settled = this.#pollers.map((poller) => poller.settled());
    Promise.all(settled).then(() => this.#finished.resolve());
    const waiter = this.#waiter;
    if (waiter === null) return;
    this.#waiter = null;
    this.#awaited = false;
    waiter(DONE);
  }
}

const LIMIT_NAMES = Object.keys(
  DEFAULT_CONNECTION_LIMITS,
) as (keyof ConnectionLimits)[];
