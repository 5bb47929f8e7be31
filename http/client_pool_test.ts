// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects } from "@std/assert";
import type { Connection } from "../net/mod.ts";
import { settle, TestClock } from "../net/testing.ts";
import { HttpClient } from "./client.ts";
import { ProtocolError } from "./protocol_error.ts";
import { answering, OK, RawServer, readHead } from "./testdata/raw_server.ts";

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

Deno.test("HttpClient keeps only so many idle connections, whatever their origins", async () => {
  await using first = new RawServer(answering(OK));
  await using second = new RawServer(answering(OK));
  await using client = new HttpClient({ maxIdle: 1 });
  const ask = async (url: string) => {
    const response = await client.request(url);
    assertEquals(await response.text(), "ok");
  };
  await ask(first.url);
  await ask(first.url);
  assertEquals(first.connections, 1);
  await ask(second.url);
  await ask(second.url);
  assertEquals(second.connections, 1);
  await ask(first.url);
  assertEquals(first.connections, 2);
});
