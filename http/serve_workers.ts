// Copyright 2026 the tpd2 authors. MIT license.

import type { SchedulerStats } from "../net/mod.ts";
import { printNotice, printWarnings } from "./_notice.ts";
import { type Served, WorkerHandle } from "./_worker_handle.ts";
import type { ListenNotice } from "./listen_notice.ts";
import type { ServeOptions } from "./server.ts";

/** The options of {@linkcode ServeOptions} that can be told to a worker. */
export type PlainServeOptions = Omit<
  ServeOptions,
  | "clock"
  | "listeners"
  | "onError"
  | "onExchange"
  | "onListen"
  | "path"
  | "reusePort"
  | "signal"
>;

/** Options of {@linkcode serveWorkers}. */
export interface ServeWorkersOptions extends PlainServeOptions {
  /**
   * How many workers.
   *
   * @default {navigator.hardwareConcurrency}
   */
  workers?: number;
  /**
   * Told when something that nobody caught was thrown in a worker: it finishes what
   * is open, and another takes its place.
   *
   * @default {console.error}
   */
  onError?: (error: Error) => void;
  /**
   * Told when all listen: where, and what is dangerous about how it is set up.
   *
   * @default {prints both; only the warnings for port 0}
   */
  onListen?: (notice: ListenNotice) => void;
}

/**
 * Why a site cannot be served by workers.
 *
 * @example Usage
 * ```ts
 * import { ServeWorkersError } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new ServeWorkersError("Cannot serve").name, "ServeWorkersError");
 * ```
 */
export class ServeWorkersError extends Error {
  /** `ServeWorkersError`. */
  override readonly name = "ServeWorkersError";
}

/** A worker that failed so many milliseconds after the last one may be replaced at once again. */
const CALM = 60_000;
/** How long the next worker waits to take the place of one that died, in milliseconds; it doubles up to the last. */
const FIRST_DELAY = 100;
const LAST_DELAY = 30_000;

/** Workers that serve one port; made by {@linkcode serveWorkers}. */
export class HttpWorkers implements AsyncDisposable {
  /** The port. */
  readonly port: number;
  /** Where they can be reached: `http://127.0.0.1:8080/`. */
  readonly url: string;
  /** Resolves when they have been shut down and the last connection has ended. */
  readonly finished: Promise<void>;
  readonly #served: Served;
  readonly #onError: (error: Error) => void;
  readonly #workers = new Set<WorkerHandle>();
  readonly #finish: () => void;
  #size = 0;
  #isEnding = false;
  #delay = FIRST_DELAY;
  #failedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @internal */
  constructor(
    served: Served,
    workers: readonly WorkerHandle[],
    options: { url: string; onError: (error: Error) => void },
  ) {
    this.port = served.options.port ?? 0;
    this.url = options.url;
    this.#served = served;
    this.#onError = options.onError;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.finished = promise;
    this.#finish = resolve;
    for (const worker of workers) this.#add(worker);
  }

  /** How many serve now. */
  get size(): number {
    return this.#size;
  }

  /**
   * What they carry, all together.
   *
   * @returns The sums of the figures of each.
   */
  async stats(): Promise<SchedulerStats> {
    const all = await Promise.all(
      Array.from(this.#workers, (worker) => worker.stats()),
    );
    const sum: SchedulerStats = {
      connections: 0,
      accepted: 0,
      shed: 0,
      queuedBytes: 0,
      phases: {},
    };
    for (const stats of all) {
      if (stats === null) continue;
      sum.connections += stats.connections;
      sum.accepted += stats.accepted;
      sum.shed += stats.shed;
      sum.queuedBytes += stats.queuedBytes;
      for (const [phase, count] of Object.entries(stats.phases)) {
        sum.phases[phase] = (sum.phases[phase] ?? 0) + count;
      }
    }
    return sum;
  }

  /**
   * Has all of them accept no more, finish the requests that are open, and end.
   *
   * @returns A promise that resolves when the last has ended.
   */
  shutdown(): Promise<void> {
    this.#isEnding = true;
    clearTimeout(this.#timer);
    for (const worker of this.#workers) worker.shutdown();
    if (this.#workers.size === 0) this.#finish();
    return this.finished;
  }

  /** Shuts down; see {@linkcode HttpWorkers.shutdown}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  #add(worker: WorkerHandle): void {
    this.#workers.add(worker);
    this.#size++;
    worker.stopped.then((error) => this.#onStopped(error));
    worker.ended.then(() => this.#onEnded(worker));
    if (this.#isEnding) worker.shutdown();
  }

  #onStopped(error: Error | null): void {
    this.#size--;
    if (error !== null) this.#onError(error);
    if (this.#isEnding) return;
    const now = performance.now();
    this.#delay = now - this.#failedAt > CALM
      ? FIRST_DELAY
      : Math.min(this.#delay * 2, LAST_DELAY);
    this.#failedAt = now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#replace(), this.#delay);
  }

  #onEnded(worker: WorkerHandle): void {
    this.#workers.delete(worker);
    if (this.#isEnding && this.#workers.size === 0) this.#finish();
  }

  async #replace(): Promise<void> {
    while (this.#size < this.#served.count && !this.#isEnding) {
      const worker = new WorkerHandle(this.#served);
      this.#add(worker);
      try {
        await worker.listening;
      } catch {
        // It told why, and after a while the next is tried.
        return;
      }
    }
  }
}

/**
 * Serves a site with several workers, one a core, which share the port: for
 * sites that keep nothing in memory from one request to the next. Each loads the
 * site by itself, so it is named by its module, whose default export is what
 * {@linkcode serve} takes.
 *
 * The workers share nothing. Frames, actions and channels live in the memory of
 * one process: a site that uses them is refused, or answers 500 where only a
 * request asks for them.
 *
 * Through the runtime's own sockets, sharing a port asks for `--unstable-net`;
 * through `epoll` (see {@linkcode TransportName}) it does not. Loading the module
 * asks for `--allow-read`.
 *
 * @param module The module of the site: `import.meta.resolve("./site.ts")`.
 * @param options Where to listen, how many workers, limits and times.
 * @returns The workers, which listen already.
 * @throws {RangeError} If the number of workers is not a whole number from 1 up.
 * @throws {ServeWorkersError} If the module cannot be loaded or serves nothing, the
 * port is taken, or a permission is missing.
 *
 * @example Usage
 * ```ts
 * import { serveWorkers } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const site = "export default () => new Response('hello');";
 * const module = `data:application/javascript,${encodeURIComponent(site)}`;
 * await using workers = await serveWorkers(module, { port: 0, workers: 2 });
 * const response = await fetch(workers.url);
 * assertEquals(await response.text(), "hello");
 * ```
 */
export async function serveWorkers(
  module: string | URL,
  options: ServeWorkersOptions = {},
): Promise<HttpWorkers> {
  const {
    workers: count = navigator.hardwareConcurrency,
    onError = (error) => console.error(error),
    onListen,
    ...plain
  } = options;
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(
      `Cannot serve with ${count} workers: not a whole number from 1 up`,
    );
  }
  const served = { module: `${module}`, count, options: plain };
  const workers: WorkerHandle[] = [];
  try {
    // The first finds out which port it is, and whether the site can be served.
    const first = new WorkerHandle(served);
    workers.push(first);
    const { port, notice } = await first.listening;
    const sharing = { ...served, options: { ...plain, port } };
    while (workers.length < count) workers.push(new WorkerHandle(sharing));
    await Promise.all(workers.map((worker) => worker.listening));
    const tell = onListen ?? (plain.port === 0 ? printWarnings : printNotice);
    tell(notice);
    return new HttpWorkers(sharing, workers, { url: notice.url, onError });
  } catch (error) {
    for (const worker of workers) worker.shutdown();
    await Promise.all(workers.map((worker) => worker.ended));
    const message = error instanceof Error ? error.message : String(error);
    throw new ServeWorkersError(`Cannot serve with workers: ${message}`, {
      cause: error,
    });
  }
}
