// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Choice } from "./choices.ts";

/** The least that a message says: what kind of message it is. */
export interface Message {
  /** The kind. */
  readonly type: string;
}

/** How a game came to its end. */
export type Ending =
  /** The rules say so. */
  | "played"
  /** Somebody left. */
  | "left"
  /** The rules were changed while it was waiting to go on. */
  | "rules-changed"
  /** It took more moves than a table allows. */
  | "too-long";

/** What came of a game. */
export interface Outcome {
  /** The player who won; nobody did where it is absent. */
  readonly winner?: number | undefined;
}

/** What a table says in every game, besides what the game itself says. */
export type TableMessage =
  | {
    readonly type: "started";
    readonly game: string;
    readonly names: readonly string[];
    readonly coins: readonly number[];
  }
  | {
    /** Something of the state became visible to the audience. */
    readonly type: "shown";
    /** On the table, for all; in the hand of a player, for that one. */
    readonly where: "table" | "hand";
    readonly values: Readonly<Record<string, unknown>>;
  }
  | {
    readonly type: "moved";
    readonly player: number;
    readonly move: string;
    readonly value: Choice;
  }
  | {
    readonly type: "paid";
    readonly player: number;
    /** Coins won; negative where they were lost. */
    readonly amount: number;
    /** The coins the player has now. */
    readonly coins: number;
  }
  | {
    readonly type: "left";
    readonly player: number;
    /** Whether the clock decided so. */
    readonly timedOut: boolean;
  }
  | {
    readonly type: "timed-out";
    readonly player: number;
    readonly move: string;
  }
  | {
    /** Said between the moves; never among the announcements of a table. */
    readonly type: "talked";
    readonly player: number;
    readonly text: string;
  }
  | {
    readonly type: "ended";
    readonly ending: Ending;
    readonly winner: number | undefined;
  };

/**
 * A message and who is to know.
 *
 * @typeParam M What the game itself says.
 */
export interface Announcement<M extends Message = Message> {
  /** `"all"`, or the only player to know. */
  readonly to: "all" | number;
  /** How many moves had been made before. */
  readonly step: number;
  /** The message. */
  readonly message: TableMessage | M;
}

/**
 * Whether somebody is to know of an announcement.
 *
 * @param announcement The announcement.
 * @param player The player, or `undefined` for one who only watches.
 * @returns Whether it is for them.
 *
 * @example Usage
 * ```ts
 * import { isFor } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const announcement = { to: 1, step: 0, message: { type: "hand" } };
 * assertEquals(isFor(announcement, 1), true);
 * assertEquals(isFor(announcement, undefined), false);
 * ```
 */
export function isFor(
  announcement: Announcement,
  player: number | undefined,
): boolean {
  return announcement.to === "all" || announcement.to === player;
}

/**
 * A copy of plain data, frozen, so that what was said stays said, whatever
 * the rules do to their arrays afterwards.
 *
 * @param value Plain JSON data.
 * @returns The copy.
 *
 * @example Usage
 * ```ts
 * import { frozen } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const hand = ["7H"];
 * const said = frozen({ hand });
 * hand.pop();
 * assertEquals(said, { hand: ["7H"] });
 * ```
 */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item) => frozen(item));
    return Object.freeze(items) as T;
  }
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) copy[key] = frozen(item);
  return Object.freeze(copy) as T;
}
