// Copyright 2026 the tpd2 authors. MIT license.

import { answer } from "./fetch_handler.mjs";

const options = {
  port: Number(Deno.args[0]),
  hostname: "127.0.0.1",
  onListen() {},
};
Deno.serve(options, (request) => answer(request));
