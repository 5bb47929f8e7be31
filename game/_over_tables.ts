// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { LobbyTable } from "./lobby_table.ts";

/** The tables whose games are over, as long as they stay. */
export class OverTables {
  readonly #limit: number;
  readonly #tables: Set<LobbyTable> = new Set();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#tables.size;
  }

  /** Adds one, and clears another away where there are too many. */
  add(table: LobbyTable): void {
    this.#tables.add(table);
    if (this.#tables.size <= this.#limit) return;
    // At those of robots nobody waits to play again.
    const [oldest] = this.#tables;
    ([...this.#tables].find(isForRobots) ?? oldest)?.clear();
  }

  delete(table: LobbyTable): void {
    this.#tables.delete(table);
  }
}

/** Whether nobody but robots sits at a table. */
export function isForRobots({ seats }: LobbyTable): boolean {
  return seats.every(({ guest }) => guest === undefined);
}
