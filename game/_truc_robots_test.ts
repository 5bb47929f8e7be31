// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import { decideTruc } from "./_truc_robots.ts";
import type { Card } from "./cards.ts";
import { boolean, type Choices, integer, oneOf } from "./choices.ts";
import type { TrucTable } from "./truc.ts";

function turn(
  move: string,
  hand: Card[],
  choices: Choices,
  table: Partial<TrucTable> = {},
) {
  return {
    player: 0,
    turn: 1,
    move,
    choices,
    names: ["Ann", "Bob"],
    coins: [0, 0],
    hand: { hand },
    table: {
      scores: [0, 0] as const,
      stake: 1,
      raised: null,
      leader: 0,
      lying: null,
      rounds: [],
      seen: [],
      ...table,
    },
  };
}

const yesNo = boolean() as Choices;
const raises = integer(4, 8) as Choices;

function playing(hand: Card[], lying: Card | null) {
  const table = lying === null ? {} : { lying, leader: 1, seen: [lying] };
  return turn("play", hand, oneOf(...hand) as Choices, table);
}

Deno.test("decideTruc() lets Ralph and Nelson play the cheapest card that beats, else the worst", () => {
  for (const style of ["ralph", "nelson"] as const) {
    const hand: Card[] = ["7H", "AC", "JD"];
    assertEquals(decideTruc(style, playing(hand, "QS")), "AC");
    assertEquals(decideTruc(style, playing(hand, "TS")), "JD");
    assertEquals(decideTruc(style, playing(hand, "8S")), "7H");
    assertEquals(decideTruc(style, playing(hand, "7S")), "JD");
    assertEquals(decideTruc(style, playing(hand, null)), "JD");
  }
});

Deno.test("decideTruc() lets Nelson raise to the limit, accept, and never change", () => {
  const hand: Card[] = ["9H", "9C", "TD"];
  assertEquals(decideTruc("nelson", turn("raise", hand, raises)), 8);
  assertEquals(decideTruc("nelson", turn("accept", hand, yesNo)), true);
  assertEquals(decideTruc("nelson", turn("change", hand, yesNo)), false);
});

Deno.test("decideTruc() lets Martin raise in proportion to his chances", () => {
  const stake = { stake: 4 };
  const hands: Card[][] = [["9H", "9C", "TD"], ["7H", "QC", "JD"], [
    "7H",
    "7C",
    "8D",
  ]];
  const wanted = hands.map((hand) =>
    decideTruc("martin", turn("raise", hand, raises, stake)) as number
  );
  const [low, middle, high] = wanted as [number, number, number];
  assertEquals([low, high], [4, 8]);
  assert(low < middle && middle < high, `${wanted}`);
});

Deno.test("decideTruc() lets Martin accept where it pays, and where nothing is left to lose", () => {
  const raised = { stake: 4, raised: 8, leader: 1 };
  const bad: Card[] = ["9H", "9C", "TD"];
  const good: Card[] = ["7H", "8C", "8D"];
  const accepts = (hand: Card[], table: Partial<TrucTable>) =>
    decideTruc("martin", turn("accept", hand, yesNo, { ...raised, ...table }));
  assertEquals(accepts(bad, {}), false);
  assertEquals(accepts(good, {}), true);
  assertEquals(accepts(bad, { scores: [0, 8] }), true);
});

Deno.test("decideTruc() lets Martin want other cards for bad ones", () => {
  const change = (hand: Card[]) =>
    decideTruc("martin", turn("change", hand, yesNo));
  assertEquals(change(["9H", "9C", "TD"]), true);
  assertEquals(change(["7H", "7C", "TD"]), false);
});

Deno.test("decideTruc() lets Martin raise no higher than the chips he needs", () => {
  const hand: Card[] = ["7H", "7C", "8D"];
  const table = { stake: 4, scores: [7, 0] as const };
  assertEquals(decideTruc("martin", turn("raise", hand, raises, table)), 5);
});

Deno.test("decideTruc() lets Martin win the last round with what is left", () => {
  const table = {
    leader: 1,
    lying: "KS" as Card,
    rounds: [0 as const],
    seen: ["7S", "8S", "KS"] as Card[],
  };
  const hand: Card[] = ["AH", "9C"];
  assertEquals(
    decideTruc("martin", turn("play", hand, oneOf(...hand) as Choices, table)),
    "AH",
  );
});
