// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import { advantage, beginning, best, holdings, oddsOf } from "./_truc_odds.ts";
import { type Round, rubberWinner, strength } from "./_truc_rules.ts";
import type { Announcement, TableMessage } from "./announcement.ts";
import type { Card } from "./cards.ts";
import type { Choice } from "./choices.ts";
import type { Controller, Turn } from "./controller.ts";
import { seedFrom } from "./random.ts";
import { Table } from "./table.ts";
import {
  truc,
  type TrucHand,
  type TrucMessage,
  type TrucTable,
} from "./truc.ts";

type TrucTurn = Turn<TrucTable, TrucHand>;
type Play = Partial<Record<string, (turn: TrucTurn) => Choice>>;

/** One who plays by functions; without one, does what changes least. */
function player(name: string, play: Play): Controller {
  return {
    name,
    choose: (turn) =>
      play[turn.move]?.(turn as TrucTurn) ?? turn.choices.otherwise,
  };
}

function said(
  announcements: readonly Announcement[],
): readonly TrucMessage[] {
  return announcements.map(({ message }) => message as TrucMessage);
}

async function rubbers(first: Play, second: Play, seed = 1) {
  const players = [player("Ann", first), player("Bob", second)];
  const table = new Table(truc, players, { seed: seedFrom(seed) });
  const result = await table.play();
  const messages = said(table.announcements);
  const won = messages.filter((message) => message.type === "rubber");
  return { result, messages, won, announcements: table.announcements };
}

const RUBBERS: [Round[], Round | undefined][] = [
  [[], undefined],
  [[0], undefined],
  [[null], undefined],
  [[0, 0], 0],
  [[1, 1], 1],
  [[0, 1], undefined],
  [[0, null], 0],
  [[null, 1], 1],
  [[null, null], undefined],
  [[0, 1, 0], 0],
  [[0, 1, 1], 1],
  [[0, 1, null], 0],
  [[1, 0, null], 1],
  [[null, null, 0], 0],
  [[null, null, null], null],
];

for (const [rounds, winner] of RUBBERS) {
  Deno.test(`rubberWinner() tells ${winner} after ${JSON.stringify(rounds)}`, () => {
    assertEquals(rubberWinner(rounds), winner);
  });
}

Deno.test("rubberWinner() is never wrong about what is certain", () => {
  const all: Round[] = [0, 1, null];
  for (const a of all) {
    for (const b of all) {
      for (const c of all) {
        const full = [a, b, c];
        const won = (player: Round) =>
          full.filter((one) => one === player).length;
        const first = full.find((one) => one !== null) ?? null;
        const expected = won(0) === won(1) ? first : won(0) > won(1) ? 0 : 1;
        assertEquals(rubberWinner(full), expected);
        for (const early of [full.slice(0, 1), full.slice(0, 2)]) {
          const winner = rubberWinner(early);
          if (winner !== undefined) assertEquals(winner, expected);
        }
      }
    }
  }
});

Deno.test("strength() ranks 7, 8, A, K, Q, J, 10, 9", () => {
  const cards: Card[] = ["7C", "8C", "AC", "KC", "QC", "JC", "TC", "9C"];
  assertEquals(cards.map(strength), [7, 6, 5, 4, 3, 2, 1, 0]);
});

Deno.test("truc gives the old stake to who raised when the other folds", async () => {
  const { won, result } = await rubbers(
    { raise: ({ choices }) => choices.at(choices.count - 1) },
    { accept: () => false },
  );
  assertEquals(result.outcome.winner, 0);
  for (const { winner, stake, folded } of won) {
    assertEquals([winner, stake, folded], [0, 1, true]);
  }
  assertEquals(won.length, 12);
});

Deno.test("truc doubles the stake at most, and to 12 at most", async () => {
  const offered = new Set<string>();
  const bold: Play = {
    raise({ choices, table }) {
      const { type } = choices.describe();
      assertEquals(type, "integer");
      assertEquals(choices.at(0), table.stake);
      const most = choices.at(choices.count - 1);
      offered.add(`${table.stake} to ${most}`);
      return most;
    },
    accept: () => true,
  };
  for (let seed = 0; seed < 20; seed++) await rubbers(bold, bold, seed);
  assertEquals([...offered].sort(), [
    "1 to 2",
    "2 to 4",
    "4 to 8",
    "8 to 12",
  ]);
});

Deno.test("truc is played for the accepted stake", async () => {
  const { won } = await rubbers({
    raise: ({ table: { stake } }) => stake === 1 ? 2 : stake,
  }, { accept: () => true });
  assert(won.length > 0);
  let chips = [0, 0];
  for (const { winner, stake, scores } of won) {
    if (winner !== null) {
      assertEquals(stake, 2);
      chips = chips.map((n, i) => i === winner ? Math.min(12, n + stake) : n);
    }
    assertEquals(scores, chips as [number, number]);
  }
  assertEquals(Math.max(...chips), 12);
});

Deno.test("truc changes the cards only if both want it", async () => {
  for (const [ann, bob] of [[true, true], [true, false], [false, true]]) {
    const hands: string[] = [];
    const watching: Play = {
      change: ({ hand }) => {
        hands.push(hand.hand.join());
        return ann!;
      },
      raise: ({ table, hand, choices }) => {
        if (table.seen.length === 0) hands.push(hand.hand.join());
        return choices.at(0);
      },
    };
    const { messages } = await rubbers(watching, { change: () => bob! });
    const changed = messages.some(({ type }) => type === "changed");
    assertEquals(changed, ann! && bob!);
    if (!changed) continue;
    const [before, after] = hands as [string, string];
    assertEquals(before === after, false);
  }
});

Deno.test("truc lets the winner of a round lead, and the deal go round", async () => {
  for (let seed = 0; seed < 50; seed++) {
    const { announcements } = await rubbers({}, {}, seed);
    let leader: number | undefined;
    let next: number | undefined;
    let first: number | undefined;
    for (const { message } of announcements) {
      const one = message as TrucMessage | {
        type: "moved";
        move: string;
        player: number;
      };
      if (one.type === "dealt") {
        if (first !== undefined) assertEquals(one.leader, 1 - first);
        first = leader = one.leader;
        next = leader;
      }
      if (one.type === "moved" && one.move === "play") {
        assertEquals(one.player, next);
        next = 1 - one.player;
      }
      if (one.type === "round") {
        leader = one.winner ?? leader;
        next = leader;
      }
    }
  }
});

Deno.test("truc is won by who stays", async () => {
  const table = new Table(truc, [
    player("Ann", {}),
    player("Bob", {
      play: () => {
        throw new Error("gone");
      },
    }),
  ], { seed: seedFrom(1) });
  const { outcome, ending } = await table.play();
  assertEquals([outcome.winner, ending], [0, "left"]);
});

Deno.test("truc never tells one player of the other's cards", async () => {
  const heard: Announcement[] = [];
  const table = new Table(truc, [
    { ...player("Ann", {}), hear: (one) => heard.push(one) },
    player("Bob", {}),
  ], { seed: seedFrom(1) });
  const watched: Announcement[] = [];
  table.listen((one) => watched.push(one));
  await table.play();
  const hands = (all: Announcement[], where: string) =>
    all.filter(({ message }) =>
      message.type === "shown" &&
      (message as TableMessage & { where: string }).where === where
    );
  assert(hands(heard, "hand").every(({ to }) => to === 0));
  assert(hands(heard, "hand").length > 0);
  assertEquals(hands(watched, "hand"), []);
});

Deno.test("holdings() counts every hand with its probability", () => {
  const all = holdings([], 3);
  assertEquals(all.length, 120);
  const sum = all.reduce((total, { weight }) => total + weight, 0);
  assert(Math.abs(sum - 1) < 1e-12);
  const nines = all.find(({ cards }) => cards.join() === "0,0,0");
  assertEquals(nines?.weight, 4 / 4960);
  // With three nines known there is one left: no pair of nines can be held.
  const rest = holdings([0, 0, 0], 2);
  assert(!rest.some(({ cards }) => cards.join() === "0,0"));
});

Deno.test("oddsOf() is certain where the cards are", () => {
  assertEquals(oddsOf(beginning([7, 7, 7], 0)).lose, 0);
  assertEquals(oddsOf(beginning([0, 0, 0], 1)).win, 0);
  // Who has won a round and holds a seven cannot lose any more: at worst a tie.
  const position = {
    mine: [7, 0],
    theirs: holdings([7, 7, 0], 2),
    rounds: [0 as const],
    leader: 0 as const,
    lying: undefined,
  };
  const { card, odds } = best(position);
  // The seven wins later as well, so the cheapest card is played.
  assertEquals(card, 0);
  assert(Math.abs(advantage(odds) - 1) < 1e-12);
});
