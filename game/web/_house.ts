// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type Exchange,
  HttpError,
  redirect,
  type Reply,
} from "../../http/mod.ts";
import {
  type ActionContext,
  type Frame,
  type Offered,
  type Site,
  string,
  variable,
} from "../../page/mod.ts";
import type { Guest } from "../guest.ts";
import type { Lobby } from "../lobby.ts";
import type { LobbyTable } from "../lobby_table.ts";
import { answering } from "./_refusal.ts";
import { guestOf } from "./_visitors.ts";
import { plainFace } from "./face.ts";
import type { Face } from "./table_view.ts";

/** Where the site is for the browser of a frame: `https://games.example`. */
export const ORIGIN = variable("origin", "");

/** What somebody does at a table. */
type TableDeed = (
  table: LobbyTable,
  guest: Guest,
  context: ActionContext,
) => unknown;

/** What all pages of the games share: the lobby, the faces, and what can be done. */
export class House {
  readonly lobby: Lobby;
  readonly site: Site;
  readonly title: string;
  readonly maxWatchers: number;
  readonly #baseUrl: string | undefined;
  readonly #faces: ReadonlyMap<string, Face>;
  /** What can be offered to everybody alike. */
  readonly offers: {
    play(game: string): Offered;
    exhibit(game: string): Offered;
    sit(table: LobbyTable, invitation?: string): Offered;
    fill(table: LobbyTable): Offered;
    leave(table: LobbyTable): Offered;
    comeBack(table: LobbyTable): Offered;
    again(table: LobbyTable): Offered;
  };

  constructor(
    options: {
      lobby: Lobby;
      site: Site;
      title: string;
      faces: ReadonlyMap<string, Face>;
      maxWatchers: number;
      baseUrl: string | undefined;
    },
  ) {
    const { lobby, site, faces } = options;
    this.lobby = lobby;
    this.site = site;
    this.title = options.title;
    this.maxWatchers = options.maxWatchers;
    this.#baseUrl = options.baseUrl;
    this.#faces = faces;
    const text = string("", { maxLength: 100 });
    const play = site.action(
      { game: text },
      ({ game }, context) =>
        this.go(context, (guest) => lobby.play(guest, game)),
    );
    const exhibit = site.action(
      { game: text },
      ({ game }, context) =>
        this.go(context, () => robotsAt(lobby, game) ?? lobby.exhibit(game)),
    );
    const sit = site.action(
      { table: text, seat: text },
      ({ table, seat }, context) =>
        this.go(context, (guest) => {
          const found = this.tableOf(table);
          found.sit(guest, seat);
          return found;
        }),
    );
    const offer = (deed: TableDeed) => {
      const action = site.action(
        { table: text },
        ({ table }, context) => this.at(table, context, deed),
      );
      return (table: LobbyTable) => action.with({ table: table.id });
    };
    this.offers = {
      play: (game) => play.with({ game }),
      exhibit: (game) => exhibit.with({ game }),
      sit: (table, seat) =>
        sit.with({ table: table.id, ...(seat ? { seat } : {}) }),
      fill: offer((table, guest) => table.fill(guest)),
      leave: offer((table, guest, context) => {
        const isWaiting = table.phase === "waiting";
        table.leave(guest);
        return isWaiting ? this.redirect("/", context) : undefined;
      }),
      comeBack: offer((table, guest) => table.comeBack(guest)),
      again: offer((table, guest, context) =>
        this.toTable(table.again(guest), context)
      ),
    };
  }

  /** Where the site is for the browser that sent a request. */
  originOf({ scheme, authority }: Exchange): string {
    return this.#baseUrl ?? `${scheme}://${authority}`;
  }

  /** The look of a game. */
  faceOf(game: string): Face {
    return this.#faces.get(game) ?? plainFace;
  }

  /** A table, for one who names it. */
  tableOf(id: string): LobbyTable {
    const table = this.lobby.table(id);
    if (table) return table;
    throw new HttpError(404, "Cannot find the table: there is no such table");
  }

  /** Does something at a table; everybody knows when that is done. */
  async at(
    id: string,
    context: ActionContext,
    deed: TableDeed,
  ): Promise<unknown> {
    const guest = await this.guest(context);
    const answer = await answering(() =>
      deed(this.tableOf(id), guest, context)
    );
    await this.lobby.rest();
    return answer;
  }

  /** Does something that leads to a table, and goes there. */
  async go(
    context: ActionContext,
    find: (guest: Guest) => LobbyTable,
  ): Promise<Reply> {
    const guest = await this.guest(context);
    const table = await answering(() => find(guest));
    await this.lobby.rest();
    return this.toTable(table, context);
  }

  /** Who acts. */
  guest({ visitor }: ActionContext): Promise<Guest> {
    return guestOf(this.lobby, this.site, visitor);
  }

  /** Goes to the page of a table. */
  toTable({ id }: LobbyTable, context: ActionContext): Reply {
    return this.redirect(`/table/${id}`, context);
  }

  /** Goes to a page, in the same tab. */
  redirect(path: string, { frame }: { frame: Frame }): Reply {
    return redirect(`${path}?tab=${frame.tab}`);
  }
}

/** A table where robots play a game already. */
function robotsAt({ playing }: Lobby, game: string): LobbyTable | undefined {
  return playing.find(({ kind, seats }) =>
    kind.name === game && seats.every(({ guest }) => !guest)
  );
}
