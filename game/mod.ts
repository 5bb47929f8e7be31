// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Turn-based games for people and robots at one table.
 *
 * The rules of a game are one straight-line function in a class that extends
 * {@linkcode Game}. A {@linkcode Table} brings them together with a
 * {@linkcode Controller} for each seat: a {@linkcode robot}, a person at a
 * terminal ({@linkcode TerminalController}), a person who sends moves from
 * elsewhere ({@linkcode QueueController}), a process that speaks JSON
 * ({@linkcode StreamController}), or a seat that is still free
 * ({@linkcode EmptySeat}). The rules offer choices; anything else is refused.
 * Players see what the rules show them, and no more.
 *
 * People meet in a {@linkcode Lobby}, and {@linkcode gameSite} puts it on the
 * web: tables where they play and others watch, with a {@linkcode Face} for each
 * game, and games that are over to be watched again.
 *
 * Chance comes from one seeded source. So the seed and the moves rebuild any
 * game, which is how games survive a restart ({@linkcode GameStore}) and are
 * watched again ({@linkcode replay}).
 *
 * A new game, from its rules to its words for people:
 *
 * ```ts
 * import { Game, type GameKind, integer, playGame, robot } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * interface Table {
 *   limit: number;
 * }
 *
 * class Closest extends Game<Table> {
 *   async play() {
 *     const limit = this.random.integer(1, 100);
 *     this.show({ limit });
 *     const first = await this.move(0, "guess", integer(0, limit));
 *     const second = await this.move(1, "guess", integer(0, limit));
 *     const secret = this.random.integer(0, limit);
 *     const [a, b] = [Math.abs(secret - first), Math.abs(secret - second)];
 *     return a === b ? {} : { winner: a < b ? 0 : 1 };
 *   }
 * }
 *
 * const closest: GameKind<Table> = {
 *   name: "closest",
 *   title: "Closest",
 *   summary: "Guess the number.",
 *   rules: "Both guess in turn; who is closer wins.",
 *   version: 1,
 *   seats: { least: 2, most: 2 },
 *   Game: Closest,
 *   question: ({ table }) => `It is at most ${table.limit}. What is it?`,
 * };
 *
 * const players = [robot("ralph", closest), robot("martin", closest)];
 * const { ending } = await playGame(closest, players);
 * assertEquals(ending, "played");
 * ```
 *
 * @module
 */

export * from "./announcement.ts";
export * from "./blackjack.ts";
export * from "./cards.ts";
export * from "./choices.ts";
export * from "./controller.ts";
export * from "./empty_seat.ts";
export * from "./errors.ts";
export type { FinishedGame } from "./finished_game.ts";
export * from "./game.ts";
export * from "./game_kind.ts";
export * from "./games.ts";
export type { Guest } from "./guest.ts";
export * from "./lobby.ts";
export * from "./lobby_error.ts";
export type { LobbyLimits, LobbyOptions } from "./lobby_options.ts";
export type { LobbySeat, StartOptions } from "./lobby_seat.ts";
export * from "./lobby_table.ts";
export * from "./memory_store.ts";
export * from "./nash_bargain.ts";
export * from "./open_lobby.ts";
export * from "./play_game.ts";
export * from "./prisoners_dilemma.ts";
export * from "./queue_controller.ts";
export * from "./random.ts";
export * from "./record.ts";
export * from "./replay.ts";
export * from "./robot.ts";
export * from "./rock_paper_scissors.ts";
export * from "./speech.ts";
export * from "./sqlite_store.ts";
export * from "./store.ts";
export * from "./stored_table.ts";
export * from "./stream_controller.ts";
export * from "./table.ts";
export * from "./table_options.ts";
export * from "./terminal_controller.ts";
export * from "./tournament.ts";
export * from "./truc.ts";
export * from "./ultimatum.ts";
export * from "./web/assets.ts";
export * from "./web/card_face.ts";
export * from "./web/coins.ts";
export * from "./web/emblem.ts";
export * from "./web/face.ts";
export * from "./web/face_offer.ts";
export * from "./web/face_parts.ts";
export * from "./web/faces.ts";
export * from "./web/site.ts";
export type * from "./web/table_view.ts";
