// Copyright 2026 the tpd2 authors. MIT license.

/**
 * The server that benches and probes drive: `deno run -A bench/servers/tpd2.ts
 * --port 8080 [--transport deno|epoll]`. It has default limits and deadlines.
 */

import { parseArgs } from "@std/cli/parse-args";
import {
  BodyProducer,
  type BodyWriter,
  Dispatcher,
  FieldBlock,
  NO_FIELDS,
  reply,
  serve,
  SharedChunk,
} from "../../http/mod.ts";
import { html, setDevelopment, table, td, th, tr } from "../../ml/mod.ts";
import { site, string } from "../../page/mod.ts";

setDevelopment(false);

/** The rows of the table case; the last is hostile. */
const FORTUNES: readonly (readonly [number, string])[] = [
  [1, "fortune: No such file or directory"],
  [2, "A computer scientist is someone who fixes things that are not broken."],
  [3, "After enough decimal places, nobody gives a damn."],
  [4, "A bad random number generator: 1, 1, 1, 1, 1, 4.33e+67, 1, 1, 1"],
  [
    5,
    "A computer program does what you tell it to do, not what you want it to do.",
  ],
  [6, "Emacs is a nice operating system, but I prefer UNIX."],
  [7, "Any program that runs right is obsolete."],
  [8, "A list is only as strong as its weakest link."],
  [9, "Feature: A bug with seniority."],
  [10, "Computers make very fast, very accurate mistakes."],
  [11, "フレームワークのベンチマーク"],
  [
    12,
    '<script>alert("This should not be displayed in a browser alert box.");</script>',
  ],
];

const pages = site({ security: false });
pages.page(
  "/test",
  { name: string("") },
  ({ name }) => html`<h1>Hello ${name}</h1>`,
  { layout: false },
);
pages.page(
  "/fortunes",
  () =>
    table(
      tr(th("id"), th("message")),
      FORTUNES.map(([id, message]) => tr(td(id), td(message))),
    ),
  { layout: false },
);

const live = new Set<BodyWriter>();
const EVENT_FIELDS = new FieldBlock([
  ["content-type", "text/event-stream"],
  ["cache-control", "no-cache, no-transform"],
]);
const subscribe = new BodyProducer((writer) => {
  live.add(writer);
  writer.write(": welcome\n\n");
  return () => live.delete(writer);
});

const dispatcher = new Dispatcher();
dispatcher.add("GET", "/", () => reply("tpd2\n"));
dispatcher.add("GET", "/plaintext", () => reply("Hello, World!"));
dispatcher.add(
  "GET",
  "/204",
  () => reply(null, { status: 204, fields: NO_FIELDS }),
);
dispatcher.add(
  "GET",
  "/304",
  () => reply(null, { status: 304, fields: NO_FIELDS }),
);
dispatcher.add("POST", "/echo", async ({ body }) => reply(await body.bytes()));
dispatcher.add(
  "GET",
  "/live",
  () => reply(subscribe, { fields: EVENT_FIELDS }),
);
dispatcher.add("GET", "/push", ({ query }) => {
  const text = new URLSearchParams(query).get("m") ?? "";
  const data = text.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  const chunk = new SharedChunk(`${data.join("")}\n`);
  for (const writer of live) writer.write(chunk);
  return reply(`${live.size}\n`);
});
for (const path of ["/test", "/fortunes"]) {
  dispatcher.add("GET", path, (exchange) => pages.handle(exchange));
}

const flags = parseArgs(Deno.args, {
  string: ["port", "transport"],
  default: { port: "8080", transport: "deno" },
});
const transport = flags.transport === "epoll" ? "epoll" : "deno";
const server = await serve(dispatcher, {
  port: Number(flags.port),
  transport,
});
console.log(`Listening on ${server.url}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, async () => {
    await server.shutdown();
    Deno.exit(0);
  });
}
