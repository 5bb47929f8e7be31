// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { date } from "./date.ts";

function iso(text: string): string | undefined {
  return date().parse(text).toISOString();
}

Deno.test("date() parses dates and times, in UTC unless they say otherwise", () => {
  assertEquals(iso("2026-02-28"), "2026-02-28T00:00:00.000Z");
  assertEquals(iso("2024-02-29"), "2024-02-29T00:00:00.000Z");
  assertEquals(iso("2026-02-28T13:45"), "2026-02-28T13:45:00.000Z");
  assertEquals(iso("2026-02-28 13:45:10"), "2026-02-28T13:45:10.000Z");
  assertEquals(iso("2026-02-28T13:45:10.5z"), "2026-02-28T13:45:10.500Z");
  assertEquals(
    iso("2026-02-28T13:45:10.123456789Z"),
    "2026-02-28T13:45:10.123Z",
  );
  assertEquals(iso("2026-02-28T00:30:00+02:00"), "2026-02-27T22:30:00.000Z");
  assertEquals(iso("2026-02-28T23:30:00-02:30"), "2026-03-01T02:00:00.000Z");
  assertEquals(iso("0001-01-01"), "0001-01-01T00:00:00.000Z");
});

Deno.test("date() refuses what is no date", () => {
  for (
    const text of [
      "2026-02-30",
      "2025-02-29",
      "2026-13-01",
      "2026-00-01",
      "2026-01-00",
      "2026-1-1",
      "28.02.2026",
      "2026-02-28T24:00",
      "2026-02-28T12:60",
      "2026-02-28T12:00:60",
      "2026-02-28T12:00+25:00",
      "2026-02-28T12",
      "1",
      "today",
      "2026-02-28 ",
    ]
  ) {
    assertThrows(() => date().parse(text), SyntaxError, "must be a date", text);
  }
});

Deno.test("date() keeps its bounds", () => {
  const booking = date({
    min: new Date("2026-01-01"),
    max: new Date("2026-12-31"),
  });
  assertEquals(booking.parse("2026-01-01"), new Date("2026-01-01"));
  assertThrows(
    () => booking.parse("2025-12-31"),
    RangeError,
    "before 2026-01-01",
  );
  assertThrows(
    () => booking.parse("2027-01-01"),
    RangeError,
    "after 2026-12-31",
  );
});

Deno.test("date() takes a date, null or options for its default", () => {
  const epoch = new Date(0);
  assertEquals(date(epoch).parse(undefined), epoch);
  assertEquals(date(null).parse(""), null);
  assertEquals(date({ default: epoch }).parse(""), epoch);
  assertThrows(() => date().parse(""), SyntaxError, "is missing");
});

Deno.test("date() reads what toISOString() writes", () => {
  const dates = fc.date({
    min: new Date("0000-01-01"),
    max: new Date("9999-12-31"),
    noInvalidDate: true,
  });
  fc.assert(fc.property(dates, (value) => {
    assertEquals(iso(value.toISOString()), value.toISOString());
  }));
});
