// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import { parseOptions, UsageError } from "./_options.ts";

const OPPONENTS: [string, unknown][] = [
  ["martin", [{ robot: "martin" }]],
  ["ralph, nelson", [{ robot: "ralph" }, { robot: "nelson" }]],
  ["run: bot --fast", [{ command: ["bot", "--fast"] }]],
  ["run:bot a,b run: c", [{ command: ["bot", "a,b", "run:", "c"] }]],
  ["ralph,run: bot", [{ robot: "ralph" }, { command: ["bot"] }]],
];

for (const [text, expected] of OPPONENTS) {
  Deno.test(`parseOptions() takes ${JSON.stringify(text)} for opponents`, () => {
    const { against } = parseOptions(["play", "blackjack", "--against", text]);
    assertEquals<unknown>(against, expected);
  });
}

Deno.test("parseOptions() knows what is usual", () => {
  const { kind, ...options } = parseOptions(["play", "truc"]);
  assertEquals(kind?.name, "truc");
  assertEquals(options, {
    command: "play",
    against: undefined,
    as: "martin",
    coins: 100,
    games: 10_000,
    name: "You",
    seed: undefined,
  });
});

for (const text of ["", ",", "ralph,", "run:", "ralph,run: ", "runner"]) {
  Deno.test(`parseOptions() refuses ${JSON.stringify(text)} for opponents`, () => {
    assertThrows(
      () => parseOptions(["play", "truc", "--against", text]),
      UsageError,
      "Cannot use --against",
    );
  });
}
