// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Writes `ml/_foreign_table.ts`: the elements of SVG and MathML that may stand in HTML, and the attributes of the former.
 *
 * ```sh
 * deno run -A _tools/generate_foreign_table.ts && deno fmt ml
 * ```
 *
 * @module
 */

import { listAll } from "@webref/elements";
import { svgElementAttributes } from "svg-element-attributes";

/** In HTML these are HTML's own, or they need a script that few have. */
const LEFT_OUT = new Set([
  "audio",
  "canvas",
  "discard",
  "iframe",
  "script",
  "style",
  "unknown",
  "video",
]);

const specs: Record<
  string,
  { elements: { name: string; obsolete?: boolean }[] }
> = await listAll();

function names(...shortnames: string[]): string[] {
  const all = shortnames.flatMap((shortname) =>
    specs[shortname]?.elements ?? []
  );
  return [
    ...new Set(all.filter(({ obsolete }) => !obsolete).map(({ name }) => name)),
  ].sort();
}

const svg = names("SVG2", "svg-animations", "filter-effects-1", "css-masking-1")
  .filter((name) => !LEFT_OUT.has(name));
const mathml = names("mathml-core").filter((name) =>
  /^m|^semantics|^annotation/.test(name)
);
const table: Record<string, readonly string[]> = svgElementAttributes;
const globals = new Set(table["*"]);

function attributes(element: string): string[] {
  // Event handlers, and what the type has anyway.
  return (table[element] ?? []).filter((name) =>
    !/^on|^aria-|-|^style$/.test(name) || name.startsWith("xlink:")
  ).sort();
}

const shared = [...globals].filter((name) =>
  !/^on|^aria-|-|^(?:class|id|lang|style|tabindex|autofocus|role)$/.test(name)
).sort();

function union(list: readonly string[]): string {
  return list.map((name) => JSON.stringify(name)).join(" | ") || "never";
}

await Deno.writeTextFile(
  new URL("../ml/_foreign_table.ts", import.meta.url),
  `// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.
// Written by _tools/generate_foreign_table.ts from @webref/elements and svg-element-attributes: do not edit.

/** The names of the SVG elements, separated by spaces. */
export const SVG_NAMES = ${JSON.stringify(svg.join(" "))};

/** The names of the MathML elements, separated by spaces. */
export const MATHML_NAMES = ${JSON.stringify(mathml.join(" "))};

/** The name of a MathML element. */
export type MathmlName = ${
    mathml.map((name) => JSON.stringify(name)).join(" | ")
  };

/** The names of the attributes that all SVG elements have, apart from those of HTML and the presentation attributes. */
export type SvgGlobalName = ${union(shared)};

/** The names of the other attributes of each SVG element. */
export type SvgAttributeNames = {
${svg.map((name) => `  ${name}: ${union(attributes(name))};`).join("\n")}
};

/** The name of an SVG element. */
export type SvgName = keyof SvgAttributeNames;
`,
);
