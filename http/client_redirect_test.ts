// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects } from "@std/assert";
import { HttpClient } from "./client.ts";
import { Dispatcher } from "./dispatcher.ts";
import { ProtocolError } from "./protocol_error.ts";
import { reply } from "./reply.ts";
import { serve } from "./server.ts";

Deno.test("HttpClient follows redirections as each status says", async () => {
  const dispatcher = new Dispatcher();
  for (const status of [301, 302, 303, 307, 308]) {
    for (const method of ["GET", "POST", "PUT"]) {
      dispatcher.add(method, `/${status}`, () =>
        reply("x".repeat(2000), {
          status,
          extra: [["location", "../there?a=b"]],
        }));
    }
  }
  for (const method of ["GET", "POST", "PUT"]) {
    dispatcher.add(method, "/there", async (exchange) =>
      reply(
        [
          exchange.method,
          exchange.query,
          await exchange.body.text(),
          exchange.field("content-type"),
          exchange.field("authorization"),
        ].join(),
      ));
  }
  await using server = await serve(dispatcher, { port: 0 });
  await using client = new HttpClient();
  for (
    const [status, method, expected] of [
      [301, "POST", "GET,a=b,,,secret"],
      [302, "POST", "GET,a=b,,,secret"],
      [303, "POST", "GET,a=b,,,secret"],
      [303, "PUT", "GET,a=b,,,secret"],
      [307, "POST", "POST,a=b,body,text/plain;charset=UTF-8,secret"],
      [308, "PUT", "PUT,a=b,body,text/plain;charset=UTF-8,secret"],
      [301, "PUT", "PUT,a=b,body,text/plain;charset=UTF-8,secret"],
    ] as const
  ) {
    const response = await client.request(`${server.url}${status}`, {
      method,
      body: "body",
      headers: { authorization: "secret" },
    });
    assertEquals(await response.text(), expected, `${status} ${method}`);
    assertEquals(response.redirects, 1);
    assertEquals(response.url, `${server.url}there?a=b`);
  }
  const first = await client.request(`${server.url}302`, { maxRedirects: 0 });
  assertEquals([first.status, (await first.bytes()).length], [302, 2000]);
  assertEquals(server.stats().connections, 1);
  const stream = ReadableStream.from([new Uint8Array(1)]);
  await assertRejects(
    () => client.request(`${server.url}307`, { method: "POST", body: stream }),
    TypeError,
    "cannot be sent again",
  );
});

Deno.test("HttpClient keeps secrets from other origins, and does not go round for ever", async () => {
  const seen: (string | null)[] = [];
  const other = new Dispatcher();
  other.add("GET", "/", (exchange) => {
    for (const name of ["authorization", "cookie", "host", "x-plain"]) {
      seen.push(exchange.field(name));
    }
    return reply("other");
  });
  await using there = await serve(other, { port: 0 });
  const dispatcher = new Dispatcher();
  const to = (location: string) => () =>
    reply(null, { status: 302, extra: [["location", location]] });
  dispatcher.add("GET", "/out", to(there.url));
  dispatcher.add("GET", "/round", to("/round"));
  dispatcher.add("GET", "/file", to("file:///etc/passwd"));
  dispatcher.add("GET", "/login", to(there.url.replace("//", "//a:b@")));
  await using server = await serve(dispatcher, { port: 0 });
  await using client = new HttpClient();
  const headers = {
    authorization: "secret",
    cookie: "secret",
    host: "virtual.example",
    "x-plain": "1",
  };
  const response = await client.request(`${server.url}out`, { headers });
  assertEquals(await response.text(), "other");
  assertEquals(seen, [null, null, `127.0.0.1:${there.port}`, "1"]);
  await assertRejects(
    () => client.request(`${server.url}round`, { maxRedirects: 3 }),
    ProtocolError,
    "more than 3 times",
  );
  for (const path of ["file", "login"]) {
    await assertRejects(() => client.request(server.url + path), TypeError);
  }
  await assertRejects(
    () =>
      client.request(`${server.url}out`, {
        allow: (url) => url.port !== String(there.port),
      }),
    TypeError,
    "not allowed",
  );
});
