// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { pips, valueOf } from "./_blackjack_hand.ts";
import type { BlackjackPlay, BlackjackTable } from "./blackjack.ts";
import { type Card, type Rank, rankOf } from "./cards.ts";
import type { Choice } from "./choices.ts";
import type { Turn } from "./controller.ts";
import type { RobotStyle } from "./game_kind.ts";

/** How a robot plays blackjack. */
export function decideBlackjack(
  style: RobotStyle,
  turn: Turn<BlackjackTable>,
): Choice | undefined {
  if (style === "ralph") return undefined;
  const { move, choices, table, player } = turn;
  if (move === "stake") {
    if (style === "nelson") return choices.at(choices.count - 1);
    // The bank has the edge, so it gets the least that is a game.
    return choices.at(1);
  }
  const { cards } = table.hands[player]![table.active!.hand]!;
  const can = (play: BlackjackPlay) => choices.includes(play);
  if (style === "nelson") {
    if (can("double")) return "double";
    return valueOf(cards).total < 18 ? "hit" : "stand";
  }
  return sensible(cards, rankOf(table.dealer[0]!), can);
}

/** What is known as basic strategy, for a dealer who stands on all 17. */
function sensible(
  cards: readonly Card[],
  shown: Rank,
  can: (play: BlackjackPlay) => boolean,
): BlackjackPlay {
  const dealer = shown === "A" ? 11 : pips(shown);
  const { total, soft } = valueOf(cards);
  if (can("split") && splits(rankOf(cards[0]!), dealer)) return "split";
  if (can("double") && doubles(total, soft, dealer)) return "double";
  if (soft) {
    return total >= 19 || (total === 18 && dealer <= 8) ? "stand" : "hit";
  }
  if (total >= 17) return "stand";
  if (total >= 13) return dealer <= 6 ? "stand" : "hit";
  return total === 12 && dealer >= 4 && dealer <= 6 ? "stand" : "hit";
}

function splits(rank: Rank, dealer: number): boolean {
  switch (rank) {
    case "A":
    case "8":
      return true;
    case "9":
      return dealer <= 9 && dealer !== 7;
    case "7":
    case "3":
    case "2":
      return dealer <= 7;
    case "6":
      return dealer <= 6;
    default:
      return false;
  }
}

function doubles(total: number, soft: boolean, dealer: number): boolean {
  if (soft) {
    return total >= 13 && total <= 18 && dealer <= 6 &&
      dealer >= (total >= 17 ? 3 : total >= 15 ? 4 : 5);
  }
  if (total === 11) return dealer <= 10;
  if (total === 10) return dealer <= 9;
  return total === 9 && dealer >= 3 && dealer <= 6;
}
