// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  b,
  caption,
  type Child,
  div,
  type Markup,
  small,
  table,
  tbody,
  td,
  th,
  thead,
  tr,
} from "../../ml/mod.ts";
import type { DilemmaTable, LoyaltyMessage } from "../prisoners_dilemma.ts";
import { decidedOf } from "./_decided.ts";
import { picture } from "./_pictures.ts";
import { numberText } from "./_words.ts";
import { offerPanel } from "./face_offer.ts";
import { lastMessage, story, tableSurface } from "./face_parts.ts";
import type { Face, OfferView } from "./table_view.ts";

/** The face of the prisoner's dilemma: what is at stake, and who was true. */
export const prisonersDilemmaFace: Face<DilemmaTable> = (view) => {
  const said = lastMessage<LoyaltyMessage>(view, "loyalty");
  return [
    tableSurface(view, {
      middle: stakesOf(view.table, view.players.length - 1, said?.cooperated),
      before: ({ player, isToMove }) =>
        div(
          { class: "shown" },
          said === undefined
            ? decidedOf(isToMove)
            : deedOf(view.id, player, said.cooperated[player]!),
        ),
    }),
    offerPanel(view, answersOf, { question: () => "Do you cooperate?" }),
    story(view),
  ];
};

function deedOf(id: string, player: number, isLoyal: boolean): Child {
  return picture(isLoyal ? "dove" : "dagger", {
    label: isLoyal ? "cooperated" : "betrayed",
    id: `${id}-deed-${player}`,
    class: ["sign", "big", "dealt"],
  });
}

/** What each deed brings, by how many others betray. */
function stakesOf(
  stakes: Partial<DilemmaTable>,
  others: number,
  cooperated: readonly boolean[] | undefined,
): Markup | null {
  const { share, grab, penalty, bigPenalty } = stakes;
  if (
    share === undefined || grab === undefined || penalty === undefined ||
    bigPenalty === undefined
  ) return null;
  const traitors = cooperated?.filter((loyal) => !loyal).length;
  // For whom it is told: how many of the others betray, and what they do.
  const columns = others === 1
    ? ["the other cooperates", "the other betrays"]
    : ["all others cooperate", "one betrays", "more betray"];
  const rows: [string, boolean, number[]][] = [
    ["You cooperate", true, [share, -penalty, -bigPenalty]],
    ["You betray", false, [grab, -bigPenalty, -bigPenalty]],
  ];
  return table(
    { class: "stakes" },
    caption("What it brings you, in coins"),
    thead(
      tr(td(), columns.map((text) => th({ scope: "col" }, text))),
    ),
    tbody(rows.map(([name, isLoyal, values]) =>
      tr(
        th({ scope: "row" }, name),
        values.slice(0, columns.length).map((value, i) => {
          const isCase = traitors !== undefined &&
            happened(cooperated!, isLoyal, i);
          return td(
            {
              class: [
                value > 0 ? "gain" : value < 0 ? "loss" : "even",
                isCase && "happened",
              ],
            },
            value > 0 ? `+${value}` : numberText(value),
          );
        }),
      )
    )),
  );
}

/** Whether somebody did so while that many others (two for more) betrayed. */
function happened(
  cooperated: readonly boolean[],
  isLoyal: boolean,
  traitors: number,
): boolean {
  return cooperated.some((loyal, player) => {
    const others = cooperated.filter((other, i) => i !== player && !other);
    return loyal === isLoyal && Math.min(others.length, 2) === traitors;
  });
}

function answersOf(offer: OfferView): Child {
  return div(
    { class: "choices" },
    offer.button(true, {
      label: [picture("dove"), b("Cooperate"), small("trust them")],
      class: "picture",
    }),
    offer.button(false, {
      label: [picture("dagger"), b("Betray"), small("before they do")],
      class: "picture",
    }),
  );
}
