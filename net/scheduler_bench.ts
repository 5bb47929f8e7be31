// Copyright 2026 the tpd2 authors. MIT license.

import type { Connection } from "./connection.ts";
import { schedule } from "./schedule.ts";
import { memoryListener } from "./testing.ts";

// Round trips in memory: what the scheduler and a connection cost on both ends,
// without a kernel. `bench/net_echo.ts` measures the same with one.
const message = new TextEncoder().encode("x".repeat(63) + "\n");
const phase = { phase: "echo" };

function echoNow(connection: Connection): void {
  const { input } = connection;
  connection.protocol ??= phase;
  if (connection.inputEnded) return connection.close();
  if (input.length === 0) return;
  connection.output.putBytes(input.bytes.subarray(input.start, input.end));
  input.start = input.end;
  connection.setDeadline(60_000);
}

async function echo(connection: Connection): Promise<void> {
  let some = await connection.readSome();
  while (some !== null) {
    await connection.write(some);
    some = await connection.readSome();
  }
}

/** One round trip on each of so many connections. */
async function trips(
  serve: (connection: Connection) => void,
  count: number,
): Promise<{ once: () => Promise<void>; end: () => Promise<void> }> {
  const listener = memoryListener();
  const scheduler = schedule(listener);
  const loop = (async () => {
    for await (const ready of scheduler) {
      for (const connection of ready) serve(connection);
    }
  })();
  const clients: Connection[] = [];
  for (let i = 0; i < count; i++) clients.push(listener.connect());
  const once = async () => {
    await Promise.all(clients.map(async (client) => {
      client.write(message);
      await client.readExactly(message.length);
    }));
  };
  await once();
  const end = async () => {
    for (const client of clients) client.close();
    await scheduler.shutdown();
    await loop;
  };
  return { once, end };
}

for (const count of [1, 1000]) {
  for (
    const [name, serve] of [
      ["a protocol that is called", echoNow],
      ["a straight-line protocol", (each: Connection) => each.run(echo)],
    ] as const
  ) {
    Deno.bench(`Scheduler: ${count} echo round trips, ${name}`, {
      group: `echo ${count}`,
    }, async (b) => {
      const { once, end } = await trips(serve, count);
      b.start();
      await once();
      b.end();
      await end();
    });
  }
}

Deno.bench(
  "Scheduler: worst wait of 999 polite clients beside a greedy one",
  async (b) => {
    // A round trip of all the polite ones, while one never runs out of requests.
    const { once, end } = await trips((connection) => {
      const { input } = connection;
      connection.protocol ??= phase;
      if (connection.inputEnded) return connection.close();
      const count = Math.min(input.length, message.length);
      if (count === 0) return;
      connection.output.putBytes(
        input.bytes.subarray(input.start, input.start + count),
      );
      input.start += count;
    }, 1000);
    b.start();
    await once();
    b.end();
    await end();
  },
);
