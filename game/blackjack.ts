// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { isNatural, ROUNDS, valueOf, winnings } from "./_blackjack_hand.ts";
import { decideBlackjack } from "./_blackjack_robots.ts";
import type { Outcome } from "./announcement.ts";
import { type Card, cardText, deckOf, rankOf, RANKS } from "./cards.ts";
import { integer, oneOf } from "./choices.ts";
import { Game, type Nothing } from "./game.ts";
import type { GameKind, Speech } from "./game_kind.ts";

/** What a player can do with a hand. */
export type BlackjackPlay = "stand" | "hit" | "double" | "split";

/** A hand on the table, and what is staked on it. */
export interface BlackjackHand {
  /** The cards. */
  readonly cards: readonly Card[];
  /** The coins staked, an even number. */
  readonly stake: number;
  /** Whether it came from a split. */
  readonly split: boolean;
}

/** What all see of a game of blackjack. */
export interface BlackjackTable {
  /** Which round this is, from 1. */
  readonly round: number;
  /** The dealer's cards that lie open. */
  readonly dealer: readonly Card[];
  /** Each player's hands; none for one who does not play this round. */
  readonly hands: readonly (readonly BlackjackHand[])[];
  /** The hand that is to be played. */
  readonly active: { readonly player: number; readonly hand: number } | null;
}

/** What is said in a game of blackjack. */
export type BlackjackMessage =
  | {
    /** The cards were shuffled. */
    readonly type: "shuffled";
  }
  | {
    /** Cards are dealt; the dealer's second is hidden. */
    readonly type: "dealt";
    readonly hands: readonly (readonly Card[])[];
    readonly dealer: Card;
  }
  | {
    /** A player got a card. */
    readonly type: "drawn";
    readonly player: number;
    readonly card: Card;
    readonly total: number;
  }
  | {
    /** The dealer has shown and drawn all cards. */
    readonly type: "dealer";
    readonly cards: readonly Card[];
    readonly total: number;
  };

const MAX_STAKE = 50;
const MAX_HANDS = 4;
const DECKS = 2;

interface OpenHand {
  cards: Card[];
  stake: number;
  split: boolean;
}

class Blackjack extends Game<BlackjackTable, Nothing, BlackjackMessage> {
  #shoe: Card[] = [];
  #hands: OpenHand[][] = [];
  #dealer: Card[] = [];
  #playing: readonly number[] = this.players;

  async play(): Promise<Outcome> {
    for (let round = 1; round <= ROUNDS; round++) {
      await this.#takeStakes(round);
      if (this.#playing.length === 0) break;
      await this.#playRound();
    }
    return {};
  }

  async #takeStakes(round: number): Promise<void> {
    this.show({ round, dealer: [], hands: [], active: null });
    const players = this.#playing.filter((player) => this.coins[player]! >= 2);
    const stakes = await this.secretly("stake", (player) => {
      const most = Math.min(this.coins[player]!, MAX_STAKE);
      return integer(0, most - most % 2, { step: 2 });
    }, { players });
    this.#dealer = [];
    this.#hands = this.players.map(() => []);
    players.forEach((player, i) => {
      const stake = stakes[i]!;
      if (stake === 0) return;
      this.#hands[player] = [{ cards: [], stake, split: false }];
    });
    // Who stakes nothing has got up from the table.
    this.#playing = players.filter((_, i) => stakes[i]! > 0);
  }

  async #playRound(): Promise<void> {
    if (this.#shoe.length * 6 < DECKS * 52) this.#shuffle();
    const dealer = this.#dealer;
    for (let i = 0; i < 2; i++) {
      for (const player of this.#playing) this.#draw(this.#hands[player]![0]!);
      dealer.push(this.#take());
    }
    const [shown] = dealer as [Card];
    this.show({ hands: this.#hands, dealer: [shown] });
    const hands = this.#hands.map(([hand]) => hand?.cards ?? []);
    this.announce({ type: "dealt", hands, dealer: shown });
    // The dealer looks: nobody stakes more on what is lost already.
    if (!isNatural(dealer)) {
      for (const player of this.#playing) await this.#playHands(player);
      const live = this.#hands.flat().some((hand) =>
        valueOf(hand.cards).total <= 21 && !(isNatural(hand.cards) &&
          !hand.split)
      );
      while (live && valueOf(dealer).total < 17) dealer.push(this.#take());
    }
    const { total } = valueOf(dealer);
    this.show({ dealer, active: null });
    this.announce({ type: "dealer", cards: dealer, total });
    for (const player of this.#playing) {
      const won = this.#hands[player]!.map((hand) => winnings(hand, dealer));
      this.pay(player, won.reduce((sum, one) => sum + one, 0));
    }
  }

  async #playHands(player: number): Promise<void> {
    const hands = this.#hands[player]!;
    // A split adds a hand while they are gone through.
    for (let i = 0; i < hands.length; i++) await this.#playHand(player, i);
  }

  async #playHand(player: number, index: number): Promise<void> {
    const hands = this.#hands[player]!;
    const hand = hands[index]!;
    // A split ace gets one card and no more.
    if (hand.cards.length === 1) {
      this.#drawFor(player, hand);
      if (rankOf(hand.cards[0]!) === "A") return;
    }
    while (valueOf(hand.cards).total < 21) {
      this.show({ hands: this.#hands, active: { player, hand: index } });
      const play = await this.move(
        player,
        "play",
        oneOf(...this.#playsOf(player, hand)),
      );
      if (play === "stand") return;
      if (play === "split") {
        const [kept, moved] = hand.cards as [Card, Card];
        Object.assign(hand, { cards: [kept], split: true });
        const { stake } = hand;
        hands.splice(index + 1, 0, { cards: [moved], stake, split: true });
        return this.#playHand(player, index);
      }
      if (play === "double") hand.stake *= 2;
      this.#drawFor(player, hand);
      if (play === "double") return;
    }
  }

  /** What can be done with a hand: one doubles or splits with two cards only. */
  #playsOf(player: number, { cards, stake }: OpenHand): BlackjackPlay[] {
    const plays: BlackjackPlay[] = ["stand", "hit"];
    const hands = this.#hands[player]!;
    const staked = hands.reduce((sum, hand) => sum + hand.stake, 0);
    const [first, second] = cards as [Card, Card];
    if (cards.length > 2 || staked + stake > this.coins[player]!) return plays;
    plays.push("double");
    const isPair = rankOf(first) === rankOf(second);
    if (isPair && hands.length < MAX_HANDS) plays.push("split");
    return plays;
  }

  #drawFor(player: number, hand: OpenHand): void {
    const card = this.#draw(hand);
    const { total } = valueOf(hand.cards);
    this.show({ hands: this.#hands });
    this.announce({ type: "drawn", player, card, total });
  }

  #draw(hand: OpenHand): Card {
    const card = this.#take();
    hand.cards.push(card);
    return card;
  }

  #take(): Card {
    // Many players with many hands can empty what was enough at the start.
    if (this.#shoe.length === 0) this.#shuffle();
    return this.#shoe.pop()!;
  }

  /** Shuffles all cards but those on the table. */
  #shuffle(): void {
    const deck = deckOf(RANKS);
    const cards = Array.from({ length: DECKS }, () => deck).flat();
    const lying = this.#hands.flat().flatMap((hand) => hand.cards);
    for (const card of [...lying, ...this.#dealer]) {
      cards.splice(cards.indexOf(card), 1);
    }
    this.#shoe = this.random.shuffle(cards);
    this.announce({ type: "shuffled" });
  }
}

/**
 * Blackjack against the bank, for one to five, for coins.
 *
 * @example Usage
 * ```ts
 * import { blackjack, playGame, robot } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const players = [robot("martin", blackjack)];
 * const { coins } = await playGame(blackjack, players);
 * assertEquals(coins.length, players.length);
 * ```
 */
export const blackjack: GameKind<BlackjackTable, Nothing, BlackjackMessage> = {
  name: "blackjack",
  title: "Blackjack",
  summary: "Nearer to 21 than the dealer, but not beyond.",
  rules: `Each plays against the dealer, for ${ROUNDS} rounds at most. First you
stake an even number of coins, up to ${MAX_STAKE}, no more than you have; who
stakes nothing leaves the table.

Cards count what stands on them, court cards ten, an ace one or eleven. You get
two cards, and take more (hit) until you have enough (stand). Above 21 you lose
at once. With two cards you may double your stake and get exactly one more card,
or, if they are of one rank, split them into two hands with a stake each, up to
${MAX_HANDS} hands; split aces get one card each.

The dealer shows one card, looks for a blackjack, and at the end draws up to 17
and stands on all 17. The higher hand wins the stake; equal hands win nothing.
An ace and a ten at once are a blackjack: it beats everything else and pays 3:2.

The shoe of ${DECKS} decks is shuffled again when less than a sixth is left.`,
  version: 1,
  seats: { least: 1, most: 5 },
  coins: true,
  leaving: "goes-on",
  Game: Blackjack,
  decide: decideBlackjack,
  tell,
  tellMove: ({ value }, player, speech) =>
    `${speech.does(player, String(value))}.`,
  question({ move, table, player, coins }) {
    if (move === "stake") {
      return `Round ${table.round}: you have ${
        coins[player]
      } coins. How many do you stake? 0 to leave the table.`;
    }
    const { cards, stake } = table.hands[player]![table.active!.hand]!;
    return `The dealer shows ${
      cardText(table.dealer[0]!)
    }. For ${stake} coins you have ${handText(cards)}. What do you do?`;
  },
};

function handText(cards: readonly Card[]): string {
  return `${cards.map(cardText).join(" ")} (${valueOf(cards).total})`;
}

function tell(message: BlackjackMessage, speech: Speech): string {
  switch (message.type) {
    case "shuffled":
      return "The cards are shuffled.";
    case "dealt": {
      const hands = message.hands.flatMap((cards, player) =>
        cards.length === 0
          ? []
          : [`${speech.does(player, "get")} ${handText(cards)}.`]
      );
      return `${hands.join(" ")} The dealer shows ${cardText(message.dealer)}.`;
    }
    case "drawn": {
      const { player, card, total } = message;
      return `${speech.does(player, "draw")} ${cardText(card)}: ${total}.`;
    }
    case "dealer":
      return `The dealer has ${handText(message.cards)}.`;
  }
}
