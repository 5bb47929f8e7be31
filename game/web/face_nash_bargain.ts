// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Child, div, type Markup, p, span } from "../../ml/mod.ts";
import type { DemandsMessage, NashTable } from "../nash_bargain.ts";
import { decidedOf } from "./_decided.ts";
import { costText } from "./_words.ts";
import { coinCount, coinHeap } from "./coins.ts";
import { numberButtons, offerPanel } from "./face_offer.ts";
import { lastMessage, story, tableSurface } from "./face_parts.ts";
import type { Face, TableView } from "./table_view.ts";

/** The face of Nash's bargain: a pot, and afterwards who wanted how much of it. */
export const nashBargainFace: Face<NashTable> = (view) => {
  const { table: { pot, penalty } } = view;
  const said = lastMessage<DemandsMessage>(view, "demands");
  return [
    tableSurface(view, {
      middle: pot === undefined ? null : [
        div({ class: "pot" }, coinHeap(pot, "In the pot"), coinCount(pot)),
        said === undefined
          ? p({ class: "terms" }, costText("Too much", penalty!))
          : demandsOf(view, said, pot),
      ],
      before: ({ player, isToMove }) =>
        div(
          { class: "shown" },
          said === undefined ? decidedOf(isToMove) : [
            span({ class: "note" }, "demanded"),
            " ",
            coinCount(said.demands[player]!),
          ],
        ),
    }),
    offerPanel(view, (offer) => numberButtons(offer, "Demand")),
    story(view),
  ];
};

/** The demands, laid side by side along the pot. */
function demandsOf(
  { id, players }: TableView<NashTable>,
  { demands, agreed }: DemandsMessage,
  pot: number,
): Child {
  const sum = demands.reduce((sum, one) => sum + one);
  const whole = Math.max(sum, pot, 1);
  const parts: Markup[] = demands.map((demand, player) =>
    span({
      class: [`part part-${player % 5}`],
      style: { "--share": `${demand / whole * 100}%` },
    }, demand > 0 ? players[player]!.name : null)
  );
  return div(
    { class: ["demands", agreed ? "enough" : "too-much"], id: `${id}-bar` },
    div({ class: "parts", "aria-hidden": true }, parts),
    div(
      { class: "measure", style: { "--share": `${pot / whole * 100}%` } },
      `pot ${pot}`,
    ),
    p(`${agreed ? "Enough" : "Too much"}: ${sum} of ${pot}`),
  );
}
