// Copyright 2026 the tpd2 authors. MIT license.
/// <reference lib="deno.ns" />

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { backoff } from "./backoff.ts";

Deno.test("backoff() is none without failures", () => {
  assertEquals(backoff(0, 1000), 0);
});

Deno.test("backoff() stays below a limit that doubles up to half a minute", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 2000 }),
    fc.integer({ min: 1, max: 5000 }),
    (failures, base) => {
      const wait = backoff(failures, base);
      assert(wait >= 0 && wait < Math.min(30_000, base * 2 ** (failures - 1)));
    },
  ));
});
