// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { chooseCoding } from "./content_coding.ts";

Deno.test("chooseCoding() weighs what the client says", () => {
  for (
    const [value, expected] of [
      [null, null],
      ["", null],
      ["identity", null],
      ["gzip", "gzip"],
      ["GZIP", "gzip"],
      ["x-gzip", "gzip"],
      ["br", "br"],
      ["gzip, br", "br"],
      ["gzip;q=1.0, br;q=0.9", "gzip"],
      ["gzip;q=0.5, br;q=0.5", "br"],
      ["gzip ; q=0.5 , br ; Q=0.4", "gzip"],
      ["br;q=0, gzip", "gzip"],
      ["br;q=0.000, gzip;q=0", null],
      ["*", "br"],
      ["*;q=0", null],
      ["br;q=0, *", "gzip"],
      ["gzip, *;q=0.1", "gzip"],
      ["deflate, zstd", null],
      ["identity;q=1, gzip;q=0.5", null],
      ["identity;q=0.5, gzip;q=1.0", "gzip"],
      ["identity;q=0, br", "br"],
      // Malformed members are as if they were not there.
      ["gzip;q=2, br", "br"],
      ["br;q=-1, gzip", "gzip"],
      ["br;q=0.1234, gzip", "gzip"],
      ["br;q=, gzip", "gzip"],
      ["br;level=1, gzip", "gzip"],
      ["br gzip", null],
      [",,gzip,,", "gzip"],
      [`${"a,".repeat(32)}gzip`, null],
    ] as const
  ) {
    assertEquals(chooseCoding(value, ["br", "gzip"]), expected, `${value}`);
  }
});

Deno.test("chooseCoding() never chooses what was refused", () => {
  const weight = fc.constantFrom("", ";q=0", ";q=0.5", ";q=1", ";q=0.001");
  fc.assert(fc.property(weight, weight, weight, (br, gzip, rest) => {
    const value = `br${br}, gzip${gzip}, *${rest}`;
    const chosen = chooseCoding(value, ["br", "gzip"]);
    if (br === ";q=0") assert(chosen !== "br");
    if (gzip === ";q=0") assert(chosen !== "gzip");
    if (br !== ";q=0" || gzip !== ";q=0") assert(chosen !== null);
  }));
});
