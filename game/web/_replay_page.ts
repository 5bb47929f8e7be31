// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError, redirect, type Reply } from "../../http/mod.ts";
import {
  a,
  type Child,
  div,
  fragment,
  h1,
  li,
  type Markup,
  nav,
  p,
  span,
  ul,
} from "../../ml/mod.ts";
import type { PageContext } from "../../page/mod.ts";
import { speechFor } from "../speech.ts";
import type { StoredGame } from "../store.ts";
import type { House } from "./_house.ts";
import { replayOf } from "./view_of.ts";

/** Where somebody is in a game that they watch again. */
export interface ReplayPlace {
  readonly id: string;
  /** After how many moves. */
  readonly move: number;
  /** With whose eyes; -1 for all hands open, from no seat. */
  readonly as: number;
}

/** The page on which a game that is over is watched move by move. */
export async function replayPage(
  house: House,
  place: ReplayPlace,
  context: PageContext,
): Promise<Reply | Markup> {
  const { id, as } = place;
  const game = await house.lobby.stored(id);
  // While it goes on it would tell what players hold.
  if (game && !game.end) return redirect(`/table/${id}`);
  const kind = house.lobby.kinds.get(game?.record.game ?? "");
  if (!game || !kind) {
    throw new HttpError(404, "Cannot find the game: there is no such game");
  }
  const { record } = game;
  const last = record.entries.length;
  const move = Math.min(place.move, last);
  const viewer = as >= 0 && as < record.names.length ? as : undefined;
  const view = await replayOf(kind, record, { entries: move, viewer });
  context.title = `${kind.title}, move ${move} of ${last}`;
  const links = linksOf({ id, move, as: viewer ?? -1 }, last);
  return fragment(
    h1(kind.title),
    links,
    div({ class: "table" }, house.faceOf(kind.name)(view)),
    eyesOf(game, { id, move, as: viewer ?? -1 }),
    p(a({ href: "/" }, "All games")),
  );
}

function href({ id, move, as }: ReplayPlace): string {
  return `/game/${id}?move=${move}${as < 0 ? "" : `&as=${as}`}`;
}

function linksOf(place: ReplayPlace, last: number): Markup {
  const { move } = place;
  const link = (text: string, to: number, rel?: "prev" | "next"): Child =>
    to === move || to < 0 || to > last
      ? span({ class: "off" }, text)
      : a({ href: href({ ...place, move: to }), rel, id: `to-${text}` }, text);
  return nav(
    { class: "moves", "aria-label": "Moves" },
    link("First", 0),
    " ",
    link("Back", move - 1, "prev"),
    " ",
    span({ class: "at" }, `Move ${move} of ${last}`),
    " ",
    link("On", move + 1, "next"),
    " ",
    link("Last", last),
  );
}

/** With whose eyes the game can be watched. */
function eyesOf({ record: { names } }: StoredGame, place: ReplayPlace): Child {
  const speech = speechFor(names, undefined);
  const eyes = [
    { text: "As one who watches", as: -1 },
    ...names.map((_, as) => ({ text: `As ${speech.name(as)}`, as })),
  ];
  return ul(
    { class: "eyes" },
    eyes.map(({ text, as }) =>
      li(
        as === place.as
          ? span({ "aria-current": "true" }, text)
          : a({ href: href({ ...place, as }) }, text),
      )
    ),
  );
}
