// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** What speaks on a connection; attached when the connection is first yielded. */
export interface Protocol {
  /** The protocol's name and what it is at, for people: `http: reading head`. */
  readonly phase: string;
}
