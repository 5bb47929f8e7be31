// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/clock.ts";
import type { AnyGameKind, RobotStyle } from "./game_kind.ts";
import type { GameStore } from "./store.ts";

/** How a lobby is run, and how much of everything there may be. */
export interface LobbyOptions {
  /**
   * The games that are offered, by name.
   *
   * @default {GAMES}
   */
  readonly kinds?: ReadonlyMap<string, AnyGameKind>;
  /**
   * Where games are kept.
   *
   * @default {new MemoryStore()}
   */
  readonly store?: GameStore;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  readonly clock?: Clock;
  /**
   * After how many milliseconds robots take the seats that are free still; 0
   * for never.
   *
   * @default {5000}
   */
  readonly robotAfter?: number;
  /**
   * The same for seats that are kept for those who played before.
   *
   * @default {30000}
   */
  readonly rematchAfter?: number;
  /**
   * How many milliseconds a player may take to move; 0 for ever.
   *
   * @default {60000}
   */
  readonly moveTimeout?: number;
  /**
   * How many milliseconds a robot takes to move, so that people can follow.
   *
   * @default {700}
   */
  readonly robotPause?: number;
  /**
   * Which robot sits down next; one of the three by chance, if not given.
   *
   * @default {undefined}
   */
  readonly robotStyle?: () => RobotStyle;
  /**
   * Which robot plays on for one who left or ran out of time.
   *
   * @default {"martin"}
   */
  readonly substitute?: RobotStyle;
  /**
   * The coins that everybody has at first.
   *
   * @default {100}
   */
  readonly coins?: number;
  /**
   * Who sits down to play for coins with fewer than this is given as many as
   * everybody has at first.
   *
   * @default {10}
   */
  readonly leastCoins?: number;
  /**
   * How many tables there may be: those that wait and those where a game goes on.
   *
   * @default {1000}
   */
  readonly maxTables?: number;
  /**
   * How many of them may be for robots alone.
   *
   * @default {20}
   */
  readonly maxRobotTables?: number;
  /**
   * How many seats one person may hold at once.
   *
   * @default {5}
   */
  readonly maxSeats?: number;
  /**
   * How many tables stay after their game is over, so that people can talk and
   * play again; the oldest go first.
   *
   * @default {200}
   */
  readonly maxOver?: number;
  /**
   * For how many milliseconds they stay.
   *
   * @default {300000}
   */
  readonly keepOver?: number;
  /**
   * For how many milliseconds a table may wait for people before it is cleared.
   *
   * @default {600000}
   */
  readonly waitTimeout?: number;
  /**
   * For how many milliseconds nobody may have moved before those who are to move
   * are taken as gone, where they may take as long as they like; 0 for ever.
   *
   * @default {86400000}
   */
  readonly idleTimeout?: number;
  /**
   * How many games that are over are listed.
   *
   * @default {20}
   */
  readonly maxListed?: number;
  /**
   * How many characters one may say at once.
   *
   * @default {200}
   */
  readonly maxTalk?: number;
  /**
   * How many sentences are remembered at a table.
   *
   * @default {50}
   */
  readonly maxTalkLines?: number;
  /**
   * How many sentences one person may say in ten seconds.
   *
   * @default {5}
   */
  readonly talkRate?: number;
  /**
   * Is told of errors that are nobody's who could be answered: a store that
   * fails, rules that throw.
   *
   * @default {console.error}
   */
  readonly onError?: (error: unknown) => void;
}

/** The numbers among them, filled in. @internal */
export type LobbyLimits = Required<
  Omit<LobbyOptions, "kinds" | "store" | "clock" | "robotStyle" | "onError">
>;

const DEFAULTS: LobbyLimits = {
  robotAfter: 5000,
  rematchAfter: 30_000,
  moveTimeout: 60_000,
  robotPause: 700,
  substitute: "martin",
  coins: 100,
  leastCoins: 10,
  maxTables: 1000,
  maxRobotTables: 20,
  maxSeats: 5,
  maxOver: 200,
  keepOver: 300_000,
  waitTimeout: 600_000,
  idleTimeout: 86_400_000,
  maxListed: 20,
  maxTalk: 200,
  maxTalkLines: 50,
  talkRate: 5,
};

/**
 * Fills in the defaults.
 *
 * @internal
 */
export function lobbyLimits(options: LobbyOptions): LobbyLimits {
  const limits: Record<string, unknown> = { ...DEFAULTS };
  const given: Record<string, unknown> = { ...options };
  for (const name of Object.keys(DEFAULTS)) {
    const value = given[name];
    if (value === undefined) continue;
    if (typeof value === "number" && !(Number.isInteger(value) && value >= 0)) {
      throw new RangeError(
        `Cannot use ${name} ${value}: it must be a whole number from 0`,
      );
    }
    limits[name] = value;
  }
  return limits as unknown as LobbyLimits;
}
