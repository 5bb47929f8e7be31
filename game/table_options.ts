// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/clock.ts";
import type { Ending, Outcome } from "./announcement.ts";
import type { Controller } from "./controller.ts";
import type { Entry, GameRecord } from "./record.ts";

/** How a table is laid. */
export interface TableOptions {
  /**
   * The seed of the game's random source; one that nobody can guess, if not
   * given.
   *
   * @default {randomSeed()}
   */
  readonly seed?: string;
  /**
   * The coins that each player brings; none, if not given.
   *
   * @default {undefined}
   */
  readonly coins?: readonly number[];
  /**
   * The record of a game that is to go on. It wins over seed and coins.
   *
   * @default {undefined}
   */
  readonly record?: GameRecord;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  readonly clock?: Clock;
  /**
   * How long a player may take to move, in milliseconds; 0 for ever.
   *
   * @default {60000}
   */
  readonly moveTimeout?: number;
  /**
   * What happens to one who took too long or went away: the game takes them
   * as gone, or makes the move of one who does not choose, or a robot takes
   * the seat.
   *
   * @default {"leave"}
   */
  readonly whenLate?: "leave" | "default" | "robot";
  /**
   * Makes the robot that takes over a seat.
   *
   * @default {() => robot("ralph", kind)}
   */
  readonly substitute?: (player: number) => Controller;
  /**
   * How often a game may ask before it is ended.
   *
   * @default {10000}
   */
  readonly maxTurns?: number;
  /**
   * How often in one turn a player may choose what is not offered, before they
   * are treated like one who took too long.
   *
   * @default {3}
   */
  readonly maxRefusals?: number;
  /**
   * Called with each entry before it takes effect, to keep it. Where it
   * returns a promise, the game waits; where it throws, the game stops.
   *
   * @default {undefined}
   */
  readonly onEntry?: (
    entry: Entry,
    index: number,
  ) => void | Promise<void>;
}

/** What came of a game at a table. */
export interface Result {
  /** What the rules said. */
  readonly outcome: Outcome;
  /** How the game ended. */
  readonly ending: Ending;
  /** The coins each player has now. */
  readonly coins: readonly number[];
  /** What rebuilds the game. */
  readonly record: GameRecord;
}
