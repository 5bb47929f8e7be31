// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { RecordError } from "./errors.ts";
import { parseEntry, parseRecord } from "./record.ts";

const RECORD = {
  game: "ultimatum",
  version: 1,
  seed: "0123456789abcdef".repeat(2),
  names: ["Ann", "Bob"],
  coins: [100, -5],
  entries: [
    { player: 1, move: "demand", value: 4, timedOut: true },
    { player: 0, left: true },
  ],
};

Deno.test("parseRecord() reads what was written", () => {
  assertEquals(
    parseRecord(JSON.parse(JSON.stringify(RECORD))),
    RECORD as never,
  );
});

Deno.test("parseRecord() keeps nothing that it does not know", () => {
  const entry = { player: 0, move: "demand", value: 1, extra: 1 };
  assertEquals(parseEntry(entry, 2), { player: 0, move: "demand", value: 1 });
});

Deno.test("parseRecord() refuses what is no record", () => {
  const wrong: [string, unknown][] = [
    ["game", 7],
    ["game", "x".repeat(101)],
    ["version", -1],
    ["version", "1"],
    ["seed", "short"],
    ["names", "Ann"],
    ["names", ["Ann", 1]],
    ["names", Array(65).fill("Ann")],
    ["coins", [1]],
    ["coins", [1, 0.5]],
    ["entries", {}],
    ["entries", [{ player: 2, left: true }]],
    ["entries", [{ player: 0, move: "demand" }]],
    ["entries", [{ player: 0, move: "demand", value: [] }]],
    ["entries", [{ player: 0, move: "demand", value: "x".repeat(101) }]],
    ["entries", [null]],
  ];
  for (const [key, value] of wrong) {
    assertThrows(() => parseRecord({ ...RECORD, [key]: value }), RecordError);
  }
  assertThrows(() => parseRecord(RECORD, { maxEntries: 1 }), RecordError);
});

Deno.test("parseRecord() throws nothing but its own error", () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom(...Object.keys(RECORD)),
      (value, key) => {
        for (const candidate of [value, { ...RECORD, [key]: value }]) {
          try {
            parseRecord(candidate);
          } catch (error) {
            if (!(error instanceof RecordError)) throw error;
          }
        }
      },
    ),
  );
});
