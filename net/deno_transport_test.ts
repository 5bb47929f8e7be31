// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { once } from "node:events";
import { createConnection } from "node:net";
import { connect } from "./connect.ts";
import type { Connection } from "./connection.ts";
import { listenThroughDeno } from "./deno_transport.ts";
import { DeadlineError } from "./errors.ts";
import { listen } from "./listen.ts";
import { schedule } from "./schedule.ts";
import type { Scheduler } from "./scheduler.ts";
import { TestClock } from "./testing.ts";
import { testTransport } from "./testdata/transport_suite.ts";

const cert = Deno.readTextFileSync(
  new URL("./testdata/localhost_cert.pem", import.meta.url),
);
const key = Deno.readTextFileSync(
  new URL("./testdata/localhost_key.pem", import.meta.url),
);

function portOf({ address }: { address: { transport: string } }): number {
  return (address as { port?: number }).port ?? 0;
}

testTransport("tcp", () => {
  const listener = listenThroughDeno({});
  return { listener, connect: () => connect({ port: portOf(listener) }) };
});

testTransport("unix", () => {
  const path = `${Deno.makeTempDirSync()}/socket`;
  const listener = listenThroughDeno({ path });
  return { listener, connect: () => connect({ path }) };
});

testTransport("tls", () => {
  const listener = listen({ cert, key });
  return {
    listener,
    connect: () =>
      connect({
        hostname: "localhost",
        port: portOf(listener),
        tls: true,
        caCerts: [cert],
      }),
  };
});

async function echo(connection: Connection): Promise<void> {
  for await (const line of connection.lines()) {
    await connection.write(line, "\n");
  }
}

async function serveEcho(scheduler: Scheduler): Promise<void> {
  for await (const ready of scheduler) {
    for (const connection of ready) connection.run(echo);
  }
}

Deno.test("schedule() carries the connections of several listeners", async () => {
  const path = `${await Deno.makeTempDir()}/socket`;
  const tcp = listen();
  const tls = listen({ cert, key });
  const scheduler = schedule([tcp, listen({ path }), tls]);
  const loop = serveEcho(scheduler);
  const clients = await Promise.all([
    connect({ port: portOf(tcp) }),
    connect({ path }),
    connect({ port: portOf(tls), tls: true, caCerts: [cert] }),
  ]);
  for (const [i, client] of clients.entries()) {
    await client.write(`hello ${i}\n`);
    assertEquals(await client.readLine(), `hello ${i}`);
  }
  assertEquals(scheduler.stats().connections, 3);
  assertEquals(scheduler.stats().phases, { echo: 3 });
  for (const client of clients) client.close();
  await scheduler.shutdown();
  await loop;
  assertEquals(scheduler.stats().connections, 0);
  await assertRejects(() => Deno.stat(path), Deno.errors.NotFound);
});

Deno.test("schedule() serves others at once when clients reset before they are accepted", async () => {
  const listener = listen({ transport: "deno" });
  const port = portOf(listener);
  for (let i = 0; i < 20; i++) {
    const socket = createConnection(port, "127.0.0.1");
    await once(socket, "connect");
    const closed = once(socket, "close");
    socket.resetAndDestroy();
    await closed;
  }
  const errors: unknown[] = [];
  // This clock stands still: whoever waited for a while would wait for ever.
  const clock = new TestClock();
  const onError = (error: unknown) => errors.push(error);
  const scheduler = schedule(listener, { clock, onError });
  const loop = serveEcho(scheduler);
  const client = await connect({ port });
  await client.write("hello\n");
  assertEquals(await client.readLine(), "hello");
  assertEquals(errors, []);
  client.close();
  await scheduler.shutdown();
  await loop;
});

Deno.test("listen() offers http/1.1 over TLS", async () => {
  const listener = listen({ cert, key });
  assert(listener.secure);
  const scheduler = schedule(listener);
  const loop = serveEcho(scheduler);
  const conn = await Deno.connectTls({
    hostname: "localhost",
    port: portOf(listener),
    caCerts: [cert],
    alpnProtocols: ["h2", "http/1.1"],
  });
  assertEquals((await conn.handshake()).alpnProtocol, "http/1.1");
  conn.close();
  await scheduler.shutdown();
  await loop;
});

Deno.test("listen() refuses what is no port", () => {
  for (const port of [NaN, -1, 1.5, 65_536, 2 ** 32]) {
    assertThrows(() => listen({ port }), RangeError, "from 0 to 65535");
  }
});

Deno.test("listenThroughDeno() shares a port where the runtime lets it", async () => {
  assertThrows(
    () => listen({ reusePort: true, transport: "deno" }),
    TypeError,
    "unstable-net",
  );
  const code = `
    import { listen } from ${JSON.stringify(import.meta.resolve("./mod.ts"))};
    const options = { reusePort: true, transport: "deno" };
    const first = listen(options);
    const second = listen({ ...options, port: first.address.port });
    console.log(first.address.port === second.address.port);
    first.close();
    second.close();
  `;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--unstable-net", "--no-check", code],
    stdout: "piped",
  }).output();
  assertEquals(new TextDecoder().decode(stdout).trim(), "true");
});

Deno.test("listen() says when somebody listens there already", () => {
  const listener = listen();
  assertThrows(() => listen({ port: portOf(listener) }), Deno.errors.AddrInUse);
  listener.close();
  listener.close();
});

Deno.test("connect() does not trust a certificate that nobody vouches for", async () => {
  const listener = listen({ cert, key });
  const scheduler = schedule(listener, { shutdownGrace: 0 });
  const loop = serveEcho(scheduler);
  await assertRejects(() => connect({ port: portOf(listener), tls: true }));
  await scheduler.shutdown();
  await loop;
});

Deno.test("connect() gives up when it takes too long or is told to", async () => {
  const clock = new TestClock();
  // Accepts, and never says a word of the handshake.
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  const late = connect({ port, tls: true, clock, connectTimeout: 500 });
  const first = await listener.accept();
  clock.advance(500);
  await assertRejects(() => late, DeadlineError, "not within 500 ms");
  const stop = new AbortController();
  const stopped = connect({ port, tls: true, signal: stop.signal });
  const second = await listener.accept();
  stop.abort(new Error("Stopped"));
  await assertRejects(() => stopped, Error, "Stopped");
  for (const closeable of [first, second, listener]) closeable.close();
  await assertRejects(() => connect({ port }), Deno.errors.ConnectionRefused);
});

Deno.test("listen() and connect() refuse what does not go together", async () => {
  assertThrows(() => listen({ cert }), TypeError, "a key");
  assertThrows(() => listen({ path: "socket", port: 1 }), TypeError);
  assertThrows(() => listen({ path: "socket", cert, key }), TypeError, "Unix");
  await assertRejects(() => connect({}), TypeError, "a port or a path");
  await assertRejects(() => connect({ path: "x", tls: true }), TypeError);
});

Deno.test("schedule() survives running out of file descriptors", async () => {
  const script = new URL("./testdata/few_descriptors.ts", import.meta.url);
  // With all permissions it is the kernel's own calls that fail.
  for (const permission of ["--allow-net", "--allow-all"]) {
    const { code, stdout, stderr } = await new Deno.Command("sh", {
      args: [
        "-c",
        `ulimit -n 64 && exec "$0" run --no-prompt "$2" "$1"`,
        Deno.execPath(),
        script.pathname,
        permission,
      ],
      stdout: "piped",
      stderr: "piped",
    }).output();
    const errors = new TextDecoder().decode(stderr);
    assertEquals(code, 0, errors);
    const result = JSON.parse(new TextDecoder().decode(stdout));
    // Each bout was told once: there may be another when one of the clients has
    // left and several are let in. Everybody was served in the end.
    assert(result.errors.length < 40);
    assertStringIncludes(result.errors[0], "Too many open files");
    assertEquals(result.served, 40);
  }
});
