// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { HttpError } from "./exchange.ts";
import { decodePath, encodePath } from "./path.ts";

Deno.test("decodePath() decodes UTF-8 and leaves escaped slashes", () => {
  assertEquals(decodePath("/plain"), "/plain");
  assertEquals(decodePath("/a%20b"), "/a b");
  assertEquals(decodePath("/%E2%82%AC"), "/€");
  assertEquals(decodePath("/a%2Fb%2fc"), "/a%2Fb%2fc");
  assertEquals(decodePath("/a+b"), "/a+b");
});

Deno.test("decodePath() decodes once only", () => {
  assertEquals(decodePath("/%2541"), "/%41");
});

Deno.test("decodePath() refuses what is no escape of UTF-8 text", () => {
  for (const path of ["/%", "/%4", "/%zz", "/%ff", "/%c0%af", "/a%00b"]) {
    const error = assertThrows(() => decodePath(path), HttpError);
    assertEquals(error.status, 400, path);
  }
});

Deno.test("encodePath() is undone by decodePath()", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const path = "/" + text.replaceAll("\0", "");
      assertEquals(decodePath(encodePath(path)), path);
    }),
  );
});
