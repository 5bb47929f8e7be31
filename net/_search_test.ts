// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { ByteWindow } from "./byte_window.ts";
import { indexOfBytes, withoutLineEnd } from "./_search.ts";

const encoder = new TextEncoder();

Deno.test("indexOfBytes() finds what a search in text finds, within the window", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "b", "\r", "\n"),
    maxLength: 30,
  });
  fc.assert(
    fc.property(
      text,
      text,
      text,
      fc.string({
        unit: fc.constantFrom("a", "b", "\r", "\n"),
        minLength: 1,
        maxLength: 4,
      }),
      fc.nat(10),
      (before, data, behind, wanted, from) => {
        const start = before.length;
        // What lies around the window is an older message: never to be found.
        const window = new ByteWindow(
          encoder.encode(before + data + behind),
          start,
          start + data.length,
        );
        const at = Math.min(from, data.length);
        assertEquals(
          indexOfBytes(window, encoder.encode(wanted), at),
          data.indexOf(wanted, at),
        );
      },
    ),
  );
});

Deno.test("withoutLineEnd() takes one line end away", () => {
  for (
    const [line, expected] of [
      ["a\n", "a"],
      ["a\r\n", "a"],
      ["a\r\r\n", "a\r"],
      ["\n", ""],
      ["\r\n", ""],
      ["é\n", "é"],
    ] as const
  ) assertEquals(withoutLineEnd(encoder.encode(line)), expected);
});
