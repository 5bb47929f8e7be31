// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Waits until somebody wants the process to end: by Ctrl-C, or as service
 * managers ask for it. Then it is time to shut the server down, so that open
 * requests are answered. A second signal, by one who does not want to wait, ends
 * the process at once.
 *
 * @returns A promise that resolves at the first signal: `SIGINT` or `SIGTERM`, on
 * Windows `SIGINT` or `SIGBREAK`.
 *
 * @example Usage
 * ```ts
 * import { serve, untilInterrupted } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const server = await serve(() => new Response("hello"), { port: 0 });
 * const interrupted = untilInterrupted();
 * Deno.kill(Deno.pid, "SIGTERM");
 * await interrupted;
 * await server.shutdown();
 * assertEquals(server.stats().connections, 0);
 * ```
 */
export function untilInterrupted(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const signals: Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT", "SIGBREAK"]
    : ["SIGINT", "SIGTERM"];
  function onSignal(): void {
    for (const signal of signals) Deno.removeSignalListener(signal, onSignal);
    resolve();
  }
  for (const signal of signals) Deno.addSignalListener(signal, onSignal);
  return promise;
}
