// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Markup, svg } from "../../ml/mod.ts";

function fill(d: string, colour: string): Markup {
  return svg.path({ d, fill: colour, "fill-rule": "evenodd" });
}

function line(d: string, colour: string, width: number): Markup {
  return svg.path({
    d,
    fill: "none",
    stroke: colour,
    "stroke-width": width,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  });
}

function disc(cx: number, cy: number, r: number, colour: string): Markup {
  return svg.circle({ cx, cy, r, fill: colour });
}

/** What each picture that is no card is drawn of, 100 by 100 units. */
export const SIGN_DRAWINGS: Readonly<Record<string, () => Markup[]>> = {
  rock: () => [
    fill("M10 72L18 44L36 24L62 18L84 36L92 64L80 82L28 86Z", "#8d8f98"),
    fill("M36 24L62 18L56 42L30 52L18 44Z", "#b5b8c1"),
    fill("M56 42L62 18L84 36L78 56Z", "#9fa2ac"),
    fill("M30 52L56 42L78 56L80 82L28 86Z", "#7b7d87"),
    fill("M78 56L84 36L92 64L80 82Z", "#676972"),
  ],
  paper: () => [
    fill("M22 10H64L82 28V90H22Z", "#fdfcf6"),
    line("M22 10H64L82 28V90H22Z", "#8b8a84", 3),
    fill("M64 10V28H82Z", "#d9d6cb"),
    line("M34 40H70M34 53H70M34 66H70M34 79H56", "#7f97b8", 4),
  ],
  scissors: () => [
    fill("M72 6C78 14 76 26 70 34L52 60L44 54L64 12Z", "#c3c8d0"),
    fill("M28 6C22 14 24 26 30 34L52 66L60 58L36 12Z", "#9aa1ac"),
    line("M52 60L38 74M48 60L62 74", "#7a808a", 6),
    line("M30 94A13 13 0 1 1 30.1 94Z", "#c8382f", 8),
    line("M70 94A13 13 0 1 1 70.1 94Z", "#c8382f", 8),
    disc(50, 54, 3.4, "#4b4f57"),
  ],
  coin: () => [
    disc(50, 50, 46, "#b57a12"),
    disc(50, 47, 45, "#f0bd3e"),
    disc(50, 47, 35, "#dca228"),
    disc(50, 47, 32, "#f0bd3e"),
    fill(
      "M50 25L55.6 39.4L71 40.2L59 49.9L63 64.8L50 56.4L37 64.8L41 49.9L29 40.2L44.4 39.4Z",
      "#b57a12",
    ),
  ],
  dove: () => [
    fill(
      "M8 62Q30 66 40 52Q30 30 44 12Q52 30 66 40Q74 30 86 32L94 38L87 43Q84 66 62 72Q50 76 40 90Q38 78 26 76Q14 72 8 62Z",
      "#7fb6e8",
    ),
    fill("M40 52Q30 30 44 12Q52 30 66 40Q56 54 40 52Z", "#b7d8f5"),
    disc(84, 37, 2.2, "#1d2a38"),
  ],
  dagger: () => [
    fill("M46 8L50 4L54 8L57 62H43Z", "#c3c8d0"),
    fill("M50 4L54 8L57 62H50Z", "#9aa1ac"),
    fill("M28 60H72V68H28Z", "#b57a12"),
    fill("M45 68H55V88H45Z", "#6b3a2a"),
    disc(50, 92, 6, "#b57a12"),
  ],
  robot: () => [
    line("M50 22V10", "currentColor", 6),
    disc(50, 9, 6, "currentColor"),
    fill(
      "M24 24H76Q84 24 84 32V76Q84 84 76 84H24Q16 84 16 76V32Q16 24 24 24ZM36 44A8 8 0 1 0 36.1 44ZM64 44A8 8 0 1 0 64.1 44ZM34 68V74H66V68Z",
      "currentColor",
    ),
    fill("M6 44H12V66H6ZM88 44H94V66H88Z", "currentColor"),
  ],
  crown: () => [
    fill("M10 78L4 30L30 50L50 18L70 50L96 30L90 78Z", "#e0a92e"),
    fill("M10 78H90V88H10Z", "#b57a12"),
    disc(50, 66, 6, "#c8382f"),
    disc(28, 68, 4, "#3d6fb5"),
    disc(72, 68, 4, "#3d6fb5"),
  ],
};
