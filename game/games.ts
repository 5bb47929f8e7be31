// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { blackjack } from "./blackjack.ts";
import type { AnyGameKind } from "./game_kind.ts";
import { nashBargain } from "./nash_bargain.ts";
import { prisonersDilemma } from "./prisoners_dilemma.ts";
import { rockPaperScissors } from "./rock_paper_scissors.ts";
import { truc } from "./truc.ts";
import { ultimatum } from "./ultimatum.ts";

/**
 * All games of the house, by name.
 *
 * @example Usage
 * ```ts
 * import { GAMES } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(GAMES.get("truc")?.title, "Truc");
 * ```
 */
export const GAMES: ReadonlyMap<string, AnyGameKind> = new Map(
  [
    rockPaperScissors,
    nashBargain,
    ultimatum,
    prisonersDilemma,
    truc,
    blackjack,
  ].map((kind: AnyGameKind) => [kind.name, kind]),
);
