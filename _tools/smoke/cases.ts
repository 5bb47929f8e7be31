// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** What is tried, by what is expected. */
export type Cases = Readonly<Record<string, () => void | Promise<void>>>;
