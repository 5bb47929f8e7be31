// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Controller } from "./controller.ts";
import type { AnyGameKind } from "./game_kind.ts";
import type { GameStore, StoredSeat, TableManners } from "./store.ts";
import { Table } from "./table.ts";
import type { Result, TableOptions } from "./table_options.ts";

/** A table whose game is kept. */
export interface StoredTable {
  /** The table. */
  readonly table: Table;
  /**
   * Plays the game to its end, and keeps how it ended.
   *
   * @returns What came of it.
   */
  play(): Promise<Result>;
}

/** How a game that is kept is laid. */
export interface StoredTableOptions
  extends Omit<TableOptions, "record" | "onEntry"> {
  /**
   * What the game is known by. One in progress of that name goes on.
   *
   * @default {crypto.randomUUID()}
   */
  readonly id?: string;
  /**
   * The hashes of the visitors' secrets, `null` for robots; all `null`, if not
   * given.
   *
   * @default {undefined}
   */
  readonly secretHashes?: readonly (string | null)[];
  /**
   * What is wanted of the table.
   *
   * @default {PLAIN_MANNERS}
   */
  readonly manners?: TableManners;
}

/**
 * Lays a table whose game is kept in a store: a new one, or one that was
 * interrupted and goes on where it was.
 *
 * @param store Where it is kept.
 * @param kind The game.
 * @param controllers Who plays, one for each seat.
 * @param options What it is known by, and how the table is laid.
 * @returns The table.
 * @throws {RecordError} If the game of that name is another.
 *
 * @example Usage
 * ```ts
 * import { MemoryStore, robot, rockPaperScissors, storedTable } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const store = new MemoryStore();
 * const ralph = robot("ralph", rockPaperScissors);
 * const { play } = await storedTable(store, rockPaperScissors, [ralph, ralph], { id: "one" });
 * await play();
 * assertEquals(store.game("one")?.end?.ending, "played");
 * ```
 */
export async function storedTable(
  store: GameStore,
  kind: AnyGameKind,
  controllers: readonly Controller[],
  options: StoredTableOptions = {},
): Promise<StoredTable> {
  const { id = crypto.randomUUID(), secretHashes, manners, ...rest } = options;
  const known = await store.game(id);
  const table = new Table(kind, controllers, {
    ...rest,
    ...(known ? { record: known.record } : {}),
    onEntry: (entry, index) => store.append(id, index, entry),
  });
  if (!known) {
    const { names, coins } = table.record;
    const seats = names.map((name, player): StoredSeat => ({
      player,
      secretHash: secretHashes?.[player] ?? null,
      name,
      coins: coins[player]!,
    }));
    await store.begin(id, table.record, seats, manners);
  }
  async function play(): Promise<Result> {
    const result = await table.play();
    const { ending, outcome: { winner = null }, coins } = result;
    if (!known?.end) await store.finish(id, { ending, winner, coins });
    return result;
  }
  return { table, play };
}
