// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertMatch } from "@std/assert";
import type { ExchangeRecord } from "../http/mod.ts";
import { settle, TestClock } from "../net/testing.ts";
import { AccessLog, combinedLine, jsonLine } from "./_access_log.ts";

const RECORD: ExchangeRecord = {
  id: "1",
  startedAt: Date.UTC(2026, 10, 22, 9, 8, 7),
  duration: 12.3456,
  remoteAddress: "203.0.113.7",
  method: "GET",
  target: "/hello?x=1",
  authority: "blog.example",
  status: 200,
  userAgent: "Reader/1.0",
};

Deno.test("combinedLine() writes what log analysers read", () => {
  assertEquals(
    combinedLine(RECORD),
    '203.0.113.7 - - [22/Nov/2026:09:08:07 +0000] "GET /hello?x=1 HTTP/1.1" 200 - "-" "Reader/1.0" 0.012',
  );
  assertMatch(combinedLine({ ...RECORD, userAgent: null }), / "-" "-" 0\.012$/);
});

Deno.test("a line stays one line, whatever a client sends", () => {
  const record = {
    ...RECORD,
    target: `/"\\\r\n${"x".repeat(9000)}`,
    userAgent: 'a" 200 -\n\u0085',
  };
  const line = combinedLine(record);
  assertEquals(/[\r\n\u0085]/.test(line), false);
  assertEquals(line.split('"').length, 7);
  assertEquals(line.length < 2200, true);
  assertEquals(jsonLine(record).split("\n").length, 1);
});

Deno.test("jsonLine() writes an object", () => {
  assertEquals(JSON.parse(jsonLine(RECORD)), {
    time: "2026-11-22T09:08:07.000Z",
    id: "1",
    remoteAddress: "203.0.113.7",
    method: "GET",
    host: "blog.example",
    target: "/hello?x=1",
    status: 200,
    duration: 12.346,
    userAgent: "Reader/1.0",
  });
});

function logOf(options: { maxWaiting?: number } = {}) {
  const clock = new TestClock();
  const written: string[] = [];
  const said: string[] = [];
  const state = { failure: null as Error | null };
  const log = new AccessLog({
    ...options,
    clock,
    line: ({ target }) => target,
    say: (sentence) => said.push(sentence),
    write: (text) => {
      if (state.failure !== null) return Promise.reject(state.failure);
      written.push(text);
      return Promise.resolve();
    },
  });
  return { log, clock, written, said, state };
}

Deno.test("AccessLog gathers lines and writes them together", async () => {
  const { log, clock, written } = logOf();
  log.add({ ...RECORD, target: "/a" });
  log.add({ ...RECORD, target: "/b" });
  assertEquals(written, []);
  clock.advance(200);
  await settle();
  log.add({ ...RECORD, target: "/c" });
  await log.close();
  assertEquals(written, ["/a\n/b\n", "/c\n"]);
  assertEquals(clock.pending, 0);
});

Deno.test("AccessLog drops what it cannot hold, and says how much", async () => {
  const { log, written, said } = logOf({ maxWaiting: 4 });
  for (const target of ["/a", "/b", "/c"]) log.add({ ...RECORD, target });
  await log.close();
  assertEquals(written, ["/a\n"]);
  assertEquals(said, [
    "Cannot log 2 requests: too many wait to be written",
  ]);
});

Deno.test("AccessLog says once that it cannot write, and goes on", async () => {
  const { log, clock, written, said, state } = logOf();
  state.failure = new Error("no space left");
  for (let i = 0; i < 3; i++) {
    log.add(RECORD);
    clock.advance(200);
    await settle();
  }
  assertEquals(said, ["Cannot log requests: no space left"]);
  state.failure = null;
  log.add({ ...RECORD, target: "/d" });
  await log.close();
  assertEquals(written, ["/d\n"]);
});
