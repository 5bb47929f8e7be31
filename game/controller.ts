// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Announcement } from "./announcement.ts";
import type { Choice, Choices } from "./choices.ts";
import type { IllegalMoveError } from "./errors.ts";
import type { Nothing } from "./game.ts";

/**
 * What one player, or one who only watches, can see.
 *
 * @typeParam T What all may see of the state.
 * @typeParam H What a player alone may see.
 */
export interface View<T extends object = Nothing, H extends object = Nothing> {
  /** The player, or `undefined` for one who only watches. */
  readonly player: number | undefined;
  /** The players' names, as they are now. */
  readonly names: readonly string[];
  /** The coins each player has. */
  readonly coins: readonly number[];
  /** What has been shown to all. */
  readonly table: Readonly<T>;
  /** What has been shown to this player alone. */
  readonly hand: Readonly<H>;
}

/**
 * A move that a player is asked for.
 *
 * @typeParam T What all may see of the state.
 * @typeParam H What a player alone may see.
 */
export interface Turn<T extends object = Nothing, H extends object = Nothing>
  extends View<T, H> {
  /** Who is to move. */
  readonly player: number;
  /** Which question of the game this is, counted from 1. */
  readonly turn: number;
  /** The name of the move. */
  readonly move: string;
  /** What may be chosen. */
  readonly choices: Choices;
}

/**
 * Whoever makes a player's moves: a robot, a person on the web or at a
 * terminal, a process elsewhere, or nobody yet.
 */
export interface Controller {
  /** The player's name. */
  readonly name: string;
  /**
   * Chooses a move. What is not offered is refused and asked for again.
   *
   * @param turn What is asked and what can be seen.
   * @param signal Aborted when an answer would come too late.
   * @returns The choice, at once or later.
   * @throws {ControllerGoneError} If it can play no longer.
   */
  choose(turn: Turn, signal: AbortSignal): Choice | Promise<Choice>;
  /**
   * Hears what the player is to know.
   *
   * @param announcement What was said.
   */
  hear?(announcement: Announcement): void;
  /**
   * Learns that its choice was refused.
   *
   * @param error Why.
   */
  refused?(error: IllegalMoveError): void;
}
