// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Writes `ml/_foreign_table.ts`: the elements of SVG and MathML that may stand in HTML, and their attributes.
 *
 * ```sh
 * deno run -A _tools/generate_foreign_table.ts && deno fmt ml
 * ```
 *
 * @module
 */

import { listAll } from "@webref/elements";
import { aria } from "aria-query";
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

/** What MathML has of the attributes of HTML: section 2.1.3 of MathML Core, "Global Attributes", and what DOM and ARIA give to all. */
const MATHML_FROM_HTML = [
  "autofocus",
  "class",
  "id",
  "nonce",
  "part",
  "role",
  "slot",
  "style",
  "tabindex",
];

/** How a kind of value is typed; a list is that of an enumerated attribute. */
type MathmlValue =
  | "AriaBoolean"
  | "MathmlLength"
  | "NumberValue"
  | "TextValue"
  | readonly string[];

/** The attributes of MathML Core that all its elements have; `arg` and `intent` are those of MathML 4, which it reserves. */
const MATHML_GLOBAL: Readonly<Record<string, MathmlValue>> = {
  arg: "TextValue",
  dir: ["ltr", "rtl"],
  displaystyle: "AriaBoolean",
  intent: "TextValue",
  mathbackground: "TextValue",
  mathcolor: "TextValue",
  mathsize: "MathmlLength",
  scriptlevel: "NumberValue",
};

/** The others, by the section of MathML Core on each element. */
const MATHML_OWN: Readonly<
  Record<string, Readonly<Record<string, MathmlValue>>>
> = {
  annotation: { encoding: "TextValue" },
  "annotation-xml": { encoding: "TextValue" },
  maction: { actiontype: "TextValue", selection: "NumberValue" },
  math: {
    alttext: "TextValue",
    display: ["block", "inline"],
    xmlns: ["http://www.w3.org/1998/Math/MathML"],
  },
  mfrac: { linethickness: "MathmlLength" },
  mi: { mathvariant: ["normal"] },
  mo: {
    fence: "AriaBoolean",
    form: ["infix", "postfix", "prefix"],
    largeop: "AriaBoolean",
    lspace: "MathmlLength",
    maxsize: "MathmlLength",
    minsize: "MathmlLength",
    movablelimits: "AriaBoolean",
    rspace: "MathmlLength",
    separator: "AriaBoolean",
    stretchy: "AriaBoolean",
    symmetric: "AriaBoolean",
  },
  mover: { accent: "AriaBoolean" },
  mpadded: {
    depth: "MathmlLength",
    height: "MathmlLength",
    lspace: "MathmlLength",
    voffset: "MathmlLength",
    width: "MathmlLength",
  },
  mspace: {
    depth: "MathmlLength",
    height: "MathmlLength",
    width: "MathmlLength",
  },
  mtd: { columnspan: "NumberValue", rowspan: "NumberValue" },
  munder: { accentunder: "AriaBoolean" },
  munderover: { accent: "AriaBoolean", accentunder: "AriaBoolean" },
};

for (const name of Object.keys(MATHML_OWN)) {
  if (!mathml.includes(name)) {
    throw new Error(`Cannot make the table: MathML Core has no <${name}>`);
  }
}

function mathmlMembers(table: Readonly<Record<string, MathmlValue>>): string {
  return Object.entries(table).map(([name, value]) =>
    `  ${name}?: ${
      typeof value === "string" ? value : `${union(value)} | Absent`
    };`
  ).join("\n");
}

/** The values of enumerated attributes; no two elements have one of the same name with other values. */
function mathmlValues(): Map<string, string> {
  const found = new Map<string, string>();
  for (const table of [MATHML_GLOBAL, ...Object.values(MATHML_OWN)]) {
    for (const [name, value] of Object.entries(table)) {
      if (value === "AriaBoolean") found.set(name, "true|false");
      else if (typeof value !== "string") found.set(name, value.join("|"));
    }
  }
  return found;
}

function union(list: readonly string[]): string {
  return list.map((name) => JSON.stringify(name)).join(" | ") || "never";
}

await Deno.writeTextFile(
  new URL("../ml/_foreign_table.ts", import.meta.url),
  `// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.
// Written by _tools/generate_foreign_table.ts from @webref/elements, svg-element-attributes and aria-query: do not edit.

import type {
  Absent, AriaBoolean, MathmlLength, NumberValue, TextValue,
} from "./attributes.ts";
import type { GlobalAttributes } from "./_html_table.ts";

/** The names of the SVG elements, separated by spaces. */
export const SVG_NAMES = ${JSON.stringify(svg.join(" "))};

/** The names of the MathML elements, separated by spaces. */
export const MATHML_NAMES = ${JSON.stringify(mathml.join(" "))};

/** The name of a MathML element. */
export type MathmlName = ${
    mathml.map((name) => JSON.stringify(name)).join(" | ")
  };

/** The names of the attributes of each MathML element, separated by spaces; \`*\` for those that all have. */
export const MATHML_ATTRIBUTE_NAMES = {
  "*": ${
    JSON.stringify(
      [...Object.keys(MATHML_GLOBAL), ...MATHML_FROM_HTML, ...aria.keys()]
        .sort().join(" "),
    )
  },
${
    Object.entries(MATHML_OWN).map(([name, table]) =>
      `  "${name}": ${JSON.stringify(Object.keys(table).join(" "))},`
    ).join("\n")
  }
} as const;

/** The values of each enumerated attribute of MathML, joined with bars. */
export const MATHML_ATTRIBUTE_VALUES = {
${
    [...mathmlValues()].map(([name, values]) =>
      `  ${name}: ${JSON.stringify(values)},`
    ).join("\n")
  }
} as const;

/** The attributes that every MathML element has. */
export type MathmlGlobalAttributes =
  & {
    [
      Key in keyof GlobalAttributes as Key extends
        | ${union(MATHML_FROM_HTML)}
        | \`\${"aria" | "data" | "on"}\${string}\` ? Key : never
    ]: GlobalAttributes[Key];
  }
  & {
${mathmlMembers(MATHML_GLOBAL)}
  };

/** The attributes of each MathML element besides the global ones. */
export type MathmlOwnAttributes = {
${
    mathml.map((name) => {
      const own = MATHML_OWN[name];
      return `  "${name}": ${
        own === undefined
          ? "Record<never, never>"
          : `{\n${mathmlMembers(own)}\n}`
      };`;
    }).join("\n")
  }
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
