// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/clock.ts";
import type { AnyGameKind, RobotStyle } from "./game_kind.ts";
import type { Guest } from "./guest.ts";
import type { LobbyLimits } from "./lobby_options.ts";
import type { SeatWish } from "./lobby_seat.ts";
import type { LobbyTable } from "./lobby_table.ts";
import type { Entry } from "./record.ts";
import type { GameStore, StoredSeat, TableManners } from "./store.ts";
import type { Result } from "./table_options.ts";

/** How a table is opened. */
export interface OpenTable {
  readonly kind: AnyGameKind;
  readonly manners: TableManners;
  /** Who sits there or is to; empty ones are free. */
  readonly seats: readonly SeatWish[];
  /** After how many milliseconds robots take what is free; 0 for never. */
  readonly robotAfter: number;
}

/** What a lobby does for its tables. */
export interface LobbyHost {
  readonly clock: Clock;
  readonly limits: LobbyLimits;
  /** Opens another table. Throws where there are too many. */
  open(options: OpenTable): LobbyTable;
  /** The store, which tells of each entry when it is kept. */
  storeTelling(kept: (entry: Entry) => void): GameStore;
  /** Keeps who sits somewhere now. */
  keepSeat(id: string, seat: StoredSeat): void;
  nextRobot(): RobotStyle;
  /** Notes that a guest sits down. Throws where they hold too many seats. */
  seat(guest: Guest, kind: AnyGameKind): void;
  /** Notes that a guest got up before the game began. */
  unseated(guest: Guest): void;
  /** Gives coins to a guest, or takes them. */
  pay(guest: Guest, amount: number): void;
  /** Counts what a guest says. Throws where it is too much. */
  speak(guest: Guest): void;
  /** A table looks different now. */
  changed(table: LobbyTable): void;
  /** The game at a table came to its end. */
  finished(table: LobbyTable, result: Result): void;
  /** The game at a table cannot go on. */
  failed(table: LobbyTable, error: unknown): void;
  /** A table was cleared away. */
  removed(table: LobbyTable): void;
}
