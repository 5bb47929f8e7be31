// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  a,
  b,
  type Child,
  div,
  input,
  label,
  li,
  p,
  span,
  ul,
} from "../../ml/mod.ts";
import { actionButton, collapser, type Frame } from "../../page/mod.ts";
import type { Guest } from "../guest.ts";
import type { LobbySeat } from "../lobby_seat.ts";
import type { LobbyTable } from "../lobby_table.ts";
import { ROBOT_NAMES } from "../robot.ts";
import type { Table } from "../table.ts";
import { type House, ORIGIN } from "./_house.ts";
import { offerOf } from "./_offer.ts";
import { VIEW_ID, viewOf } from "./view_of.ts";

/** A table as one who has a seat sees it in a tab, or everybody who watches. */
export interface TableSight {
  readonly house: House;
  readonly table: LobbyTable;
  /** Who has a seat; `null` for those who watch. */
  readonly guest: Guest | null;
  /** The tab of who has a seat. */
  readonly frame: Frame | null;
}

/** What the title of the tab says of a table to one who has a seat. */
export function titleOf(table: LobbyTable, guest: Guest | null): string {
  const { title } = table.kind;
  if (guest === null) return title;
  if (table.phase === "waiting") return `Waiting - ${title}`;
  if (table.phase !== "playing") return `Game over - ${title}`;
  return table.turnOf(guest) ? `Your turn - ${title}` : title;
}

/** A table, from the wait for people to the end. */
export function tableMarkup(sight: TableSight): Child {
  const { phase, table } = sight.table;
  if (phase === "gone") return goneMarkup();
  // What could not begin is over without a game.
  if (table === undefined && phase === "over") return overMarkup(sight);
  return phase === "waiting" || table === undefined
    ? waitingMarkup(sight)
    : [gameMarkup(sight, table), controlsOf(sight)];
}

function goneMarkup(): Child {
  return p(
    "This table was cleared away. ",
    a({ href: "/" }, "Back to all games"),
  );
}

function gameMarkup({ house, table, guest }: TableSight, game: Table): Child {
  const asked = guest && table.turnOf(guest);
  const offer = asked
    ? offerOf(asked.turn, {
      id: VIEW_ID,
      kind: table.kind,
      timeLeft: asked.timeLeft,
      move: (context, sent) =>
        house.at(table.id, context, (table, guest) => table.move(guest, sent)),
    })
    : undefined;
  const view = viewOf(table, game, { guest, offer });
  return [
    // For those who do not see that there are buttons now.
    guest && p(
      { class: "unseen", role: "status", id: `${VIEW_ID}-status` },
      offer ? `Your turn. ${offer.question}` : null,
    ),
    house.faceOf(table.kind.name)(view),
  ];
}

function waitingMarkup(sight: TableSight): Child {
  const { house, table, guest } = sight;
  const { robotAfter } = house.lobby.limits;
  const isSoon = robotAfter > 0 && !table.manners.isPrivate;
  return [
    ul(
      { class: "seats" },
      table.seats.map((seat) => li(seatText(seat, guest))),
    ),
    p(
      isSoon
        ? "Robots take the free seats in a moment."
        : "The game begins when all seats are taken.",
    ),
    table.manners.isPrivate ? invitationOf(sight) : null,
    p(
      { class: "controls" },
      guest
        ? [
          actionButton("Play with robots now", house.offers.fill(table)),
          " ",
          actionButton("Leave the table", house.offers.leave(table), {
            class: "quiet",
          }),
        ]
        : table.isOpen
        ? actionButton("Sit down", house.offers.sit(table))
        : null,
    ),
  ];
}

function seatText({ guest, robot, keptFor }: LobbySeat, viewer: Guest | null) {
  if (guest) return [b(guest.name), guest === viewer ? " (you)" : null];
  if (robot) return b(ROBOT_NAMES[robot]);
  return span(
    { class: "free" },
    keptFor ? `Kept for ${keptFor.name}` : "Free seat",
  );
}

function invitationOf({ table, frame }: TableSight): Child {
  if (frame === null) return null;
  const url = `${frame.get(ORIGIN)}/table/${table.id}?seat=${table.invitation}`;
  return p(
    label(
      "Send this link to those you want to play with:",
      input({ type: "url", readonly: true, value: url, class: "invitation" }),
    ),
  );
}

function controlsOf(sight: TableSight): Child {
  const { house, table, guest } = sight;
  if (table.phase === "over") return overMarkup(sight);
  if (guest === null) return null;
  const seat = table.seats.find((seat) => seat.guest === guest)!;
  if (seat.robot) {
    return p(
      { class: "controls" },
      "A robot plays for you. ",
      actionButton("Play on yourself", house.offers.comeBack(table)),
    );
  }
  const { takesOver } = table.manners;
  return collapser(
    takesOver ? "Let a robot play on" : "Leave the game",
    p(
      takesOver
        ? "A robot plays on for you; you can take your seat back. "
        : table.kind.leaving === "goes-on"
        ? "The others play on without you. "
        : "You give up, and the game ends. ",
      actionButton(
        takesOver ? "Let it play" : "Give up",
        house.offers.leave(table),
      ),
    ),
    { class: "leave", id: `${VIEW_ID}-leave` },
  );
}

function overMarkup({ house, table, guest }: TableSight): Child {
  const { next } = table;
  const waiting = next?.phase === "waiting"
    ? next.seats.flatMap(({ guest }) => guest ? [guest.name] : [])
    : [];
  const isThere = guest && next && next.phase !== "gone" &&
    next.playerOf(guest) !== undefined;
  return div(
    { class: "controls over" },
    waiting.length > 0 && !isThere
      ? p(`${waiting.join(" and ")} would like to play again.`)
      : null,
    p(
      guest === null
        ? null
        : isThere
        ? a({ href: `/table/${next.id}` }, "Go to the new game")
        : actionButton("Play again", house.offers.again(table)),
      " ",
      table.table?.result
        ? [a({ href: `/game/${table.id}` }, "Watch it move by move"), " "]
        : "The game could not go on; nobody loses anything. ",
      a({ href: "/" }, "All games"),
    ),
  );
}
