// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { LineReader } from "./_line_reader.ts";

async function read(chunks: Uint8Array[], maxLength: number) {
  const reader = new LineReader(ReadableStream.from(chunks), { maxLength });
  const lines: (string | null)[] = [];
  while (true) {
    // A line that is too long counts as null.
    const line = await reader.next().catch(() => null);
    if (line === undefined) break;
    lines.push(line);
  }
  return lines;
}

Deno.test("LineReader reads the same lines however the bytes are cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("", "a", "é♥", "hello", "x".repeat(12))),
      fc.array(fc.nat(60)),
      async (lines, cuts) => {
        const bytes = new TextEncoder().encode(
          lines.map((line) => `${line}\n`).join(""),
        );
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = at.slice(1).map((end, i) => bytes.slice(at[i], end));
        assertEquals(
          await read(chunks, 10),
          lines.map((line) => line.length > 10 ? null : line),
        );
      },
    ),
  );
});

Deno.test("LineReader takes a last line without an end", async () => {
  const bytes = new TextEncoder().encode("one\r\ntwo");
  assertEquals(await read([bytes], 10), ["one", "two"]);
});

Deno.test("LineReader refuses a line that is too long before it ends", async () => {
  const chunk = new Uint8Array(100).fill(120);
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(chunk),
  });
  const reader = new LineReader(endless, { maxLength: 1000 });
  await assertRejects(() => reader.next(), RangeError, "longer than 1000");
  await reader.cancel();
});
