// Copyright 2026 the tpd2 authors. MIT license.

import type { SchedulerStats } from "../net/mod.ts";
import type { FromWorker, ToWorker } from "./_worker_messages.ts";
import type { ListenNotice } from "./listen_notice.ts";
import type { PlainServeOptions } from "./serve_workers.ts";

/** What all workers serve. */
export interface Served {
  /** The address of the module. */
  module: string;
  /** How many workers there are to be. */
  count: number;
  /** Where to listen, limits and times. */
  options: PlainServeOptions;
}

/** One worker, as the thread sees it that started it. */
export class WorkerHandle {
  /** Where it listens; rejects if it cannot. */
  readonly listening: Promise<{ port: number; notice: ListenNotice }>;
  /** Resolves when it serves no longer: with the error that is the reason, or `null`. */
  readonly stopped: Promise<Error | null>;
  /** Resolves when its last connection has ended. */
  readonly ended: Promise<void>;
  readonly #worker: Worker;
  readonly #served: Served;
  readonly #listening = Promise.withResolvers<
    { port: number; notice: ListenNotice }
  >();
  readonly #stopped = Promise.withResolvers<Error | null>();
  readonly #ended = Promise.withResolvers<void>();
  #isListening = false;
  #stats: ((stats: SchedulerStats | null) => void)[] = [];

  constructor(served: Served) {
    this.#served = served;
    this.listening = this.#listening.promise;
    // Who does not ask is not to be surprised.
    this.listening.catch(() => {});
    this.stopped = this.#stopped.promise;
    this.ended = this.#ended.promise;
    this.#worker = new Worker(sourceOf(served.module), { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#hear(data as FromWorker);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#stop(new Error(firstLine(event.message)));
      this.#end();
    };
  }

  /** What it carries; `null` if it is no more, or not yet. */
  stats(): Promise<SchedulerStats | null> {
    if (!this.#isListening) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#stats.push(resolve);
      this.#tell({ kind: "stats" });
    });
  }

  /** Has it finish what is open, and end. */
  shutdown(): void {
    this.#tell({ kind: "shutdown" });
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case "ready": {
        const { options, count } = this.#served;
        return this.#tell({
          kind: "serve",
          options: { ...options, ...(count > 1 ? { reusePort: true } : {}) },
          isOneOfMany: count > 1,
        });
      }
      case "listening":
        this.#isListening = true;
        return this.#listening.resolve(message);
      case "failed":
        return this.#stop(errorOf(message));
      case "stats":
        return this.#stats.shift()?.(message.stats);
      case "finished":
        return this.#end();
    }
  }

  #stop(error: Error | null): void {
    this.#listening.reject(error ?? new Error("the worker was shut down"));
    this.#stopped.resolve(error);
  }

  #end(): void {
    this.#stop(null);
    this.#worker.terminate();
    this.#isListening = false;
    for (const resolve of this.#stats) resolve(null);
    this.#stats = [];
    this.#ended.resolve();
  }
}

/** An error of another thread, with the stack that it had there. */
function errorOf(
  { message, stack }: { message: string; stack: string },
): Error {
  const error = new Error(message);
  error.stack = stack;
  return error;
}

/**
 * The worker's program: a module of its own, so that what imports the site names
 * it as a literal, and the site's imports are resolved as everywhere else.
 */
function sourceOf(module: string): string {
  const serve = JSON.stringify(import.meta.resolve("./_serve_worker.ts"));
  const site = JSON.stringify(module);
  const source = `import { serveInWorker } from ${serve};\n` +
    `serveInWorker(() => import(${site}));\n`;
  return `data:application/javascript,${encodeURIComponent(source)}`;
}

/** What comes of a worker's error has its whole stack in it. */
function firstLine(text: string): string {
  const [line = ""] = text.split("\n", 1);
  return line.replace(/^Uncaught (?:\(in promise\) )?/, "");
}
