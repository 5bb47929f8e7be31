// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** A command line that cannot be followed. */
export class UsageError extends Error {
  /** The error's name. */
  override readonly name = "UsageError";
}
