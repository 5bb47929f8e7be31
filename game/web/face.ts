// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  b,
  type Child,
  dd,
  div,
  dl,
  dt,
  li,
  type Markup,
  p,
  ul,
} from "../../ml/mod.ts";
import { tellAnnouncement } from "../speech.ts";
import type { Face, OfferView, TableView } from "./table_view.ts";

/** How many of the last sentences a plain face shows. */
const LAST = 6;

/** Up to how many numbers are offered as buttons rather than in a field. */
const MAX_BUTTONS = 12;

/**
 * The face of a game that has none of its own: whose turn it is, what happened
 * last, what the table shows, and a button for each choice.
 *
 * @param view What the viewer may see.
 * @returns The markup.
 */
export const plainFace: Face = (view: TableView): Child => [
  playersOf(view),
  shownOf({ ...view.table, ...view.hand }),
  ul({ class: "said" }, lastSentences(view).map((sentence) => li(sentence))),
  view.offer === undefined ? null : offerOf(view.offer),
];

function playersOf({ players }: TableView): Markup {
  return ul(
    { class: "players" },
    players.map(({ name, coins, isViewer, isToMove }) =>
      li(
        b(isViewer ? `${name} (you)` : name),
        ` ${coins} coins`,
        isToMove ? " is to move" : null,
      )
    ),
  );
}

function shownOf(state: Readonly<Record<string, unknown>>): Child {
  const entries = Object.entries(state);
  if (entries.length === 0) return null;
  return dl(
    entries.map(([name, value]) =>
      div(dt(name), dd(typeof value === "string" ? value : json(value)))
    ),
  );
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? "";
}

/**
 * The last that was said, in words.
 *
 * @param view What the viewer may see.
 * @param count How many sentences at most.
 * @returns The sentences, the oldest first.
 */
export function lastSentences(view: TableView, count: number = LAST): string[] {
  const { announcements, kind, speech } = view;
  const sentences: string[] = [];
  for (let i = announcements.length - 1; i >= 0; i--) {
    if (sentences.length >= count) break;
    const sentence = tellAnnouncement(kind, announcements[i]!, speech);
    if (sentence !== undefined) sentences.unshift(sentence);
  }
  return sentences;
}

/**
 * The question that is put to the viewer and what can be answered: buttons, or
 * a field where there are too many numbers.
 *
 * @param offer What is offered.
 * @returns The markup.
 */
export function offerOf(offer: OfferView): Markup {
  const { choices, question } = offer;
  const isNumber = choices.describe().type === "integer";
  if (isNumber && choices.count > MAX_BUTTONS) {
    return div({ class: "offer" }, offer.numberForm());
  }
  const values = Array.from({ length: choices.count }, (_, i) => choices.at(i));
  return div(
    { class: "offer" },
    p({ class: "question" }, question),
    p({ class: "choices" }, values.map((value) => [offer.button(value), " "])),
  );
}
