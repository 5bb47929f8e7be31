// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** Why somebody could not have what they wanted in a lobby. */
export type LobbyReason =
  /** There is no such table or game, or it is not theirs to see. */
  | "unknown"
  /** It is too late: the game has begun, the seat is taken, the moment is over. */
  | "late"
  /** It is for those who sit at the table. */
  | "not-seated"
  /** There is too much of something already. */
  | "full"
  /** What they sent cannot be used. */
  | "malformed";

/**
 * Somebody wanted something in a lobby that they cannot have. Nothing has
 * happened; the message is for them to read.
 *
 * @example Usage
 * ```ts
 * import { LobbyError } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const error = new LobbyError("late", "Cannot sit down: all seats are taken");
 * assertEquals(error.reason, "late");
 * ```
 */
export class LobbyError extends Error {
  /** The error's name. */
  override readonly name = "LobbyError";
  /** Why, for programs. */
  readonly reason: LobbyReason;

  /**
   * Makes an error.
   *
   * @param reason Why, for programs.
   * @param message Why, for people.
   */
  constructor(reason: LobbyReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
