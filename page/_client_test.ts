// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertMatch } from "@std/assert";
import { CLIENT, CLIENT_HASH } from "./_client.ts";

Deno.test("CLIENT stays under 4 kB gzipped", async () => {
  const gzipped = new Blob([CLIENT]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  const { length } = await new Response(gzipped).bytes();
  assert(length < 4096, `${length} bytes`);
});

Deno.test("CLIENT needs neither eval nor inline handlers", () => {
  assert(!/\beval\b|\bFunction\(|\bon\w+=["']/.test(CLIENT));
});

Deno.test("CLIENT_HASH is a part of the SHA-256 of CLIENT", async () => {
  const bytes = new TextEncoder().encode(CLIENT);
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  assertMatch(CLIENT_HASH, /^[0-9a-f]{16}$/);
  assertEquals(new Uint8Array(digest).toHex().slice(0, 16), CLIENT_HASH);
});
