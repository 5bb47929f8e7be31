// Copyright 2026 the tpd2 authors. MIT license.

/**
 * A server and its clients in a process that may open few files: the clients
 * take so many that accepting fails, and then leave one by one. Run with a low
 * `ulimit -n`; prints what happened.
 */

import { type Connection, listen, schedule } from "../mod.ts";

const CLIENTS = 40;

const errors: string[] = [];
const listener = listen();
const failed = Promise.withResolvers<void>();
const scheduler = schedule(listener, {
  onError: (error) => {
    // As the default does, which looks at the stack.
    console.error(error);
    errors.push(String(error));
    failed.resolve();
  },
});

async function echo(connection: Connection): Promise<void> {
  const line = await connection.readLine();
  await connection.write(`${line}\n`);
}

async function serve(): Promise<void> {
  for await (const ready of scheduler) {
    for (const connection of ready) connection.run(echo);
  }
}

const loop = serve();
const { address } = listener;
const port = address.transport === "tcp" ? address.port : 0;
const clients: Deno.Conn[] = [];
let served = 0;

async function speak(conn: Deno.Conn): Promise<void> {
  await conn.write(new TextEncoder().encode("hello\n"));
  const count = await conn.read(new Uint8Array(16));
  if (count === 6) served++;
  conn.close();
}

// The runtime ends the process where it cannot open the pipe for signals, which
// it does at some time of its own.
const ignore = () => {};
Deno.addSignalListener("SIGUSR2", ignore);
Deno.removeSignalListener("SIGUSR2", ignore);

// Connect until there are no more descriptors, for us or for the server.
while (clients.length < CLIENTS) {
  try {
    clients.push(await Deno.connect({ hostname: "127.0.0.1", port }));
  } catch {
    break;
  }
}
await failed.promise;
for (const client of clients) await speak(client);
for (let i = clients.length; i < CLIENTS; i++) {
  await speak(await Deno.connect({ hostname: "127.0.0.1", port }));
}
await scheduler.shutdown();
await loop;
console.log(JSON.stringify({ errors, served }));
