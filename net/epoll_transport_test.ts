// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertThrows } from "@std/assert";
import { connect } from "./connect.ts";
import { listen } from "./listen.ts";
import { schedule } from "./schedule.ts";
import { testTransport } from "./testdata/transport_suite.ts";

testTransport("epoll tcp", () => {
  const listener = listen({ transport: "epoll" });
  const port = listener.address.transport === "tcp" ? listener.address.port : 0;
  return { listener, connect: () => connect({ port }) };
});

testTransport("epoll unix", () => {
  const path = `${Deno.makeTempDirSync()}/socket`;
  const listener = listen({ path, transport: "epoll" });
  return { listener, connect: () => connect({ path }) };
});

function openDescriptors(): number {
  return [...Deno.readDirSync("/proc/self/fd")].length;
}

async function talk(): Promise<void> {
  const listener = listen({ transport: "epoll" });
  const scheduler = schedule(listener);
  const loop = (async () => {
    for await (const ready of scheduler) {
      for (const connection of ready) {
        connection.run(async () => {
          await connection.write(await connection.readLine() ?? "", "\n");
        });
      }
    }
  })();
  const port = listener.address.transport === "tcp" ? listener.address.port : 0;
  const client = await connect({ port });
  await client.write("hello\n");
  assertEquals(await client.readLine(), "hello");
  client.close();
  await client.finished;
  await scheduler.shutdown();
  await loop;
}

Deno.test("listen() through epoll leaves no descriptor behind", async () => {
  // The runtime opens some of its own when they are first needed.
  await talk();
  const before = openDescriptors();
  for (let i = 0; i < 5; i++) await talk();
  assertEquals(openDescriptors(), before);
});

Deno.test("listen() through epoll lets the event loop turn while it is busy", async () => {
  const listener = listen({ transport: "epoll" });
  const scheduler = schedule(listener);
  let turns = 0;
  let served = 0;
  const loop = (async () => {
    for await (const ready of scheduler) {
      turns++;
      for (const connection of ready) {
        if (connection.closed) continue;
        served += connection.input.length;
        connection.input.start = connection.input.end;
        // From its first byte on it never runs out of work.
        if (served > 0) connection.again();
      }
    }
  })();
  const port = listener.address.transport === "tcp" ? listener.address.port : 0;
  const client = await connect({ port });
  await client.write("x");
  // A file, a timer and another process's answer get through all the same.
  await Deno.readTextFile(new URL(import.meta.url));
  await new Promise((resolve) => setTimeout(resolve, 1));
  while (served === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  const before = turns;
  await new Promise((resolve) => setTimeout(resolve, 1));
  assert(turns > before);
  client.close();
  await client.finished;
  await scheduler.return();
  await loop;
  await scheduler.finished;
});

Deno.test("listen() through epoll says when somebody listens there already", async () => {
  const listener = listen({ transport: "epoll" });
  const port = listener.address.transport === "tcp" ? listener.address.port : 0;
  assertThrows(
    () => listen({ port, transport: "epoll" }),
    Deno.errors.AddrInUse,
  );
  listener.close();
  await listener.poller?.settled();
});

Deno.test("listen() refuses TLS through epoll", () => {
  assertThrows(
    () => listen({ transport: "epoll", cert: "x", key: "y" }),
    TypeError,
    "TLS",
  );
});

Deno.test("listen() does without epoll where the permission is missing", async () => {
  const code = `
    import { listen } from ${JSON.stringify(import.meta.resolve("./mod.ts"))};
    const listener = listen();
    console.log(listener.poller === undefined);
    listener.close();
    try {
      listen({ transport: "epoll" });
    } catch (error) {
      console.log(error.message);
    }
  `;
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(file, code);
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-net", "--no-check", file],
    stdout: "piped",
  }).output();
  await Deno.remove(file);
  assertEquals(
    new TextDecoder().decode(stdout),
    "true\nCannot use epoll: the permission --allow-ffi is missing\n",
  );
});
