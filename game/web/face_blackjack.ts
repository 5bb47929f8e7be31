// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  b,
  type Child,
  details,
  div,
  type Markup,
  p,
  small,
  span,
  summary,
} from "../../ml/mod.ts";
import { isNatural, ROUNDS, valueOf, winnings } from "../_blackjack_hand.ts";
import type { Announcement, TableMessage } from "../announcement.ts";
import type { BlackjackHand, BlackjackTable } from "../blackjack.ts";
import type { Card } from "../cards.ts";
import { cardBack, cardFace } from "./card_face.ts";
import { coinCount, coinText } from "./coins.ts";
import { offerPanel } from "./face_offer.ts";
import { story, tableSurface } from "./face_parts.ts";
import type { Face, OfferView, TableView } from "./table_view.ts";

type View = TableView<BlackjackTable>;

/** Stakes that are offered as buttons; any other can be typed. */
const USUAL_STAKES: readonly number[] = [2, 4, 10, 20, 50];

const PLAYS: Readonly<Record<string, readonly [string, string]>> = {
  hit: ["Hit", "one more card"],
  stand: ["Stand", "enough"],
  double: ["Double", "stake × 2, one card"],
  split: ["Split", "two hands of it"],
};

/** The cards of one round, as they lie or lay on the table. */
interface Round {
  readonly round: number;
  readonly dealer: readonly Card[];
  readonly hands: readonly (readonly BlackjackHand[])[];
  readonly active: BlackjackTable["active"];
  /** Whether the dealer has drawn, and it is clear who won. */
  readonly isOver: boolean;
}

/** The face of blackjack: the dealer's cards, and each player's hands. */
export const blackjackFace: Face<BlackjackTable> = (view) => {
  const round = roundOf(view);
  return [
    tableSurface(view, {
      middle: round === undefined ? waitingOf() : dealerOf(view, round),
      before: ({ player }) =>
        div(
          { class: "hands" },
          (round?.hands[player] ?? []).map((hand, index) =>
            handOf(view, round!, { player, hand, index })
          ),
        ),
    }),
    offerPanel(
      view,
      (offer) => offer.move === "stake" ? stakesOf(offer) : playsOf(offer),
      { question: (offer) => questionOf(view, offer) },
    ),
    story(view),
  ];
};

/**
 * The round to show: that on the table, or the last one while new stakes are
 * made, so that everybody sees how it ended.
 */
function roundOf({ table, announcements }: View): Round | undefined {
  const { round = 1, hands = [], dealer = [], active = null } = table;
  if (hands.length > 0) {
    const end = announcements.findLastIndex(isEnd);
    const deal = announcements.findLastIndex(({ message }) =>
      String(message.type) === "dealt"
    );
    return { round, hands, dealer, active, isOver: end > deal };
  }
  const end = announcements.findLastIndex(isEnd);
  if (end < 0) return undefined;
  const before = { round: 1, hands, dealer, active: null, isOver: true };
  const wanted = new Set(["round", "hands", "dealer"]);
  for (let i = end; i >= 0 && wanted.size > 0; i--) {
    const message = announcements[i]!.message as TableMessage;
    if (message.type !== "shown" || message.where !== "table") continue;
    for (const [name, value] of Object.entries(message.values)) {
      if (wanted.delete(name)) Object.assign(before, { [name]: value });
    }
  }
  return before;
}

function isEnd({ message }: Announcement): boolean {
  return String(message.type) === "dealer";
}

function dealerOf({ id }: View, { round, dealer, isOver }: Round): Child {
  if (dealer.length === 0) return null;
  const { total } = valueOf(dealer);
  return div(
    { class: "dealer", role: "group", "aria-label": "The dealer" },
    span(
      { class: "note" },
      isOver ? `Round ${round} is over. ` : `Round ${round} of ${ROUNDS}. `,
      "Dealer ",
      b(isOver ? totalOf(total) : `${total} + ?`),
    ),
    div(
      { class: "hand fan" },
      dealer.map((card, i) =>
        cardFace(card, { id: `${id}-dealer-${round}-${i}` })
      ),
      isOver ? null : cardBack({ id: `${id}-dealer-${round}-back` }),
    ),
  );
}

function totalOf(total: number): string {
  return total > 21 ? `${total}, bust` : String(total);
}

function handOf(
  { id }: View,
  { round, active, dealer, isOver }: Round,
  place: { player: number; hand: BlackjackHand; index: number },
): Markup {
  const { player, hand, index } = place;
  const { total, soft } = valueOf(hand.cards);
  const isActive = active?.player === player && active.hand === index;
  const won = isOver ? winnings(hand, dealer) : undefined;
  return div(
    {
      class: [
        "bet",
        isActive && "active",
        won !== undefined && (won > 0 ? "gain" : won < 0 ? "loss" : "even"),
      ],
      id: `${id}-bet-${player}-${index}`,
    },
    div(
      { class: "hand fan" },
      hand.cards.map((card, i) =>
        cardFace(card, { id: `${id}-card-${round}-${player}-${index}-${i}` })
      ),
    ),
    span(
      { class: "note" },
      b(isNatural(hand.cards) && !hand.split ? "blackjack" : totalOf(total)),
      soft && total < 21 ? " soft" : null,
      " · ",
      coinCount(hand.stake),
      won === undefined ? null : [" · ", outcomeOf(won)],
    ),
  );
}

function outcomeOf(won: number): string {
  if (won === 0) return "won nothing";
  return won > 0 ? `won ${won}` : `lost ${-won}`;
}

/** Before the first stakes: the dealer's cards have not been dealt. */
function waitingOf(): Child {
  return [
    div({ class: "hand" }, [0, 1].map(() => span({ class: "slot" }))),
    p({ class: "stake" }, "The dealer waits for your stakes"),
  ];
}

/** What is asked, with what one wants to know for the answer. */
function questionOf(view: View, offer: OfferView): string {
  const { round = 1, active, hands = [] } = view.table;
  if (offer.move === "stake") {
    const question = `Round ${round}: what do you stake?`;
    return round === 1
      ? question
      : `You ${outcomeOf(lastWon(view))}. ${question}`;
  }
  const own = active ? hands[active.player]! : [];
  const { total } = valueOf(own[active?.hand ?? 0]?.cards ?? []);
  const which = own.length > 1 ? ` in hand ${active!.hand + 1}` : "";
  return `You have ${total}${which}. What do you do?`;
}

/** What the viewer won last. */
function lastWon({ announcements, viewer }: View): number {
  for (let i = announcements.length - 1; i >= 0; i--) {
    const message = announcements[i]!.message as TableMessage;
    if (message.type === "paid" && message.player === viewer) {
      return message.amount;
    }
  }
  return 0;
}

function playsOf(offer: OfferView): Child {
  const values = Array.from(
    { length: offer.choices.count },
    (_, i) => String(offer.choices.at(i)),
  );
  // What is done most stands first.
  const order = ["hit", "stand", "double", "split"];
  values.sort((one, other) => order.indexOf(one) - order.indexOf(other));
  return div(
    { class: "choices" },
    values.map((value) =>
      offer.button(value, {
        label: [b(PLAYS[value]![0]), " ", small(PLAYS[value]![1])],
        class: value === "hit" ? "yes" : value === "stand" ? "no" : "bold",
      })
    ),
  );
}

function stakesOf(offer: OfferView): Child {
  const { choices } = offer;
  const stakes = USUAL_STAKES.filter((stake) => choices.includes(stake));
  const most = choices.at(choices.count - 1) as number;
  return [
    div(
      { class: "choices" },
      stakes.map((stake) =>
        offer.button(stake, {
          label: stake,
          class: "chip-button",
          description: `Stake ${coinText(stake)}`,
        })
      ),
      offer.button(0, {
        label: [b("Get up"), " ", small("stake nothing")],
        class: "no",
      }),
    ),
    most > 0 && !stakes.includes(most) || choices.count > stakes.length + 1
      ? details(
        { class: "other-stake" },
        summary("Another stake"),
        offer.numberForm({
          label: `An even number, up to ${most}`,
          submit: "Stake",
          initial: Math.min(most, 10),
        }),
      )
      : null,
  ];
}
