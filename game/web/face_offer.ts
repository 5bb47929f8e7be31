// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Child, div, type Markup, p, span } from "../../ml/mod.ts";
import { listOf } from "./_words.ts";
import { coinText } from "./coins.ts";
import type { OfferView, TableView } from "./table_view.ts";

/** Up to how many numbers are offered as buttons rather than in a field. */
const MAX_NUMBERS = 21;

/** What the panel of an offer says. */
export interface PanelOptions {
  /**
   * The question, for where the table says most of it already.
   *
   * @default {the words of the game}
   */
  readonly question?: (offer: OfferView) => string;
}

/**
 * What the viewer is asked, with what can be answered; or for whom the table
 * waits.
 *
 * @typeParam T What all may see of the state.
 * @typeParam H What a player alone may see of the state.
 * @param view What the viewer may see.
 * @param answers Makes what can be answered; {@linkcode choiceButtons}, if not given.
 * @param options The question.
 * @returns The markup; nothing where nobody is asked any more.
 *
 * @example Usage
 * ```ts
 * import { type Face, gameSite, Lobby, offerPanel } from "@tpd2/tpd2/game";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const face: Face = (view) => [offerPanel(view)];
 * const lobby = new Lobby();
 * const games = gameSite(lobby, { faces: new Map([["ultimatum", face]]) });
 * const table = lobby.exhibit("ultimatum");
 * await lobby.rest();
 * const response = await games.fetch(new Request(`http://localhost/table/${table.id}`));
 * assertStringIncludes(await response.text(), "Waiting for ");
 * await lobby.close();
 * ```
 */
export function offerPanel<T extends object, H extends object>(
  view: TableView<T, H>,
  answers: (offer: OfferView) => Child = choiceButtons,
  options: PanelOptions = {},
): Markup<"div"> | null {
  const { id, offer, result, isReplay } = view;
  if (offer === undefined && (result !== undefined || isReplay)) return null;
  const question = `${id}-question`;
  if (offer === undefined) {
    return div({ class: "offer waiting" }, p(waitingText(view)));
  }
  return div(
    { class: "offer", role: "group", "aria-labelledby": question },
    p(
      { class: "question", id: question },
      options.question?.(offer) ?? offer.question,
    ),
    clockOf(view, offer),
    answers(offer),
  );
}

function waitingText({ players, speech }: TableView): string {
  const waiting = players.filter((player) => player.isToMove)
    .map(({ player }) => speech.name(player));
  return waiting.length === 0 ? "…" : `Waiting for ${listOf(waiting)}.`;
}

/** A line that gets shorter, as does the time to move. */
function clockOf(view: TableView, { timeLeft }: OfferView): Child {
  if (timeLeft === null) return null;
  const { announcements, id } = view;
  return span({
    class: "clock",
    id: `${id}-clock-${announcements.length}`,
    style: { "--time": `${Math.max(0, Math.round(timeLeft))}ms` },
    "aria-hidden": true,
  });
}

/**
 * A button for each choice; a field where there are many numbers.
 *
 * @param offer What is offered.
 * @returns The markup.
 *
 * @example Usage
 * ```ts
 * import { choiceButtons, type Face, gameSite, Lobby, offerPanel } from "@tpd2/tpd2/game";
 * import { TestBrowser } from "@tpd2/tpd2/page/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const face: Face = (view) => [offerPanel(view, choiceButtons)];
 * const lobby = new Lobby();
 * const faces = new Map([["rock-paper-scissors", face]]);
 * const page = await new TestBrowser(gameSite(lobby, { faces })).open("/");
 * await page.press("Play Rock, paper, scissors");
 * await page.press("Play with robots now");
 * await page.press("paper");
 * assertEquals(page.status, 200);
 * await lobby.close();
 * ```
 */
export function choiceButtons(offer: OfferView): Markup {
  const { choices } = offer;
  const isNumber = choices.describe().type === "integer";
  if (isNumber && choices.count > MAX_NUMBERS) return offer.numberForm();
  const values = Array.from({ length: choices.count }, (_, i) => choices.at(i));
  return div(
    { class: isNumber ? "numbers" : "choices" },
    values.map((value) => offer.button(value)),
  );
}

/**
 * Buttons for the numbers that are offered; a field where there are many.
 *
 * @param offer What is offered, which must be integers.
 * @param verb What is done with the number: `Demand`.
 * @returns The markup.
 *
 * @example Usage
 * ```ts
 * import { type Face, gameSite, Lobby, numberButtons, offerPanel } from "@tpd2/tpd2/game";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const face: Face = (view) => [offerPanel(view, (offer) => numberButtons(offer, "Demand"))];
 * const lobby = new Lobby();
 * const games = gameSite(lobby, { faces: new Map([["ultimatum", face]]) });
 * const table = lobby.exhibit("ultimatum");
 * await lobby.rest();
 * const response = await games.fetch(new Request(`http://localhost/table/${table.id}`));
 * assertStringIncludes(await response.text(), "Waiting for ");
 * await lobby.close();
 * ```
 */
export function numberButtons(offer: OfferView, verb: string): Markup {
  const { choices } = offer;
  if (choices.count > MAX_NUMBERS) {
    return offer.numberForm({ label: `${verb} how many coins?`, submit: verb });
  }
  const values = Array.from(
    { length: choices.count },
    (_, i) => choices.at(i) as number,
  );
  return div(
    { class: "numbers" },
    values.map((value) =>
      offer.button(value, {
        label: value,
        class: "number",
        description: `${verb} ${coinText(value)}`,
      })
    ),
  );
}
