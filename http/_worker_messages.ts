// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { SchedulerStats } from "../net/mod.ts";
import type { ListenNotice } from "./listen_notice.ts";
import type { PlainServeOptions } from "./serve_workers.ts";

/** What a worker is told. */
export type ToWorker =
  | { kind: "serve"; options: PlainServeOptions; isOneOfMany: boolean }
  | { kind: "stats" }
  | { kind: "shutdown" };

/** What a worker tells. */
export type FromWorker =
  /** It waits to be told what to serve. */
  | { kind: "ready" }
  | { kind: "listening"; port: number; notice: ListenNotice }
  /** It cannot serve, or no longer; what is open is finished all the same. */
  | { kind: "failed"; message: string; stack: string }
  | { kind: "stats"; stats: SchedulerStats }
  /** Its last connection has ended. */
  | { kind: "finished" };

/** The worker's own end, which the types of the main thread do not know. */
export interface WorkerEnd {
  onmessage: ((event: { data: ToWorker }) => void) | null;
  addEventListener(
    type: "error" | "unhandledrejection",
    listener: (event: ErrorEvent & PromiseRejectionEvent) => void,
  ): void;
  postMessage(message: FromWorker): void;
  close(): void;
}
