// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { nashBargain } from "./nash_bargain.ts";
import { standingsText, tournament, wilson } from "./tournament.ts";
import { truc } from "./truc.ts";

Deno.test("wilson() gives the published intervals", () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  const cases = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const;
  for (const [successes, trials, low, high] of cases) {
    const interval = wilson(successes, trials);
    assertAlmostEquals(interval.low, low, 5e-5);
    assertAlmostEquals(interval.high, high, 5e-5);
  }
});

Deno.test("tournament() is won by Martin in truc, beyond chance", async () => {
  const standings = await tournament(truc, { games: 400 });
  for (const { robot, against, rate, games, won, drawn } of standings) {
    assertEquals(games, 400);
    assertEquals(drawn, 0);
    assertEquals(rate.share, won / 400);
    if (robot === "martin") assert(rate.low > 0.6, `${against}: ${rate.low}`);
  }
});

Deno.test("tournament() is the same for the same seed", async () => {
  const options = { games: 20, seed: "again" };
  const standings = await tournament(nashBargain, options);
  assertEquals(await tournament(nashBargain, options), standings);
  assertEquals(standingsText(standings).split("\n").length, 4);
});
