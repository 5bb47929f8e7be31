// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertGreaterOrEqual } from "@std/assert";
import { STYLE } from "./_style.ts";

/** The colours that a block of the style sheet sets, by name. */
function colours(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{3,6});/g)]
      .map(([, name, value]) => [name!, value!]),
  );
}

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, "$&$&") : hex;
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(full.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

const [light, dark] = [...STYLE.matchAll(/:root \{([^}]*)\}/g)]
  .map(([, block]) => colours(block!));

Deno.test("contrast() knows black on white", () => {
  assertEquals(Math.round(contrast("#000", "#ffffff")), 21);
});

for (const [scheme, palette] of [["light", light!], ["dark", dark!]] as const) {
  Deno.test(`STYLE has enough contrast when it is ${scheme} (WCAG AA)`, () => {
    const pairs = [...palette.keys()].flatMap((name) =>
      /^code-(?!paper)/.test(name)
        ? [[name, "code-paper"]]
        : ["ink", "faint", "accent"].includes(name)
        ? [[name, "paper"], [name, "code-paper"]]
        : []
    );
    assertEquals(pairs.length, 13);
    for (const [ink, paper] of pairs) {
      const ratio = contrast(palette.get(ink!)!, palette.get(paper!)!);
      assertGreaterOrEqual(ratio, 4.5, `${ink} on ${paper}: ${ratio}`);
    }
  });
}

Deno.test("STYLE uses no colour that it does not name, and closes its blocks", () => {
  const names = new Set(
    [...STYLE.matchAll(/^\s*--([a-z-]+):/gm)].map(([, name]) => name),
  );
  for (const [, name] of STYLE.matchAll(/var\(--([a-z-]+)\)/g)) {
    assert(names.has(name), name);
  }
  assertEquals(STYLE.split("{").length, STYLE.split("}").length);
});
