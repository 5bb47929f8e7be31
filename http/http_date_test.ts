// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { formatHttpDate, parseHttpDate } from "./http_date.ts";

Deno.test("parseHttpDate() reads the three formats of RFC 9110", () => {
  const time = Date.UTC(1994, 10, 6, 8, 49, 37);
  for (
    const text of [
      "Sun, 06 Nov 1994 08:49:37 GMT",
      "Sunday, 06-Nov-94 08:49:37 GMT",
      "Sun Nov  6 08:49:37 1994",
    ]
  ) {
    assertEquals(parseHttpDate(text), time, text);
  }
});

Deno.test("parseHttpDate() takes leap days and leap seconds", () => {
  assertEquals(
    parseHttpDate("Thu, 29 Feb 2024 23:59:59 GMT"),
    Date.UTC(2024, 1, 29, 23, 59, 59),
  );
  assertEquals(
    parseHttpDate("Sat, 31 Dec 2016 23:59:60 GMT"),
    Date.UTC(2017, 0, 1),
  );
});

Deno.test("parseHttpDate() refuses what is no HTTP date", () => {
  for (
    const text of [
      "",
      "0",
      "2024-01-01T00:00:00Z",
      "Sun, 06 Nov 1994 08:49:37",
      "Sun, 06 Nov 1994 08:49:37 UTC",
      "Sun, 06 Nov 1994 08:49:37 GMT ",
      "Sun, 6 Nov 1994 08:49:37 GMT",
      "sun, 06 nov 1994 08:49:37 gmt",
      "Sun, 06 Foo 1994 08:49:37 GMT",
      "Wed, 30 Feb 2022 08:49:37 GMT",
      "Sun, 00 Nov 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 24:49:37 GMT",
      "Sun, 06 Nov 1994 08:60:37 GMT",
      "Sun, 06 Nov 1994 08:49:61 GMT",
      "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
    ]
  ) {
    assertEquals(parseHttpDate(text), null, text);
  }
});

Deno.test("formatHttpDate() writes what parseHttpDate() reads", () => {
  fc.assert(fc.property(
    fc.integer({ min: Date.UTC(0, 0, 1), max: Date.UTC(9999, 11, 31) }),
    (time) => {
      const seconds = Math.floor(time / 1000) * 1000;
      assertEquals(parseHttpDate(formatHttpDate(time)), seconds);
    },
  ));
});

Deno.test("formatHttpDate() refuses what has no four-digit year", () => {
  for (const date of [NaN, Infinity, Date.UTC(10000, 0, 1), new Date("x")]) {
    assertThrows(() => formatHttpDate(date), RangeError);
  }
});
