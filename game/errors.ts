// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * Somebody tried a move that was not offered: none of the choices, not their
 * turn, or too late. Nothing has happened to the game.
 *
 * @example Usage
 * ```ts
 * import { IllegalMoveError } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new IllegalMoveError("Cannot move: not your turn").name, "IllegalMoveError");
 * ```
 */
export class IllegalMoveError extends Error {
  /** The error's name. */
  override readonly name = "IllegalMoveError";
}

/**
 * The record of a game does not fit its rules: it was changed, or cut, or is
 * none at all.
 *
 * @example Usage
 * ```ts
 * import { RecordError } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new RecordError("Cannot read record: no seed").name, "RecordError");
 * ```
 */
export class RecordError extends Error {
  /** The error's name. */
  override readonly name = "RecordError";
}

/**
 * A controller can play no longer: its process ended, its person went away.
 *
 * @example Usage
 * ```ts
 * import { ControllerGoneError } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new ControllerGoneError("Cannot move: gone").name, "ControllerGoneError");
 * ```
 */
export class ControllerGoneError extends Error {
  /** The error's name. */
  override readonly name = "ControllerGoneError";
}
