// Copyright 2026 the tpd2 authors. MIT license.

import { createServer } from "node:http";
import { cut, hello, HTML, table } from "./_pages.mjs";

function send(response, text) {
  response.setHeader("content-type", HTML);
  response.setHeader("content-length", Buffer.byteLength(text));
  response.end(text);
}

createServer((request, response) => {
  const [path, name] = cut(request.url, 0);
  if (path === "/test") return send(response, hello(name));
  if (path === "/fortunes") return send(response, table());
  let body = "";
  request.on("data", (piece) => body += piece);
  request.on("end", () => {
    send(response, hello(new URLSearchParams(body).get("name")));
  });
}).listen(Number(process.argv[2]), "127.0.0.1");
