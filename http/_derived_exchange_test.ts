// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertStrictEquals } from "@std/assert";
import { DerivedExchange } from "./_derived_exchange.ts";
import type { Exchange } from "./exchange.ts";
import { exchangeFromRequest } from "./fetch.ts";

Deno.test("DerivedExchange tells what the other tells, but for its own parts", () => {
  const inner = exchangeFromRequest(
    new Request("https://a.example:8443/b%20c?d=e", {
      method: "POST",
      headers: { "x-f": "g" },
      body: "h",
    }),
    { remoteAddress: "192.0.2.1" },
  );
  const same = new DerivedExchange(inner, {});
  for (
    const name of [
      "id",
      "method",
      "target",
      "path",
      "query",
      "host",
      "authority",
      "scheme",
      "remoteAddress",
      "params",
      "body",
      "headers",
      "signal",
    ] as const satisfies (keyof Exchange)[]
  ) {
    assertStrictEquals<unknown>(same[name], inner[name], name);
  }
  assertEquals(same.field("x-f"), "g");
  // There is no connection of ours: nothing happens, and nothing fails.
  assertEquals(same.earlyHints([["link", "</a.css>"]]), undefined);

  const { signal } = new AbortController();
  const { body } = exchangeFromRequest(new Request("http://other/"));
  const other = new DerivedExchange(inner, { signal, body });
  assertStrictEquals(other.signal, signal);
  assertStrictEquals(other.body, body);
});
