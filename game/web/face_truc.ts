// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  b,
  type Child,
  div,
  li,
  type Markup,
  ol,
  p,
  small,
  span,
} from "../../ml/mod.ts";
import { CARDS, CHIPS, TRUC_RANKS } from "../_truc_rules.ts";
import type { TrucHand, TrucTable } from "../truc.ts";
import { type Round, type Rubber, rubbersOf } from "./_truc_rubbers.ts";
import { cardBack, cardFace, cardName } from "./card_face.ts";
import { offerPanel } from "./face_offer.ts";
import { story, tableSurface } from "./face_parts.ts";
import type { Face, OfferView, PlayerView, TableView } from "./table_view.ts";

type View = TableView<TrucTable, TrucHand>;

/** Suits do not matter: this is all there is to know of the cards. */
const ORDER: Markup = p(
  { class: "order" },
  `From high to low: ${
    TRUC_RANKS.map((rank) => rank === "T" ? "10" : rank).join(" ")
  }`,
);

/** The face of truc: three cards each, the rounds side by side, and the stake. */
export const trucFace: Face<TrucTable, TrucHand> = (view) => {
  const { now, before } = rubbersOf(view.announcements);
  const shown = now ?? { start: 0, rounds: [], end: undefined };
  // Cards are dealt at once when a rubber is over: how it ended stays in view.
  const isFresh = shown.rounds.length === 0;
  return [
    tableSurface(view, {
      middle: [
        roundsOf(view, shown),
        stakeOf(view.table),
        isFresh && before !== undefined ? lastRubberOf(view, before) : null,
      ],
      before: (player) => [
        scoreOf(view.table, player),
        view.result === undefined ? handOf(view, player, shown) : null,
      ],
    }),
    offerPanel(
      view,
      (offer) => answersOf(view, offer),
      { question: (offer) => questionOf(view, offer) },
    ),
    ORDER,
    story(view),
  ];
};

/** The rounds side by side: the nearest player's card upon the other's. */
function roundsOf(view: View, { rounds, start }: Rubber): Markup<"ol"> {
  const near = view.viewer ?? 0;
  function cardOf(round: Round | undefined, player: number): Child {
    const card = round?.cards[player];
    if (card === undefined) return span({ class: "slot" });
    const from = player === near ? "from-below" : "from-above";
    return cardFace(card, {
      id: `${view.id}-played-${start}-${card}`,
      class: from + mark(round, player),
    });
  }
  return ol(
    { class: "rounds", "aria-label": "Rounds of this rubber" },
    Array.from({ length: CARDS }, (_, index) => {
      const round = rounds[index];
      return li(
        { class: "round", id: `${view.id}-round-${start}-${index}` },
        div({ class: "pair" }, cardOf(round, 1 - near), cardOf(round, near)),
        small(textOf(view, round, index)),
      );
    }),
  );
}

function mark(round: Round | undefined, player: number): string {
  if (round?.winner === undefined) return "";
  return round.winner === player ? " winning" : " losing";
}

function textOf(view: View, round: Round | undefined, index: number): string {
  if (round?.winner === undefined) return `round ${index + 1}`;
  if (round.winner === null) return "tie";
  return view.speech.does(round.winner, "win");
}

function stakeOf({ stake = 1, raised }: View["table"]): Markup<"p"> {
  return p(
    { class: ["stake", raised ? "raised" : null] },
    "Stake ",
    b(chipText(stake)),
    raised ? [" → ", b(raised), "?"] : null,
  );
}

function chipText(count: number): string {
  return count === 1 ? "1 chip" : `${count} chips`;
}

/** How the rubber before ended, with its cards made small. */
function lastRubberOf(view: View, { rounds, end }: Rubber): Child {
  if (end === undefined) return null;
  const { winner, stake, folded } = end;
  const text = winner === null
    ? "Nobody won the last rubber."
    : `${view.speech.does(winner, "win")} the last rubber: +${chipText(stake)}${
      folded ? ", by a fold" : ""
    }.`;
  const cards = rounds.flatMap((round) => {
    const { cards } = round;
    return [1 - (view.viewer ?? 0), view.viewer ?? 0].map((player) => {
      const card = cards[player];
      return card && cardFace(card, { class: `mini${mark(round, player)}` });
    });
  });
  return div(
    {
      class: "last-rubber",
      id: `${view.id}-last-${view.announcements.length}`,
    },
    p(text),
    cards.length === 0 ? null : div({ class: "minis" }, cards),
  );
}

/** Twelve holes, with chips in those that were won: the style draws both. */
function scoreOf(
  { scores }: View["table"],
  { player }: PlayerView<TrucHand>,
): Child {
  const score = scores?.[player] ?? 0;
  return span(
    {
      class: `chips chips-${score}`,
      role: "img",
      "aria-label": `${score} of ${CHIPS} chips`,
    },
    score,
  );
}

/** A player's cards: open where the viewer may see them. */
function handOf(
  view: View,
  player: PlayerView<TrucHand>,
  rubber: Rubber,
): Child {
  const { id, offer } = view;
  const { hand } = player.hand;
  const isAsked = player.isViewer && offer?.move === "play";
  if (isAsked) return null;
  if (hand === undefined) {
    const played = rubber.rounds.filter(({ cards }) =>
      cards[player.player] !== undefined
    );
    return div(
      { class: "hand" },
      Array.from(
        { length: CARDS - played.length },
        (_, i) =>
          cardBack({ id: `${id}-back-${player.player}-${rubber.start}-${i}` }),
      ),
    );
  }
  return div(
    { class: "hand" },
    hand.map((card) =>
      cardFace(card, { id: `${id}-held-${rubber.start}-${card}` })
    ),
  );
}

function answersOf(view: View, offer: OfferView): Child {
  switch (offer.move) {
    case "play":
      return div(
        { class: "hand choices" },
        offer.choices.describe().type === "one-of"
          ? (view.hand.hand ?? []).map((card) =>
            offer.button(card, {
              label: cardFace(card),
              class: "card-button",
              description: `Play the ${cardName(card)}`,
            })
          )
          : null,
      );
    case "raise":
      return raisesOf(view.table, offer);
    default:
      return yesNoOf(view.table, offer);
  }
}

/** The cards and the stake lie on the table: only what is new is said. */
function questionOf({ table, speech, viewer }: View, offer: OfferView): string {
  switch (offer.move) {
    case "change":
      return "Do you want other cards?";
    case "raise":
      return "Do you raise the stake?";
    case "accept": {
      const raises = speech.does(1 - (viewer ?? 0), "raise");
      return `${raises} the stake to ${table.raised}. Do you accept?`;
    }
    default:
      return offer.question;
  }
}

function raisesOf({ stake = 1 }: View["table"], offer: OfferView): Child {
  const { choices } = offer;
  const values = Array.from({ length: choices.count }, (_, i) => choices.at(i));
  return div(
    { class: "choices raises" },
    offer.button(stake, {
      label: [b("Go on"), " ", small(`for ${chipText(stake)}`)],
      class: "yes",
    }),
    span("or raise to"),
    values.filter((value) => value !== stake).map((value) =>
      offer.button(value, {
        label: value as number,
        class: "bold",
        description: `Raise the stake to ${value}`,
      })
    ),
  );
}

function yesNoOf(
  { stake = 1, raised }: View["table"],
  offer: OfferView,
): Child {
  const [yes, no] = offer.move === "change"
    ? [["New cards", "if both want"], ["Keep them", ""]]
    : [
      ["Accept", `play for ${chipText(raised ?? stake)}`],
      ["Fold", `they win ${chipText(stake)}`],
    ];
  return div(
    { class: "choices" },
    offer.button(true, {
      label: [b(yes![0]), " ", small(yes![1])],
      class: "yes",
    }),
    offer.button(false, {
      label: [b(no![0]), " ", small(no![1])],
      class: "no",
    }),
  );
}
