// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertRejects,
} from "@std/assert";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type Connection,
  ConnectionGoneError,
  DeadlineError,
  listen,
  schedule,
} from "../net/mod.ts";
import { settle, TestClock } from "../net/testing.ts";
import { HttpClient, request } from "./client.ts";
import { Dispatcher } from "./dispatcher.ts";
import { ProtocolError } from "./protocol_error.ts";
import { reply } from "./reply.ts";
import { serve } from "./server.ts";

/** A server that says what it is told to, on each connection. */
class RawServer implements AsyncDisposable {
  connections = 0;
  readonly port: number;
  readonly #scheduler: ReturnType<typeof schedule>;
  readonly #loop: Promise<void>;

  constructor(
    speak: (connection: Connection, number: number) => Promise<void>,
  ) {
    const listener = listen({ port: 0 });
    assert(listener.address.transport === "tcp");
    this.port = listener.address.port;
    const scheduler = this.#scheduler = schedule(listener);
    this.#loop = (async () => {
      for await (const ready of scheduler) {
        for (const connection of ready) {
          if (connection.running) continue;
          const number = this.connections++;
          connection.run((connection) => speak(connection, number));
        }
      }
    })();
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#scheduler.shutdown();
    await this.#loop;
  }
}

/** Reads the head of a request; null where the client has closed. */
async function readHead(connection: Connection): Promise<string | null> {
  const end = new TextEncoder().encode("\r\n\r\n");
  const bytes = await connection.readUntil(end);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** Answers each request with the same text. */
function answering(text: string | Uint8Array) {
  return async (connection: Connection) => {
    while (await readHead(connection) !== null) {
      await connection.write(text);
    }
  };
}

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

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

Deno.test("HttpClient keeps connections for the next request, within bounds", async () => {
  await using server = new RawServer(answering(OK));
  await using client = new HttpClient({ maxConnections: 2, maxWaiting: 2 });
  const ask = async () => await (await client.request(server.url)).text();
  assertEquals(await Promise.all([ask(), ask(), ask(), ask()]), [
    "ok",
    "ok",
    "ok",
    "ok",
  ]);
  assertEquals(server.connections, 2);
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map(ask));
  assertEquals(
    results.map(({ status }) => status),
    ["fulfilled", "fulfilled", "fulfilled", "fulfilled", "rejected"],
  );
});

Deno.test("HttpClient lets who waits for a connection give up", async () => {
  await using server = new RawServer(answering(OK));
  await using client = new HttpClient({ maxConnections: 1 });
  const first = await client.request(server.url);
  const controller = new AbortController();
  const waiting = client.request(server.url, { signal: controller.signal });
  const patient = client.request(server.url);
  await settle();
  controller.abort(new Error("enough"));
  await assertRejects(() => waiting, Error, "enough");
  first.cancel();
  assertEquals(await (await patient).text(), "ok");
});

Deno.test("HttpClient retires idle connections, before the server does", async () => {
  for (
    const [field, time] of [
      ["", 25_000],
      ["keep-alive: timeout=5, max=100\r\n", 4000],
    ] as const
  ) {
    const closed = Promise.withResolvers<void>();
    await using server = new RawServer(async (connection) => {
      while (await readHead(connection) !== null) {
        await connection.write(
          `HTTP/1.1 200 OK\r\n${field}content-length: 2\r\n\r\nok`,
        );
      }
      closed.resolve();
    });
    const clock = new TestClock();
    await using client = new HttpClient({ clock });
    const ask = async () => await (await client.request(server.url)).text();
    await ask();
    clock.advance(time - 1);
    await ask();
    assertEquals(server.connections, 1);
    clock.advance(time);
    await closed.promise;
    await ask();
    assertEquals(server.connections, 2);
  }
});

Deno.test("HttpClient asks again when a kept connection dies before the answer", async () => {
  // The second request on a connection finds it closed.
  const speak = async (connection: Connection) => {
    await readHead(connection);
    await connection.write(OK);
    await readHead(connection);
  };
  for (
    const [method, repeats] of [
      ["GET", true],
      ["PUT", true],
      ["POST", false],
      ["PATCH", false],
    ] as const
  ) {
    await using server = new RawServer(speak);
    await using client = new HttpClient();
    const ask = async () => {
      const response = await client.request(server.url, { method });
      return await response.text();
    };
    assertEquals(await ask(), "ok");
    if (repeats) assertEquals(await ask(), "ok");
    else await assertRejects(ask);
    assertEquals(server.connections, repeats ? 2 : 1);
  }
});

Deno.test("HttpClient does not ask again when something was answered, or nobody was kept", async () => {
  await using server = new RawServer(async (connection, number) => {
    await readHead(connection);
    if (number > 0) return;
    await connection.write(OK);
    await readHead(connection);
    await connection.write("HTTP/1.1 200");
  });
  await using client = new HttpClient();
  const ask = async () => await (await client.request(server.url)).text();
  await ask();
  await assertRejects(ask, ProtocolError);
  assertEquals(server.connections, 1);
  await assertRejects(ask, ProtocolError);
  assertEquals(server.connections, 2);
});

Deno.test("HttpClient does not use a connection on which the server spoke out of turn", async () => {
  await using server = new RawServer(answering(OK + OK));
  await using client = new HttpClient();
  for (let i = 0; i < 3; i++) {
    const response = await client.request(server.url);
    assertEquals(await response.text(), "ok");
    await settle();
  }
  assertEquals(server.connections, 3);
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

Deno.test("HttpClient keeps its deadlines", async () => {
  let asked = Promise.withResolvers<void>();
  await using server = new RawServer(async (connection) => {
    const head = await readHead(connection);
    asked.resolve();
    if (head?.includes("/head")) await connection.write("HTTP/1.1 200 OK\r\n");
    else if (head?.includes("/body")) {
      await connection.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\no");
    }
    await readHead(connection);
  });
  for (
    const [path, options, time] of [
      ["nothing", {}, 30_000],
      ["head", { headTimeout: 1000 }, 1000],
      ["body", { bodyTimeout: 2000 }, 2000],
      ["body", { timeout: 3000 }, 3000],
    ] as const
  ) {
    const clock = new TestClock();
    await using client = new HttpClient({ clock });
    asked = Promise.withResolvers();
    const response = client.request(server.url + path, options);
    let pending: Promise<unknown> = response;
    await asked.promise;
    if (path === "body") {
      const reader = (await response).stream().getReader();
      assertEquals((await reader.read()).value!.length, 1);
      pending = reader.read();
    }
    let early = false;
    const outcome = pending.then(
      () => early = true,
      (error) => {
        early = true;
        return error;
      },
    );
    await settle();
    clock.advance(time - 1);
    await settle();
    assertEquals(early, false);
    clock.advance(1000);
    assertInstanceOf(await outcome, DeadlineError);
    assertEquals(clock.pending, 0);
  }
});

Deno.test("HttpClient gives up when it is told to", async () => {
  const arrived = Promise.withResolvers<void>();
  await using server = new RawServer(async (connection) => {
    await readHead(connection);
    await connection.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\no");
    arrived.resolve();
    await readHead(connection);
  });
  await using client = new HttpClient();
  const controller = new AbortController();
  const { signal } = controller;
  const response = await client.request(server.url, { signal });
  const reading = response.bytes();
  await arrived.promise;
  controller.abort(new Error("enough"));
  await assertRejects(() => reading, Error, "enough");
  await assertRejects(
    () => client.request(server.url, { signal }),
    Error,
    "enough",
  );
});

Deno.test("HttpClient says so when nobody is there, or it is closed", async () => {
  const listener = listen({ port: 0 });
  assert(listener.address.transport === "tcp");
  const { port } = listener.address;
  listener.close();
  await using client = new HttpClient();
  await assertRejects(
    () => client.request(`http://127.0.0.1:${port}/`),
    Deno.errors.ConnectionRefused,
  );
  client.close();
  await assertRejects(() => client.request("http://127.0.0.1/"), TypeError);
  await using server = new RawServer((connection) => {
    connection.abort();
    return Promise.resolve();
  });
  const error = await assertRejects(() => request(server.url));
  assert(
    error instanceof ConnectionGoneError || error instanceof ProtocolError,
  );
});

Deno.test("HttpClient speaks with Deno.serve", async () => {
  await using server = Deno.serve(
    { port: 0, onListen: () => {} },
    async (request) => Response.json({ got: await request.text() }),
  );
  await using client = new HttpClient();
  for (let i = 0; i < 3; i++) {
    const response = await client.request(
      `http://localhost:${server.addr.port}/`,
      { method: "POST", body: "hello" },
    );
    assertEquals(await response.json(), { got: "hello" });
  }
  client.close();
});

Deno.test("HttpClient speaks with node:http", async () => {
  const server = createServer((request, response) => {
    response.setHeader("set-cookie", ["a=1", "b=2"]);
    request.pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  {
    await using client = new HttpClient();
    for (let i = 0; i < 3; i++) {
      const response = await client.request(`http://127.0.0.1:${port}/`, {
        method: "PUT",
        body: ReadableStream.from([new TextEncoder().encode("hello")]),
      });
      assertEquals(response.headers.getSetCookie(), ["a=1", "b=2"]);
      assertEquals(await response.text(), "hello");
    }
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

Deno.test("HttpClient speaks through a Unix socket", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/socket`;
    const handle = () =>
      reply("here", {
        status: 302,
        extra: [["location", "http://elsewhere.example/"]],
      });
    await using _server = await serve({ handle }, { path });
    await using client = new HttpClient({ path });
    // Another origin is not behind the socket.
    const response = await client.request("http://service/");
    assertEquals([response.status, await response.text()], [302, "here"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
