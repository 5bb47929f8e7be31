// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import {
  replay,
  robot,
  ROBOTS,
  seedFrom,
  speechFor,
  Table,
  tellAnnouncement,
} from "../mod.ts";
import { highCard } from "./high_card.ts";

Deno.test("highCard is a game of less than 60 lines", async () => {
  const file = new URL("./high_card.ts", import.meta.url);
  const lines = (await Deno.readTextFile(file)).trimEnd().split("\n");
  const code = lines.filter((line) => !/^(?:\/\/| \*|\/\*\*|$)/.test(line));
  assert(code.length < 60, `${code.length} lines`);
});

Deno.test("highCard is played by robots, and no coin is lost", async () => {
  const endings = new Set<number | undefined>();
  for (let game = 0; game < 600; game++) {
    const players = [game % 3, Math.floor(game / 3) % 3].map((style) =>
      robot(ROBOTS[style]!, highCard)
    );
    const table = new Table(highCard, players, {
      seed: seedFrom(game),
      coins: [50, 50],
    });
    const { coins, outcome, record } = await table.play();
    assertEquals(coins[0]! + coins[1]!, 100);
    if (outcome.winner !== undefined) {
      assert(coins[outcome.winner]! >= 50);
    }
    endings.add(outcome.winner);
    const again = await replay(highCard, record);
    assertEquals(again.announcements, table.announcements);
  }
  assertEquals(endings.size, 3);
});

Deno.test("highCard has words", async () => {
  const martin = robot("martin", highCard, { name: "Martin" });
  const table = new Table(highCard, [martin, { ...martin, name: "Eve" }], {
    seed: seedFrom(1),
  });
  await table.play();
  const speech = speechFor(["Martin", "Eve"], 0);
  const told = table.announcements.map((one) =>
    tellAnnouncement(highCard, one, speech)
  ).join(" ");
  assert(/You bet \d+ on (?:10|.)[♣♦♥♠]\. Eve bets \d+ on/.test(told), told);
});
