// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** A person as a lobby knows them. */
export interface Guest {
  /**
   * What tells them from all others: what {@linkcode hashSecret} made of
   * something that only they know, 64 hexadecimal digits.
   */
  readonly id: string;
  /** What they are called. */
  readonly name: string;
  /** The coins that they have. */
  readonly coins: number;
}

/** The same, where it may be changed. @internal */
export type GuestRecord = { -readonly [Key in keyof Guest]: Guest[Key] };
