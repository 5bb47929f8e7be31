// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { settle } from "../net/testing.ts";
import { BodyProducer, type BodyWriter, SharedChunk } from "./body_producer.ts";
import type { Exchange } from "./exchange.ts";
import { FieldBlock } from "./field_block.ts";
import { reply } from "./reply.ts";
import type { ExchangeRecord } from "./server.ts";
import { answering, get, split } from "./_test_messages.ts";
import { TestServer } from "./_test_server.ts";

Deno.test("serveHttp() sends streams in chunks", async () => {
  await using server = new TestServer(answering());
  const client = server.connect();
  await client.send(get("/stream") + get("/"));
  await settle(30);
  const text = await client.received();
  assertStringIncludes(text, "transfer-encoding: chunked\r\n");
  assertStringIncludes(text, "\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\nHTTP");
  client.connection.close();
});

Deno.test("serveHttp() tells who the client is behind proxies that are trusted", async () => {
  const told: string[] = [];
  const handles = {
    handle({ remoteAddress, scheme, host, id }: Exchange) {
      told.push([remoteAddress, scheme, host, id].join(" "));
      return reply("x");
    },
  };
  const request = get(
    "/",
    "x-forwarded-for: 203.0.113.7\r\nx-forwarded-proto: https\r\n" +
      "x-forwarded-host: www.example:8443\r\nx-request-id: abc-1\r\n",
  );
  await using trusting = new TestServer(handles, {
    trustedProxies: ["127.0.0.0/8"],
  });
  await trusting.ask(request);
  assertEquals(told.pop(), "203.0.113.7 https www.example abc-1");
  // A browser on the proxy's own machine.
  await trusting.ask(request.replace("203.0.113.7", "127.0.0.1"));
  assertEquals(told.pop(), "127.0.0.1 https www.example abc-1");
  await using wary = new TestServer(handles);
  await wary.ask(request);
  assertMatch(told.pop()!, /^127\.0\.0\.1 http a [0-9a-z]+-[0-9a-z]+$/);
});

Deno.test("serveHttp() logs every exchange when it is over", async () => {
  const records: ExchangeRecord[] = [];
  await using server = new TestServer(answering(), {
    onExchange: (record) => records.push(record),
  });
  await server.ask(get("/") + get("/secret") + get("/later") + get("/stream"));
  await settle(30);
  assertEquals(
    records.map(({ target, status }) => `${target} ${status}`),
    ["/ 200", "/secret 500", "/later 200", "/stream 200"],
  );
  assertEquals(new Set(records.map(({ id }) => id)).size, 4);
  assertEquals(records[0]!.startedAt, Date.UTC(2026, 0, 1));
});

Deno.test("serveHttp() sends early hints before the answer, to who understands them", async () => {
  await using server = new TestServer({
    handle(exchange: Exchange) {
      exchange.earlyHints([["link", "</style.css>; rel=preload; as=style"]]);
      return reply("x");
    },
  });
  assertMatch(
    await server.ask(get("/")),
    /^HTTP\/1\.1 103 Early Hints\r\nlink: <\/style\.css>; rel=preload; as=style\r\n\r\nHTTP\/1\.1 200 OK\r\n/,
  );
  assertMatch(await server.ask("GET / HTTP/1.0\r\n\r\n"), /^HTTP\/1\.1 200 /);
});

Deno.test("serveHttp() sends trailers that a writer closes with", async () => {
  const body = new BodyProducer((writer) => {
    writer.write("abc");
    writer.close([["x-checksum", "900150983cd2"]]);
    return () => {};
  });
  await using server = new TestServer({ handle: () => reply(body) });
  const text = await server.ask(get("/"));
  assert(text.endsWith("3\r\nabc\r\n0\r\nx-checksum: 900150983cd2\r\n\r\n"));
});

Deno.test("Exchange.signal aborts when the client is gone, and only then", async () => {
  let signal: AbortSignal | undefined;
  const answered = Promise.withResolvers<void>();
  await using server = new TestServer({
    handle(exchange: Exchange) {
      signal = exchange.signal;
      return answered.promise.then(() => reply("too late"));
    },
  });
  const first = server.connect();
  await first.send(get("/"));
  assertEquals(signal?.aborted, false);
  // Closing with unread bytes resets; here there are none, so send more.
  first.connection.abort();
  await settle();
  answered.resolve();
  await settle();
  const other = server.connect();
  await other.send(get("/"));
  const late = signal;
  assertEquals(split(await other.received())[0]!.body, "too late");
  other.connection.abort();
  await settle();
  assertEquals(late?.aborted, false);
});

Deno.test("serveHttp() cancels an event stream when its client leaves", async () => {
  let cancelled = false;
  const events = new FieldBlock([["content-type", "text/event-stream"]]);
  await using server = new TestServer({
    handle: () =>
      reply(
        new ReadableStream({
          start: (controller) => controller.enqueue(new Uint8Array([58, 10])),
          cancel: () => {
            cancelled = true;
          },
        }),
        { fields: events },
      ),
  });
  const client = server.connect();
  await client.send(get("/"));
  assertStringIncludes(await client.received(), "2\r\n:\n\r\n");
  client.connection.closeWrite();
  await settle();
  assertEquals(cancelled, true);
  assertEquals(server.scheduler.stats().connections, 0);
});

Deno.test("serveHttp() lets a producer write when it likes, and tells it of the end", async () => {
  const writers = new Set<BodyWriter>();
  const body = new BodyProducer((writer) => {
    writers.add(writer);
    return () => writers.delete(writer);
  });
  await using server = new TestServer({ handle: () => reply(body) });
  const stays = server.connect();
  const leaves = server.connect();
  await stays.send(get("/") + get("/"));
  await leaves.send(get("/"));
  assertEquals(writers.size, 2);
  const tick = new SharedChunk("tick");
  for (const writer of writers) writer.write(tick);
  for (const writer of writers) writer.write("tock");
  assert((await leaves.received()).endsWith("4\r\ntick\r\n4\r\ntock\r\n"));
  leaves.connection.close();
  await settle();
  assertEquals(writers.size, 1);
  for (const writer of writers) writer.close();
  await settle();
  // The next request on the connection has its turn.
  assertEquals(writers.size, 1);
  assertStringIncludes(await stays.received(), "\r\n0\r\n\r\nHTTP/1.1 200");
  stays.connection.abort();
  await settle();
  assertEquals(writers.size, 0);
});

Deno.test("Exchange tells nothing when it is over", async () => {
  let kept: Exchange | undefined;
  await using server = new TestServer({
    handle(exchange: Exchange) {
      kept ??= exchange;
      return reply("x");
    },
  });
  await server.ask(get("/first", "cookie: a=b\r\n"));
  await server.ask(get("/second", "cookie: secret=1\r\n"));
  let thrown: unknown;
  try {
    kept?.field("cookie");
  } catch (error) {
    thrown = error;
  }
  assert(thrown instanceof TypeError);
});

Deno.test("serveHttp() ends what is written bit by bit when it shuts down", async () => {
  let ended = 0;
  const body = new BodyProducer((writer) => {
    writer.write("tick");
    return () => ended++;
  });
  const server = new TestServer({ handle: () => reply(body) });
  const client = server.connect();
  await client.send(get("/"));
  const down = server.scheduler.shutdown();
  await settle();
  assertEquals(ended, 1);
  assert((await client.received()).endsWith("4\r\ntick\r\n0\r\n\r\n"));
  // It was busy a moment ago, and would get an answer to another request.
  await server.clock.advanceAsync(3000);
  assertEquals(client.ended, true);
  await down;
  await server[Symbol.asyncDispose]();
});
