// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { settle } from "../net/testing.ts";
import { answering, get, post, split } from "./_test_messages.ts";
import { TestServer } from "./_test_server.ts";
import { Dispatcher } from "./dispatcher.ts";
import { reply } from "./reply.ts";

Deno.test("serveHttp() answers what is right before it refuses what is not", async () => {
  await using server = new TestServer(answering());
  const client = server.connect();
  await client.send(get("/later") + "GET / HTTP/1.1\r\n\r\n" + get("/"));
  const answers = split(await client.received());
  assertEquals(answers.map(({ status }) => status), ["200", "400"]);
});

Deno.test("serveHttp() asks for content with 100 when a handler wants it", async () => {
  await using server = new TestServer(answering());
  const client = server.connect();
  await client.send(
    "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\nexpect: 100-Continue\r\n\r\n",
  );
  assertEquals(await client.received(), "HTTP/1.1 100 Continue\r\n\r\n");
  await client.send("hi");
  assert((await client.received()).endsWith("\r\n\r\nhi"));
  client.connection.close();
});

Deno.test("serveHttp() does not ask for content that nobody wants", async () => {
  await using server = new TestServer(answering());
  const client = server.connect();
  await client.send(
    "POST /ignore HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\nexpect: 100-continue\r\n\r\n",
  );
  const text = await client.received();
  assertMatch(text, /^HTTP\/1\.1 200 OK\r\n/);
  assertStringIncludes(text, "connection: close\r\n");
});

Deno.test("serveHttp() reads past content that a handler left", async () => {
  await using server = new TestServer(answering());
  const text = await server.ask(
    post("/ignore", "x".repeat(30_000)) + get("/"),
  );
  assertEquals(split(text).map(({ body }) => body), ["ignored", "hello"]);
});

Deno.test("serveHttp() reads past long chunked content, since it did not tell of a close", async () => {
  await using server = new TestServer(answering());
  const chunk = `ffff\r\n${"x".repeat(0xffff)}\r\n`;
  const text = await server.ask(
    "POST /ignore HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n" +
      `${chunk.repeat(8)}0\r\n\r\n${get("/")}`,
  );
  assertEquals(split(text).map(({ body }) => body), ["ignored", "hello"]);
});

Deno.test("serveHttp() tells that it closes where much content is left of what was begun", async () => {
  const dispatcher = new Dispatcher();
  dispatcher.add("POST", "/", async ({ body }) => {
    for await (const _piece of body.stream()) break;
    return reply("enough");
  });
  await using server = new TestServer(dispatcher);
  const text = await server.ask(post("/", "x".repeat(200_000)) + get("/"));
  assertEquals(split(text).map(({ body }) => body), ["enough"]);
  assertStringIncludes(text, "connection: close\r\n");
});

Deno.test("serveHttp() sends no content to HEAD, even where it refuses", async () => {
  const refused: [request: string, status: string][] = [
    ["HEAD / HTTP/1.1\r\n\r\n", "400"],
    ["HEAD * HTTP/1.1\r\nhost: a\r\n\r\n", "400"],
    [`HEAD /${"a".repeat(9000)} HTTP/1.1\r\nhost: a\r\n\r\n`, "414"],
    ["HEAD / HTTP/1.1\r\nhost: a\r\nx : y\r\n\r\n", "400"],
    [`HEAD / HTTP/1.1\r\nhost: a\r\nx: ${"y".repeat(17_000)}\r\n\r\n`, "431"],
    ["HEAD / HTTP/1.1\r\nhost: a\r\nexpect: x\r\n\r\n", "417"],
    ["HEAD / HTTP/1.1\r\nhost: a\r\ncontent-length: 9000000\r\n\r\n", "413"],
    ["HEAD / HTTP/2.0\r\nhost: a\r\n\r\n", "505"],
  ];
  for (const [request, status] of refused) {
    await using server = new TestServer(answering());
    const text = await server.ask(request);
    assertMatch(text, new RegExp(`^HTTP/1\\.1 ${status} `), request);
    assertMatch(text, /\r\ncontent-length: [1-9]/, request);
    assert(text.endsWith("\r\n\r\n"), request);
  }
});

Deno.test("serveHttp() answers a request once, though its unread content is broken", async () => {
  await using server = new TestServer(answering());
  const text = await server.ask(
    "POST /ignore HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
  );
  assertEquals(split(text).map(({ body }) => body), ["ignored"]);
});

Deno.test("serveHttp() refuses content that is too long, and the refusal arrives", async () => {
  await using server = new TestServer(answering(), { maxBodySize: 1000 });
  const client = server.connect();
  await client.send(post("/echo", "x".repeat(50_000)));
  const text = await client.received();
  assertMatch(text, /^HTTP\/1\.1 413 /);
  assertStringIncludes(text, "connection: close\r\n");
  const chunked = server.connect();
  await chunked.send(
    "POST /echo HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n" +
      `3e8\r\n${"x".repeat(1000)}\r\n1\r\nx\r\n0\r\n\r\n`,
  );
  assertMatch(await chunked.received(), /^HTTP\/1\.1 413 /);
});

Deno.test("serveHttp() refuses a head that takes too long, from its first byte", async () => {
  await using server = new TestServer(answering());
  const client = server.connect();
  await client.send("G");
  for (let i = 0; i < 11; i++) {
    await server.clock.advanceAsync(1000);
    await client.send("E");
  }
  assertMatch(await client.received(), /^HTTP\/1\.1 408 /);
});

Deno.test("serveHttp() refuses content that pauses too long", async () => {
  await using server = new TestServer(answering());
  const client = server.connect();
  await client.send(
    "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nab",
  );
  await server.clock.advanceAsync(29_000);
  assertEquals(await client.received(), "");
  await client.send("c");
  await server.clock.advanceAsync(29_000);
  assertEquals(await client.received(), "");
  await server.clock.advanceAsync(2000);
  assertMatch(await client.received(), /^HTTP\/1\.1 408 /);
});

Deno.test("serveHttp() closes connections that are idle too long, from the last request", async () => {
  await using server = new TestServer(answering());
  const client = server.connect();
  for (let i = 0; i < 3; i++) {
    await client.send(get("/"));
    await server.clock.advanceAsync(50_000);
    assertEquals(client.ended, false);
  }
  await server.clock.advanceAsync(11_000);
  assertEquals(client.ended, true);
  assertEquals(split(await client.received()).length, 3);
});

Deno.test("serveHttp() does not decode faster than the client reads", async () => {
  await using server = new TestServer(answering());
  const client = server.connect({ server: { capacity: 1000 }, client: {} });
  // Nobody reads: the gatherer of this client is slowed by the server's capacity.
  await client.send(get("/large").repeat(50));
  await settle(20);
  const { queuedBytes } = server.scheduler.stats();
  assert(queuedBytes < 500_000, `${queuedBytes} bytes are queued`);
  client.connection.abort();
});
