// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Announcement } from "./announcement.ts";
import type { Controller, View } from "./controller.ts";
import type { AnyGameKind } from "./game_kind.ts";
import type { GameRecord } from "./record.ts";
import { Table } from "./table.ts";
import type { Result } from "./table_options.ts";

/** How a game is rebuilt. */
export interface ReplayOptions {
  /**
   * After how many entries to stop; all of them, if not given.
   *
   * @default {undefined}
   */
  readonly entries?: number;
  /**
   * How often the game may have asked; as at the table where it was played.
   *
   * @default {10000}
   */
  readonly maxTurns?: number;
}

/** A game rebuilt from its record. */
export interface Replay {
  /** Everything that was said; each knows after how many moves. */
  readonly announcements: readonly Announcement[];
  /** What came of it; `undefined` if it was not over. */
  readonly result: Result | undefined;
  /** Who was to move, if it was not over. */
  readonly waitingFor: readonly number[];
  /** What each player saw at the end. */
  readonly views: readonly View[];
}

/**
 * Rebuilds a game from its record: the same announcements, the same coins. One
 * whose rules have changed since ends at once, politely, with all coins as they
 * were at its start.
 *
 * @param kind The game.
 * @param record Its record.
 * @param options Where to stop.
 * @returns The game.
 * @throws {RecordError} If the record does not fit the rules.
 *
 * @example Usage
 * ```ts
 * import { playGame, replay, robot, truc } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const players = [robot("martin", truc), robot("ralph", truc)];
 * const { record, outcome } = await playGame(truc, players);
 * const again = await replay(truc, JSON.parse(JSON.stringify(record)));
 * assertEquals(again.result?.outcome, outcome);
 * ```
 */
export async function replay(
  kind: AnyGameKind,
  record: GameRecord,
  options: ReplayOptions = {},
): Promise<Replay> {
  const { entries = record.entries.length, maxTurns = 10_000 } = options;
  const table = new Table(kind, record.names.map(ghost), {
    record: { ...record, entries: record.entries.slice(0, entries) },
    moveTimeout: 0,
    maxTurns,
  });
  // What goes wrong shows in both promises.
  table.play().catch(() => {});
  await table.caughtUp;
  const { announcements, result, waitingFor } = table;
  const views = record.names.map((_, player) => table.view(player));
  const rebuilt = { announcements: [...announcements], result, waitingFor };
  table.stop();
  return { ...rebuilt, views };
}

/** One who makes no move beyond those of the record. */
function ghost(name: string): Controller {
  return { name, choose: () => new Promise(() => {}) };
}
