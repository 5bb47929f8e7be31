// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import { string } from "./string.ts";

Deno.test("string() returns the text as it is", () => {
  assertEquals(string().parse(" a\0é "), " a\0é ");
  assertEquals(string("default").parse(""), "");
});

Deno.test("string() must be given unless it has a default", () => {
  assertThrows(() => string().parse(undefined), SyntaxError, "is missing");
  assertEquals(string("Friend").parse(undefined), "Friend");
  assertEquals(string("").parse(undefined), "");
  assertEquals(string(null).parse(undefined), null);
  assertEquals(string({ default: "x" }).parse(undefined), "x");
  assertEquals(string("x", { maxLength: 1 }).parse(undefined), "x");
});

Deno.test("string() bounds its length", () => {
  const name = string({ minLength: 2, maxLength: 3 });
  assertEquals(name.parse("ab"), "ab");
  assertEquals(name.parse("abc"), "abc");
  assertThrows(
    () => name.parse("a"),
    RangeError,
    "at least 2 characters, not 1",
  );
  assertThrows(
    () => name.parse("abcd"),
    RangeError,
    "at most 3 characters, not 4",
  );
});

Deno.test("string() matches all of its pattern, whatever its flags", () => {
  const slug = string({ pattern: /a|bc/gi });
  for (let i = 0; i < 3; i++) assertEquals(slug.parse("BC"), "BC");
  for (const text of ["xa", "ax", "a\n", "\na", "abc", ""]) {
    assertThrows(() => slug.parse(text), SyntaxError, "form");
  }
  assertThrows(() => string({ pattern: /a/m }).parse("b\na"), SyntaxError);
  assertThrows(() => string({ pattern: /a/y }).parse("ab"), SyntaxError);
});
