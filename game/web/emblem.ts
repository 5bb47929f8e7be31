// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Child, div } from "../../ml/mod.ts";
import { blackjack } from "../blackjack.ts";
import type { Card } from "../cards.ts";
import { nashBargain } from "../nash_bargain.ts";
import { prisonersDilemma } from "../prisoners_dilemma.ts";
import { rockPaperScissors } from "../rock_paper_scissors.ts";
import { truc } from "../truc.ts";
import { ultimatum } from "../ultimatum.ts";
import { picture } from "./_pictures.ts";
import { cardBack, cardFace } from "./card_face.ts";
import { coinHeap } from "./coins.ts";

function signs(...names: readonly string[]): Child {
  return names.map((name) => picture(name));
}

function cards(...names: readonly Card[]): Child {
  return names.map((name) => cardFace(name));
}

/** What is drawn over the name of each game of the house. */
const EMBLEMS: ReadonlyMap<string, () => Child> = new Map([
  [rockPaperScissors.name, () => signs("rock", "paper", "scissors")],
  [nashBargain.name, () => coinHeap(23)],
  [ultimatum.name, () => [coinHeap(14), coinHeap(5)]],
  [prisonersDilemma.name, () => signs("dove", "dagger")],
  [truc.name, () => cards("8S", "7H", "AC")],
  [blackjack.name, () => cards("AS", "KH")],
]);

/**
 * A picture of a game, to be recognised by. It says nothing that the name of the
 * game beside it does not say.
 *
 * @param name The name of the game; one that is not of the house gets a card.
 * @returns The picture.
 *
 * @example Usage
 * ```ts
 * import { emblemOf } from "@tpd2/tpd2/game";
 * import { renderToString } from "@tpd2/tpd2/ml";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(renderToString(emblemOf("truc")), "7 of hearts");
 * ```
 */
export function emblemOf(name: string): Child {
  const draw = EMBLEMS.get(name) ?? (() => cardBack());
  return div({ class: "emblem", "aria-hidden": true }, draw());
}
