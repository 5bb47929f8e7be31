// Copyright 2026 the tpd2 authors. MIT license.

/**
 * The server that benches and probes drive: `deno run -A bench/servers/tpd2.ts
 * --port 8080 [--transport auto|deno|epoll]`. It has default limits and deadlines.
 */

import { parseArgs } from "@std/cli/parse-args";
import { serve } from "../../http/mod.ts";
import { setDevelopment } from "../../ml/mod.ts";
import { probedApp } from "./probed_app.ts";

setDevelopment(false);

const flags = parseArgs(Deno.args, {
  string: ["port", "transport"],
  default: { port: "8080", transport: "auto" },
});
const { transport } = flags;
if (transport !== "auto" && transport !== "deno" && transport !== "epoll") {
  console.error(
    `Cannot use transport "${transport}": give auto, deno or epoll`,
  );
  Deno.exit(1);
}
const server = await serve(probedApp(), {
  port: Number(flags.port),
  transport,
  onListen: ({ url }) => console.log(`Listening on ${url}`),
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, async () => {
    await server.shutdown();
    Deno.exit(0);
  });
}
