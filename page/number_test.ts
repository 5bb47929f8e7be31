// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { integer, number } from "./number.ts";

Deno.test("integer() parses decimal integers only", () => {
  assertEquals(integer().parse("0"), 0);
  assertEquals(integer().parse("-12"), -12);
  assertEquals(integer().parse("007"), 7);
  assertEquals(integer().parse("-0"), 0);
  for (
    const text of [
      "1.0",
      "1e3",
      "0x10",
      "+1",
      " 1",
      "1 ",
      "--1",
      "-",
      "١",
      "1_0",
      "NaN",
      "1\n",
    ]
  ) {
    assertThrows(
      () => integer().parse(text),
      SyntaxError,
      "must be an integer",
    );
  }
});

Deno.test("integer() refuses what a number cannot hold exactly", () => {
  assertEquals(integer().parse("9007199254740991"), 9007199254740991);
  assertThrows(
    () => integer().parse("9007199254740992"),
    RangeError,
    "at most",
  );
  assertThrows(
    () => integer().parse("-9007199254740992"),
    RangeError,
    "at least",
  );
  assertThrows(() => integer().parse("9".repeat(400)), SyntaxError);
});

Deno.test("integer() keeps its bounds", () => {
  const page = integer(1, { min: 1, max: 10 });
  assertEquals(page.parse("10"), 10);
  assertThrows(() => page.parse("0"), RangeError, "must be at least 1");
  assertThrows(() => page.parse("11"), RangeError, "must be at most 10");
});

Deno.test("integer() takes an empty field for none", () => {
  assertEquals(integer(5).parse(""), 5);
  assertEquals(integer(5).parse(undefined), 5);
  assertEquals(integer(null).parse(""), null);
  assertEquals(integer({ default: 0 }).parse(undefined), 0);
  assertThrows(() => integer().parse(""), SyntaxError, "is missing");
});

Deno.test("integer() reads what String() writes", () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (value) => {
    assertEquals(integer().parse(String(value)), value + 0);
  }));
});

Deno.test("number() parses finite decimal numbers only", () => {
  for (
    const [text, value] of [["1.5", 1.5], ["-.5", -0.5], ["2.", 2], [
      "1e3",
      1000,
    ], ["1E-2", 0.01]] as const
  ) {
    assertEquals(number().parse(text), value);
  }
  for (
    const text of [
      "Infinity",
      "NaN",
      "1e999",
      "0x1",
      "1,5",
      ".",
      "-",
      "e1",
      "+1",
      "1e",
    ]
  ) {
    assertThrows(() => number().parse(text), SyntaxError, "must be a number");
  }
});

Deno.test("number() keeps its bounds", () => {
  assertThrows(
    () => number({ min: 0 }).parse("-0.1"),
    RangeError,
    "at least 0",
  );
  assertThrows(() => number({ max: 1 }).parse("1.1"), RangeError, "at most 1");
});

Deno.test("number() takes linear time for long text", () => {
  assertThrows(() => number().parse("1".repeat(100_000) + "x"), SyntaxError);
});
