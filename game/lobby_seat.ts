// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { AnyGameKind, RobotStyle } from "./game_kind.ts";
import type { Guest } from "./guest.ts";
import { LobbyError } from "./lobby_error.ts";
import type { TableManners } from "./store.ts";

/** A seat at a table of a lobby. */
export interface LobbySeat {
  /** The player, from 0. */
  readonly player: number;
  /** Whose seat it is; `undefined` where it is free or a robot's. */
  readonly guest: Guest | undefined;
  /** The robot that plays there, maybe for the guest. */
  readonly robot: RobotStyle | undefined;
  /** For whom it is kept. */
  readonly keptFor: Guest | undefined;
}

/** Who sits somewhere from the beginning, or is to. @internal */
export type SeatWish = Partial<Omit<LobbySeat, "player">>;

/** What is wanted of a new table. */
export interface StartOptions extends Partial<TableManners> {
  /**
   * How many are to play; as few as the game is for, but two where one could
   * play alone, if not given.
   *
   * @default {undefined}
   */
  readonly seats?: number;
}

/** So many seats for a game, two if it can be and nobody says how many. @internal */
export function freeSeats(kind: AnyGameKind, count?: number): SeatWish[] {
  const { least, most } = kind.seats;
  const length = count ?? Math.max(least, Math.min(2, most));
  if (Number.isInteger(length) && length >= least && length <= most) {
    return Array.from({ length }, () => ({}));
  }
  throw new LobbyError(
    "malformed",
    `Cannot lay a table for ${length}: ${kind.title} is for ${least} to ${most}`,
  );
}
