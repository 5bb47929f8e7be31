// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import { boolean } from "./boolean.ts";

Deno.test("boolean() knows the words for true and false", () => {
  for (const text of ["", "true", "on", "yes", "1"]) {
    assertEquals(boolean().parse(text), true, text);
  }
  for (const text of ["false", "off", "no", "0"]) {
    assertEquals(boolean(true).parse(text), false, text);
  }
  for (const text of ["TRUE", "2", " true", "constructor"]) {
    assertThrows(() => boolean().parse(text), SyntaxError, "true or false");
  }
});

Deno.test("boolean() is false where it is not given, or the default", () => {
  assertEquals(boolean().parse(undefined), false);
  assertEquals(boolean(true).parse(undefined), true);
});
