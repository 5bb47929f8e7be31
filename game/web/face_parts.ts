// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  b,
  type Child,
  div,
  li,
  type Markup,
  ol,
  p,
  span,
} from "../../ml/mod.ts";
import type { Announcement, Message, TableMessage } from "../announcement.ts";
import { tellAnnouncement } from "../speech.ts";
import { picture } from "./_pictures.ts";
import { coinChange, coinCount, coinText } from "./coins.ts";
import type { PlayerView, TableView } from "./table_view.ts";

/** How many sentences the story of a game shows. */
const MAX_SENTENCES = 8;

/** The others, and the one who sits nearest: who views, or the first player. */
function seating<H extends object>(
  view: TableView<object, H>,
): { others: PlayerView<H>[]; near: PlayerView<H> } {
  const near = view.players[view.viewer ?? 0]!;
  return { others: view.players.filter((player) => player !== near), near };
}

/** A player's place: name, coins, what came of it, and what lies there. */
function placeOf(
  view: TableView,
  player: PlayerView,
  content: Child,
): Markup<"div"> {
  const { isViewer, isToMove, hasLeft, name } = player;
  const hasWon = view.result?.winner === player.player;
  const paid = lastPaid(view, player.player);
  return div(
    {
      class: [
        "place",
        isViewer && "near",
        isToMove && "to-move",
        hasLeft && "gone",
        hasWon && "won",
      ],
      id: `${view.id}-place-${player.player}`,
    },
    div(
      { class: "who" },
      span(
        {
          class: ["avatar", `avatar-${player.player % 5}`],
          "aria-hidden": true,
        },
        player.isRobot ? picture("robot") : initialOf(name),
      ),
      b(name),
      isViewer ? span({ class: "self" }, "you") : null,
      hasWon ? picture("crown", { label: "winner" }) : null,
      view.kind.coins === true ? coinCount(player.coins) : null,
      paid === undefined
        ? null
        : coinChange(paid.message.amount, `${view.id}-paid-${paid.index}`),
      span({ class: "state" }, stateOf(view, player)),
    ),
    content,
  );
}

function initialOf(name: string): string {
  return [...name.trim()][0]?.toUpperCase() ?? "?";
}

function stateOf(view: TableView, player: PlayerView): string {
  if (player.hasLeft) return "left";
  if (view.result !== undefined || view.isReplay) return "";
  if (player.isToMove) return player.isViewer ? "your turn" : "is thinking";
  const isAnybody = view.players.some((other) => other.isToMove);
  return isAnybody ? "" : "waits";
}

type Paid = Extract<TableMessage, { type: "paid" }>;

/** What may follow when coins were paid, while they are still to be looked at. */
const AFTER_PAY: ReadonlySet<string> = new Set(["paid", "shown", "ended"]);

/** What a player won or lost last, as long as nothing was done since. */
function lastPaid(
  { announcements }: TableView,
  player: number,
): { message: Paid; index: number } | undefined {
  for (let index = announcements.length - 1; index >= 0; index--) {
    const message = announcements[index]!.message as TableMessage;
    if (!AFTER_PAY.has(message.type)) break;
    if (message.type === "paid" && message.player === player) {
      return { message, index };
    }
  }
  return undefined;
}

/** What lies on the table. */
export interface SurfaceOptions<H extends object> {
  /**
   * What lies in the middle.
   *
   * @default {undefined}
   */
  readonly middle?: Child;
  /**
   * Makes what lies before a player.
   *
   * @default {undefined}
   */
  readonly before?: (player: PlayerView<H>) => Child;
}

/**
 * The table: the others' places, what lies in the middle, and the place of the
 * one who views. When the game is over it says how it came out.
 *
 * @typeParam H What a player alone may see of the state.
 * @param view What the viewer may see.
 * @param options What lies on it.
 * @returns The markup.
 *
 * @example Usage
 * ```ts
 * import { type Face, gameSite, Lobby, tableSurface } from "@tpd2/tpd2/game";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const face: Face = (view) => [tableSurface(view, { middle: view.kind.summary })];
 * const lobby = new Lobby();
 * const games = gameSite(lobby, { faces: new Map([["ultimatum", face]]) });
 * const table = lobby.exhibit("ultimatum");
 * await lobby.rest();
 * const response = await games.fetch(new Request(`http://localhost/table/${table.id}`));
 * assertStringIncludes(await response.text(), "how little will the other accept?");
 * await lobby.close();
 * ```
 */
export function tableSurface<H extends object>(
  view: TableView<object, H>,
  options: SurfaceOptions<H> = {},
): Markup<"div"> {
  const { near, others } = seating(view);
  // What all games have in common is told without the hands.
  const plain = view as unknown as TableView;
  const place = (player: PlayerView<H>) =>
    placeOf(plain, player as PlayerView, options.before?.(player));
  return div(
    { class: ["felt", `felt-${view.kind.name}`] },
    others.length === 0 ? null : div({ class: "others" }, others.map(place)),
    div({ class: "middle" }, options.middle, resultOf(plain)),
    place(near),
  );
}

/** How the game came out, as the viewer takes it. */
function resultOf(view: TableView): Child {
  const { result, viewer, kind, speech } = view;
  if (result === undefined) return null;
  const won = viewer === undefined || kind.coins !== true
    ? 0
    : wonBy(view, viewer);
  const message = { type: "ended", ...result } as const;
  const text = won === 0 || result.ending === "rules-changed"
    ? tellAnnouncement(kind, { to: "all", step: 0, message }, speech)
    : `You ${won > 0 ? "gain" : "lose"} ${coinText(Math.abs(won))}.`;
  return p(
    { class: ["result", moodOf(view, won)], id: `${view.id}-result` },
    text,
  );
}

/** The coins that a player has won in the game, all in all. */
function wonBy({ announcements }: TableView, player: number): number {
  let sum = 0;
  for (const announcement of announcements) {
    const message = announcement.message as TableMessage;
    if (message.type === "paid" && message.player === player) {
      sum += message.amount;
    }
  }
  return sum;
}

function moodOf({ result, viewer }: TableView, won: number): string {
  if (won !== 0) return won > 0 ? "won" : "lost";
  const winner = result?.winner;
  if (winner === undefined || viewer === undefined) return "plain";
  return winner === viewer ? "won" : "lost";
}

/**
 * What happened last, in words, the newest first.
 *
 * @param view What the viewer may see.
 * @returns The list. It is there before anything was said, so that what is
 * added to it is read out.
 *
 * @example Usage
 * ```ts
 * import { type Face, gameSite, Lobby, story } from "@tpd2/tpd2/game";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const face: Face = (view) => ["The story so far", story(view)];
 * const lobby = new Lobby();
 * const games = gameSite(lobby, { faces: new Map([["ultimatum", face]]) });
 * const table = lobby.exhibit("ultimatum");
 * await lobby.rest();
 * const response = await games.fetch(new Request(`http://localhost/table/${table.id}`));
 * assertStringIncludes(await response.text(), "The story so far");
 * await lobby.close();
 * ```
 */
export function story<T extends object, H extends object>(
  view: TableView<T, H>,
): Markup<"ol"> {
  const { announcements, id, kind, speech } = view;
  const lines: Markup<"li">[] = [];
  for (let i = announcements.length - 1; i >= 0; i--) {
    if (lines.length >= MAX_SENTENCES) break;
    const text = tellAnnouncement(kind, announcements[i]!, speech);
    if (text !== undefined) lines.push(li({ id: `${id}-said-${i}` }, text));
  }
  return ol(
    {
      class: "story",
      "aria-label": "What happened",
      "aria-live": "polite",
      reversed: true,
    },
    lines,
  );
}

/**
 * The last announcement of some type.
 *
 * @typeParam M The message.
 * @param view What the viewer may see.
 * @param type The type of its message.
 * @returns The message, or `undefined` if there is none.
 *
 * @example Usage
 * ```ts
 * import { lastMessage, type Message } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const announcements = [1, 2].map((round) => {
 *   return { to: "all", step: round, message: { type: "dealt", round } } as const;
 * });
 * const dealt = lastMessage<Message>({ announcements }, "dealt");
 * assertEquals(dealt, announcements[1]?.message);
 * ```
 */
export function lastMessage<M extends Message>(
  view: { readonly announcements: readonly Announcement[] },
  type: M["type"],
): M | undefined {
  const found = view.announcements.findLast(({ message }) =>
    String(message.type) === type
  );
  return found?.message as M | undefined;
}
