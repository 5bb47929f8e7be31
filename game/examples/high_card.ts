// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * A whole game: its rules for the table and for people, its words and its
 * robots. Start your own from here.
 */

import {
  type Card,
  cardText,
  deckOf,
  Game,
  type GameKind,
  integer,
} from "../mod.ts";

const RANKS = ["A", "K", "Q", "J", "T", "9", "8", "7"] as const;

interface Hand {
  card: Card;
}

interface Shown {
  type: "shown-down";
  cards: Card[];
  bets: number[];
}

class HighCard extends Game<Record<never, never>, Hand, Shown> {
  async play() {
    const cards = this.random.shuffle(deckOf(RANKS)).slice(0, 2);
    cards.forEach((card, player) => this.showTo(player, { card }));
    const bets = await this.secretly("bet", integer(0, 10));
    this.announce({ type: "shown-down", cards, bets });
    const [mine, yours] = cards.map(strength) as [number, number];
    if (mine === yours) return {};
    const winner = mine > yours ? 0 : 1;
    const stake = Math.min(...bets);
    this.pay(winner, stake);
    this.pay(1 - winner, -stake);
    return { winner };
  }
}

function strength(card: Card): number {
  return -RANKS.findIndex((rank) => card.startsWith(rank));
}

/** High card: one card each, and how sure are you? */
export const highCard: GameKind<Record<never, never>, Hand, Shown> = {
  name: "high-card",
  title: "High card",
  summary: "One card each. How sure are you?",
  rules:
    "Each gets a card and bets 0 to 10 coins. The smaller bet counts; the higher card wins it.",
  version: 1,
  seats: { least: 2, most: 2 },
  coins: true,
  Game: HighCard,
  decide: (style, { hand }) =>
    style === "martin" ? 10 + strength(hand.card) : undefined,
  tell: ({ cards, bets }, speech) =>
    cards.map((card, i) =>
      `${speech.does(i, "bet")} ${bets[i]} on ${cardText(card)}.`
    ).join(" "),
  question: ({ hand }) =>
    `You have ${cardText(hand.card)}. How much do you bet?`,
};
