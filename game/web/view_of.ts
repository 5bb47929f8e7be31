// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Announcement, isFor } from "../announcement.ts";
import type { View } from "../controller.ts";
import type { AnyGameKind } from "../game_kind.ts";
import type { Guest } from "../guest.ts";
import type { LobbyTable } from "../lobby_table.ts";
import type { GameRecord } from "../record.ts";
import { type Replay, replay } from "../replay.ts";
import { ROBOT_NAMES } from "../robot.ts";
import { speechFor } from "../speech.ts";
import type { Table } from "../table.ts";
import type { OfferView, PlayerView, TableView } from "./table_view.ts";

const ROBOTS: ReadonlySet<string> = new Set(Object.values(ROBOT_NAMES));

/**
 * What the ids of elements begin with. A page shows one table, and ids are a good
 * part of what is sent after each move.
 */
export const VIEW_ID = "t";

/** What a view is made of. */
interface Sight {
  readonly id: string;
  readonly kind: AnyGameKind;
  readonly announcements: readonly Announcement[];
  readonly waitingFor: readonly number[];
  readonly result: TableView["result"];
  /** What the viewer sees. */
  readonly view: View;
  /** What the viewer may see of the hand of each player. */
  handOf(player: number): Readonly<Record<string, unknown>>;
  isRobot(player: number): boolean;
  readonly offer: OfferView | undefined;
  readonly isReplay: boolean;
}

/** What a guest, or one who only watches, sees of a game at a table. */
export function viewOf(
  table: LobbyTable,
  game: Table,
  options: { guest: Guest | null; offer?: OfferView | undefined },
): TableView {
  const { guest, offer } = options;
  const viewer = guest ? table.playerOf(guest) : undefined;
  const view = game.view(viewer);
  const { result } = game;
  return toView({
    id: VIEW_ID,
    kind: table.kind,
    announcements: game.announcements,
    waitingFor: game.waitingFor,
    result: result &&
      { winner: result.outcome.winner, ending: result.ending },
    view,
    handOf: (player) => player === viewer ? view.hand : {},
    isRobot: (player) => table.seats[player]?.robot !== undefined,
    offer,
    isReplay: false,
  });
}

/** A game that is watched again, as it was after some moves. */
export async function replayOf(
  kind: AnyGameKind,
  record: GameRecord,
  options: { entries: number; viewer?: number | undefined },
): Promise<TableView> {
  const { entries, viewer } = options;
  const game: Replay = await replay(kind, record, { entries });
  const { result, views } = game;
  const [first] = views;
  const view: View = viewer === undefined
    ? { ...first!, player: undefined, hand: {} }
    : views[viewer]!;
  return toView({
    id: VIEW_ID,
    kind,
    announcements: game.announcements,
    waitingFor: game.waitingFor,
    result: result &&
      { winner: result.outcome.winner, ending: result.ending },
    view,
    // Nothing has to be hidden any more.
    handOf: (player) => views[player]!.hand,
    isRobot: (player) => ROBOTS.has(record.names[player]!),
    offer: undefined,
    isReplay: true,
  });
}

function toView(sight: Sight): TableView {
  const { id, kind, view, announcements, waitingFor, offer } = sight;
  const { player: viewer, names, coins, table, hand } = view;
  const distinct = speechFor(names, undefined);
  const left = new Set<number>();
  const heard: Announcement[] = [];
  for (const announcement of announcements) {
    const { message } = announcement;
    if (message.type === "left" && "player" in message) {
      left.add(message.player);
    }
    if (isFor(announcement, viewer)) heard.push(announcement);
  }
  const players = names.map((_, player): PlayerView => ({
    player,
    name: distinct.name(player),
    coins: coins[player]!,
    isRobot: sight.isRobot(player),
    isViewer: player === viewer,
    isToMove: waitingFor.includes(player),
    hasLeft: left.has(player),
    hand: sight.handOf(player),
  }));
  return {
    id,
    kind,
    viewer,
    players,
    table,
    hand,
    announcements: heard,
    speech: speechFor(names, viewer),
    offer,
    result: sight.result,
    isReplay: sight.isReplay,
  };
}
