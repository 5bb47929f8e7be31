// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import { parseOptions } from "./_options.ts";
import { UsageError } from "./_usage_error.ts";

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
    web: {
      port: 8081,
      hostname: "127.0.0.1",
      robotAfter: 5000,
      moveTimeout: 60_000,
      robotPause: 700,
      data: "./data",
      title: "Games",
      baseUrl: undefined,
      proxies: [],
    },
  });
});

Deno.test("parseOptions() takes what the web is served with", () => {
  const { command, web } = parseOptions([
    ...["--port", "0", "--robot-after", "0", "--move-timeout", "86400"],
    ...["--base-url", "https://games.example", "--behind-proxy", "10.0.0.0/8"],
  ]);
  const { port, robotAfter, moveTimeout, baseUrl, proxies } = web;
  assertEquals([command, port, robotAfter, moveTimeout, baseUrl, proxies], [
    "web",
    0,
    0,
    86_400_000,
    "https://games.example",
    ["10.0.0.0/8"],
  ]);
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
