// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type ByteRange, contentRange, parseRange } from "./range.ts";

function pairs(value: string, size: number) {
  const ranges = parseRange(value, size);
  return ranges === null || ranges === "unsatisfiable"
    ? ranges
    : ranges.map(({ start, end }) => [start, end]);
}

Deno.test("parseRange() reads the examples of RFC 9110 section 14.1.2", () => {
  for (
    const [value, expected] of [
      ["bytes=0-499", [[0, 500]]],
      ["bytes=500-999", [[500, 1000]]],
      ["bytes=-500", [[9500, 10000]]],
      ["bytes=9500-", [[9500, 10000]]],
      ["bytes=0-0,-1", [[0, 1], [9999, 10000]]],
      ["bytes= 0-0, 4500-5499, -1000", [[0, 1], [4500, 5500], [9000, 10000]]],
      ["bytes=500-600,601-999", [[500, 1000]]],
      ["bytes=500-700,601-999", [[500, 1000]]],
    ] as const
  ) {
    assertEquals(pairs(value, 10000), expected as never, value);
  }
});

Deno.test("parseRange() ignores what is malformed or of another unit", () => {
  for (
    const value of [
      "",
      "bytes",
      "bytes=",
      "bytes=,",
      "bytes=-",
      "bytes=a-b",
      "bytes=5-4",
      "bytes=0-1,5-4",
      "bytes=0-1;2-3",
      "bytes=+1-2",
      "bytes=1 - 2",
      "bytes=0x0-1",
      "bytes=1.5-2",
      "bytes=--1",
      "lines=0-1",
      "0-1",
      "=0-1",
    ]
  ) {
    assertEquals(parseRange(value, 10000), null, value);
  }
});

Deno.test("parseRange() tells what lies outside", () => {
  for (
    const [value, size, expected] of [
      ["bytes=10-", 10, "unsatisfiable"],
      ["bytes=10-20", 10, "unsatisfiable"],
      ["bytes=-0", 10, "unsatisfiable"],
      ["bytes=0-", 0, "unsatisfiable"],
      ["bytes=-5", 0, "unsatisfiable"],
      ["bytes=9-", 10, [[9, 10]]],
      ["bytes=0-99999999999999999999999999", 10, [[0, 10]]],
      ["bytes=-99999999999999999999999999", 10, [[0, 10]]],
      ["bytes=99999999999999999999999999-", 10, "unsatisfiable"],
      ["bytes=50-,2-3", 10, [[2, 4]]],
      ["BYTES=2-3", 10, [[2, 4]]],
    ] as const
  ) {
    assertEquals(pairs(value, size), expected as never, value);
  }
});

Deno.test("parseRange() bounds the number of ranges", () => {
  const value = (count: number) =>
    "bytes=" +
    Array.from({ length: count }, (_, i) => `${i * 1000}-${i * 1000}`).join();
  assertEquals(parseRange(value(16), 1e6)?.length, 16);
  assertEquals(parseRange(value(17), 1e6), null);
  assertEquals(parseRange(value(3), 1e6, { maxCount: 2 }), null);
});

Deno.test("parseRange() keeps the order unless it joins", () => {
  assertEquals(pairs("bytes=5000-5001,0-1", 10000), [[5000, 5002], [0, 2]]);
  assertEquals(pairs("bytes=50-51,0-49", 10000), [[0, 52]]);
  assertEquals(pairs("bytes=3-4,0-1", 10), [[3, 5], [0, 2]]);
});

Deno.test("parseRange() gives ranges that cover what was asked for, each byte once", () => {
  const spec = fc.tuple(fc.nat(300), fc.nat(300)).map(([a, b]) => ({
    start: Math.min(a, b),
    end: Math.max(a, b) + 1,
  }));
  fc.assert(fc.property(
    fc.array(spec, { minLength: 1, maxLength: 16 }),
    fc.integer({ min: 1, max: 400 }),
    (specs, size) => {
      const value = "bytes=" +
        specs.map(({ start, end }) => `${start}-${end - 1}`).join(", ");
      const result = parseRange(value, size);
      assert(result !== null);
      const ranges: readonly ByteRange[] = result === "unsatisfiable"
        ? []
        : result;
      const seen = new Uint8Array(size);
      for (const { start, end } of ranges) {
        assert(0 <= start && start < end && end <= size);
        for (let i = start; i < end; i++) seen[i]!++;
      }
      assert(seen.every((count) => count <= 1));
      for (const { start, end } of specs) {
        for (let i = start; i < Math.min(end, size); i++) {
          assertEquals(seen[i], 1);
        }
      }
    },
  ));
});

Deno.test("contentRange() names the last byte, not the one behind it", () => {
  assertEquals(contentRange({ start: 1, end: 2 }, 3), "bytes 1-1/3");
  assertEquals(contentRange(null, 0), "bytes */0");
});
