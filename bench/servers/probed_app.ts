// Copyright 2026 the tpd2 authors. MIT license.

import {
  BodyProducer,
  type BodyWriter,
  Dispatcher,
  FieldBlock,
  NO_FIELDS,
  reply,
  SharedChunk,
  staticFiles,
} from "../../http/mod.ts";
import { html } from "../../ml/mod.ts";
import { site, string } from "../../page/mod.ts";

/** The rows of the table case; the last is hostile. */
const FORTUNES: readonly (readonly [number, string])[] = JSON.parse(
  await Deno.readTextFile(new URL("./_fortunes.json", import.meta.url)),
);

/** What the server serves that benches and probes drive. */
export function probedApp(): Dispatcher {
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
      // deno-fmt-ignore: no white space that the peers do not send.
      html`<table><tr><th>id</th><th>message</th></tr>${
      FORTUNES.map(([id, message]) => html`<tr><td>${id}</td><td>${message}</td></tr>`)
    }</table>`,
    { layout: false },
  );
  pages.on(
    "POST",
    "/form",
    { name: string("") },
    ({ name }) => html`<h1>Hello ${name}</h1>`,
    { layout: false },
  );

  /** The same hello among many. */
  const routed = site({ security: false });
  for (let number = 0; number < 1000; number++) {
    routed.page(
      `/routes/${number}/:name`,
      { name: string("") },
      ({ name }) => html`<h1>Hello ${name}</h1>`,
      { layout: false },
    );
  }

  /** The same hello as a site sends it that nobody told otherwise. */
  const secured = site();
  secured.page(
    "/secured",
    { name: string("") },
    ({ name }) => html`<h1>Hello ${name}</h1>`,
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
  dispatcher.add("POST", "/echo", async (exchange) => {
    const type = exchange.field("content-type") ?? "application/octet-stream";
    return reply(await exchange.body.bytes(), {
      fields: NO_FIELDS,
      extra: [["content-type", type]],
    });
  });
  dispatcher.add(
    "GET",
    "/static/**:path",
    staticFiles(new URL("./public/", import.meta.url)),
  );
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
  dispatcher.add("GET", "/test", (exchange) => pages.handle(exchange));
  dispatcher.add("GET", "/fortunes", (exchange) => pages.handle(exchange));
  dispatcher.add("POST", "/form", (exchange) => pages.handle(exchange));
  dispatcher.add(
    "GET",
    "/routes/**:rest",
    (exchange) => routed.handle(exchange),
  );
  dispatcher.add("GET", "/secured", (exchange) => secured.handle(exchange));
  return dispatcher;
}
