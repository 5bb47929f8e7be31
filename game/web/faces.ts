// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { blackjack } from "../blackjack.ts";
import { nashBargain } from "../nash_bargain.ts";
import { prisonersDilemma } from "../prisoners_dilemma.ts";
import { rockPaperScissors } from "../rock_paper_scissors.ts";
import { truc } from "../truc.ts";
import { ultimatum } from "../ultimatum.ts";
import { blackjackFace } from "./face_blackjack.ts";
import { nashBargainFace } from "./face_nash_bargain.ts";
import { prisonersDilemmaFace } from "./face_prisoners_dilemma.ts";
import { rockPaperScissorsFace } from "./face_rock_paper_scissors.ts";
import { trucFace } from "./face_truc.ts";
import { ultimatumFace } from "./face_ultimatum.ts";
import type { Face } from "./table_view.ts";

/**
 * The faces of the games of the house, by the games' names.
 *
 * @example Usage
 * ```ts
 * import { FACES, GAMES } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(FACES.size, GAMES.size);
 * ```
 */
export const FACES: ReadonlyMap<string, Face> = new Map<string, Face>([
  [rockPaperScissors.name, rockPaperScissorsFace],
  [nashBargain.name, nashBargainFace],
  [ultimatum.name, ultimatumFace],
  [prisonersDilemma.name, prisonersDilemmaFace],
  [truc.name, trucFace],
  [blackjack.name, blackjackFace],
]);
