// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertRejects,
} from "@std/assert";
import { ConnectionGoneError, DeadlineError, listen } from "../net/mod.ts";
import { settle, TestClock } from "../net/testing.ts";
import { HttpClient, request } from "./client.ts";
import { ProtocolError } from "./protocol_error.ts";
import { RawServer, readHead } from "./testdata/raw_server.ts";

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
