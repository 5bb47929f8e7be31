// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { finish } from "./testdata/script.ts";
import { rockPaperScissors, type Sign } from "./rock_paper_scissors.ts";

const CASES: [Sign, Sign, number | undefined][] = [
  ["rock", "rock", undefined],
  ["rock", "paper", 1],
  ["rock", "scissors", 0],
  ["paper", "rock", 0],
  ["paper", "paper", undefined],
  ["paper", "scissors", 1],
  ["scissors", "rock", 1],
  ["scissors", "paper", 0],
  ["scissors", "scissors", undefined],
];

for (const [first, second, winner] of CASES) {
  Deno.test(`rockPaperScissors ends right when ${first} meets ${second}`, async () => {
    const { outcome, announcements } = await finish(rockPaperScissors, [
      [["select", first]],
      [["select", second]],
    ]);
    assertEquals(outcome.winner, winner);
    assertEquals(announcements.map(({ message }) => message.type), [
      "started",
      "signs",
      "ended",
    ]);
  });
}

Deno.test("rockPaperScissors is won by who stays", async () => {
  const { outcome, ending } = await finish(rockPaperScissors, [
    [["select", "rock"]],
    ["leave"],
  ]);
  assertEquals([outcome.winner, ending], [0, "left"]);
});
