// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertRejects } from "@std/assert";
import { connect } from "./connect.ts";
import type { Connection } from "./connection.ts";
import { ConnectionGoneError, DeadlineError } from "./errors.ts";
import { forward, type ForwardResult } from "./forward.ts";
import { listen } from "./listen.ts";
import { schedule } from "./schedule.ts";
import {
  memoryPair,
  type MemoryPairOptions,
  resetConnection,
  settle,
  TestClock,
} from "./testing.ts";

interface Joined {
  client: Connection;
  a: Connection;
  b: Connection;
  server: Connection;
  clock: TestClock;
  forwarding: Promise<ForwardResult>;
}

function join(options: MemoryPairOptions = {}): Joined {
  const clock = new TestClock();
  const [client, a] = memoryPair({ clock, ...options });
  const [b, server] = memoryPair({ clock, ...options });
  const forwarding = forward(a, b, { idleTimeout: 10_000 });
  forwarding.catch(() => {});
  return { client, a, b, server, clock, forwarding };
}

Deno.test("forward() carries both ways until both have ended", async () => {
  const { client, a, b, server, forwarding } = join();
  await client.write("question\n");
  assertEquals(await server.readLine(), "question");
  await server.write("answer\n");
  assertEquals(await client.readLine(), "answer");
  client.closeWrite();
  assertEquals(await server.readSome(), null);
  await server.write("one more\n");
  assertEquals(await client.readLine(), "one more");
  server.close();
  assertEquals(await client.readSome(), null);
  assertEquals(await forwarding, { sent: 9, received: 16 });
  assert(a.closed && b.closed);
  client.close();
});

Deno.test("forward() reads no faster than the other side takes it", async () => {
  const { client, a, b, server, forwarding } = join();
  const sent = new Uint8Array(1_000_000).map((_, i) => i * 7 + (i >> 9));
  const writing = (async () => {
    for (let at = 0; at < sent.length; at += 10_000) {
      await client.write(sent.subarray(at, at + 10_000));
    }
    client.closeWrite();
  })();
  await settle(50);
  // Nobody reads: what is under way is bounded by windows and queues.
  assert(client.bytesOut <= 500_000);
  assert(b.output.size <= 200_000);
  assert(a.input.length <= 64 * 1024);
  assertEquals(await server.readAll({ maxLength: 1_000_000 }), sent);
  await writing;
  server.close();
  assertEquals(await forwarding, { sent: 1_000_000, received: 0 });
  client.close();
});

Deno.test("forward() carries exactly what was sent however it is cut", async () => {
  const { client, server, forwarding } = join({
    left: { maxRead: 7, maxWrite: 3 },
    right: { maxRead: 5, maxWrite: 11, capacity: 16 },
  });
  const message = "The quick brown fox jumps over the lazy dog. ".repeat(20);
  client.write(message);
  client.closeWrite();
  const got = await server.readAll();
  assertEquals(new TextDecoder().decode(got), message);
  server.close();
  await forwarding;
  client.close();
});

Deno.test("forward() aborts both when either fails", async () => {
  for (const end of ["client", "server"] as const) {
    const joined = join();
    await joined.client.write("x");
    await joined.server.readSome();
    resetConnection(joined[end]);
    await assertRejects(() => joined.forwarding, ConnectionGoneError);
    assert(joined.a.closed && joined.b.closed);
    joined.client.abort();
    joined.server.abort();
  }
});

Deno.test("forward() gives up when both sides are silent", async () => {
  const { client, a, b, server, clock, forwarding } = join();
  for (let i = 0; i < 5; i++) {
    // One side speaks, the other only listens.
    await client.write("tick");
    await server.readSome();
    await clock.advanceAsync(6_000, 1_000);
    assert(!a.closed && !b.closed);
  }
  await clock.advanceAsync(21_000, 1_000);
  await assertRejects(() => forwarding, DeadlineError);
  assert(a.closed && b.closed);
  client.abort();
  server.abort();
});

Deno.test("docs/examples/forward.ts forwards a port", async () => {
  const listener = listen();
  const { address } = listener;
  if (address.transport !== "tcp") throw new Error("Cannot happen");
  const scheduler = schedule(listener);
  const loop = (async () => {
    for await (const ready of scheduler) {
      for (const connection of ready) {
        connection.run(async (connection) => {
          const line = await connection.readLine();
          await connection.write(`${line?.toUpperCase()}\n`);
        });
      }
    }
  })();
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--no-check",
      "--allow-net",
      new URL("../docs/examples/forward.ts", import.meta.url).pathname,
      "0",
      `127.0.0.1:${address.port}`,
    ],
    stdout: "piped",
  }).spawn();
  const output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await output.read();
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(value!)![1]);
  const client = await connect({ port });
  await client.write("hello\n");
  assertEquals(await client.readLine(), "HELLO");
  assertEquals(await client.readLine(), null);
  client.close();
  child.kill("SIGINT");
  // It ends by itself once nothing is carried any more.
  assertEquals((await child.status).code, 0);
  await output.cancel();
  await scheduler.shutdown();
  await loop;
});
