// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Choice } from "./choices.ts";
import { RecordError } from "./errors.ts";

/** One thing that a player did: made a move, or left. */
export type Entry =
  | {
    /** The player. */
    readonly player: number;
    /** The name of the move. */
    readonly move: string;
    /** What was chosen. */
    readonly value: Choice;
    /** Whether the clock chose for the player. */
    readonly timedOut?: true;
  }
  | {
    /** The player. */
    readonly player: number;
    /** The player left. */
    readonly left: true;
    /** Whether the clock decided so. */
    readonly timedOut?: true;
  };

/** Plain JSON from which a game can be rebuilt. */
export interface GameRecord {
  /** The name of the game. */
  readonly game: string;
  /** The version of its rules. */
  readonly version: number;
  /** The seed of its random source. */
  readonly seed: string;
  /** The players' names at the start. */
  readonly names: readonly string[];
  /** The coins that each brought. */
  readonly coins: readonly number[];
  /** What the players did, in order. */
  readonly entries: readonly Entry[];
}

/** Bounds on a record from elsewhere. */
export interface ParseRecordOptions {
  /**
   * The most entries that are read.
   *
   * @default {100000}
   */
  readonly maxEntries?: number;
}

const MAX_NAME = 100;
const MAX_PLAYERS = 64;

/**
 * Reads a record that was kept as JSON. Whether the moves fit the rules shows
 * when it is replayed.
 *
 * @param value What `JSON.parse` gave.
 * @param options Bounds.
 * @returns The record.
 * @throws {RecordError} If it is none.
 *
 * @example Usage
 * ```ts
 * import { parseRecord, RecordError } from "@tpd2/tpd2/game";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => parseRecord({ game: "chess" }), RecordError);
 * ```
 */
export function parseRecord(
  value: unknown,
  options: ParseRecordOptions = {},
): GameRecord {
  const { maxEntries = 100_000 } = options;
  const { game, version, seed, names, coins, entries } = object(value, "it");
  if (typeof game !== "string" || game.length > MAX_NAME) throw bad("game");
  if (!isCount(version)) throw bad("version");
  if (typeof seed !== "string" || !/^[0-9a-f]{32}$/.test(seed)) {
    throw bad("seed");
  }
  if (
    !Array.isArray(names) || names.length > MAX_PLAYERS ||
    !names.every((name) => typeof name === "string" && name.length <= MAX_NAME)
  ) throw bad("names");
  if (
    !Array.isArray(coins) || coins.length !== names.length ||
    !coins.every(Number.isSafeInteger)
  ) throw bad("coins");
  if (!Array.isArray(entries) || entries.length > maxEntries) {
    throw bad("entries");
  }
  return {
    game,
    version,
    seed,
    names,
    coins,
    entries: entries.map((entry) => parseEntry(entry, names.length)),
  };
}

/**
 * Reads one entry of a record.
 *
 * @param value What `JSON.parse` gave.
 * @param players How many players there are.
 * @returns The entry.
 * @throws {RecordError} If it is none.
 *
 * @example Usage
 * ```ts
 * import { parseEntry } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const entry = { player: 1, left: true };
 * assertEquals(parseEntry(entry, 2), { player: 1, left: true });
 * ```
 */
export function parseEntry(value: unknown, players: number): Entry {
  const { player, move, value: choice, left, timedOut } = object(
    value,
    "an entry",
  );
  if (!isCount(player) || player >= players) throw bad("player of an entry");
  const late = timedOut === true ? { timedOut } as const : {};
  if (left === true) return { player, left, ...late };
  if (typeof move !== "string" || move.length > MAX_NAME) {
    throw bad("move of an entry");
  }
  if (
    typeof choice !== "boolean" && typeof choice !== "number" &&
    !(typeof choice === "string" && choice.length <= MAX_NAME)
  ) throw bad("value of an entry");
  return { player, move, value: choice, ...late };
}

function object(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new RecordError(`Cannot read record: ${what} is not an object`);
  }
  return value as Record<string, unknown>;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function bad(what: string): RecordError {
  return new RecordError(`Cannot read record: the ${what} cannot be used`);
}
