// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Random, randomSeed, seedFrom } from "./random.ts";

Deno.test("Random.bits() gives the reference numbers of xoshiro128** 1.1", () => {
  // From the test vectors of the rand_xoshiro crate, made by the authors' C code.
  const random = new Random("00000001000000020000000300000004");
  assertEquals(Array.from({ length: 10 }, () => random.bits()), [
    11520,
    0,
    5927040,
    70819200,
    2031721883,
    1637235492,
    1287239034,
    3734860849,
    3729100597,
    4258142804,
  ]);
});

Deno.test("Random() refuses what is no seed", () => {
  for (const seed of ["", "0".repeat(32), "x".repeat(32), "1".repeat(31)]) {
    assertThrows(() => new Random(seed), SyntaxError, "Cannot use seed");
  }
});

Deno.test("Random.integer() stays within its bounds and reaches them", () => {
  fc.assert(fc.property(
    fc.integer({ min: -1000, max: 1000 }),
    fc.integer({ min: 0, max: 5 }),
    fc.string(),
    (from, span, text) => {
      const random = new Random(seedFrom(text));
      const seen = new Set<number>();
      for (let i = 0; i < 200; i++) seen.add(random.integer(from, from + span));
      assertEquals(seen.size, span + 1);
      assert([...seen].every((one) => one >= from && one <= from + span));
    },
  ));
  assertThrows(() => new Random(seedFrom(1)).integer(2, 1), RangeError);
  assertThrows(() => new Random(seedFrom(1)).pick([]), RangeError);
});

Deno.test("Random.integer() favours no number", () => {
  const random = new Random(seedFrom("fair"));
  const counts = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < 60_000; i++) counts[random.integer(0, 5)]!++;
  // Chi-squared with 5 degrees of freedom: above 20.5 once in a thousand.
  const chi = counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
  assert(chi < 20.5, `${counts}`);
});

Deno.test("Random.shuffle() finds every order equally often", () => {
  const random = new Random(seedFrom("orders"));
  const counts = new Map<string, number>();
  for (let i = 0; i < 24_000; i++) {
    const order = random.shuffle([1, 2, 3, 4]).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assertEquals(counts.size, 24);
  let chi = 0;
  for (const count of counts.values()) chi += (count - 1000) ** 2 / 1000;
  // 23 degrees of freedom.
  assert(chi < 49.7, `${chi}`);
});

Deno.test("Random.fork() does not depend on what was taken before", () => {
  const one = new Random(seedFrom(5));
  const other = new Random(seedFrom(5));
  one.bits();
  assertEquals(one.fork("robot").bits(), other.fork("robot").bits());
  assert(one.fork("a").bits() !== one.fork("b").bits());
});

Deno.test("randomSeed() differs each time, seedFrom() does not", () => {
  assert(randomSeed() !== randomSeed());
  assertEquals(seedFrom("a"), seedFrom("a"));
  assert(seedFrom("a") !== seedFrom("b"));
});
