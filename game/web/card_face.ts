// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Markup } from "../../ml/mod.ts";
import { type Card, type Rank, rankOf, type Suit } from "../cards.ts";
import { picture } from "./_pictures.ts";

const RANK_NAMES: Readonly<Partial<Record<Rank, string>>> = {
  A: "ace",
  K: "king",
  Q: "queen",
  J: "jack",
  T: "10",
};

const SUIT_NAMES: Readonly<Record<Suit, string>> = {
  C: "clubs",
  D: "diamonds",
  H: "hearts",
  S: "spades",
};

/** How a card is shown. */
export interface CardFaceOptions {
  /**
   * The id of its element, by which it stays the same card when the page
   * changes; a card with a new id is dealt before the eyes of who looks.
   *
   * @default {undefined}
   */
  readonly id?: string | undefined;
  /**
   * More classes of its element.
   *
   * @default {undefined}
   */
  readonly class?: string | undefined;
}

/**
 * What a card is called by who cannot see it.
 *
 * @param card The card.
 * @returns Its name.
 *
 * @example Usage
 * ```ts
 * import { cardName } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(cardName("7H"), "7 of hearts");
 * assertEquals(cardName("AS"), "ace of spades");
 * ```
 */
export function cardName(card: Card): string {
  const rank = rankOf(card);
  return `${RANK_NAMES[rank] ?? rank} of ${SUIT_NAMES[card[1] as Suit]}`;
}

/**
 * A card that lies open.
 *
 * @param card The card.
 * @param options Its element.
 * @returns Its picture, with its name for those who cannot see it.
 *
 * @example Usage
 * ```ts
 * import { cardFace } from "@tpd2/tpd2/game";
 * import { renderToString } from "@tpd2/tpd2/ml";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(renderToString(cardFace("QD")), 'aria-label="queen of diamonds"');
 * ```
 */
export function cardFace(
  card: Card,
  options: CardFaceOptions = {},
): Markup<"svg"> {
  const colour = card[1] === "D" || card[1] === "H" ? "red" : "black";
  return picture(card, {
    label: cardName(card),
    id: options.id,
    class: ["card", colour, options.class],
  });
}

/**
 * A card that lies face down.
 *
 * @param options Its element.
 * @returns Its picture.
 *
 * @example Usage
 * ```ts
 * import { cardBack } from "@tpd2/tpd2/game";
 * import { renderToString } from "@tpd2/tpd2/ml";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(renderToString(cardBack()), 'aria-label="hidden card"');
 * ```
 */
export function cardBack(options: CardFaceOptions = {}): Markup<"svg"> {
  return picture("back", {
    label: "hidden card",
    id: options.id,
    class: ["card", "back", options.class],
  });
}
