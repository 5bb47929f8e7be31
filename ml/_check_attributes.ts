// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { ATTRIBUTE_NAMES, ATTRIBUTE_VALUES } from "./_attribute_names.ts";
import {
  MATHML_ATTRIBUTE_NAMES,
  MATHML_ATTRIBUTE_VALUES,
  MATHML_NAMES,
} from "./_foreign_table.ts";
import type { TreeNode } from "./_parts.ts";

const MATHML: ReadonlySet<string> = new Set(MATHML_NAMES.split(" "));

/** Whether an element is one of MathML, which shares no name with HTML and SVG. */
export function isMathml(element: string): boolean {
  return MATHML.has(element);
}

const known = new Map<string, ReadonlySet<string>>();

function namesOf(element: string): ReadonlySet<string> {
  let names = known.get(element);
  if (names === undefined) {
    const table: Readonly<Record<string, string>> = isMathml(element)
      ? MATHML_ATTRIBUTE_NAMES
      : ATTRIBUTE_NAMES;
    names = new Set(`${table["*"]} ${table[element] ?? ""}`.split(" "));
    known.set(element, names);
  }
  return names;
}

/** Attributes whose names are free, or that frameworks of the browser own: `hx-get`, `x-data`, `@click`, `:class`, `v-if`. */
const FREE = /^(?:data-|on|#|[@:]|[a-z]+-)/;

/**
 * Checks the names of an element's attributes, which nobody has checked in templates. Any name with a hyphen passes, since no
 * attribute of HTML but `accept-charset`, `http-equiv` and `aria-*` has one.
 *
 * @throws {TypeError} When the element has no such attribute.
 */
export function checkAttributeNames({ name, attributes }: TreeNode): void {
  if (attributes.length === 0) return;
  const names = namesOf(name);
  for (const attribute of attributes) {
    const lower = attribute.toLowerCase();
    if (names.has(lower)) continue;
    if (!lower.startsWith("aria-") && FREE.test(lower)) continue;
    // RDFa and namespaces come from vocabularies of their own.
    if (
      /^(?:xmlns|xml:|property$|typeof$|prefix$|vocab$|about$|resource$)/.test(
        lower,
      )
    ) continue;
    throw new TypeError(
      `Cannot render ${name}: <${name}> has no attribute ${attribute}`,
    );
  }
}

/**
 * Attributes without which an element means nothing, as each element's section in the HTML standard says; of several with a bar between
 * them, one. `property` is RDFa, which Open Graph uses.
 */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  base: ["href|target"],
  bdo: ["dir"],
  data: ["value"],
  img: ["src|srcset"],
  link: ["rel|itemprop|property", "href|imagesrcset"],
  map: ["name"],
  meta: ["charset|http-equiv|itemprop|name|property", "charset|content"],
  meter: ["value"],
  object: ["data"],
  source: ["src|srcset"],
  track: ["src"],
};

/**
 * Checks that an element has the attributes it cannot do without. One that a framework of the browser fills in (`:src`, `data-src`)
 * counts.
 *
 * @throws {TypeError} When one is missing.
 */
export function checkRequiredAttributes({ name, attributes }: TreeNode): void {
  const required = Object.hasOwn(REQUIRED, name) ? REQUIRED[name]! : [];
  if (required.length === 0) return;
  const present = attributes.map((attribute) =>
    attribute.toLowerCase().replace(/^(?:.*:|data-)/, "")
  );
  for (const group of required) {
    const names = group.split("|");
    if (names.some((word) => present.includes(word))) continue;
    throw new TypeError(
      `Cannot render ${name}: <${name}> needs attribute ${names.join(" or ")}`,
    );
  }
}

/**
 * Checks the value that a template gives to an enumerated attribute. Values of some attributes have case, those of most have none.
 *
 * @throws {TypeError} When the attribute has no such value.
 */
export function checkConstantValue(
  element: string,
  name: string,
  value: string,
): void {
  const table: Readonly<Record<string, string>> = isMathml(element)
    ? MATHML_ATTRIBUTE_VALUES
    : ATTRIBUTE_VALUES;
  const lower = name.toLowerCase();
  const own = `${element}.${lower}`;
  // An attribute of the same name may mean something else elsewhere.
  if (!namesOf(element).has(lower)) return;
  const key = Object.hasOwn(table, own) ? own : lower;
  if (!Object.hasOwn(table, key)) return;
  const values = table[key]!.split("|");
  if (values.includes(value) || values.includes(value.toLowerCase())) return;
  throw new TypeError(
    `Cannot render ${element}: attribute ${name} has no value ${
      JSON.stringify(value)
    }; allowed: ${values.filter((word) => word !== "").join(", ")}`,
  );
}
