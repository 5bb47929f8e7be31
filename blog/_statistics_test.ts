// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { exchangeFromRequest } from "../http/mod.ts";
import { TestClock } from "../net/testing.ts";
import { CommentStore } from "./comment_store.ts";
import { Statistics } from "./_statistics.ts";
import { StatisticsStore } from "./_statistics_store.ts";

Deno.test("Statistics keeps little of what a reader says of itself", () => {
  using store = new CommentStore(null);
  const statistics = new Statistics({
    store: new StatisticsStore(store.database),
    clock: new TestClock(),
  });
  const read = (agent: string, remoteAddress = "192.0.2.1") => {
    const request = new Request("http://localhost/hello", {
      headers: { "user-agent": agent },
    });
    const exchange = exchangeFromRequest(request, { remoteAddress });
    statistics.note(exchange, { slug: "hello" });
  };
  read("Mozilla/5.0 (X11)");
  read("Mozilla/5.0 (Mac)");
  read("Mozilla/5.0 (X11)", "192.0.2.2");
  assertEquals(statistics.readersToday, 3);
  // Thousands of long names would fill the memory.
  for (let i = 0; i < 10; i++) read(`${"x".repeat(500)}${i}`);
  assertEquals(statistics.readersToday, 4);
});
