// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { b, type Child, div, p, small, span } from "../../ml/mod.ts";
import type { TableMessage } from "../announcement.ts";
import type { UltimatumTable } from "../ultimatum.ts";
import { costText, numberText } from "./_words.ts";
import { coinCount, coinHeap, coinText } from "./coins.ts";
import { numberButtons, offerPanel } from "./face_offer.ts";
import { lastMessage, story, tableSurface } from "./face_parts.ts";
import type { Face, OfferView } from "./table_view.ts";

type Moved = Extract<TableMessage, { type: "moved" }>;

/** The face of the ultimatum game: a pot, and the two parts that it is offered in. */
export const ultimatumFace: Face<UltimatumTable> = (view) => {
  const { table: { pot, penalty = 0, demand, proposer } } = view;
  const last = lastMessage<Moved>(view, "moved");
  const answer = last?.move === "accept" ? last.value : undefined;
  return [
    tableSurface(view, {
      middle: pot === undefined ? null : [
        demand === undefined
          ? div({ class: "pot" }, coinHeap(pot, "In the pot"), coinCount(pot))
          : null,
        answer === undefined
          ? p({ class: "terms" }, costText("A refusal", penalty))
          : p({ class: "stake" }, b(answer ? "Accepted" : "Refused")),
      ],
      before: ({ player }) =>
        pot === undefined || demand === undefined ? null : div(
          { class: "pot" },
          shareOf(
            player === proposer ? demand : pot - demand,
            player === proposer,
          ),
        ),
    }),
    offerPanel(
      view,
      (offer) =>
        offer.move === "accept"
          ? answersOf(offer, (pot ?? 0) - (demand ?? 0), penalty)
          : numberButtons(offer, "Demand"),
    ),
    story(view),
  ];
};

function shareOf(coins: number, isProposer: boolean): Child {
  const note = isProposer ? "demanded" : "offered";
  return [
    coinHeap(coins, isProposer ? "Demanded" : "Offered"),
    span({ class: "note" }, note),
    coinCount(coins),
  ];
}

function answersOf(offer: OfferView, rest: number, penalty: number): Child {
  return div(
    { class: "choices" },
    offer.button(true, {
      label: [b("Accept"), " ", small(`+${coinText(rest)} for you`)],
      class: "yes",
    }),
    offer.button(false, {
      label: [b("Refuse"), " ", small(`${numberText(-penalty)} for both`)],
      class: "no",
    }),
  );
}
