// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { connect } from "../net/mod.ts";
import { settle } from "../net/testing.ts";
import { reply } from "./reply.ts";
import { serve } from "./server.ts";
import { answering, DATE, get, post, split } from "./_test_messages.ts";
import { TestServer } from "./_test_server.ts";

Deno.test("serveHttp() answers with date and length", async () => {
  await using server = new TestServer(answering());
  assertEquals(
    await server.ask(get("/")),
    "HTTP/1.1 200 OK\r\ncontent-type: text/plain; charset=utf-8\r\n" + DATE +
      "content-length: 5\r\n\r\nhello",
  );
});

Deno.test("serveHttp() counts bytes, not characters", async () => {
  await using server = new TestServer(answering());
  const text = await server.ask(get("/umlaut"));
  assertStringIncludes(text, "content-length: 120\r\n\r\n\xc3\xa4\xc3\xa4");
  assertEquals(split(text).length, 1);
});

Deno.test("serveHttp() sends no content on HEAD, 204 and 304", async () => {
  await using server = new TestServer(answering());
  const head = await server.ask("HEAD / HTTP/1.1\r\nhost: a\r\n\r\n");
  assert(head.endsWith("content-length: 5\r\n\r\n"));
  for (const status of ["204", "304"]) {
    const text = await server.ask(get(`/${status}`));
    assert(text.endsWith(DATE + "\r\n"), text);
    assertEquals(text.includes("content-length"), false);
  }
});

Deno.test("serveHttp() answers pipelined requests in order", async () => {
  await using server = new TestServer(answering());
  const text = await server.ask(
    get("/later") + get("/") + get("/response") + get("/later") + get("/nope"),
  );
  assertEquals(split(text).map(({ status }) => status), [
    "200",
    "200",
    "200",
    "200",
    "404",
  ]);
  assertEquals(split(text)[0]!.body, "later");
  assertEquals(split(text)[2]!.body, "from the web");
});

Deno.test("serveHttp() answers thousands of pipelined requests", async () => {
  await using server = new TestServer(answering());
  const client = server.connect();
  await client.send(get("/").repeat(3000));
  await settle(3000);
  const answers = split(await client.received());
  assertEquals(answers.length, 3000);
  assert(answers.every(({ body }) => body === "hello"));
  client.connection.close();
});

Deno.test("serveHttp() gives the same answers however the bytes are split", async () => {
  await using server = new TestServer(answering());
  const text = post("/echo", "some content") + get("/later") +
    "POST /echo HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n" +
    "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n" + get("/umlaut");
  const whole = await server.ask(text);
  assertEquals(split(whole).map(({ body }) => body.slice(0, 5)), [
    "some ",
    "later",
    "abcde",
    "\xc3\xa4\xc3\xa4\xc3",
  ]);
  for (const maxRead of [1, 2, 7]) {
    const client = server.connect({ server: { maxRead } });
    await client.send(text);
    await settle(text.length * 2);
    assertEquals(await client.received(), whole);
    client.connection.close();
  }
});

Deno.test("serveHttp() closes when it is asked to, and says so", async () => {
  await using server = new TestServer(answering());
  const client = server.connect();
  await client.send(get("/", "connection: close\r\n") + get("/"));
  assertStringIncludes(await client.received(), "connection: close\r\n");
  assertEquals(split(await client.received()).length, 1);
  client.connection.close();
});

Deno.test("serveHttp() speaks HTTP/1.0 with those who do", async () => {
  await using server = new TestServer(answering());
  const client = server.connect();
  await client.send("GET /stream HTTP/1.0\r\n\r\n");
  await settle(30);
  const text = await client.received();
  assertEquals(text.includes("transfer-encoding"), false);
  assert(text.endsWith("\r\n\r\nonetwo"), text);
  assertEquals(client.ended, true);
  const kept = await server.ask(
    "GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n",
  );
  assertStringIncludes(kept, "connection: keep-alive\r\n");
});

Deno.test("serveHttp() tells nobody what a handler threw", async () => {
  await using server = new TestServer(answering());
  const text = await server.ask(get("/secret") + get("/"));
  assertEquals(split(text).map(({ status }) => status), ["500", "200"]);
  assertEquals(text.includes("1234"), false);
  assertEquals(String(server.errors[0]), "Error: the password is 1234");
});

Deno.test("serveHttp() answers HttpError with its status, message and fields", async () => {
  await using server = new TestServer(answering());
  const text = await server.ask(get("/teapot"));
  assertMatch(text, /^HTTP\/1\.1 418 \r\n/);
  assertStringIncludes(text, "x-pot: tea\r\n");
  assertStringIncludes(text, "Cannot brew");
  assertEquals(server.errors, []);
});

Deno.test("serveHttp() lets no answer split the response", async () => {
  await using server = new TestServer(answering());
  const text = await server.ask(get("/split"));
  assertEquals(split(text)[0]!.status, "500");
  assertEquals(text.includes("set-cookie"), false);
});

Deno.test("serveHttp() answers a client that has ended its side", async () => {
  await using server = new TestServer(answering());
  const client = server.connect();
  await client.send(get("/later"));
  client.connection.closeWrite();
  await settle(20);
  assertEquals(split(await client.received())[0]!.body, "later");
  assertEquals(client.ended, true);
});

Deno.test("HttpServer.shutdown() finishes open requests and closes idle connections", async () => {
  const answered = Promise.withResolvers<void>();
  const server = new TestServer({
    handle: () => answered.promise.then(() => reply("done")),
  });
  const busy = server.connect();
  const idle = server.connect();
  // Whoever has just connected may be about to send a request.
  await server.clock.advanceAsync(2000);
  const fresh = server.connect();
  await busy.send(get("/"));
  await settle();
  const down = server.scheduler.shutdown();
  await settle();
  assertEquals(idle.ended, true);
  assertEquals(fresh.ended, false);
  assertEquals(busy.ended, false);
  await server.clock.advanceAsync(2000);
  assertEquals(fresh.ended, true);
  answered.resolve();
  await settle();
  const text = await busy.received();
  assertStringIncludes(text, "connection: close\r\n");
  assert(text.endsWith("done"));
  busy.connection.close();
  await down;
  await server[Symbol.asyncDispose]();
});

Deno.test("serve() serves functions in the manner of the web over a real port", async () => {
  await using server = await serve(async (request) => {
    const { pathname } = new URL(request.url);
    return Response.json({
      method: request.method,
      pathname,
      body: await request.text(),
    }, { headers: { "x-a": "b" } });
  }, { port: 0 });
  const response = await fetch(`${server.url}some/path?q=1`, {
    method: "POST",
    body: "x".repeat(100_000),
  });
  assertEquals(response.headers.get("x-a"), "b");
  const { method, pathname, body } = await response.json();
  assertEquals([method, pathname, body.length], [
    "POST",
    "/some/path",
    100_000,
  ]);
});

Deno.test("serve() gives functions in the manner of the web the URL that was asked for", async () => {
  await using server = new TestServer((request) => new Response(request.url));
  const urls = [
    ["GET http://b/path?q HTTP/1.1\r\nhost: a\r\n\r\n", "http://b/path?q"],
    ["GET http://b?q HTTP/1.1\r\nhost: a\r\n\r\n", "http://b/?q"],
    ["GET /path HTTP/1.0\r\n\r\n", "http://localhost/path"],
    ["GET //path HTTP/1.1\r\nhost: a\r\n\r\n", "http://a//path"],
    ["OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n", "http://a/"],
  ] as const;
  for (const [text, url] of urls) {
    const answer = await server.ask(text);
    assert(answer.endsWith(`\r\n\r\n${url}`), answer);
  }
});

Deno.test("serve() refuses what no Request can say", async () => {
  await using server = new TestServer(() => new Response("served"));
  for (const method of ["TRACE", "Track", "get"]) {
    const answer = await server.ask(`${method} / HTTP/1.1\r\nhost: a\r\n\r\n`);
    assertMatch(answer, /^HTTP\/1\.1 501 /);
  }
  for (const host of ["1.2.3.4.5", "a%20b", "xn--"]) {
    const answer = await server.ask(`GET / HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
    assertMatch(answer, /^HTTP\/1\.1 400 /);
  }
  assertEquals(server.errors, []);
});

Deno.test("serveHttp() refuses what follows content that a handler has read", async () => {
  await using server = new TestServer(answering());
  const text = await server.ask(post("/echo", "hi") + "\0");
  assertEquals(split(text).map(({ status }) => status), ["200", "400"]);
});

Deno.test("serveHttp() logs an exchange whose content was read as soon as it is over", async () => {
  const statuses: number[] = [];
  await using server = new TestServer(answering(), {
    onExchange: ({ status }) => statuses.push(status),
  });
  const client = server.connect();
  await client.send(post("/echo", "hi"));
  assertEquals(statuses, [200]);
  client.connection.close();
});

Deno.test("serveHttp() goes on when what it tells of exchanges or errors throws", async () => {
  await using server = new TestServer(answering(), {
    onExchange: () => {
      throw new Error("no log");
    },
  });
  const text = await server.ask(get("/") + get("/later") + get("/"));
  assertEquals(split(text).map(({ status }) => status), ["200", "200", "200"]);
  assertEquals(server.errors.map(String), Array(3).fill("Error: no log"));
});

Deno.test("serve() says when a port is taken", async () => {
  await using server = await serve(() => new Response("x"), { port: 0 });
  await assertRejects(
    () => serve(() => new Response("y"), { port: server.port }),
    Deno.errors.AddrInUse,
  );
});

Deno.test("serve() sends large answers whole over a real port", async () => {
  await using server = await serve(answering(), { port: 0 });
  const response = await fetch(`${server.url}large`);
  assertEquals((await response.text()).length, 200_000);
  const connection = await connect({ port: server.port });
  await connection.write(get("/large", "connection: close\r\n").repeat(1));
  const bytes = await connection.readAll({ maxLength: 300_000 });
  assert(bytes.length > 200_000);
  connection.close();
});
