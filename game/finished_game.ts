// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Ending } from "./announcement.ts";
import type { AnyGameKind } from "./game_kind.ts";
import type { LobbyTable } from "./lobby_table.ts";
import type { GameStore } from "./store.ts";

/** A game that is over, in short. */
export interface FinishedGame {
  /** What it is known by. */
  readonly id: string;
  /** The game. */
  readonly kind: AnyGameKind;
  /** The players' names. */
  readonly names: readonly string[];
  /** Who won; `undefined` if nobody did. */
  readonly winner: number | undefined;
  /** How it ended. */
  readonly ending: Ending;
}

/** The games that were over last, without the private ones. @internal */
export class FinishedGames {
  readonly #limit: number;
  #games: FinishedGame[] = [];

  /** Remembers so many. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The newest first. */
  get all(): readonly FinishedGame[] {
    return this.#games;
  }

  /** Adds the game of a table. */
  add(table: LobbyTable, ending: Ending, winner: number | undefined): void {
    const { id, kind, manners: { isPrivate } } = table;
    if (isPrivate) return;
    const names = table.table?.view().names ?? [];
    const game = { id, kind, names, ending, winner };
    this.#games = [game, ...this.#games].slice(0, this.#limit);
  }

  /** Reads what is kept. */
  async load(
    store: GameStore,
    kinds: ReadonlyMap<string, AnyGameKind>,
  ): Promise<void> {
    // Some of them may be private.
    for (const id of await store.finished(2 * this.#limit)) {
      if (this.#games.length >= this.#limit) return;
      const game = await store.game(id);
      const kind = kinds.get(game?.record.game ?? "");
      if (!game?.end || !kind || game.manners.isPrivate) continue;
      const { end: { ending, winner }, record: { names } } = game;
      this.#games.push({
        id,
        kind,
        names,
        ending,
        winner: winner ?? undefined,
      });
    }
  }
}
