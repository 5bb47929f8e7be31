// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import type { Message } from "./announcement.ts";
import { type DilemmaTable, prisonersDilemma } from "./prisoners_dilemma.ts";
import { finish, type Step } from "./testdata/script.ts";

async function play(loyal: boolean[], seed = "1") {
  const scripts = loyal.map((one): Step[] => [["cooperate", one]]);
  const { coins, announcements } = await finish(
    prisonersDilemma,
    scripts,
    seed,
  );
  const shown = announcements.find(({ message }) => message.type === "shown");
  const { values } = shown!.message as { values: DilemmaTable } & Message;
  return { gains: coins.map((amount) => amount - 100), ...values };
}

const CASES: [boolean[], (keyof DilemmaTable)[]][] = [
  [[true, true], ["share", "share"]],
  [[true, false], ["penalty", "grab"]],
  [[false, true], ["grab", "penalty"]],
  [[false, false], ["bigPenalty", "bigPenalty"]],
  [[true, true, true], ["share", "share", "share"]],
  [[true, false, true], ["penalty", "grab", "penalty"]],
  [[true, false, false], ["bigPenalty", "bigPenalty", "bigPenalty"]],
];

for (const [loyal, expected] of CASES) {
  Deno.test(`prisonersDilemma pays ${expected} for ${loyal}`, async () => {
    const { gains, ...table } = await play(loyal);
    const amounts = expected.map((key) =>
      key.endsWith("enalty") ? 0 - table[key] : table[key]
    );
    assertEquals(gains, amounts);
  });
}

Deno.test("prisonersDilemma draws its amounts within their bounds", async () => {
  for (let i = 0; i < 500; i++) {
    const { share, grab, penalty, bigPenalty } = await play(
      [true, true],
      `${i}`,
    );
    assert(share >= 1 && share <= 10);
    assert(grab > share && grab <= 25);
    assert(penalty >= 0 && penalty <= 5);
    assert(bigPenalty >= penalty && bigPenalty <= 25);
  }
});

Deno.test("prisonersDilemma takes the penalty from who leaves", async () => {
  const { penalty } = await play([true, true]);
  const { coins, ending } = await finish(prisonersDilemma, [
    [["cooperate", false]],
    ["leave"],
  ]);
  assertEquals([coins, ending], [[100, 100 - penalty], "left"]);
});
