// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Those who watch, in one process, for {@linkcode ./game_load.ts}. Arguments: port, how
 * many. Each opens the page of a table and its event stream, reads and counts; when the
 * table is no more it goes to another. A line is printed when all are there, and then
 * for each line of input: how many events came, how many bytes, and how often somebody
 * went to another table.
 */

const [port = "", watchers = "1"] = Deno.args;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** What each event's line begins with, and nothing else that is sent. */
const MARK = encoder.encode("data: [");
let events = 0;
let bytes = 0;
let visits = 0;

/** The cursors of the channels on the page of some table. */
async function visit(): Promise<string> {
  visits++;
  const response = await fetch(`http://127.0.0.1:${port}/any`);
  const html = await response.text();
  const cursors = html.matchAll(/data-channel="([^"]+)"/g);
  return Array.from(cursors, ([, cursor]) => `c=${encodeURIComponent(cursor!)}`)
    .join("&");
}

async function listen(): Promise<Deno.Conn> {
  const query = await visit();
  const conn = await Deno.connect({
    hostname: "127.0.0.1",
    port: Number(port),
  });
  await conn.write(
    encoder.encode(
      `GET /_tpd2/live?${query} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`,
    ),
  );
  return conn;
}

async function watch(conn: Deno.Conn): Promise<void> {
  while (true) {
    await count(conn);
    conn.close();
    conn = await listen();
  }
}

/** Counts until the stream ends: its last chunk is an empty one. */
async function count(conn: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(16_384);
  let matched = 0;
  while (true) {
    const length = await conn.read(buffer).catch(() => null);
    if (length === null) return;
    bytes += length;
    const isLast = decoder.decode(buffer.subarray(0, length))
      .endsWith("\r\n0\r\n\r\n");
    for (let i = 0; i < length; i++) {
      matched = buffer[i] === MARK[matched]
        ? matched + 1
        : Number(buffer[i] === MARK[0]);
      if (matched < MARK.length) continue;
      events++;
      matched = 0;
    }
    if (isLast) return;
  }
}

for (let i = 0; i < Number(watchers); i++) watch(await listen());
console.log("{}");
const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
for await (const _line of lines) {
  console.log(JSON.stringify({ events, bytes, visits }));
}
Deno.exit();
