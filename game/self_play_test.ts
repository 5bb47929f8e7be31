// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Announcement, TableMessage } from "./announcement.ts";
import type { Choice } from "./choices.ts";
import type { Controller } from "./controller.ts";
import { ControllerGoneError } from "./errors.ts";
import type { AnyGameKind } from "./game_kind.ts";
import { GAMES } from "./games.ts";
import { Random, seedFrom } from "./random.ts";
import { parseRecord } from "./record.ts";
import { replay } from "./replay.ts";
import { robot, ROBOTS } from "./robot.ts";
import { Table } from "./table.ts";
import type { Result } from "./table_options.ts";
import { truc, type TrucTable } from "./truc.ts";

/** Games for each pair of robots, and there are nine pairs and six games. */
const EACH = 120;

async function robotsPlay(kind: AnyGameKind, styles: number[], seed: string) {
  const chance = new Random(seed);
  const players = styles.map((style, i) =>
    robot(ROBOTS[style]!, kind, { random: chance.fork(`${i}`) })
  );
  const coins = players.map(() => 100);
  const table = new Table(kind, players, { seed, coins });
  const result = await table.play();
  return { result, announcements: table.announcements };
}

/** What holds in every game, whoever plays. */
function check(
  kind: AnyGameKind,
  { coins, ending, outcome, record }: Result,
  announcements: readonly Announcement[],
): void {
  assertEquals(ending, "played");
  const { winner } = outcome;
  assert(winner === undefined || winner < coins.length);
  const purse = coins.map(() => 100);
  for (
    const { message } of announcements as readonly { message: TableMessage }[]
  ) {
    if (message.type === "paid") {
      purse[message.player]! += message.amount;
      assertEquals(message.coins, purse[message.player]);
    }
    if (message.type === "shown" && kind === (truc as AnyGameKind)) {
      checkTruc(message.values as Partial<TrucTable>);
    }
  }
  // Coins come and go by announcements only, and only in games for coins.
  assertEquals(coins, purse);
  if (!kind.coins) assertEquals(coins, coins.map(() => 100));
  if (kind.name === "blackjack") assert(coins.every((amount) => amount >= 0));
  assertEquals(announcements.at(-1)?.message.type, "ended");
  assert(record.entries.every((entry) => !("left" in entry)));
}

function checkTruc({ scores, stake, seen, rounds }: Partial<TrucTable>): void {
  if (scores) assert(scores.every((chips) => chips >= 0 && chips <= 12));
  if (scores) assert(Math.min(...scores) < 12);
  if (stake !== undefined) assert(stake >= 1 && stake <= 12);
  if (seen) assert(seen.length <= 6 && new Set(seen).size === seen.length);
  if (rounds) assert(rounds.length <= 3);
}

/** One who takes a while, in turns of promises, and sometimes goes away. */
function moody(inner: Controller, random: Random): Controller {
  return {
    ...inner,
    async choose(turn, signal): Promise<Choice> {
      for (let i = random.integer(0, 5); i > 0; i--) await null;
      if (random.chance(0.02)) throw new ControllerGoneError("Cannot stay");
      return inner.choose(turn, signal);
    },
  };
}

for (const kind of GAMES.values()) {
  Deno.test(`replay() of ${kind.name} does not mind who was slow, late or gone`, async () => {
    const orders = new Set<string>();
    let left = 0;
    for (let game = 0; game < 300; game++) {
      const seed = seedFrom(game);
      const chance = new Random(seed);
      const players = [0, 1].map((i) =>
        moody(robot("ralph", kind, { random: chance.fork(`${i}`) }), chance)
      );
      const table = new Table(kind, players, {
        seed,
        coins: [100, 100],
        moveTimeout: 0,
        whenLate: game % 2 === 0 ? "leave" : "default",
      });
      const result = await table.play();
      const { entries } = result.record;
      orders.add(entries.slice(0, 2).map(({ player }) => player).join());
      left += entries.filter((entry) => "left" in entry).length;
      const again = await replay(kind, result.record);
      assertEquals(again.result, result);
      assertEquals(again.announcements, table.announcements);
    }
    assert(orders.size > 1);
    assert(left > 0);
  });

  Deno.test(`robots play ${kind.name} by the rules, and replay() repeats it`, async () => {
    for (const first of ROBOTS.keys()) {
      for (const second of ROBOTS.keys()) {
        for (let game = 0; game < EACH; game++) {
          const seed = seedFrom(`${first} ${second} ${game}`);
          const styles = [first, second];
          const { result, announcements } = await robotsPlay(
            kind,
            styles,
            seed,
          );
          check(kind, result, announcements);
          const record = parseRecord(JSON.parse(JSON.stringify(result.record)));
          const again = await replay(kind, record);
          assertEquals(again.result, result);
          assertEquals(again.announcements, announcements);
        }
      }
    }
  });

  Deno.test(`replay() of part of ${kind.name} is the beginning of it`, async () => {
    const { least, most } = kind.seats;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(2), { minLength: least, maxLength: most }),
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (styles, number, share) => {
          const seed = seedFrom(number);
          const { result, announcements } = await robotsPlay(
            kind,
            styles,
            seed,
          );
          check(kind, result, announcements);
          const count = Math.floor(result.record.entries.length * share);
          const part = await replay(kind, result.record, { entries: count });
          assertEquals(
            part.announcements,
            announcements.slice(0, part.announcements.length),
          );
          const isWhole = count === result.record.entries.length;
          assertEquals(part.result !== undefined, isWhole);
          assertEquals(part.waitingFor.length > 0, !isWhole);
        },
      ),
      { numRuns: 60 },
    );
  });
}
