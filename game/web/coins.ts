// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { i, type Markup, span } from "../../ml/mod.ts";
import { picture } from "./_pictures.ts";
import { numberText } from "./_words.ts";

/** How many coins lie on one another. */
const STACK = 5;

const FULL_STACK: Markup = i();

/** How many coins a heap shows at most; it says how many there are. */
const MAX_SHOWN = 60;

/**
 * A number of coins in words.
 *
 * @param count How many.
 * @returns The words.
 *
 * @example Usage
 * ```ts
 * import { coinText } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(coinText(1), "1 coin");
 * assertEquals(coinText(-3), "−3 coins");
 * ```
 */
export function coinText(count: number): string {
  const many = Math.abs(count) === 1 ? "coin" : "coins";
  return `${numberText(count)} ${many}`;
}

/**
 * A number of coins, for a line of text.
 *
 * @param count How many.
 * @returns The number beside a coin.
 *
 * @example Usage
 * ```ts
 * import { coinCount } from "@tpd2/tpd2/game";
 * import { renderToString } from "@tpd2/tpd2/ml";
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch(renderToString(coinCount(7)), /7<span class="unseen"> coins<\/span>/);
 * ```
 */
export function coinCount(count: number): Markup<"span"> {
  const [number, word] = coinText(count).split(" ") as [string, string];
  return span(
    { class: "coins" },
    picture("coin"),
    number,
    span({ class: "unseen" }, ` ${word}`),
  );
}

/**
 * Coins won or lost, with their sign.
 *
 * @param amount How many; negative where they were lost.
 * @param id The id of its element; with a new one it appears anew.
 * @returns The number.
 *
 * @example Usage
 * ```ts
 * import { coinChange } from "@tpd2/tpd2/game";
 * import { renderToString } from "@tpd2/tpd2/ml";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(renderToString(coinChange(5)), "+5");
 * ```
 */
export function coinChange(amount: number, id?: string): Markup<"span"> {
  const sign = amount > 0 ? "gain" : amount < 0 ? "loss" : "even";
  return span(
    { class: ["change", sign], id },
    (amount > 0 ? "+" : "") + numberText(amount),
    span({ class: "unseen" }, " coins"),
  );
}

/**
 * A heap of coins to look at, in stacks of five.
 *
 * @param count How many.
 * @param label What it is, before the number: `In the pot`.
 * @returns The heap.
 *
 * @example Usage
 * ```ts
 * import { coinHeap } from "@tpd2/tpd2/game";
 * import { renderToString } from "@tpd2/tpd2/ml";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(renderToString(coinHeap(12)), 'aria-label="12 coins"');
 * ```
 */
export function coinHeap(count: number, label?: string): Markup<"span"> {
  const shown = Math.max(0, Math.min(count, MAX_SHOWN));
  const rest = shown % STACK;
  const stacks = [
    Array.from({ length: Math.floor(shown / STACK) }, () => FULL_STACK),
    rest > 0 ? i({ class: `high-${rest}` }) : null,
  ];
  const text = coinText(count);
  return span(
    {
      class: "heap",
      role: "img",
      "aria-label": label === undefined ? text : `${label}: ${text}`,
    },
    stacks,
  );
}
