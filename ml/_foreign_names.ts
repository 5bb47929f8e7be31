// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { CONTENT_MODEL } from "./_content_model.ts";
import { MATHML_CONTENT_MODEL, SVG_CONTENT_MODEL } from "./_foreign_model.ts";

type Prefix = "svg" | "math";

/** The names of a language as they are written, by those in lower case, which templates give. */
function namesOf(model: object): ReadonlyMap<string, string> {
  return new Map(Object.keys(model).map((name) => [name.toLowerCase(), name]));
}

const NAMES: Readonly<Record<Prefix, ReadonlyMap<string, string>>> = {
  svg: namesOf(SVG_CONTENT_MODEL),
  math: namesOf(MATHML_CONTENT_MODEL),
};

/** Elements of SVG and MathML in which the parser of HTML goes on with HTML (HTML standard, 13.2.6). */
const HTML_INSIDE: ReadonlySet<string> = new Set([
  "math:annotation-xml",
  "math:mi",
  "math:mn",
  "math:mo",
  "math:ms",
  "math:mtext",
  "svg:desc",
  "svg:foreignObject",
  "svg:title",
]);

function withPrefix(prefix: Prefix, name: string): string {
  // Scripts and style sheets are those of HTML.
  return name === prefix || name === "script" || name === "style"
    ? name
    : `${prefix}:${name}`;
}

function prefixOf(name: string): Prefix | undefined {
  const prefix = /^(?:svg|math)(?=:|$)/.exec(name)?.[0];
  return prefix as Prefix | undefined;
}

/**
 * What an element is called in the tables, as `svg:linearGradient`, or the name itself where that means HTML or nothing. A fragment does
 * not say what it is part of: what HTML has is taken for HTML.
 */
export function foreignKey(name: string): string {
  const prefix = prefixOf(name);
  if (prefix !== undefined) {
    const local = name.slice(name.indexOf(":") + 1);
    const written = NAMES[prefix].get(local.toLowerCase());
    return withPrefix(prefix, written ?? local);
  }
  const lower = name.toLowerCase();
  if (Object.hasOwn(CONTENT_MODEL, lower)) return name;
  for (const prefix of ["svg", "math"] as const) {
    const written = NAMES[prefix].get(lower);
    if (written !== undefined) return withPrefix(prefix, written);
  }
  return name;
}

/** The same for what stands in an element: there `a` from a template of its own is one of SVG. */
export function foreignKeyInside(parent: string, name: string): string {
  const prefix = prefixOf(parent);
  if (prefix !== undefined && !HTML_INSIDE.has(parent)) {
    const written = NAMES[prefix].get(name.toLowerCase());
    if (written !== undefined) return withPrefix(prefix, written);
  }
  return foreignKey(name);
}

/** The prefix of the names in an element of a template, as a browser's parser takes them: `svg:`, `math:` or none. */
export function prefixInside(name: string): string {
  const key = foreignKey(name);
  const prefix = prefixOf(key);
  return prefix === undefined || HTML_INSIDE.has(key) ? "" : `${prefix}:`;
}
