// Copyright 2026 the tpd2 authors. MIT license.

// Hono as its documentation serves it, on Deno and on Bun.

import { Hono } from "hono";
import { hello, table } from "./_pages.mjs";

const app = new Hono();
app.get("/test", (context) => context.html(hello(context.req.query("name"))));
app.get("/fortunes", (context) => context.html(table()));
app.post("/form", async (context) => {
  const { name } = await context.req.parseBody();
  return context.html(hello(name));
});

if (globalThis.Bun) {
  const port = Number(process.argv[2]);
  Bun.serve({ port, hostname: "127.0.0.1", fetch: app.fetch });
} else {
  const port = Number(Deno.args[0]);
  Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, app.fetch);
}
