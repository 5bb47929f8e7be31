// Copyright 2026 the tpd2 authors. MIT license.

/**
 * An echo server in one of several ways, for `net_echo.ts`:
 *
 * - `bare`: a loop of read and write on what `Deno.listen` accepts, with a
 *   buffer of its own for each connection;
 * - `bare-idle`: the same, but with a read of one byte pending while idle;
 * - `run`: a straight-line protocol on the scheduler, by `readSome()`;
 * - `into`: the same by `readInto()`, into an array of its own;
 * - `batch`: a protocol that is called each time a connection is yielded;
 * - `run-auto`, `batch-auto`: the same on whatever transport `listen()` chooses.
 *
 * Writes its port to standard output, and then, for each line on standard input,
 * its memory in bytes after a garbage collection.
 */

import { listenThroughDeno } from "../net/deno_transport.ts";
import { type Connection, listen, schedule } from "../net/mod.ts";

const { gc } = globalThis as { gc?: () => void };
const READY = { phase: "echo" };

async function serveBare(conn: Deno.TcpConn, size: number): Promise<void> {
  conn.setNoDelay(true);
  const bytes = new Uint8Array(size);
  try {
    while (true) {
      const count = await conn.read(bytes);
      if (count === null) break;
      let sent = 0;
      while (sent < count) {
        sent += await conn.write(bytes.subarray(sent, count));
      }
    }
  } catch {
    // The client left without a goodbye.
  }
  conn.close();
}

async function acceptBare(listener: Deno.TcpListener, size: number) {
  for await (const conn of listener) serveBare(conn, size);
}

async function echo(connection: Connection): Promise<void> {
  while (true) {
    const bytes = await connection.readSome();
    if (bytes === null) return;
    await connection.write(bytes);
  }
}

async function echoInto(connection: Connection): Promise<void> {
  const bytes = new Uint8Array(1024);
  while (true) {
    const count = await connection.readInto(bytes);
    if (count === null) return;
    await connection.write(bytes.subarray(0, count));
  }
}

function echoNow(connection: Connection): void {
  const { input } = connection;
  connection.protocol ??= READY;
  if (connection.inputEnded) return connection.close();
  if (input.length === 0) return connection.setDeadline(60_000);
  connection.output.putBytes(input.bytes.subarray(input.start, input.end));
  input.start = input.end;
  connection.setDeadline(60_000);
}

async function serve(kind: string): Promise<void> {
  const listener = kind.endsWith("-auto") ? listen() : listenThroughDeno({});
  const { address } = listener;
  if (address.transport === "tcp") console.log(address.port);
  const scheduler = schedule(listener, { maxConnections: 20_000 });
  for await (const ready of scheduler) {
    if (kind === "into") { for (const each of ready) each.run(echoInto); }
    else if (kind.startsWith("run")) {
      for (const each of ready) each.run(echo);
    } else for (const each of ready) echoNow(each);
  }
}

async function answerQuestions(): Promise<void> {
  for await (const _ of Deno.stdin.readable) {
    gc?.();
    console.log(Deno.memoryUsage().rss);
  }
  Deno.exit();
}

const kind = Deno.args[0]!;
answerQuestions();
if (kind.startsWith("bare")) {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  console.log(listener.addr.port);
  await acceptBare(listener, kind === "bare" ? 4096 : 1);
} else await serve(kind);
