// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects } from "@std/assert";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { HttpClient, request } from "./client.ts";
import type { Exchange } from "./exchange.ts";
import { reply } from "./reply.ts";
import { serve } from "./server.ts";

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
Deno.test("HttpClient speaks TLS with those whom it trusts", async () => {
  const read = (name: string) =>
    Deno.readTextFile(new URL(`../net/testdata/${name}`, import.meta.url));
  const cert = await read("localhost_cert.pem");
  const key = await read("localhost_key.pem");
  const handle = (exchange: Exchange) => reply(exchange.scheme);
  await using server = await serve({ handle }, { port: 0, cert, key });
  const url = `https://localhost:${server.port}/`;
  await using client = new HttpClient({ caCerts: [cert] });
  for (let i = 0; i < 2; i++) {
    assertEquals(await (await client.request(url)).text(), "https");
  }
  assertEquals(server.stats().connections, 1);
  await assertRejects(() => request(url), Deno.errors.InvalidData);
});
