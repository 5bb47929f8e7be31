// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { bytesOf, decodeRequests } from "./testdata/decoding.ts";
import { type Difference, DIFFERENCES } from "./testdata/differences.ts";
import { ACCEPTED, REFUSED } from "./testdata/request_cases.ts";

/** A last request, so that servers close without waiting. */
const LAST = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

/** Cases in which somebody waits for more: here the input ends instead. */
const WAITING: ReadonlySet<string> = new Set([
  "an upgrade",
  "Upgrade before all other fields",
  'the length "9999999999999999"',
  "a length of fifteen digits, which is a number still",
  'the chunk size line "1000000000000f"',
  "a chunk too large",
]);

/** What our decoder makes of a text: a 200 for each request, and the refusal. */
function ours(text: string): string {
  return decodeRequests([bytesOf(text)]).flatMap((seen) => {
    if (seen.event === "end") return ["200"];
    return seen.event === "error" ? [`${seen.status}`] : [];
  }).join(" ");
}

/** The final statuses of what a server answers to a text. */
async function theirs(
  port: number,
  text: string,
  { end }: { end: boolean },
): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const buffer = new Uint8Array(65536);
  let answer = "";
  // Only ever runs out where a case is missing in WAITING.
  const guard = setTimeout(() => connection.close(), 4000);
  try {
    await connection.write(bytesOf(text));
    if (end) await connection.closeWrite();
    for (;;) {
      const length = await connection.read(buffer);
      if (length === null) break;
      answer += String.fromCharCode(...buffer.subarray(0, length));
    }
  } catch (error) {
    // A server that closes with input unread resets the connection.
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
  } finally {
    clearTimeout(guard);
  }
  return [...answer.matchAll(/HTTP\/1\.[01] ([2-5]\d\d)/g)]
    .map((match) => match[1])
    .join(" ");
}

/** Asks a server all the cases, and holds the answers against the table. */
async function compare(
  peer: Difference["peer"],
  port: number,
): Promise<void> {
  const rows = DIFFERENCES.filter((row) => row.peer === peer);
  const unused = new Set(rows.flatMap((row) => row.cases));
  const unexplained: string[] = [];
  for (const { name, text } of [...ACCEPTED, ...REFUSED]) {
    const sent = text + LAST;
    const expected = ours(sent);
    const answer = await theirs(port, sent, { end: WAITING.has(name) });
    if (answer === expected) continue;
    const explaining = rows
      .filter((row) => row.answer === answer)
      .flatMap((row) => row.cases)
      .filter((start) => name.startsWith(start));
    if (explaining.length === 0) {
      unexplained.push(`${name}: ours "${expected}", theirs "${answer}"`);
    }
    for (const start of explaining) unused.delete(start);
  }
  assertEquals(unexplained, []);
  assertEquals([...unused], []);
}

// The table tells what one version of them does: another may differ, and that
// would be no fault of ours.
const ignore = !Deno.version.deno.startsWith("2.9.");

Deno.test({
  name: "RequestDecoder differs from node:http only where the table says why",
  ignore,
  async fn() {
    const server = createServer((request, response) => {
      request.resume();
      request.on("error", () => {});
      request.on("end", () => response.end("ok"));
    });
    server.on("clientError", (_, socket) => {
      socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    server.on("connect", (_, socket) => {
      socket.end("HTTP/1.1 200 OK\r\n\r\n");
    });
    await new Promise<void>((resolve) =>
      server.listen(0, "127.0.0.1", resolve)
    );
    await compare("node:http", (server.address() as AddressInfo).port);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});

Deno.test({
  name: "RequestDecoder differs from Deno.serve only where the table says why",
  ignore,
  async fn() {
    await using server = Deno.serve({
      hostname: "127.0.0.1",
      port: 0,
      onListen() {},
    }, async (request) => {
      try {
        await request.arrayBuffer();
      } catch {
        return new Response("bad content", { status: 499 });
      }
      return new Response("ok");
    });
    await compare("Deno.serve", server.addr.port);
  },
});

Deno.test("DIFFERENCES explain each of their rows", () => {
  for (const { why, cases } of DIFFERENCES) {
    assert(why.length > 20);
    assert(cases.length > 0);
  }
});
