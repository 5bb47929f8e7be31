// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * The connection is gone: the peer reset it or went away, or it was aborted.
 *
 * @example Usage
 * ```ts
 * import { ConnectionGoneError } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new ConnectionGoneError("Cannot read: reset").name, "ConnectionGoneError");
 * ```
 */
export class ConnectionGoneError extends Error {
  /** The error's name. */
  override readonly name = "ConnectionGoneError";
}

/**
 * A deadline passed before the peer did what it had to.
 *
 * @example Usage
 * ```ts
 * import { DeadlineError } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new DeadlineError("Cannot read: no input for 5 s").name, "DeadlineError");
 * ```
 */
export class DeadlineError extends Error {
  /** The error's name. */
  override readonly name = "DeadlineError";
}

/**
 * The peer stopped sending in the middle of something.
 *
 * @example Usage
 * ```ts
 * import { UnexpectedEndError } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new UnexpectedEndError("Cannot read").name, "UnexpectedEndError");
 * ```
 */
export class UnexpectedEndError extends Error {
  /** The error's name. */
  override readonly name = "UnexpectedEndError";
}
