// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  advantage,
  best,
  holdings,
  type Odds,
  oddsOf,
  type Position,
  simpleAnswer,
} from "./_truc_odds.ts";
import {
  CARDS,
  CHIPS,
  type Round,
  strength,
  strengthOf,
} from "./_truc_rules.ts";
import { ANSWERING, LEADING, TRUC_TABLE } from "./_truc_table.ts";
import type { Card, Rank } from "./cards.ts";
import type { Choice } from "./choices.ts";
import type { Turn } from "./controller.ts";
import type { RobotStyle } from "./game_kind.ts";
import type { TrucHand, TrucTable } from "./truc.ts";

type TrucTurn = Turn<TrucTable, TrucHand>;

interface Start {
  readonly lead: number;
  readonly leading: Odds;
  readonly answering: Odds;
}

function key(cards: readonly number[]): string {
  return cards.toSorted((a, b) => b - a).join();
}

const STARTS: ReadonlyMap<string, Start> = new Map(
  TRUC_TABLE.map((row) => {
    const [hand, lead, ...numbers] = row.split(" ") as [string, Rank];
    const [win, lose, otherWin, otherLose] = numbers.map(Number) as [
      number,
      number,
      number,
      number,
    ];
    const cards = [...hand].map((rank) => strengthOf(rank as Rank));
    return [key(cards), {
      lead: strengthOf(lead),
      leading: { win, lose },
      answering: { win: otherWin, lose: otherLose },
    }];
  }),
);

/** How a robot plays truc. */
export function decideTruc(
  style: RobotStyle,
  turn: TrucTurn,
): Choice | undefined {
  const { move, table: { lying }, hand: { hand } } = turn;
  if (style === "martin") return decideWithSense(turn);
  if (move === "play") {
    // Anything beats an empty table, so they lead with their worst card.
    const on = lying === null ? -1 : strength(lying);
    return cardOf(hand, simpleAnswer(hand.map(strength), on));
  }
  if (style === "ralph") return undefined;
  if (move === "change") return false;
  if (move === "accept") return true;
  return turn.choices.at(turn.choices.count - 1);
}

function decideWithSense(turn: TrucTurn): Choice {
  const { move, choices, player, table, hand: { hand } } = turn;
  const { stake, scores, raised } = table;
  const position = positionOf(turn);
  if (move === "play") {
    const isStart = hand.length === CARDS && table.lying === null;
    const card = isStart
      ? STARTS.get(key(position.mine))!.lead
      : best(position).card;
    return cardOf(hand, card);
  }
  const edge = advantage(oddsNow(position));
  if (move === "change") {
    return edge < (table.leader === player ? LEADING : ANSWERING);
  }
  // Who would lose the game with the stake has no more to lose.
  const desperate = scores[1 - player]! + stake >= CHIPS;
  if (move === "accept") {
    return desperate || edge * (raised ?? stake) > -stake;
  }
  const most = choices.at(choices.count - 1) as number;
  if (desperate) return most;
  // More chips than are needed to win would be risked for nothing.
  const needed = Math.max(stake, CHIPS - scores[player]!);
  const wanted = stake + Math.round(stake * Math.max(0, edge));
  return Math.min(wanted, most, needed);
}

/** What to expect now; at the start of a rubber from the table. */
function oddsNow(position: Position): Odds {
  const { mine, rounds, leader, lying } = position;
  if (mine.length < CARDS || rounds.length > 0 || lying !== undefined) {
    return oddsOf(position);
  }
  const start = STARTS.get(key(mine))!;
  return leader === 0 ? start.leading : start.answering;
}

/** What a player can see of the rubber, as numbers; the player is 0. */
function positionOf({ player, table, hand: { hand } }: TrucTurn): Position {
  const { rounds, leader, lying, seen } = table;
  const mine = hand.map(strength);
  // A card that the other leads with is in their hand no longer.
  const played = lying !== null && leader !== player ? 1 : 0;
  const known = [...mine, ...seen.map(strength)];
  const own = (one: number | null): Round =>
    one === null ? null : one === player ? 0 : 1;
  return {
    mine,
    theirs: holdings(known, CARDS - rounds.length - played),
    rounds: rounds.map(own),
    leader: leader === player ? 0 : 1,
    lying: lying === null ? undefined : strength(lying),
  };
}

function cardOf(hand: readonly Card[], wanted: number): Card {
  return hand.find((card) => strength(card) === wanted)!;
}
