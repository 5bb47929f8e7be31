// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Controller } from "./controller.ts";
import type { AnyGameKind } from "./game_kind.ts";
import { Table } from "./table.ts";
import type { Result, TableOptions } from "./table_options.ts";

/**
 * Plays a game from beginning to end.
 *
 * @param kind The game.
 * @param controllers Who plays, one for each seat.
 * @param options As for a {@linkcode Table}.
 * @returns What came of it.
 *
 * @example Usage
 * ```ts
 * import { nashBargain, playGame, robot } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const martin = robot("martin", nashBargain);
 * const { coins } = await playGame(nashBargain, [martin, martin]);
 * assertEquals(coins[0], coins[1]);
 * ```
 */
export function playGame(
  kind: AnyGameKind,
  controllers: readonly Controller[],
  options: TableOptions = {},
): Promise<Result> {
  return new Table(kind, controllers, options).play();
}
