// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import { list } from "./list.ts";
import { integer } from "./number.ts";
import { string } from "./string.ts";

Deno.test("list() reads none, one and many values", () => {
  assertEquals(list(integer()).parse(undefined), []);
  assertEquals(list(integer()).parse("1"), [1]);
  assertEquals(list(integer()).parse(["1", "2"]), [1, 2]);
});

Deno.test("list() refuses a value that its kind refuses", () => {
  assertThrows(() => list(integer()).parse(["1", "x"]), SyntaxError, "integer");
});

Deno.test("list() bounds its length", () => {
  const tags = list(string(), { minItems: 1, maxItems: 2 });
  assertThrows(() => tags.parse(undefined), RangeError, "at least 1 times");
  assertThrows(
    () => tags.parse(["a", "b", "c"]),
    RangeError,
    "at most 2 times",
  );
  const texts = Array.from({ length: 101 }, () => "");
  assertThrows(() => list(string()).parse(texts), RangeError, "at most 100");
});
