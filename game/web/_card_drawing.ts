// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Markup, svg } from "../../ml/mod.ts";
import { type Card, type Rank, rankOf, type Suit } from "../cards.ts";

/** The outline of each suit's sign, one unit high and wide around the origin, times 100. */
const SIGNS: Readonly<Record<Suit, string>> = {
  C: "M0-50C13-50 23-40 23-28C23-23 21-18 17-14C31-17 46-7 46 9C46 22 36 31 25 31C16 31 9 27 5 20C6 33 11 43 20 50H-20C-11 43-6 33-5 20C-9 27-16 31-25 31C-36 31-46 22-46 9C-46-7-31-17-17-14C-21-18-23-23-23-28C-23-40-13-50 0-50Z",
  D: "M0-52C11-33 24-15 40 0C24 15 11 33 0 52C-11 33-24 15-40 0C-24-15-11-33 0-52Z",
  H: "M0 50C-12 26-46 6-46-20C-46-38-34-48-22-48C-11-48-3-41 0-30C3-41 11-48 22-48C34-48 46-38 46-20C46 6 12 26 0 50Z",
  S: "M0-52C12-28 46-12 46 12C46 26 36 35 25 35C16 35 8 30 5 21C6 34 11 43 20 50H-20C-11 43-6 34-5 21C-8 30-16 35-25 35C-36 35-46 26-46 12C-46-12-12-28 0-52Z",
};

/** Where the signs of a number card stand: columns 0 to 2, heights 0 to 1. */
const PLACES: Readonly<Partial<Record<Rank, readonly [number, number][]>>> = {
  "2": [[1, 0], [1, 1]],
  "3": [[1, 0], [1, 0.5], [1, 1]],
  "4": corners(),
  "5": [...corners(), [1, 0.5]],
  "6": [...corners(), [0, 0.5], [2, 0.5]],
  "7": [...corners(), [0, 0.5], [2, 0.5], [1, 0.25]],
  "8": [...corners(), [0, 0.5], [2, 0.5], [1, 0.25], [1, 0.75]],
  "9": [...corners(), ...thirds(), [1, 0.5]],
  "T": [...corners(), ...thirds(), [1, 1 / 6], [1, 5 / 6]],
};

function corners(): [number, number][] {
  return [[0, 0], [2, 0], [0, 1], [2, 1]];
}

function thirds(): [number, number][] {
  return [[0, 1 / 3], [2, 1 / 3], [0, 2 / 3], [2, 2 / 3]];
}

const GOLD = "#e0a92e";
const SKIN = "#f6dcc0";
const DARK = "#2b2a33";

function sign(suit: Suit, x: number, y: number, size: number): Markup {
  const turn = y > 140 ? " rotate(180)" : "";
  return svg.path({
    d: SIGNS[suit],
    fill: "currentColor",
    transform: `translate(${x} ${round(y)})${turn} scale(${size / 100})`,
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The rank and the suit in the upper corner. */
function corner(card: Card): Markup {
  const rank = rankOf(card);
  const isTen = rank === "T";
  return svg.g(
    svg.text(
      {
        x: 24,
        y: 44,
        "text-anchor": "middle",
        "font-family": "Georgia, 'DejaVu Serif', serif",
        "font-size": 40,
        "font-weight": 700,
        fill: "currentColor",
        ...(isTen ? { textLength: 34, lengthAdjust: "spacingAndGlyphs" } : {}),
      },
      isTen ? "10" : rank,
    ),
    sign(card[1] as Suit, 24, 66, 26),
  );
}

function pathOf(d: string, fill: string): Markup {
  return svg.path({ d, fill });
}

function mirrored(d: string, fill: string): Markup[] {
  return [
    pathOf(d, fill),
    svg.path({ d, fill, transform: "translate(200 0) scale(-1 1)" }),
  ];
}

function dots(fill: string, radius: number, ...places: [number, number][]) {
  return places.map(([cx, cy]) => svg.circle({ cx, cy, r: radius, fill }));
}

/** What each court card wears, from the hair down to the collar. */
const COURTS: Readonly<Partial<Record<Rank, () => Markup[]>>> = {
  K: () => [
    ...mirrored("M83 74Q72 92 80 108L88 104Q82 92 86 78Z", "#8a5a2b"),
    face(),
    pathOf(
      "M82 88Q84 122 100 126Q116 122 118 88Q112 100 106 97Q100 93 94 97Q88 100 82 88Z",
      "#8a5a2b",
    ),
    pathOf("M94 101H106Q100 106 94 101Z", "#c2483c"),
    pathOf(
      "M79 75L72 44L88 58L100 38L112 58L128 44L121 75Q100 68 79 75Z",
      GOLD,
    ),
    pathOf("M79 75Q100 68 121 75L120 80Q100 73 80 80Z", "#b9821b"),
    ...dots("#c2483c", 4, [72, 43], [100, 37], [128, 43]),
    ...dots("currentColor", 3, [100, 63]),
  ],
  Q: () => [
    ...mirrored(
      "M100 56Q78 56 77 82Q76 104 68 118Q82 122 92 112Q84 98 86 76Q92 72 100 70Z",
      "#c98b2c",
    ),
    face(),
    pathOf("M95 97Q100 94 105 97Q100 102 95 97Z", "#c2483c"),
    ...dots("#eeb39a", 3.4, [89, 93], [111, 93]),
    pathOf(
      "M78 66Q82 50 86 62Q92 44 100 56Q108 44 114 62Q118 50 122 66Q100 56 78 66Z",
      GOLD,
    ),
    ...dots("currentColor", 3.2, [86, 52], [100, 47], [114, 52]),
  ],
  J: () => [
    ...mirrored("M84 70Q72 88 78 112Q86 114 90 108Q84 92 88 76Z", "#6b4423"),
    face(),
    pathOf("M95 99Q100 101 105 99", "none"),
    pathOf("M95 98Q100 103 105 98Q100 100 95 98Z", "#c2483c"),
    pathOf("M76 72Q76 48 102 48Q126 50 124 72Q100 60 76 72Z", "currentColor"),
    pathOf("M76 72Q100 58 124 72L123 78Q100 66 77 78Z", GOLD),
    pathOf("M114 58Q130 34 146 42Q140 60 118 64Z", GOLD),
  ],
};

function face(): Markup {
  return svg.g(
    svg.ellipse({ cx: 100, cy: 88, rx: 18, ry: 21, fill: SKIN }),
    svg.path({ d: "M93 104H107V118H93Z", fill: SKIN }),
    ...dots(DARK, 2.1, [93, 85], [107, 85]),
    svg.path({
      d: "M89 80Q93 77 97 80M103 80Q107 77 111 80M100 86L98 93H101",
      fill: "none",
      stroke: DARK,
      "stroke-width": 1.4,
    }),
  );
}

/** The upper half of a court card; the lower is the same, turned. */
function court(card: Card): Markup {
  const suit = card[1] as Suit;
  return svg.g(
    pathOf(
      "M44 140V132Q52 112 82 108L100 122L118 108Q148 112 156 132V140Z",
      "currentColor",
    ),
    pathOf("M82 108L100 140L118 108L128 110L108 140H92L72 110Z", GOLD),
    ...dots("#fff", 3, [60, 129], [74, 125], [126, 125], [140, 129]),
    COURTS[rankOf(card)]!(),
    sign(suit, 60, 60, 26),
  );
}

function turned(half: () => Markup): Markup[] {
  return [half(), svg.g({ transform: "rotate(180 100 140)" }, half())];
}

function middle(card: Card): Markup | Markup[] {
  const rank = rankOf(card);
  const suit = card[1] as Suit;
  if (rank === "A") return sign(suit, 100, 140, suit === "S" ? 104 : 84);
  const places = PLACES[rank];
  if (places) {
    return places.map(([column, height]) =>
      sign(suit, 64 + column * 36, 50 + height * 180, 38)
    );
  }
  return [
    svg.rect({
      x: 42,
      y: 36,
      width: 116,
      height: 208,
      rx: 6,
      fill: "#fff8e4",
      stroke: "currentColor",
      "stroke-width": 1.6,
    }),
    ...turned(() => court(card)),
  ];
}

function paper(fill: string): Markup {
  return svg.rect({
    x: 1,
    y: 1,
    width: 198,
    height: 278,
    rx: 14,
    fill,
    stroke: "#00000055",
    "stroke-width": 1.5,
  });
}

/**
 * Draws a card, 200 by 280 units; what is in the colour of its suit is in the
 * current colour.
 */
export function drawCard(card: Card): Markup[] {
  return [
    paper("#fffdf7"),
    ...turned(() => corner(card)),
    ...[middle(card)].flat(),
  ];
}

/** Draws the back of a card: a lattice in the current colour. */
export function drawBack(): Markup[] {
  let lattice = "";
  for (let row = 0; row < 12; row++) {
    for (let column = 0; column < 8; column++) {
      lattice += `M${30 + column * 20} ${20 + row * 20}l10 10l-10 10l-10-10z`;
    }
  }
  return [
    paper("#fffdf7"),
    svg.rect({
      x: 12,
      y: 12,
      width: 176,
      height: 256,
      rx: 8,
      fill: "currentColor",
    }),
    svg.path({
      d: lattice,
      fill: "none",
      stroke: "#ffffff66",
      "stroke-width": 2,
    }),
    svg.rect({
      x: 62,
      y: 102,
      width: 76,
      height: 76,
      rx: 38,
      fill: "currentColor",
      stroke: "#ffffffcc",
      "stroke-width": 3,
    }),
    svg.path({
      d: "M100 114L106 134L126 140L106 146L100 166L94 146L74 140L94 134Z",
      fill: "#ffffffcc",
    }),
  ];
}
