// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import { ProbeClient, valuesOf } from "./testdata/probe_client.ts";
import { Dispatcher } from "./dispatcher.ts";
import { reply } from "./reply.ts";
import { serve } from "./server.ts";

const TRANSPORTS = Deno.build.os === "linux"
  ? ["deno", "epoll"] as const
  : ["deno"] as const;
const CLIENTS = 32;

/** Some answers are there at once, some later, some come in pieces. */
function app(): Dispatcher {
  const dispatcher = new Dispatcher();
  dispatcher.add("GET", "/now", () => reply("here"));
  dispatcher.add("GET", "/later", async () => {
    await new Promise((resolve) => setTimeout(resolve, 3));
    return reply("here");
  });
  dispatcher.add("GET", "/large", () => reply("x".repeat(100_000)));
  dispatcher.add(
    "POST",
    "/echo",
    async ({ body }) => reply(await body.bytes()),
  );
  return dispatcher;
}

const KINDS = [
  "GET /now HTTP/1.1\r\nHost: a\r\n\r\n",
  "GET /later HTTP/1.1\r\nHost: a\r\n\r\n",
  "GET /large HTTP/1.1\r\nHost: a\r\n\r\n",
  "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nhere",
];
const SIZES = [4, 4, 100_000, 4];

for (const transport of TRANSPORTS) {
  Deno.test(`HttpServer.shutdown() loses no request under load over ${transport}`, async () => {
    const server = await serve(app(), { port: 0, transport });
    let answered = 0;
    const lost: string[] = [];
    const half = Promise.withResolvers<void>();

    /** Asks one thing after the other until the server says that it closes. */
    async function ask(number: number): Promise<void> {
      using client = await ProbeClient.connect(server.port);
      for (let i = number;; i++) {
        client.text = "";
        const kind = i % KINDS.length;
        await client.send(KINDS[kind]!);
        const [response] = await client.responses(1);
        if (response?.status !== 200 || response.body.length !== SIZES[kind]) {
          lost.push(`${number}: ${response?.status} for ${KINDS[kind]}`);
          return;
        }
        if (++answered === CLIENTS * 10) half.resolve();
        if (valuesOf(response.fields, "connection").includes("close")) {
          assertEquals(await client.read(), false);
          assertEquals(client.failure, null);
          return;
        }
      }
    }

    const clients = Array.from({ length: CLIENTS }, (_, i) => ask(i));
    await half.promise;
    await server.shutdown();
    await Promise.all(clients);
    assertEquals(lost, []);
    assert(answered >= CLIENTS * 11);
  });

  Deno.test(`HttpServer.shutdown() answers those who have just connected over ${transport}`, async () => {
    const server = await serve(app(), { port: 0, transport });
    const clients = await Promise.all(
      Array.from({ length: CLIENTS }, () => ProbeClient.connect(server.port)),
    );
    // One is answered, so all that connected before have been accepted.
    await clients.at(-1)!.send(KINDS[0]!);
    await clients.at(-1)!.responses(1);
    const down = server.shutdown();
    const bodies = await Promise.all(clients.map(async (client) => {
      client.text = "";
      await client.send(KINDS[0]!);
      const [response] = await client.responses(1);
      client[Symbol.dispose]();
      return response?.body;
    }));
    assertEquals(bodies, Array(CLIENTS).fill("here"));
    await down;
  });
}
