// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Child, dd, div, dl, dt } from "../../ml/mod.ts";
import type { Card } from "../cards.ts";
import { cardFace } from "./card_face.ts";
import { offerPanel } from "./face_offer.ts";
import { story, tableSurface } from "./face_parts.ts";
import type { Face } from "./table_view.ts";

const CARD = /^[AKQJT2-9][CDHS]$/;

/**
 * The face of a game that has none of its own: everybody's place, what the game
 * has shown by its names, a button for each choice, and what happened last.
 *
 * @param view What the viewer may see.
 * @returns The markup.
 *
 * @example Usage
 * ```ts
 * import { gameSite, Lobby, plainFace } from "@tpd2/tpd2/game";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const lobby = new Lobby();
 * const games = gameSite(lobby, { faces: new Map([["truc", plainFace]]) });
 * const table = lobby.exhibit("truc");
 * await lobby.rest();
 * const response = await games.fetch(new Request(`http://localhost/table/${table.id}`));
 * assertStringIncludes(await response.text(), "<dt>stake</dt><dd>1</dd>");
 * await lobby.close();
 * ```
 */
export const plainFace: Face = (view): Child => [
  tableSurface(view, {
    middle: shownOf(view.table),
    before: ({ hand }) => shownOf(hand),
  }),
  offerPanel(view),
  story(view),
];

function shownOf(state: Readonly<Record<string, unknown>>): Child {
  const entries = Object.entries(state);
  if (entries.length === 0) return null;
  return dl(
    { class: "state-of-game" },
    entries.map(([name, value]) => div(dt(name), dd(valueOf(value)))),
  );
}

/** A value in words; what looks like a card is shown as one. */
function valueOf(value: unknown): Child {
  if (value === null || value === undefined) return "–";
  if (Array.isArray(value)) {
    if (value.length === 0) return "–";
    return value.every(isCard)
      ? div({ class: "hand" }, value.map((card) => cardFace(card)))
      : value.map((item, i) => [i > 0 ? ", " : null, valueOf(item)]);
  }
  if (isCard(value)) return div({ class: "hand" }, cardFace(value));
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isCard(value: unknown): value is Card {
  return typeof value === "string" && CARD.test(value);
}
