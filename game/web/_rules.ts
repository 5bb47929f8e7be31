// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Child, p } from "../../ml/mod.ts";
import type { AnyGameKind } from "../game_kind.ts";

/** The rules of a game, for people. */
export function rulesMarkup({ rules }: AnyGameKind): Child {
  return rules.split(/\n\s*\n/).map((paragraph) => p(paragraph));
}

/** How many can play a game. */
export function seatsText({ seats: { least, most } }: AnyGameKind): string {
  return least === most
    ? `For ${least} players`
    : `For ${least} to ${most} players`;
}
