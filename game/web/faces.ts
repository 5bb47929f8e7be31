// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Face } from "./table_view.ts";

/** The faces of the games of the house, by the games' names. */
export const FACES: ReadonlyMap<string, Face> = new Map<string, Face>([]);
