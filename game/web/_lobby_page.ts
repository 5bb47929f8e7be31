// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  a,
  article,
  b,
  type Child,
  div,
  h1,
  h2,
  h3,
  li,
  p,
  section,
  ul,
} from "../../ml/mod.ts";
import {
  actionButton,
  actionForm,
  checkboxField,
  collapser,
  type PageContext,
  selectField,
  type SiteForm,
  type StateChannel,
  stateChannel,
  textField,
} from "../../page/mod.ts";
import type { FinishedGame } from "../finished_game.ts";
import type { AnyGameKind } from "../game_kind.ts";
import type { Guest } from "../guest.ts";
import { freeSeats } from "../lobby_seat.ts";
import type { LobbyTable } from "../lobby_table.ts";
import { ROBOT_NAMES } from "../robot.ts";
import { speechFor } from "../speech.ts";
import type { House } from "./_house.ts";
import { emblemOf } from "./emblem.ts";
import { rulesMarkup, seatsText } from "./_rules.ts";
import { knownGuest, renameVisitor } from "./_visitors.ts";

/** How many tables of a kind are listed. */
const MAX_LISTED = 20;

/** The front page: who is here, what is played, and what can be played. */
export class LobbyPage {
  /** Tables with free seats: the same for everybody, as are the others. */
  readonly #waiting: StateChannel;
  /** Tables where a game goes on, and games that are over. */
  readonly #played: StateChannel;
  readonly #house: House;
  readonly #start: ReadonlyMap<string, SiteForm>;
  readonly #rename: SiteForm;

  constructor(house: House) {
    this.#house = house;
    this.#waiting = stateChannel(() => waitingMarkup(house), { id: "waiting" });
    this.#played = stateChannel(() => playedMarkup(house), { id: "played" });
    this.#start = new Map(
      [...house.lobby.kinds.values()].map((kind) => [
        kind.name,
        startForm(house, kind),
      ]),
    );
    this.#rename = house.site.form(
      { name: textField("Your name", { maxLength: 40, autocomplete: "off" }) },
      async ({ name }, context) => {
        await house.guest(context);
        renameVisitor(house.lobby, context.visitor, name);
        return house.redirect("/", context);
      },
    );
  }

  /** Tells the pages that something happened at the tables. */
  changed(): void {
    this.#waiting.notify();
    this.#played.notify();
  }

  /** The page's content. */
  render({ knownVisitor }: PageContext): Child {
    const guest = knownGuest(knownVisitor);
    return [
      h1(this.#house.title),
      guest ? this.#you(guest) : null,
      this.#waiting,
      h2("Play"),
      div(
        { class: "games" },
        [...this.#house.lobby.kinds.values()].map((kind) => this.#game(kind)),
      ),
      this.#played,
      guest ? null : this.#you(null),
    ];
  }

  #you(guest: Guest | null): Child {
    const tables = guest ? this.#house.lobby.tablesOf(guest) : [];
    const running = tables.filter(({ phase }) => phase !== "over");
    return section(
      { class: "you", "aria-label": "You" },
      guest
        ? p("You are ", b(guest.name), ` and have ${guest.coins} coins.`)
        : p("You get a name and coins when you sit down."),
      running.length === 0 ? null : ul(
        { class: "tables" },
        running.map((table) =>
          li(
            a({ href: `/table/${table.id}` }, `Your seat at ${titleOf(table)}`),
          )
        ),
      ),
      collapser(
        guest ? "Change your name" : "Choose a name",
        actionForm(this.#rename, { submit: "That is my name" }),
      ),
    );
  }

  #game(kind: AnyGameKind): Child {
    const { offers } = this.#house;
    return article(
      { class: "game" },
      emblemOf(kind.name),
      h3(kind.title),
      p(kind.summary),
      p(
        { class: "controls" },
        actionButton("Play", offers.play(kind.name), {
          description: `Play ${kind.title}`,
        }),
        " ",
        actionButton("Watch robots", offers.exhibit(kind.name), {
          class: "quiet",
          description: `Watch robots play ${kind.title}`,
        }),
      ),
      collapser("Rules", [p(seatsText(kind), "."), rulesMarkup(kind)]),
      collapser(
        "A table of your own",
        actionForm(this.#start.get(kind.name)!, { submit: "Lay the table" }),
      ),
    );
  }
}

function startForm(house: House, kind: AnyGameKind): SiteForm {
  const { least, most } = kind.seats;
  const counts = Array.from(
    { length: most - least + 1 },
    (_, i) => String(least + i),
  );
  const seats = selectField(
    "Players",
    Object.fromEntries(counts.map((count) => [count, count])),
    { default: String(freeSeats(kind).length) },
  );
  const fields = {
    isPrivate: checkboxField("Only for those whom I invite"),
    takesOver: checkboxField("A robot plays on for who leaves"),
  };
  const { lobby } = house;
  return least === most
    ? house.site.form(
      fields,
      (options, context) =>
        house.go(context, (guest) => lobby.start(guest, kind.name, options)),
    )
    : house.site.form(
      { seats, ...fields },
      ({ seats, ...options }, context) =>
        house.go(
          context,
          (guest) =>
            lobby.start(guest, kind.name, { ...options, seats: Number(seats) }),
        ),
    );
}

/** What is played, in words: the game, and who sits there. */
function titleOf({ kind, seats }: LobbyTable): string {
  const names = seats.flatMap(({ guest, robot }) =>
    guest ? [guest.name] : robot ? [ROBOT_NAMES[robot]] : []
  );
  return `${kind.title}: ${names.join(", ")}`;
}

function waitingMarkup({ lobby, offers }: House): Child {
  const open = lobby.waiting.filter(({ isOpen }) => isOpen);
  return listOf("Waiting for you", open, (table) => [
    `${titleOf(table)} `,
    actionButton("Join", offers.sit(table), {
      description: `Join ${titleOf(table)}`,
    }),
  ]);
}

function playedMarkup({ lobby }: House): Child {
  const { playing, finished } = lobby;
  return [
    listOf(
      "Played now",
      playing,
      (table) => a({ href: `/table/${table.id}` }, titleOf(table)),
    ),
    listOf(
      "Played before",
      finished,
      (game) => a({ href: `/game/${game.id}` }, finishedText(game)),
    ),
  ];
}

function listOf<T>(
  title: string,
  items: readonly T[],
  markupOf: (item: T) => Child,
): Child {
  if (items.length === 0) return null;
  const more = items.length - MAX_LISTED;
  return section(
    h2(title),
    ul(
      { class: "tables" },
      items.slice(0, MAX_LISTED).map((item) => li(markupOf(item))),
    ),
    more > 0 ? p(`And ${more} more.`) : null,
  );
}

function finishedText({ kind, names, winner }: FinishedGame): string {
  const speech = speechFor(names, undefined);
  const all = names.map((_, player) => speech.name(player)).join(", ");
  return winner === undefined
    ? `${kind.title}: ${all}`
    : `${kind.title}: ${all}; ${speech.does(winner, "win", "won")}`;
}
