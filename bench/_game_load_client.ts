// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Those who watch, in one process, for {@linkcode ./game_load.ts}. Arguments: port, how
 * many at each table. The first line of input has the ids of the tables. Each opens the
 * page of its table and its event stream, reads and counts; a line is printed when all
 * have, and then for each further line of input: how many events came, and bytes.
 */

const [port = "", each = "1"] = Deno.args;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** What each event's line begins with, and nothing else that is sent. */
const MARK = encoder.encode("data: [");
let events = 0;
let bytes = 0;

/** The cursors of the channels on the page of a table. */
async function cursorsOf(id: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/table/${id}`);
  const html = await response.text();
  const cursors = html.matchAll(/data-channel="([^"]+)"/g);
  return Array.from(cursors, ([, cursor]) => `c=${encodeURIComponent(cursor!)}`)
    .join("&");
}

async function watch(query: string): Promise<void> {
  const conn = await Deno.connect({
    hostname: "127.0.0.1",
    port: Number(port),
  });
  await conn.write(
    encoder.encode(
      `GET /_tpd2/live?${query} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`,
    ),
  );
  const buffer = new Uint8Array(16_384);
  const length = await conn.read(buffer) ?? 0;
  const head = decoder.decode(buffer.subarray(0, length));
  if (!head.startsWith("HTTP/1.1 200")) throw new Error(head);
  count(conn, buffer);
}

async function count(conn: Deno.Conn, buffer: Uint8Array): Promise<void> {
  let matched = 0;
  while (true) {
    const length = await conn.read(buffer).catch(() => null);
    if (length === null) return;
    bytes += length;
    for (let i = 0; i < length; i++) {
      matched = buffer[i] === MARK[matched]
        ? matched + 1
        : Number(buffer[i] === MARK[0]);
      if (matched < MARK.length) continue;
      events++;
      matched = 0;
    }
  }
}

const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
let text = "";
let isWatching = false;
for await (const part of lines) {
  text += part;
  if (!text.endsWith("\n")) continue;
  if (!isWatching) {
    isWatching = true;
    for (const id of JSON.parse(text) as string[]) {
      for (let i = 0; i < Number(each); i++) await watch(await cursorsOf(id));
    }
  }
  text = "";
  console.log(JSON.stringify({ events, bytes }));
}
Deno.exit();
