// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { decideTruc } from "./_truc_robots.ts";
import {
  CARDS,
  CHIPS,
  type Round,
  rubberWinner,
  strength,
  TRUC_RANKS,
} from "./_truc_rules.ts";
import type { Outcome } from "./announcement.ts";
import { type Card, cardText, deckOf } from "./cards.ts";
import { boolean, integer, oneOf } from "./choices.ts";
import { Game } from "./game.ts";
import type { GameKind, Speech } from "./game_kind.ts";

/** What all see of a game of truc. */
export interface TrucTable {
  /** The chips each player has. */
  readonly scores: readonly [number, number];
  /** The chips that the rubber is played for. */
  readonly stake: number;
  /** The stake that waits to be accepted. */
  readonly raised: number | null;
  /** Who leads this round. */
  readonly leader: number;
  /** The card that the leader played. */
  readonly lying: Card | null;
  /** Who won each round of the rubber so far; `null` for a tie. */
  readonly rounds: readonly (0 | 1 | null)[];
  /** All cards played in this rubber. */
  readonly seen: readonly Card[];
}

/** What a player alone sees of a game of truc. */
export interface TrucHand {
  /** The player's cards. */
  readonly hand: readonly Card[];
}

/** What is said in a game of truc. */
export type TrucMessage =
  | {
    /** Cards are dealt. */
    readonly type: "dealt";
    readonly leader: number;
  }
  | {
    /** Both agreed to change their cards. */
    readonly type: "changed";
  }
  | {
    /** A player wants to raise the stake. */
    readonly type: "raised";
    readonly player: number;
    /** The stake they want. */
    readonly to: number;
  }
  | {
    /** A round is over; `null` for a tie. */
    readonly type: "round";
    readonly winner: 0 | 1 | null;
  }
  | {
    /** A rubber is over; `null` for a draw. */
    readonly type: "rubber";
    readonly winner: 0 | 1 | null;
    /** The chips won. */
    readonly stake: number;
    readonly folded: boolean;
    readonly scores: readonly [number, number];
  };

type Player = 0 | 1;

const RANK_ORDER: string = TRUC_RANKS.map((rank) => rank === "T" ? "10" : rank)
  .join(", ");

class Truc extends Game<TrucTable, TrucHand, TrucMessage> {
  readonly #scores: [number, number] = [0, 0];
  #hands: Card[][] = [[], []];
  #stake = 1;
  #folded = false;

  async play(): Promise<Outcome> {
    let leader = this.random.integer(0, 1) as Player;
    while (Math.max(...this.#scores) < CHIPS) {
      const winner = await this.#rubber(leader);
      if (winner !== null) {
        const chips = this.#scores[winner] + this.#stake;
        this.#scores[winner] = Math.min(chips, CHIPS);
      }
      const [stake, folded, scores] = [this.#stake, this.#folded, this.#scores];
      this.show({ scores });
      this.announce({ type: "rubber", winner, stake, folded, scores });
      leader = 1 - leader as Player;
    }
    return { winner: this.#scores.indexOf(CHIPS) };
  }

  async #rubber(first: Player): Promise<Round> {
    const deck = this.random.shuffle(deckOf(TRUC_RANKS));
    const rounds: Round[] = [];
    const seen: Card[] = [];
    let leader = first;
    this.#stake = 1;
    this.#folded = false;
    this.show({
      scores: this.#scores,
      stake: 1,
      raised: null,
      leader,
      lying: null,
      rounds,
      seen,
    });
    this.#deal(deck);
    this.announce({ type: "dealt", leader });
    const change = await this.secretly("change", boolean());
    if (change.every((agreed) => agreed)) {
      this.announce({ type: "changed" });
      this.#deal(deck);
    }
    while (rubberWinner(rounds) === undefined) {
      const played: Card[] = [];
      for (const player of [leader, 1 - leader as Player]) {
        if (await this.#folds(player)) return player;
        const hand = this.#hands[player]!;
        const card = await this.move(player, "play", oneOf(...hand));
        hand.splice(hand.indexOf(card), 1);
        played.push(card);
        seen.push(card);
        this.showTo(player, { hand });
        this.show({ lying: card, seen });
      }
      const [led, answered] = played.map(strength) as [number, number];
      const winner = led === answered
        ? null
        : led > answered
        ? leader
        : 1 - leader as Player;
      rounds.push(winner);
      leader = winner ?? leader;
      this.show({ lying: null, leader, rounds });
      this.announce({ type: "round", winner });
    }
    return rubberWinner(rounds)!;
  }

  #deal(deck: Card[]): void {
    this.#hands = [deck.splice(0, CARDS), deck.splice(0, CARDS)];
    for (const player of this.players) {
      this.showTo(player, { hand: this.#hands[player]! });
    }
  }

  /** A player may raise the stake; whether the other folds then. */
  async #folds(player: Player): Promise<boolean> {
    const stake = this.#stake;
    if (stake >= CHIPS) return false;
    const limit = Math.min(2 * stake, CHIPS);
    const raised = await this.move(player, "raise", integer(stake, limit));
    if (raised === stake) return false;
    this.show({ raised });
    this.announce({ type: "raised", player, to: raised });
    const accepted = await this.move(1 - player, "accept", boolean());
    if (accepted) this.#stake = raised;
    this.#folded = !accepted;
    this.show({ stake: this.#stake, raised: null });
    return !accepted;
  }
}

/**
 * Truc, for two: bluff with three cards.
 *
 * @example Usage
 * ```ts
 * import { playGame, robot, truc } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const players = [robot("martin", truc), robot("nelson", truc)];
 * const { coins } = await playGame(truc, players);
 * assertEquals(coins.length, players.length);
 * ```
 */
export const truc: GameKind<TrucTable, TrucHand, TrucMessage> = {
  name: "truc",
  title: "Truc",
  summary: "Three cards, a stake that doubles, and a straight face.",
  rules: `Who first has ${CHIPS} chips wins. The game is played in rubbers, each
with new cards from a deck of 32 and for a stake of one chip at first.

Each gets ${CARDS} cards. From high to low they rank ${RANK_ORDER}; suits do not
matter. Both say in secret whether they want other cards; only if both do, all
cards are changed, once.

A rubber is the best of three rounds. In a round the leader plays a card, then
the other; the higher card wins the round, and its player leads the next. After
a tie the same player leads again. If both have won as many rounds, who won
first wins the rubber; if all rounds were ties, nobody does.

Before playing a card you may raise the stake, up to double, to ${CHIPS} chips at
most. The other accepts, or folds: then you win the stake as it was before.
Otherwise the winner of the rubber takes the stake.`,
  version: 1,
  seats: { least: 2, most: 2 },
  Game: Truc,
  decide: decideTruc,
  tell,
  tellMove({ move, value }, player, speech) {
    if (move === "play") {
      return `${speech.does(player, "play")} ${cardText(value as Card)}.`;
    }
    if (move === "accept") {
      return `${speech.does(player, value ? "accept" : "fold")}.`;
    }
    return undefined;
  },
  question({ move, table, hand, player }, speech) {
    const { stake, raised, lying, scores } = table;
    const cards = `You hold ${hand.hand.map(cardText).join(" ")}.`;
    const chips = stake === 1 ? "1 chip" : `${stake} chips`;
    switch (move) {
      case "change":
        return `${cards} You have ${scores[player]} of ${CHIPS} chips, ${
          speech.name(1 - player)
        } ${scores[1 - player]}. Do you want other cards?`;
      case "raise":
        return `${cards} The stake is ${chips}. Raise it to how many, or leave it at ${stake}?`;
      case "accept":
        return `${cards} ${
          speech.does(1 - player, "want")
        } to raise the stake from ${stake} to ${raised}. Do you accept?`;
      default:
        return lying === null
          ? "Which card do you lead?"
          : `Which card do you play on ${cardText(lying)}?`;
    }
  },
  label: (value, move) =>
    move === "play" ? cardText(value as Card) : String(value),
};

function tell(message: TrucMessage, speech: Speech): string {
  switch (message.type) {
    case "dealt":
      return `Cards are dealt. ${speech.does(message.leader, "lead")}.`;
    case "changed":
      return "Both change their cards.";
    case "raised": {
      const { player, to } = message;
      return `${speech.does(player, "raise")} the stake to ${to}.`;
    }
    case "round":
      return message.winner === null
        ? "The round is a tie."
        : `${speech.does(message.winner, "win")} the round.`;
    case "rubber": {
      const { winner, stake, scores } = message;
      const score = `${speech.does(0, "have", "has")} ${scores[0]}, ${
        speech.does(1, "have", "has")
      } ${scores[1]}.`;
      if (winner === null) return `The rubber is a draw. ${score}`;
      const chips = stake === 1 ? "1 chip" : `${stake} chips`;
      return `${speech.does(winner, "win")} the rubber and ${chips}. ${score}`;
    }
  }
}
