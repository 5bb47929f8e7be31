// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { hash } from "./_hash.ts";

Deno.test("hash() is sixteen digits, the same for the same bytes", () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => {
    assertMatch(hash(bytes), /^[0-9a-f]{16}$/);
    assertEquals(hash(bytes), hash(bytes.slice()));
  }));
});

Deno.test("hash() tells near bytes apart", () => {
  const seen = new Set<string>();
  const bytes = new Uint8Array(64);
  seen.add(hash(bytes));
  for (let i = 0; i < 64; i++) {
    for (let bit = 0; bit < 8; bit++) {
      bytes[i] = 1 << bit;
      seen.add(hash(bytes));
    }
    bytes[i] = 0;
    seen.add(hash(bytes.subarray(0, i)));
  }
  assertEquals(seen.size, 1 + 64 * 8 + 64);
});
