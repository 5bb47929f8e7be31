// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { finish, seedWith, type Step } from "./testdata/script.ts";
import { ultimatum } from "./ultimatum.ts";

/** A pot of 10, a penalty of 3, and the first player proposes, or the second. */
function seedFor(proposer: number): string {
  return seedWith((random) =>
    random.integer(1, 20) === 10 && random.integer(0, 4) === 3 &&
    random.integer(0, 1) === proposer
  );
}

const CASES: [demand: number, accepted: boolean, gains: [number, number]][] = [
  [6, true, [6, 4]],
  [10, true, [10, 0]],
  [0, true, [0, 10]],
  [6, false, [-3, -3]],
  [0, false, [-3, -3]],
];

for (const [demand, accepted, gains] of CASES) {
  for (const proposer of [0, 1]) {
    const title = `${gains} for ${demand}, ${
      accepted ? "accepted" : "refused"
    }`;
    Deno.test(`ultimatum pays ${title}, player ${proposer} proposing`, async () => {
      const proposes: Step[] = [["demand", demand]];
      const answers: Step[] = [["accept", accepted]];
      const scripts = [proposes, answers];
      const { coins } = await finish(
        ultimatum,
        proposer === 0 ? scripts : scripts.toReversed(),
        seedFor(proposer),
      );
      const paid = coins.map((amount) => amount - 100);
      assertEquals(proposer === 0 ? paid : paid.toReversed(), gains);
    });
  }
}

Deno.test("ultimatum takes the penalty from who leaves", async () => {
  const first = await finish(ultimatum, [["leave"], []], seedFor(0));
  assertEquals([first.coins, first.ending], [[97, 100], "left"]);
  const scripts: Step[][] = [[["demand", 5]], ["leave"]];
  const second = await finish(ultimatum, scripts, seedFor(0));
  assertEquals([second.coins, second.ending], [[100, 97], "left"]);
});
