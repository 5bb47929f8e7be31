// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { ByteCache } from "./_byte_cache.ts";

const VERSION = { size: 4, mtime: new Date(1000) };

Deno.test("ByteCache keeps what was used last, within its bound", () => {
  const cache = new ByteCache(10);
  const bytes = () => new Uint8Array(4);
  cache.set("a", VERSION, bytes());
  cache.set("b", VERSION, bytes());
  assertEquals(cache.get("a", VERSION)?.length, 4);
  cache.set("c", VERSION, bytes());
  assertEquals(cache.size, 8);
  assertEquals(cache.get("b", VERSION), null);
  assertEquals(cache.get("a", VERSION)?.length, 4);
  cache.set("a", VERSION, bytes());
  assertEquals(cache.size, 8);
  cache.set("large", VERSION, new Uint8Array(11));
  assertEquals(cache.get("large", VERSION), null);
  const empty = { ...VERSION, size: 0 };
  cache.set("empty", empty, new Uint8Array(0));
  assertEquals(cache.get("empty", empty), null);
});

Deno.test("ByteCache drops what has another version", () => {
  const cache = new ByteCache(10);
  for (
    const other of [
      { size: 5, mtime: VERSION.mtime },
      { size: 4, mtime: new Date(1001) },
      { size: 4, mtime: null },
    ]
  ) {
    cache.set("a", VERSION, new Uint8Array(4));
    assertEquals(cache.get("a", other), null);
    assertEquals(cache.size, 0);
  }
});
