// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { HttpClient, request } from "./client.ts";
import type { Exchange } from "./exchange.ts";
import { ProtocolError } from "./protocol_error.ts";
import { reply } from "./reply.ts";
import { serve } from "./server.ts";
import { answering, OK, RawServer, readHead } from "./testdata/raw_server.ts";

Deno.test("HttpClient reads content however it is framed", async () => {
  for (
    const text of [
      "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nx-t: 1\r\n\r\n",
      "HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello",
    ]
  ) {
    await using server = new RawServer(answering(text));
    await using client = new HttpClient();
    for (let i = 0; i < 3; i++) {
      const response = await client.request(server.url);
      assertEquals([response.status, response.ok], [200, true]);
      assertEquals(await response.text(), "hello");
    }
    assertEquals(server.connections, 1);
  }
});

Deno.test("HttpClient reads content that ends with the connection", async () => {
  await using server = new RawServer(async (connection) => {
    await readHead(connection);
    await connection.write("HTTP/1.0 200 OK\r\nx-a: 1\r\n\r\nhello");
  });
  await using client = new HttpClient();
  for (let i = 0; i < 2; i++) {
    const response = await client.request(server.url);
    assertEquals(response.headers.get("x-a"), "1");
    assertEquals(await response.text(), "hello");
  }
  assertEquals(server.connections, 2);
});

Deno.test("HttpClient frees the connection at once where there is no content", async () => {
  for (
    const [method, text] of [
      ["HEAD", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n"],
      ["GET", "HTTP/1.1 204 No Content\r\n\r\n"],
      ["GET", "HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n"],
      ["GET", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"],
    ] as const
  ) {
    await using server = new RawServer(answering(text));
    await using client = new HttpClient();
    for (let i = 0; i < 3; i++) await client.request(server.url, { method });
    assertEquals(server.connections, 1);
  }
});

Deno.test("HttpClient writes requests as RFC 9112 wants them", async () => {
  const heads: string[] = [];
  await using server = new RawServer(async (connection) => {
    heads.push((await readHead(connection))!);
    const length = /content-length: (\d+)/.exec(heads.at(-1)!)?.[1] ?? "0";
    if (length !== "0") {
      const bytes = await connection.readExactly(Number(length));
      heads.push(new TextDecoder().decode(bytes));
    }
    await connection.write(`${OK}`);
  });
  const send = async (path: string, options: Parameters<typeof request>[1]) => {
    const response = await request(server.url + path, options);
    await response.bytes();
    return heads.splice(0);
  };
  assertEquals(await send("a%20b?c=d e#f", {}), [
    `GET /a%20b?c=d%20e HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\naccept: */*\r\naccept-encoding: gzip\r\n\r\n`,
  ]);
  assertEquals(
    await send("", {
      method: "POST",
      body: new URLSearchParams({ a: "é" }),
      headers: { host: "other.example", accept: "text/html" },
      decode: false,
    }),
    [
      "POST / HTTP/1.1\r\naccept: text/html\r\n" +
      "content-type: application/x-www-form-urlencoded;charset=UTF-8\r\n" +
      "host: other.example\r\ncontent-length: 8\r\n\r\n",
      "a=%C3%A9",
    ],
  );
  const [empty] = await send("", { method: "PUT", decode: false });
  assert(empty!.endsWith("content-length: 0\r\n\r\n"));
});

Deno.test("HttpClient refuses what it must not send", async () => {
  await using client = new HttpClient();
  for (
    const [url, options] of [
      ["ftp://localhost/", {}],
      ["http://user:password@localhost/", {}],
      ["nowhere", {}],
      ["http://localhost/", { method: "GET / HTTP/1.1\r\nx: y\r\n\r\n" }],
      ["http://localhost/", { method: "CONNECT" }],
      ["http://localhost/", { headers: { "content-length": "1" } }],
      ["http://localhost/", { headers: { "transfer-encoding": "chunked" } }],
      ["http://localhost/", { headers: { "connection": "upgrade" } }],
      ["http://localhost/", { headers: { "x-a": "b\r\nc: d" } }],
      ["http://localhost/", { allow: () => false }],
    ] as [string, Parameters<typeof request>[1]][]
  ) {
    await assertRejects(() => client.request(url, options), TypeError);
  }
});

Deno.test("HttpClient refuses what breaks the protocol", async () => {
  for (
    const text of [
      "SSH-2.0-x\r\n\r\n",
      "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello",
      "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n",
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
    ]
  ) {
    await using server = new RawServer(answering(text));
    await assertRejects(async () => {
      const response = await request(server.url);
      await response.bytes();
    }, ProtocolError);
  }
  await using server = new RawServer(async (connection) => {
    await readHead(connection);
    await connection.write("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhel");
  });
  const response = await request(server.url);
  await assertRejects(() => response.bytes(), ProtocolError, "closed before");
});

Deno.test("HttpClient bounds content, before and after it is decoded", async () => {
  const zeros = new Uint8Array(50 * 1024 * 1024);
  const gzip = new Uint8Array(
    await new Response(
      new Blob([zeros]).stream().pipeThrough(new CompressionStream("gzip")),
    ).arrayBuffer(),
  );
  const head = (fields: string) =>
    new TextEncoder().encode(`HTTP/1.1 200 OK\r\n${fields}\r\n\r\n`);
  const bomb = new Uint8Array([
    ...head(`content-length: ${gzip.length}\r\ncontent-encoding: gzip`),
    ...gzip,
  ]);
  const chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" +
    `400\r\n${"x".repeat(1024)}\r\n`.repeat(10) + "0\r\n\r\n";
  for (
    const [text, maxBodySize] of [
      ["HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello", 4],
      [chunked, 10239],
      [bomb, 1_000_000],
    ] as const
  ) {
    await using server = new RawServer(answering(text));
    const response = await request(server.url, { maxBodySize });
    await assertRejects(() => response.bytes(), ProtocolError, "longer than");
  }
  await using server = new RawServer(answering(chunked));
  const response = await request(server.url, { maxBodySize: 10240 });
  assertEquals((await response.bytes()).length, 10240);
});

Deno.test("HttpClient decodes gzip and brotli, and says where that fails", async () => {
  const text = "hello, decoding ".repeat(1000);
  for (const [coding, format] of [["gzip", "gzip"], ["br", "brotli"]]) {
    const bytes = new Uint8Array(
      await new Response(
        new Blob([text]).stream()
          .pipeThrough(new CompressionStream(format as "gzip")),
      ).arrayBuffer(),
    );
    const answer = (content: Uint8Array<ArrayBuffer>) => ({
      handle: () => reply(content, { extra: [["content-encoding", coding!]] }),
    });
    {
      await using server = await serve(answer(bytes), { port: 0 });
      await using client = new HttpClient();
      for (let i = 0; i < 2; i++) {
        const response = await client.request(server.url);
        assertEquals(await response.text(), text);
      }
      const raw = await client.request(server.url, { decode: false });
      assertEquals(await raw.bytes(), bytes);
      assertEquals(server.stats().connections, 1);
    }
    for (const broken of [bytes.slice(0, -9), new Uint8Array(100)]) {
      await using server = await serve(answer(broken), { port: 0 });
      const response = await request(server.url);
      await assertRejects(
        () => response.bytes(),
        ProtocolError,
        "Cannot decode",
      );
    }
  }
});

Deno.test("HttpClient streams content both ways", async () => {
  await using server = await serve(async (request: Request) => {
    const bytes = await request.bytes();
    return new Response(
      ReadableStream.from([bytes.slice(0, 70_000), bytes.slice(70_000)]),
    );
  }, { port: 0 });
  await using client = new HttpClient();
  const sent = Uint8Array.from({ length: 200_000 }, (_, i) => i * 31);
  for (
    const body of [
      sent,
      ReadableStream.from([sent.slice(0, 5), new Uint8Array(0), sent.slice(5)]),
    ]
  ) {
    const response = await client.request(server.url, { method: "POST", body });
    assertEquals(await response.bytes(), sent);
  }
  const response = await client.request(server.url, {
    method: "POST",
    body: sent,
  });
  const reader = response.stream().getReader();
  assert((await reader.read()).value!.length > 0);
  await reader.cancel();
  await assertRejects(() => response.bytes(), TypeError, "already");
});

Deno.test("HttpClient and serve() carry any content there and back, however it is cut", async () => {
  const handle = (exchange: Exchange) =>
    reply(exchange.body.stream(), {
      extra: [["x-method", exchange.method]],
    });
  await using server = await serve({ handle }, { port: 0 });
  await using client = new HttpClient();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 8 }),
      fc.constantFrom("POST", "PUT", "X-THING"),
      fc.boolean(),
      async (pieces, method, streamed) => {
        const whole = new Uint8Array(
          await new Blob(pieces as BlobPart[]).arrayBuffer(),
        );
        const body = streamed ? ReadableStream.from(pieces) : whole;
        const response = await client.request(server.url, { method, body });
        assertEquals(response.field("x-method"), method);
        assertEquals(await response.bytes(), whole);
      },
    ),
    { numRuns: 60 },
  );
  assertEquals(server.stats().connections, 1);
});

Deno.test("HttpClient goes on sending while it is answered", async () => {
  const handle = (exchange: Exchange) => reply(exchange.body.stream());
  await using server = await serve({ handle }, { port: 0 });
  await using client = new HttpClient();
  const answered = Promise.withResolvers<void>();
  async function* body() {
    yield new TextEncoder().encode("first, ");
    await answered.promise;
    yield new TextEncoder().encode("second");
  }
  const response = await client.request(server.url, {
    method: "POST",
    body: ReadableStream.from(body()),
  });
  answered.resolve();
  assertEquals(await response.text(), "first, second");
  await client.request(server.url);
  assertEquals(server.stats().connections, 1);
});

Deno.test("HttpClient takes an answer that comes before all was sent", async () => {
  await using server = new RawServer(async (connection) => {
    await readHead(connection);
    await connection.write(
      "HTTP/1.1 413 Content Too Large\r\nconnection: close\r\ncontent-length: 3\r\n\r\nbig",
    );
    connection.discardAndClose();
  });
  await using client = new HttpClient();
  const cancelled = Promise.withResolvers<void>();
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    // It has more to say, some day.
    pull: (controller) => {
      if (pulled++ === 0) controller.enqueue(new Uint8Array(1000));
      else return cancelled.promise;
    },
    cancel: () => cancelled.resolve(),
  });
  const response = await client.request(server.url, { method: "POST", body });
  assertEquals([response.status, await response.text()], [413, "big"]);
  await cancelled.promise;
});

Deno.test("HttpClient fails with the stream that it sends", async () => {
  await using server = new RawServer(answering(OK));
  const body = new ReadableStream<Uint8Array>({
    pull: () => {
      throw new Error("no more");
    },
  });
  const failing = request(server.url, { method: "POST", body });
  await assertRejects(() => failing, Error, "no more");
});
