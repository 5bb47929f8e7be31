// Copyright 2026 the tpd2 authors. MIT license.

import express from "express";
import { hello, table } from "./_pages.mjs";

const app = express();
app.use(express.urlencoded({ extended: false }));
app.get(
  "/test",
  (request, response) => response.send(hello(request.query.name)),
);
app.get("/fortunes", (_request, response) => response.send(table()));
app.post(
  "/form",
  (request, response) => response.send(hello(request.body.name)),
);
app.listen(Number(process.argv[2]), "127.0.0.1");
