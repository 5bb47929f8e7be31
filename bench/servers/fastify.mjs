// Copyright 2026 the tpd2 authors. MIT license.

import fastify from "fastify";
import { hello, HTML, table } from "./_pages.mjs";

const app = fastify();
app.addContentTypeParser(
  "application/x-www-form-urlencoded",
  { parseAs: "string" },
  (_request, body, done) => done(null, new URLSearchParams(body)),
);
app.get(
  "/test",
  (request, reply) => reply.type(HTML).send(hello(request.query.name)),
);
app.get("/fortunes", (_request, reply) => reply.type(HTML).send(table()));
app.post(
  "/form",
  (request, reply) => reply.type(HTML).send(hello(request.body.get("name"))),
);
await app.listen({ port: Number(process.argv[2]), host: "127.0.0.1" });
