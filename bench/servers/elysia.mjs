// Copyright 2026 the tpd2 authors. MIT license.

import { Elysia } from "elysia";
import { hello, HTML, table } from "./_pages.mjs";

function html({ set }, text) {
  set.headers["content-type"] = HTML;
  return text;
}

new Elysia()
  .get("/test", (context) => html(context, hello(context.query.name)))
  .get("/fortunes", (context) => html(context, table()))
  .post("/form", (context) => html(context, hello(context.body.name)))
  .listen({ port: Number(process.argv[2]), hostname: "127.0.0.1" });
