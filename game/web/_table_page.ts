// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError, redirect, type Reply } from "../../http/mod.ts";
import { type Child, h1, h2, p, section } from "../../ml/mod.ts";
import {
  actionButton,
  actionForm,
  collapser,
  type PageContext,
  type PageResult,
  ParameterError,
  textField,
} from "../../page/mod.ts";
import type { Guest } from "../guest.ts";
import { LobbyError } from "../lobby_error.ts";
import type { LobbyTable } from "../lobby_table.ts";
import { type House, ORIGIN } from "./_house.ts";
import { emblemOf } from "./emblem.ts";
import { refreshAfter } from "./_refresh.ts";
import { rulesMarkup } from "./_rules.ts";
import { titleOf } from "./_table_markup.ts";
import type { TableRoom } from "./_table_room.ts";
import { knownGuest, seatedGuest } from "./_visitors.ts";

/** After how many seconds a page that runs no script looks again. */
const LOOK_AGAIN = 5;

/** What the page of a table is made of. */
interface TablePage {
  readonly house: House;
  readonly table: LobbyTable;
  readonly room: TableRoom;
  readonly context: PageContext;
}

/** The page of a table: for those who play, those who watch, and the invited. */
export function tablePage(
  house: House,
  options: {
    id: string;
    invitation: string;
    context: PageContext;
    roomOf: (table: LobbyTable) => TableRoom;
  },
): PageResult | Promise<PageResult> {
  const { id, invitation, context, roomOf } = options;
  const table = house.lobby.table(id);
  if (table === undefined) return elsewhere(house, id);
  const guest = knownGuest(context.knownVisitor);
  if (!table.admits(guest, invitation)) throw noSuchTable();
  const player = seatedGuest(context.knownVisitor, table);
  context.title = titleOf(table, player);
  const isAsked = player !== null && table.turnOf(player) !== undefined;
  if (!isAsked && table.phase !== "over") refreshAfter(context, LOOK_AGAIN);
  const page = { house, table, room: roomOf(table), context };
  if (player !== null) return playerPage(page, player);
  return table.manners.isPrivate
    ? invitedPage(page, invitation)
    : watcherPage(page);
}

/** A game that is over and no table any more can be watched again. */
async function elsewhere(house: House, id: string): Promise<Reply> {
  const game = await house.lobby.stored(id);
  if (game?.end) return redirect(`/game/${id}`);
  throw noSuchTable();
}

function noSuchTable(): HttpError {
  return new HttpError(404, "Cannot find the table: there is no such table");
}

function playerPage(page: TablePage, guest: Guest): Child {
  const { house, room, table, context: { exchange, frame } } = page;
  frame.set(ORIGIN, house.originOf(exchange));
  return [
    h1(table.kind.title),
    room.seat.for(frame),
    section(
      { class: "talk" },
      h2("Talk"),
      room.talk,
      talkForm(page, guest),
    ),
    rulesOf(table),
  ];
}

function watcherPage({ room, table, context }: TablePage): Child {
  const { knownVisitor, exchange } = context;
  // Only who acted is sent to a tab, and is known then, unless the cookie was refused.
  const isCookieless = knownVisitor === null &&
    /(?:^|&)tab=\d/.test(exchange.query);
  return [
    h1(table.kind.title),
    isCookieless
      ? p(
        { class: "notice", role: "note" },
        "To have a seat here, let your browser keep the cookie of this site.",
      )
      : null,
    room.watch,
    section({ class: "talk" }, h2("Talk"), room.talk),
    rulesOf(table),
  ];
}

/** For one who has an invitation: nothing of the table is shown before. */
function invitedPage(
  { house, table }: TablePage,
  invitation: string,
): Child {
  const names = table.seats.flatMap(({ guest }) => guest ? [guest.name] : []);
  const isOpen = table.phase === "waiting" &&
    table.seats.some(({ guest, robot }) => !guest && !robot);
  return [
    h1(table.kind.title),
    emblemOf(table.kind.name),
    p(
      isOpen
        ? `${names.join(" and ")} would like to play with you.`
        : "You were invited, but all seats are taken now.",
    ),
    isOpen
      ? p(actionButton("Sit down", house.offers.sit(table, invitation)))
      : null,
    rulesOf(table),
  ];
}

function talkForm({ house, table }: TablePage, guest: Guest): Child {
  const { maxTalk: maxLength } = house.lobby.limits;
  return actionForm(
    { text: textField("Say", { maxLength, autocomplete: "off" }) },
    async ({ text }) => {
      try {
        table.say(guest, text);
      } catch (error) {
        if (!(error instanceof LobbyError)) throw error;
        const { message } = error;
        throw new ParameterError([{ name: "", message }]);
      }
      await house.lobby.rest();
    },
    { id: "talk-form", submit: "Say it" },
  );
}

function rulesOf({ kind }: LobbyTable): Child {
  return collapser("The rules", rulesMarkup(kind), {
    class: "rules",
    id: "rules",
  });
}
