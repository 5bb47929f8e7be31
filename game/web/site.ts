// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { a, type Child, header } from "../../ml/mod.ts";
import {
  defaultErrorPage,
  integer,
  type Site,
  site,
  type SiteOptions,
  string,
} from "../../page/mod.ts";
import { p } from "../../ml/mod.ts";
import type { Lobby } from "../lobby.ts";
import type { LobbyTable } from "../lobby_table.ts";
import { House } from "./_house.ts";
import { LobbyPage } from "./_lobby_page.ts";
import { refreshMarkup } from "./_refresh.ts";
import { replayPage } from "./_replay_page.ts";
import { tablePage } from "./_table_page.ts";
import { TableRoom } from "./_table_room.ts";
import { Throttle } from "./_throttle.ts";
import { reviverOf } from "./_visitors.ts";
import { addAssets, assetLinks } from "./assets.ts";
import { FACES } from "./faces.ts";
import type { Face } from "./table_view.ts";

/** Options of {@linkcode gameSite}. */
export interface GameSiteOptions {
  /**
   * The name of the site.
   *
   * @default {"Games"}
   */
  title?: string;
  /**
   * The looks of the games, by their names; one that has none gets a plain one.
   *
   * @default {FACES}
   */
  faces?: ReadonlyMap<string, Face>;
  /**
   * How many may watch one table at once.
   *
   * @default {1000}
   */
  maxWatchers?: number;
  /**
   * How many milliseconds lie at least between two changes of the lists of
   * tables that pages are told of.
   *
   * @default {250}
   */
  lobbyPause?: number;
  /**
   * Everything else that can be said of a site.
   *
   * @default {{}}
   */
  site?: Omit<SiteOptions, "title" | "revive" | "clock" | "head" | "style">;
}

/**
 * Puts a lobby on the web: a page of all games, a page for each table, where
 * people play and others watch, and pages on which games that are over are
 * watched move by move. It works without JavaScript, too.
 *
 * @param lobby The lobby. Close it before the program ends.
 * @param options Its name and the looks of its games.
 * @returns The site.
 *
 * @example Usage
 * ```ts
 * import { gameSite, Lobby } from "@tpd2/tpd2/game";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const lobby = new Lobby();
 * const games = gameSite(lobby, { title: "Rainy Sunday" });
 * const response = await games.fetch(new Request("http://localhost/"));
 * assertStringIncludes(await response.text(), "<h3>Truc</h3>");
 * await lobby.close();
 * ```
 */
export function gameSite(lobby: Lobby, options: GameSiteOptions = {}): Site {
  const { title = "Games", faces = FACES, maxWatchers = 1000 } = options;
  const games = site({
    bodyStart: header({ class: "bar" }, a({ href: "/" }, title)),
    errorPage: (info) =>
      [
        defaultErrorPage(info),
        p(a({ href: "/" }, "All games")),
      ] as Child,
    ...options.site,
    title,
    style: false,
    head: (context) => [assetLinks(), refreshMarkup(context)],
    clock: lobby.clock,
    revive: reviverOf(lobby),
  });
  addAssets(games);
  const house = new House({
    lobby,
    site: games,
    title,
    faces,
    maxWatchers,
    baseUrl: options.site?.baseUrl,
  });
  const front = new LobbyPage(house);
  const rooms = new Map<LobbyTable, TableRoom>();
  function roomOf(table: LobbyTable): TableRoom {
    const room = rooms.get(table) ?? new TableRoom(house, table);
    rooms.set(table, room);
    return room;
  }
  const lists = new Throttle(() => front.changed(), {
    clock: lobby.clock,
    pause: options.lobbyPause ?? 250,
  });
  // Pages of before a restart ask for these tables before anybody opens one.
  for (const table of lobby.playing) roomOf(table);
  lobby.listen((tables) => {
    for (const table of tables) {
      rooms.get(table)?.changed();
      if (table.phase !== "gone") continue;
      rooms.get(table)?.close();
      rooms.delete(table);
    }
    if (lobby.isClosed) lists.close();
    else lists.call();
  });
  games.page("/", (_values, context) => front.render(context));
  games.page(
    "/table/:id",
    { seat: string("", { maxLength: 100 }) },
    ({ id, seat }, context) =>
      tablePage(house, { id, invitation: seat, context, roomOf }),
  );
  games.page(
    "/game/:id",
    {
      move: integer(0, { min: 0, max: 1_000_000 }),
      as: integer(-1, { min: -1, max: 1000 }),
    },
    (place, context) => replayPage(house, place, context),
  );
  return games;
}
