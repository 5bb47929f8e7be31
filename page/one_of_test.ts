// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import { oneOf } from "./one_of.ts";

Deno.test("oneOf() returns the choice with its type", () => {
  assertEquals(oneOf(["a", "b"]).parse("b"), "b");
  assertEquals(oneOf([1, 2.5]).parse("2.5"), 2.5);
  const order: "newest" | "oldest" = oneOf(["newest", "oldest"]).parse(
    "newest",
  );
  assertEquals(order, "newest");
});

Deno.test("oneOf() refuses all else and lists the choices", () => {
  const error = assertThrows(() => oneOf(["a", "b"]).parse("c"), SyntaxError);
  assertEquals(error.message, 'must be one of "a", "b", not "c"');
  assertThrows(() => oneOf(["a"]).parse("toString"), SyntaxError);
  assertThrows(() => oneOf([1]).parse("01"), SyntaxError);
});

Deno.test("oneOf() cuts long messages short", () => {
  const choices = Array.from({ length: 100 }, (_, i) => `choice ${i}`);
  const { message } = assertThrows(
    () => oneOf(choices).parse("x".repeat(5000)),
    SyntaxError,
  );
  assertEquals(message.length < 300, true, message);
});

Deno.test("oneOf() has a default", () => {
  assertEquals(oneOf(["a", "b"], "b").parse(undefined), "b");
  assertEquals(oneOf(["a"], null).parse(undefined), null);
  assertEquals(oneOf(["a"], { default: "a" }).parse(undefined), "a");
  assertThrows(() => oneOf(["a"]).parse(undefined), SyntaxError, "is missing");
});

Deno.test("oneOf() refuses choices that it cannot tell apart", () => {
  assertThrows(() => oneOf([]), TypeError);
  assertThrows(() => oneOf([1, "1"]), TypeError);
});
