// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Announcement, TableMessage } from "../announcement.ts";
import type { Card } from "../cards.ts";
import type { TrucMessage } from "../truc.ts";

/** One round of a rubber: the card of each player, and who won it. */
export interface Round {
  readonly cards: readonly [Card | undefined, Card | undefined];
  /** `null` for a tie; `undefined` while it is being played. */
  readonly winner: number | null | undefined;
}

/** A rubber as it was told: its rounds and, when it is over, how it ended. */
export interface Rubber {
  /** How many announcements had been made when its cards were dealt. */
  readonly start: number;
  readonly rounds: readonly Round[];
  readonly end: Extract<TrucMessage, { type: "rubber" }> | undefined;
}

/** Puts the last two rubbers of a game together from what was said. */
export function rubbersOf(
  announcements: readonly Announcement[],
): { now: Rubber | undefined; before: Rubber | undefined } {
  let before: Rubber | undefined;
  let now: Rubber | undefined;
  let rounds: Round[] = [];
  for (const [index, announcement] of announcements.entries()) {
    const message = announcement.message as TableMessage | TrucMessage;
    if (message.type === "dealt") {
      rounds = [];
      before = now;
      now = { start: index, rounds, end: undefined };
    } else if (message.type === "moved" && message.move === "play") {
      const { player, value } = message;
      const last = rounds.at(-1);
      const isOpen = last !== undefined && last.winner === undefined;
      const cards: [Card | undefined, Card | undefined] = isOpen
        ? [...rounds.pop()!.cards]
        : [undefined, undefined];
      cards[player as 0 | 1] = value as Card;
      rounds.push({ cards, winner: undefined });
    } else if (message.type === "round") {
      rounds.push({ ...rounds.pop()!, winner: message.winner });
    } else if (message.type === "rubber" && now !== undefined) {
      now = { ...now, end: message };
    }
  }
  return { now, before };
}
