// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Ending } from "./announcement.ts";
import type { Entry, GameRecord } from "./record.ts";

/** A seat at a game that is kept, and whose it is. */
export interface StoredSeat {
  /** The player, from 0. */
  readonly player: number;
  /**
   * What {@linkcode hashSecret} made of the visitor's secret; `null` where a
   * robot sits. The secret itself is nowhere kept.
   */
  readonly secretHash: string | null;
  /** The player's name. */
  readonly name: string;
  /** The coins of the player. */
  readonly coins: number;
}

/** What those who started a game wanted of its table. */
export interface TableManners {
  /** Whether it is for those alone who were invited. */
  readonly isPrivate: boolean;
  /** Whether a robot plays on for one who leaves or runs out of time. */
  readonly takesOver: boolean;
}

/**
 * What holds for a game of which nothing else was said.
 *
 * @example Usage
 * ```ts
 * import { PLAIN_MANNERS } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const invited = { ...PLAIN_MANNERS, isPrivate: true };
 * assertEquals(invited, { isPrivate: true, takesOver: false });
 * ```
 */
export const PLAIN_MANNERS: TableManners = {
  isPrivate: false,
  takesOver: false,
};

/** How a game came to its end. */
export interface StoredEnd {
  /** How it ended. */
  readonly ending: Ending;
  /** Who won; `null` if nobody did. */
  readonly winner: number | null;
  /** The coins each player has now. */
  readonly coins: readonly number[];
}

/** A game that is kept. */
export interface StoredGame {
  /** What it is known by. */
  readonly id: string;
  /** What rebuilds it. */
  readonly record: GameRecord;
  /** Who sits there. */
  readonly seats: readonly StoredSeat[];
  /** What is wanted of its table. */
  readonly manners: TableManners;
  /** How it ended; `null` while it goes on. */
  readonly end: StoredEnd | null;
}

/** A seat and the game it belongs to. */
export interface FoundSeat extends StoredSeat {
  /** What the game is known by. */
  readonly id: string;
  /** Whether the game is over. */
  readonly over: boolean;
}

/** Something now or later: a store may be as near as memory or far away. */
export type Awaitable<T> = T | Promise<T>;

/**
 * Keeps games, so that those in progress go on after a restart and those that
 * are over can be watched again. What a method was done with, when it returned
 * or its promise settled, is not lost, whatever happens to the process.
 */
export interface GameStore {
  /**
   * Keeps a game that begins.
   *
   * @param id What it is to be known by.
   * @param record Its record, without entries.
   * @param seats Who sits there.
   * @param manners What is wanted of its table.
   */
  begin(
    id: string,
    record: GameRecord,
    seats: readonly StoredSeat[],
    manners?: TableManners,
  ): Awaitable<void>;
  /**
   * Keeps what a player did.
   *
   * @param id The game.
   * @param index Which entry this is, from 0; the next that is missing.
   * @param entry The entry.
   */
  append(id: string, index: number, entry: Entry): Awaitable<void>;
  /**
   * Keeps who sits somewhere now, or sat there when the game was over, and what
   * they are called and have now.
   *
   * @param id The game.
   * @param seat The seat.
   */
  setSeat(id: string, seat: StoredSeat): Awaitable<void>;
  /**
   * Keeps how a game ended, and gives its coins to the seats.
   *
   * @param id The game.
   * @param end How it ended.
   */
  finish(id: string, end: StoredEnd): Awaitable<void>;
  /**
   * A game.
   *
   * @param id What it is known by.
   * @returns The game, or `undefined` if there is none.
   */
  game(id: string): Awaitable<StoredGame | undefined>;
  /**
   * What the games in progress are known by, the oldest first.
   *
   * @returns Their names.
   */
  inProgress(): Awaitable<readonly string[]>;
  /**
   * What the games that are over are known by, the newest first.
   *
   * @param limit How many to tell of at most.
   * @returns Their names.
   */
  finished(limit: number): Awaitable<readonly string[]>;
  /**
   * The seats of one visitor, the newest first.
   *
   * @param secretHash What {@linkcode hashSecret} made of their secret.
   * @param limit How many to tell of at most.
   * @returns The seats.
   */
  seatsOf(secretHash: string, limit: number): Awaitable<readonly FoundSeat[]>;
  /** Closes the store. */
  close(): Awaitable<void>;
}

/** Bounds on what is kept. */
export interface StoreOptions {
  /**
   * How many games that are over are kept; the oldest go first.
   *
   * @default {10000}
   */
  readonly maxFinished?: number;
}

/**
 * What is kept of a visitor's secret: its SHA-256. From it nobody can sit down
 * in their place.
 *
 * @param secret The secret, at least 128 random bits.
 * @returns 64 hexadecimal digits.
 *
 * @example Usage
 * ```ts
 * import { hashSecret } from "@tpd2/tpd2/game";
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch(await hashSecret("a secret"), /^[0-9a-f]{64}$/);
 * ```
 */
export async function hashSecret(secret: string): Promise<string> {
  const bytes = new TextEncoder().encode(secret);
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(
    new Uint8Array(digest),
    (byte) => byte.toString(16).padStart(2, "0"),
  ).join("");
}
