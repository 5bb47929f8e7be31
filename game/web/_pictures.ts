// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Markup, renderToString, svg } from "../../ml/mod.ts";
import { deckOf, RANKS } from "../cards.ts";
import { type Asset, asset } from "./_asset.ts";
import { drawBack, drawCard } from "./_card_drawing.ts";
import { SIGN_DRAWINGS } from "./_sign_drawings.ts";

/** How wide and high cards are drawn, in units of their own. */
const CARD_BOX = "0 0 200 280";

/** How wide and high all other pictures are drawn. */
const SIGN_BOX = "0 0 100 100";

/**
 * All pictures in one file: it is fetched once, and a card in a page or in a
 * fragment is no more than a reference into it.
 */
export const PICTURES: Asset = asset(
  "/pictures.svg",
  "image/svg+xml",
  `<svg xmlns="http://www.w3.org/2000/svg">${
    renderToString([
      deckOf(RANKS).map((card) =>
        svg.symbol({ id: card, viewBox: CARD_BOX }, drawCard(card))
      ),
      svg.symbol({ id: "back", viewBox: CARD_BOX }, drawBack()),
      Object.entries(SIGN_DRAWINGS).map(([name, draw]) =>
        svg.symbol({ id: name, viewBox: SIGN_BOX }, draw())
      ),
    ])
  }</svg>\n`,
);

/** How a picture stands in a page. */
export interface PictureOptions {
  /** What it shows, in words; where absent, the words stand beside it. */
  readonly label?: string | undefined;
  readonly id?: string | undefined;
  readonly class?: readonly (string | undefined)[] | undefined;
}

/** A picture by its name. */
export function picture(
  name: string,
  options: PictureOptions = {},
): Markup<"svg"> {
  const { label } = options;
  return svg.svg(
    {
      id: options.id,
      class: options.class ?? ["sign"],
      role: label === undefined ? undefined : "img",
      "aria-label": label,
      "aria-hidden": label === undefined ? true : undefined,
    },
    svg.use({ href: `${PICTURES.url}#${name}` }),
  );
}
