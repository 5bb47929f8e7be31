// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { CATEGORIES, CONTENT_MODEL } from "./_content_model.ts";
import {
  MATHML_CATEGORIES,
  MATHML_CONTENT_MODEL,
  SVG_CATEGORIES,
  SVG_CONTENT_MODEL,
} from "./_foreign_model.ts";
import { foreignKey, foreignKeyInside } from "./_foreign_names.ts";
import type { TreeNode } from "./_parts.ts";

type Texts = Readonly<Record<string, string>>;

/** What may stand in an element. */
interface Allowed {
  /** What messages say. */
  readonly text: string;
  readonly names: ReadonlySet<string>;
  /** Whether any markup may. */
  readonly anything: boolean;
  /** Whether HTML may, and so custom elements. */
  readonly html: boolean;
}

const PHRASING = `${CATEGORIES["phrasing content"]} #text`.split(" ");
const FLOW = [...PHRASING, ...CATEGORIES["flow content"].split(" ")];

function keysOf(parent: string, names: string): string[] {
  return names.split(" ").map((name) => foreignKeyInside(parent, name));
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  "character data": ["#text"],
  "flow content": FLOW,
  "phrasing content": PHRASING,
  "nothing": [],
  "MathML elements": keysOf(
    "math",
    Object.keys(MATHML_CONTENT_MODEL).join(" "),
  ),
  ...expandCategories("svg", SVG_CATEGORIES),
  ...expandCategories("math", MATHML_CATEGORIES),
};

function expandCategories(
  parent: string,
  categories: Texts,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(categories).map((
      [word, names],
    ) => [word, keysOf(parent, names)]),
  );
}

function expand(parent: string, text: string): Allowed {
  const words = text.split(", ");
  return {
    text,
    names: new Set(
      words.flatMap((word) => WORDS[word] ?? keysOf(parent, word)),
    ),
    anything: words.includes("any markup"),
    html: words.includes("flow content") || words.includes("phrasing content"),
  };
}

function expandAll(parent: string, model: Texts): [string, Allowed][] {
  return Object.entries(model).map(([name, text]) => [
    foreignKeyInside(parent, name),
    expand(parent, text),
  ]);
}

const ALLOWED: Map<string, Allowed> = new Map([
  ...expandAll("svg", SVG_CONTENT_MODEL),
  ...expandAll("math", MATHML_CONTENT_MODEL),
]);

/** A link alone may hold what any element does that may hold it; which one that is, is seen from there. */
ALLOWED.set("svg:a", {
  text: SVG_CONTENT_MODEL.a,
  names: new Set(
    ["svg", "svg:text", "svg:tspan", "svg:switch"].flatMap((key) => [
      ...ALLOWED.get(key)!.names,
    ]).filter((name) => name !== "svg:a"),
  ),
  anything: false,
  html: false,
});

function isAllowed(parent: string, child: string): boolean {
  const { names, anything, html } = ALLOWED.get(parent)!;
  if (anything || names.has(child)) return true;
  if (child.startsWith("#")) return child !== "#text";
  const prefix = /^([^:]*):/.exec(child)?.[1];
  // Editors leave elements of namespaces of their own, such as sodipodi:namedview.
  if (prefix !== undefined && prefix !== "svg" && prefix !== "math") {
    return true;
  }
  // Other vocabularies, such as that of Content MathML, have their place here.
  if (parent === "math:annotation-xml") {
    return !Object.hasOwn(CONTENT_MODEL, child);
  }
  return html && prefix === undefined && child.includes("-");
}

function refuse(path: string, why: string): never {
  throw new TypeError(`Cannot render ${path}: ${why}`);
}

function refuseChild(parent: string, child: string, path: string): never {
  const name = child === "#text" ? "text" : `<${child}>`;
  const { text } = ALLOWED.get(parent)!;
  refuse(path, `${name} is not allowed in <${parent}>; allowed: ${text}`);
}

/** Checks what a link holds against the element that it stands in. */
function checkLink(parent: string, link: TreeNode, path: string): void {
  for (const { name } of link.children) {
    const key = foreignKeyInside("svg:a", name);
    if (WORDS["descriptive elements"]!.includes(key)) continue;
    if (key === "svg:a" || !isAllowed(parent, key)) {
      refuseChild(parent, key, `${path} > svg:a`);
    }
  }
}

function checkChildren(parent: string, node: TreeNode): void {
  for (const child of node.children) {
    const key = foreignKeyInside(parent, child.name);
    if (!isAllowed(parent, key)) refuseChild(parent, key, parent);
    // A link in a switch may hold what the element around the switch allows.
    if (key === "svg:a" && parent !== "svg:switch") {
      checkLink(parent, child, parent);
    } else if (key === "svg:switch") {
      for (const inner of child.children) {
        if (foreignKeyInside(key, inner.name) === "svg:a") {
          checkLink(parent, inner, `${parent} > ${key}`);
        }
      }
    }
  }
}

/** How many children these must have (MathML Core, sections 3.3 and 3.4). */
const COUNTS: ReadonlyMap<string, number> = new Map([
  ["math:mfrac", 2],
  ["math:mover", 2],
  ["math:mroot", 2],
  ["math:msub", 2],
  ["math:msubsup", 3],
  ["math:msup", 2],
  ["math:munder", 2],
  ["math:munderover", 3],
]);

/** A base, pairs of scripts after it, and pairs before it behind `mprescripts`. */
function checkScripts(key: string, children: readonly string[]): void {
  const [base, ...scripts] = children;
  if (base === undefined || base === "math:mprescripts") {
    refuse(key, "it needs a base, which comes first");
  }
  const middle = scripts.indexOf("math:mprescripts");
  const [after, before] = middle === -1
    ? [scripts, []]
    : [scripts.slice(0, middle), scripts.slice(middle + 1)];
  if (before.includes("math:mprescripts")) {
    refuse(key, "<math:mprescripts> may occur once only");
  }
  if (after.length % 2 !== 0 || before.length % 2 !== 0) {
    refuse(key, "scripts come in pairs, the lower before the upper");
  }
}

function checkSemantics(key: string, children: readonly string[]): void {
  const [first, ...rest] = children;
  if (first === undefined || first.startsWith("math:annotation")) {
    refuse(key, "what is annotated must come first");
  }
  if (!rest.every((name) => name.startsWith("math:annotation"))) {
    refuse(key, "it has one child besides annotations");
  }
}

/** Checks how many children there are, and in which order. */
function checkCount(key: string, children: readonly string[]): void {
  const count = COUNTS.get(key);
  if (count !== undefined && children.length !== count) {
    refuse(key, `it needs ${count} children, and has ${children.length}`);
  }
  if (key === "math:mmultiscripts") checkScripts(key, children);
  else if (key === "math:semantics") checkSemantics(key, children);
  else if (key === "svg:animateMotion") {
    if (children.filter((name) => name === "svg:mpath").length > 1) {
      refuse(key, "<svg:mpath> may occur once only");
    }
  } else if (/Lighting$/.test(key)) {
    const lights = children.filter((name) =>
      WORDS["light source elements"]!.includes(name)
    );
    if (lights.length !== 1) refuse(key, "it needs one light source element");
  }
}

/**
 * Checks the children of an element of SVG or MathML against the tables, how many there must be, and in which order. Custom elements
 * and unknown ones pass. Says nothing of their number when raw markup, which nobody can look into, is among them.
 *
 * @throws {TypeError} When the standards forbid it.
 */
export function checkForeign(node: TreeNode): void {
  const key = foreignKey(node.name);
  if (!ALLOWED.has(key)) return;
  checkChildren(key, node);
  if (node.children.some(({ name }) => name === "#raw")) return;
  const children = node.children.filter(({ name }) => name !== "#space");
  checkCount(key, children.map(({ name }) => foreignKeyInside(key, name)));
}
