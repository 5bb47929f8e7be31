// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import type { Message } from "./announcement.ts";
import { nashBargain, type NashTable } from "./nash_bargain.ts";
import { finish, seedWith, type Step } from "./testdata/script.ts";

/** A pot of 10 and a penalty of 3. */
const SEED = seedWith((random) =>
  random.integer(1, 20) === 10 && random.integer(0, 5) === 3
);

const CASES: [demands: number[], gains: number[]][] = [
  [[5, 5], [5, 5]],
  [[10, 0], [10, 0]],
  [[0, 0], [0, 0]],
  [[3, 4], [3, 4]],
  [[6, 5], [-3, -3]],
  [[10, 1], [-3, -3]],
  [[3, 3, 4], [3, 3, 4]],
  [[4, 4, 4], [-3, -3, -3]],
];

for (const [demands, gains] of CASES) {
  Deno.test(`nashBargain pays ${gains} for demands of ${demands} from 10`, async () => {
    const scripts = demands.map((demand): Step[] => [["demand", demand]]);
    const { coins, ending } = await finish(nashBargain, scripts, SEED);
    assertEquals(coins.map((amount) => amount - 100), gains);
    assertEquals(ending, "played");
  });
}

Deno.test("nashBargain takes the penalty from who leaves", async () => {
  const scripts: Step[][] = [[["demand", 9]], ["leave"]];
  const { coins, ending } = await finish(nashBargain, scripts, SEED);
  assertEquals([coins, ending], [[100, 97], "left"]);
});

Deno.test("nashBargain refuses to give more than there is", async () => {
  const { coins } = await finish(nashBargain, [
    [["demand", 11], ["demand", -1], ["demand", 4]],
    [["demand", 6]],
  ], SEED);
  assertEquals(coins, [104, 106]);
});

Deno.test("nashBargain draws pots and penalties within their bounds", async () => {
  const pots = new Set<number>();
  const penalties = new Set<number>();
  for (let i = 0; i < 500; i++) {
    const { announcements } = await finish(
      nashBargain,
      [["leave"], []],
      `${i}`,
    );
    const shown = announcements.find(({ message }) => message.type === "shown");
    const { values } = shown!.message as { values: NashTable } & Message;
    pots.add(values.pot);
    penalties.add(values.penalty);
  }
  assertEquals([pots.size, Math.min(...pots), Math.max(...pots)], [20, 1, 20]);
  assertEquals([penalties.size, Math.max(...penalties)], [6, 5]);
});
