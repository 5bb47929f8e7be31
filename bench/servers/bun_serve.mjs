// Copyright 2026 the tpd2 authors. MIT license.

import { answer } from "./fetch_handler.mjs";

Bun.serve({
  port: Number(process.argv[2]),
  hostname: "127.0.0.1",
  fetch: answer,
});
