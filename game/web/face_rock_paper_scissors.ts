// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { div, p, span } from "../../ml/mod.ts";
import type { Sign, SignsMessage } from "../rock_paper_scissors.ts";
import { picture } from "./_pictures.ts";
import { offerPanel } from "./face_offer.ts";
import { lastMessage, story, tableSurface } from "./face_parts.ts";
import type { Face } from "./table_view.ts";

const SIGNS: readonly Sign[] = ["rock", "paper", "scissors"];

/** The face of rock, paper, scissors: two signs, shown at the same time. */
export const rockPaperScissorsFace: Face = (view) => {
  const signs = lastMessage<SignsMessage>(view, "signs")?.signs;
  return [
    tableSurface(view, {
      middle: signs === undefined ? p({ class: "versus" }, "against") : null,
      before({ player, isToMove }) {
        const sign = signs?.[player];
        return div(
          { class: "shown" },
          sign === undefined
            ? span(
              { class: ["fist", !isToMove && "ready"] },
              isToMove ? "?" : "chosen",
            )
            : picture(sign, {
              label: sign,
              id: `${view.id}-sign-${player}`,
              class: ["sign", "big", "dealt"],
            }),
        );
      },
    }),
    offerPanel(view, (offer) =>
      div(
        { class: "choices" },
        SIGNS.map((sign) =>
          offer.button(sign, {
            label: [picture(sign), span(sign)],
            class: "picture",
          })
        ),
      )),
    story(view),
  ];
};
