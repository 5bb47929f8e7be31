// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { slugify } from "./_slug.ts";

Deno.test("slugify() keeps words of any script", () => {
  assertEquals(slugify("Hello, World!"), "hello-world");
  assertEquals(slugify("  Crème brûlée: it's Ærø "), "creme-brulee-its-ærø");
  assertEquals(slugify("日本語 の が"), "日本語-の-が");
  assertEquals(slugify("Ёлка и йод"), "ёлка-и-йод");
});

Deno.test("slugify() keeps C, C++ and C# apart", () => {
  assertEquals(["C", "C++", "C#"].map(slugify), [
    "c",
    "c-plus-plus",
    "c-sharp",
  ]);
});

Deno.test("slugify() is empty when there is nothing to say", () => {
  assertEquals(slugify("?!… --"), "");
});

Deno.test("slugify() gives what a path segment may hold, and is stable", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    const slug = slugify(text);
    assertMatch(slug, /^$|^[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*$/u);
    assertEquals(slugify(slug), slug);
  }));
});
