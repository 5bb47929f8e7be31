// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Markup, svg } from "../ml/mod.ts";
import { hash } from "./_hash.ts";

/** How many fields a drawing has in each direction. */
const SIZE = 5;

const encoder = new TextEncoder();

/**
 * A small drawing that is the same for the same name, and nearly always another
 * for another: nobody else is asked for a picture. What it says the name beside
 * it says too, so it is hidden from those who do not see it.
 *
 * @param name The name.
 * @returns The drawing.
 */
export function avatar(name: string): Markup<"svg"> {
  const digits = hash(encoder.encode(name.trim().toLowerCase()));
  const bits = parseInt(digits.slice(0, 4), 16);
  const hue = parseInt(digits.slice(4, 8), 16) % 360;
  const half = Math.ceil(SIZE / 2);
  let path = "";
  for (let i = 0; i < half * SIZE; i++) {
    if ((bits >> i & 1) === 0) continue;
    const x = Math.floor(i / SIZE);
    const y = i % SIZE;
    path += square(x, y);
    // Like a face it is the same on both sides.
    if (x < half - 1) path += square(SIZE - 1 - x, y);
  }
  return svg.svg(
    {
      class: "avatar",
      viewBox: `-1 -1 ${SIZE + 2} ${SIZE + 2}`,
      width: 40,
      height: 40,
      "aria-hidden": "true",
    },
    svg.path({ d: path || square(2, 2), fill: `hsl(${hue} 48% 50%)` }),
  );
}

function square(x: number, y: number): string {
  return `M${x} ${y}h1v1h-1z`;
}
