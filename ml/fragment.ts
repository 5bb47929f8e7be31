// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { development } from "./_development.ts";
import { childSource, PartsBuilder } from "./_parts.ts";
import { makeFunction } from "./element.ts";
import { type Child, Markup } from "./markup.ts";
import type { GlobalAttributes } from "./_html_table.ts";

/**
 * Joins any children into one piece of markup, without an element around them.
 *
 * @example Usage
 * ```ts
 * import { fragment, p, renderToString } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(renderToString(fragment(p("a"), "<", [p("b")])), "<p>a</p>&lt;<p>b</p>");
 * ```
 *
 * @param children The children.
 * @returns The markup.
 * @throws {TypeError} When a child cannot be rendered.
 */
export function fragment(...children: readonly Child[]): Markup {
  if (children.length === 1 && children[0] instanceof Markup) {
    return children[0];
  }
  if (!development) {
    const source = childSource(children);
    if (source !== undefined) return new Markup(source);
  }
  const out = new PartsBuilder(development);
  for (const child of children) out.append(child);
  return out.finish(out.nodes);
}

/** The name of a custom element (HTML standard, 4.13.3), without the letters beyond ASCII. */
const CUSTOM_NAME = /^[a-z][a-z0-9._-]*-[a-z0-9._-]*$/;

/** These have a hyphen but belong to SVG and MathML. */
const NOT_CUSTOM: ReadonlySet<string> = new Set([
  "annotation-xml",
  "color-profile",
  "font-face",
  "font-face-src",
  "font-face-uri",
  "font-face-format",
  "font-face-name",
  "missing-glyph",
]);

/**
 * Makes custom elements of one name. Attributes have no types beyond the global ones; they are guarded by their names like all
 * others.
 *
 * @example Usage
 * ```ts
 * import { customElement, renderToString } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const clock = customElement("wall-clock");
 * assertEquals(
 *   renderToString(clock({ zone: "Europe/Rome" }, "noon")),
 *   `<wall-clock zone="Europe/Rome">noon</wall-clock>`,
 * );
 * ```
 *
 * @param name The name, with a hyphen in it.
 * @returns The function that makes the elements.
 * @throws {TypeError} When the name is not valid.
 */
export function customElement<Name extends `${string}-${string}`>(
  name: Name,
): CustomElementFunction<Name> {
  if (!CUSTOM_NAME.test(name) || NOT_CUSTOM.has(name)) {
    throw new TypeError(
      `Cannot make custom element: ${JSON.stringify(name)} is not a valid name`,
    );
  }
  return makeFunction(name, name) as unknown as CustomElementFunction<Name>;
}

/**
 * Makes custom elements of one name.
 *
 * @typeParam Name The element's name.
 */
export interface CustomElementFunction<Name extends string> {
  /** Makes the element. */
  (
    first?: (GlobalAttributes & Readonly<Record<string, unknown>>) | Child,
    ...children: readonly Child[]
  ): Markup<Name>;
}
