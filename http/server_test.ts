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
import { BodyProducer, type BodyWriter, SharedChunk } from "./body_producer.ts";
import { Dispatcher } from "./dispatcher.ts";
import { type Exchange, HttpError } from "./exchange.ts";
import { FieldBlock } from "./field_block.ts";
import { reply } from "./reply.ts";
import { type ExchangeRecord, serve } from "./server.ts";
import { TestServer } from "./_test_server.ts";

const DATE = "date: Thu, 01 Jan 2026 00:00:00 GMT\r\n";

function answering(): Dispatcher {
  const dispatcher = new Dispatcher();
  dispatcher.add("GET", "/", () => reply("hello"));
  dispatcher.add("GET", "/umlaut", () => reply("ä".repeat(60)));
  dispatcher.add("GET", "/204", () => reply(null, { status: 204 }));
  dispatcher.add("GET", "/304", () => reply("not sent", { status: 304 }));
  dispatcher.add("GET", "/large", () => reply("x".repeat(200_000)));
  dispatcher.add("GET", "/response", () => new Response("from the web"));
  dispatcher.add("GET", "/later", async () => {
    await settle(2);
    return reply("later");
  });
  dispatcher.add("GET", "/secret", () => {
    throw new Error("the password is 1234");
  });
  dispatcher.add("GET", "/teapot", () => {
    throw new HttpError(418, "Cannot brew", { fields: [["x-pot", "tea"]] });
  });
  dispatcher.add(
    "GET",
    "/split",
    () => reply("x", { extra: [["x-bad", "a\r\nset-cookie: b=c"]] }),
  );
  dispatcher.add("POST", "/echo", async ({ body }) => reply(await body.text()));
  dispatcher.add("POST", "/ignore", () => reply("ignored"));
  dispatcher.add("GET", "/stream", () => new Response(piecesOf("one", "two")));
  return dispatcher;
}

function piecesOf(...pieces: string[]): ReadableStream<Uint8Array> {
  const left = pieces.map((piece) => new TextEncoder().encode(piece));
  return new ReadableStream({
    async pull(controller) {
      await settle(2);
      const piece = left.shift();
      if (piece === undefined) controller.close();
      else controller.enqueue(piece);
    },
  });
}

function get(path: string, fields = ""): string {
  return `GET ${path} HTTP/1.1\r\nhost: a\r\n${fields}\r\n`;
}

function post(path: string, body: string, fields = ""): string {
  return `POST ${path} HTTP/1.1\r\nhost: a\r\n` +
    `content-length: ${body.length}\r\n${fields}\r\n${body}`;
}

/** The answers in a text, each with its status line and its content. */
function split(text: string): { status: string; body: string }[] {
  const answers = [];
  while (text !== "") {
    const end = text.indexOf("\r\n\r\n") + 4;
    const head = text.slice(0, end);
    const length = Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0);
    answers.push({
      status: head.slice(9, 12),
      body: text.slice(end, end + length),
    });
    text = text.slice(end + length);
  }
  return answers;
}

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

Deno.test("serveHttp() answers what is right before it refuses what is not", async () => {
  await using server = new TestServer(answering());
  const client = server.connect();
  await client.send(get("/later") + "GET / HTTP/1.1\r\n\r\n" + get("/"));
  const answers = split(await client.received());
  assertEquals(answers.map(({ status }) => status), ["200", "400"]);
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

Deno.test("serveHttp() answers a request once, though its unread content is broken", async () => {
  await using server = new TestServer(answering());
  const text = await server.ask(
    "POST /ignore HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
  );
  assertEquals(split(text).map(({ body }) => body), ["ignored"]);
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

Deno.test("serveHttp() answers a client that has ended its side", async () => {
  await using server = new TestServer(answering());
  const client = server.connect();
  await client.send(get("/later"));
  client.connection.closeWrite();
  await settle(20);
  assertEquals(split(await client.received())[0]!.body, "later");
  assertEquals(client.ended, true);
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

Deno.test("HttpServer.shutdown() finishes open requests and closes idle connections", async () => {
  const answered = Promise.withResolvers<void>();
  const server = new TestServer({
    handle: () => answered.promise.then(() => reply("done")),
  });
  const busy = server.connect();
  const idle = server.connect();
  await busy.send(get("/"));
  await settle();
  const down = server.scheduler.shutdown();
  await settle();
  assertEquals(idle.ended, true);
  assertEquals(busy.ended, false);
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
