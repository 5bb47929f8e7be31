// Copyright 2026 the tpd2 authors. MIT license.

/**
 * What runs in each worker of `serveWorkers`. The site is loaded only when it is
 * known whether it is alone, since what it is made of asks for that at once.
 */

import type { FromWorker, WorkerEnd } from "./_worker_messages.ts";
import type { ListenNotice } from "./listen_notice.ts";
import { becomeOneOfMany } from "./one_of_many.ts";
import { type HttpServer, type Servable, serve } from "./server.ts";

const end = globalThis as unknown as WorkerEnd;
let server: HttpServer | null = null;

function tell(message: FromWorker): void {
  end.postMessage(message);
}

function tellFailure(thrown: unknown): void {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  // That of a module that cannot be parsed shows the place, too.
  const [message = ""] = error.message.split("\n", 1);
  tell({ kind: "failed", message, stack: error.stack ?? message });
}

function isServable(value: unknown): value is Servable {
  if (typeof value === "function") return true;
  if (typeof value !== "object" || value === null) return false;
  const { fetch, handle } = value as { fetch?: unknown; handle?: unknown };
  return typeof fetch === "function" || typeof handle === "function";
}

/** Finishes what is open. A worker that just stopped would leave its port to nobody. */
async function finish(): Promise<void> {
  await server?.shutdown();
  tell({ kind: "finished" });
  end.close();
}

/** Whatever nobody caught: this worker's memory is not to be trusted any more. */
function onUncaught(event: ErrorEvent & PromiseRejectionEvent): void {
  event.preventDefault();
  tellFailure(event.type === "error" ? event.error : event.reason);
  finish();
}

/** Loads the site and serves it, when told so; tells what becomes of it. */
export function serveInWorker(
  load: () => Promise<{ default?: unknown }>,
): void {
  end.addEventListener("error", onUncaught);
  end.addEventListener("unhandledrejection", onUncaught);
  end.onmessage = async ({ data }) => {
    if (data.kind === "shutdown") return finish();
    if (data.kind === "stats") {
      if (server !== null) tell({ kind: "stats", stats: server.stats() });
      return;
    }
    try {
      if (data.isOneOfMany) becomeOneOfMany();
      const { default: servable } = await load();
      if (!isServable(servable)) {
        throw new TypeError(
          "its default export is no site, dispatcher or function",
        );
      }
      let notice: ListenNotice | null = null;
      server = await serve(servable, {
        ...data.options,
        onListen: (given) => notice = given,
      });
      tell({ kind: "listening", port: server.port, notice: notice! });
    } catch (error) {
      tellFailure(error);
      finish();
    }
  };
  tell({ kind: "ready" });
}
