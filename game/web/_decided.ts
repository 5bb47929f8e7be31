// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Child, span } from "../../ml/mod.ts";

/** Says of one who moves in secret that they have. */
export function decidedOf(isToMove: boolean): Child {
  return isToMove ? null : span({ class: "note ready" }, "has decided");
}
