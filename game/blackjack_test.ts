// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import { isNatural, valueOf, winnings } from "./_blackjack_hand.ts";
import {
  blackjack,
  type BlackjackMessage,
  type BlackjackTable,
} from "./blackjack.ts";
import type { Card } from "./cards.ts";
import type { Choice } from "./choices.ts";
import type { Controller, Turn } from "./controller.ts";
import { seedFrom } from "./random.ts";
import { Table } from "./table.ts";

type BlackjackTurn = Turn<BlackjackTable>;

function cardsOf(text: string): Card[] {
  return [...text].map((rank) => `${rank}S` as Card);
}

function player(choose: (turn: BlackjackTurn) => Choice): Controller {
  return { name: "Ann", choose: (turn) => choose(turn as BlackjackTurn) };
}

async function play(
  players: Controller[],
  seed: number,
  coins: number[] = players.map(() => 100),
) {
  const table = new Table(blackjack, players, { seed: seedFrom(seed), coins });
  const result = await table.play();
  const messages = table.announcements.map(({ message }) =>
    message as BlackjackMessage
  );
  return { result, messages, announcements: table.announcements };
}

const VALUES: [string, number, boolean][] = [
  ["A", 11, true],
  ["AA", 12, true],
  ["AK", 21, true],
  ["A9A", 21, true],
  ["AKQ", 21, false],
  ["AAAA", 14, true],
  ["KQJ", 30, false],
  ["T2", 12, false],
  ["23456", 20, false],
];

for (const [cards, total, soft] of VALUES) {
  Deno.test(`valueOf() counts ${cards} as ${soft ? "soft" : "hard"} ${total}`, () => {
    assertEquals(valueOf(cardsOf(cards)), { total, soft });
  });
}

const ENDINGS: [hand: string, dealer: string, split: boolean, won: number][] = [
  ["AK", "T9", false, 15],
  ["AK", "777", false, 15],
  ["AK", "AQ", false, 0],
  ["T9", "AQ", false, -10],
  ["777", "AQ", false, -10],
  ["AK", "T9", true, 10],
  ["AK", "777", true, 0],
  ["KQ2", "KQ5", false, -10],
  ["T2", "KQ5", false, 10],
  ["T9", "T8", false, 10],
  ["T8", "T8", false, 0],
  ["T7", "T8", false, -10],
];

for (const [hand, dealer, split, won] of ENDINGS) {
  const kind = split ? "split " : "";
  Deno.test(`winnings() gives ${won} for ${kind}${hand} against ${dealer}`, () => {
    const staked = { cards: cardsOf(hand), stake: 10, split };
    assertEquals(winnings(staked, cardsOf(dealer)), won);
  });
}

Deno.test("blackjack offers even stakes within coins and bound", async () => {
  for (
    const [coins, most] of [[100, 50], [51, 50], [31, 30], [3, 2]] as const
  ) {
    let offered: unknown;
    await play(
      [player(({ choices }) => {
        offered ??= choices.describe();
        return 0;
      })],
      1,
      [coins],
    );
    assertEquals(offered, { type: "integer", from: 0, to: most, step: 2 });
  }
});

Deno.test("blackjack is over for who stakes nothing, and for who has nothing", async () => {
  for (const [coins, choice] of [[100, 0], [1, 2], [0, 2], [-5, 2]] as const) {
    const { result } = await play([player(() => choice)], 1, [coins]);
    assertEquals([result.ending, result.coins], ["played", [coins]]);
  }
});

Deno.test("blackjack ends after 20 rounds", async () => {
  let rounds = 0;
  const { messages } = await play([player(({ move, table }) => {
    rounds = table.round;
    return move === "stake" ? 2 : "stand";
  })], 3);
  assertEquals(rounds, 20);
  assertEquals(messages.filter(({ type }) => type === "dealer").length, 20);
});

Deno.test("blackjack offers to double and to split only where it may be done", async () => {
  const seen = { double: 0, split: 0, neither: 0, hands: 0, aces: 0 };
  for (let seed = 0; seed < 300; seed++) {
    await play(
      [player(({ move, choices, table, coins, player }) => {
        if (move === "stake") return choices.at(choices.count - 1);
        const hands = table.hands[player]!;
        const { cards, stake } = hands[table.active!.hand]!;
        const staked = hands.reduce((sum, hand) => sum + hand.stake, 0);
        const affordable = staked + stake <= coins[player]!;
        const pair = cards.length === 2 && cards[0]![0] === cards[1]![0];
        const may = affordable && cards.length === 2;
        assertEquals(choices.includes("double"), may);
        assertEquals(
          choices.includes("split"),
          may && pair && hands.length < 4,
        );
        assert(staked <= coins[player]!);
        assert(valueOf(cards).total < 21);
        seen.hands = Math.max(seen.hands, hands.length);
        if (choices.includes("split")) {
          seen.split++;
          if (cards[0]![0] === "A") seen.aces++;
          return "split";
        }
        if (!may) seen.neither++;
        if (!choices.includes("double")) return "stand";
        seen.double++;
        return seed % 2 === 0 ? "double" : "stand";
      })],
      seed,
      [400],
    );
  }
  assertEquals(seen.hands, 4);
  assert(
    seen.double > 0 && seen.split > 0 && seen.neither > 0 && seen.aces > 0,
  );
});

Deno.test("blackjack has a dealer who draws to 17 and stands on all 17", async () => {
  const totals = new Set<number>();
  for (let seed = 0; seed < 100; seed++) {
    const { messages } = await play([
      player(({ move }) => move === "stake" ? 2 : "stand"),
    ], seed);
    for (const message of messages) {
      if (message.type !== "dealer") continue;
      const { cards, total } = message;
      assertEquals(total, valueOf(cards).total);
      if (cards.length > 2) {
        assert(valueOf(cards.slice(0, -1)).total < 17);
        assert(total >= 17);
      }
      totals.add(total);
    }
  }
  for (const total of [17, 18, 19, 20, 21, 22, 26]) assert(totals.has(total));
});

Deno.test("blackjack pays 3:2 for a natural at once, nothing if both have one", async () => {
  const paid = new Set<number>();
  for (let seed = 0; seed < 200; seed++) {
    const { announcements } = await play([
      player(({ move }) => move === "stake" ? 10 : "stand"),
    ], seed);
    let natural = false;
    let dealerToo = false;
    for (const { message } of announcements) {
      const one = message as BlackjackMessage | {
        type: "paid";
        amount: number;
      };
      if (one.type === "dealt") natural = isNatural(one.hands[0]!);
      if (one.type === "dealer") dealerToo = isNatural(one.cards);
      if (one.type !== "paid" || !natural) continue;
      assertEquals(one.amount, dealerToo ? 0 : 15);
      paid.add(one.amount);
    }
  }
  assertEquals([...paid].sort(), [0, 15]);
});

Deno.test("blackjack shuffles when less than a sixth is left, and no card comes too often", async () => {
  const simple = player(({ move }) => move === "stake" ? 2 : "stand");
  let shuffles = 0;
  for (let seed = 0; seed < 50; seed++) {
    const { messages } = await play(Array(5).fill(simple), seed);
    const seen = new Map<Card, number>();
    let drawn = 0;
    for (const message of messages) {
      if (message.type === "shuffled") {
        // Between shuffles at least five sixths of the shoe were dealt.
        if (shuffles > 0 && drawn > 0) assert(drawn > 104 * 5 / 6, `${drawn}`);
        shuffles++;
        drawn = 0;
        seen.clear();
      }
      const cards = message.type === "dealt"
        ? message.hands.flat()
        : message.type === "dealer"
        ? message.cards
        : message.type === "drawn"
        ? [message.card]
        : [];
      for (const card of cards) {
        drawn++;
        seen.set(card, (seen.get(card) ?? 0) + 1);
        assert(seen.get(card)! <= 2, `${card} for the third time`);
      }
    }
  }
  assert(shuffles > 100);
});

Deno.test("blackjack goes on for the others when one leaves", async () => {
  const stays = player(({ move }) => move === "stake" ? 2 : "stand");
  let asked = 0;
  const leaves = player(({ move }) => {
    asked++;
    if (move === "stake") return 2;
    throw new Error("gone");
  });
  const { result, announcements } = await play([leaves, stays], 5);
  assertEquals(result.ending, "played");
  const left = announcements.findIndex(({ message }) =>
    message.type === "left"
  );
  assert(left > 0);
  // The hand of who left is stood on; afterwards they take no part.
  const shown = announcements.filter(({ message }) => message.type === "dealt");
  assert(shown.length > 15);
  const last = shown.at(-1)!.message as Extract<
    BlackjackMessage,
    { type: "dealt" }
  >;
  assertEquals(last.hands.map((hand) => hand.length), [0, 2]);
  assert(asked >= 2);
});

Deno.test("blackjack hides the dealer's second card until the end", async () => {
  const { announcements } = await play([player(({ move, table }) => {
    assertEquals(table.dealer.length, move === "stake" ? 0 : 1);
    return move === "stake" ? 2 : "stand";
  })], 9);
  assert(announcements.every(({ to }) => to === "all"));
});
