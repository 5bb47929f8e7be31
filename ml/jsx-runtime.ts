// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * Markup from JSX. In `deno.json`:
 *
 * ```json
 * { "compilerOptions": { "jsx": "precompile", "jsxImportSource": "@tpd2/tpd2/ml" } }
 * ```
 *
 * With `precompile`, constant markup becomes constant text while the module is loaded; its places are found by the parser that the
 * `html` template uses. `react-jsx` and `react-jsxdev` work as well. The types check attributes; children are checked at run time, in
 * development.
 *
 * @module
 */

import { renderTemplate, TagAttribute } from "./_render_template.ts";
import { prepareTemplate } from "./_template.ts";
import type { Template } from "./_template_types.ts";
import type { Attributes, MathmlAttributes } from "./attributes.ts";
import type { MathmlName } from "./_foreign_table.ts";
import { CONTENT_MODEL, type ElementName } from "./_content_model.ts";
import { makeFunction } from "./element.ts";
import { fragment } from "./fragment.ts";
import type { Child, Markup } from "./markup.ts";

/** A component: a function from its properties to anything that can be rendered, or a promise of it. */
export type Component<Properties> = (properties: Properties) => Child;

interface AnyProperties {
  readonly children?: Child | undefined;
  readonly [name: string]: unknown;
}

/** Names that JSX from other libraries uses, and that mean nothing in markup. */
const DROPPED: ReadonlySet<string> = new Set(["children", "key", "ref"]);
const RENAMED: Readonly<Record<string, string>> = {
  className: "class",
  htmlFor: "for",
};

const ELEMENT_NAME = /^[a-z][\w.:-]*$/i;
const MAX_REMEMBERED_NAMES = 1024;
const elements = new Map<string, (...args: readonly unknown[]) => Markup>();

function findElement(name: string): (...args: readonly unknown[]) => Markup {
  let make = elements.get(name);
  if (make === undefined) {
    if (!ELEMENT_NAME.test(name)) {
      throw new TypeError(
        `Cannot render JSX: ${JSON.stringify(name)} is not a valid name`,
      );
    }
    // Names of HTML have no case: <SCRIPT> is a script, too.
    const lower = name.toLowerCase();
    const htmlName = Object.hasOwn(CONTENT_MODEL, lower) ? lower : name;
    make = makeFunction(htmlName, htmlName);
    if (elements.size < MAX_REMEMBERED_NAMES) elements.set(name, make);
  }
  return make;
}

/**
 * Makes an element, or runs a component. The compiler writes the calls.
 *
 * @example Usage
 * ```ts
 * import { jsx } from "@tpd2/tpd2/ml/jsx-runtime";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(String(jsx("p", { id: "x", children: "<Ann>" })), `<p id="x">&lt;Ann&gt;</p>`);
 * ```
 *
 * @param type The element's name, or the component.
 * @param properties Attributes, and `children`.
 * @returns The markup.
 * @throws {TypeError} When something cannot be rendered.
 */
export function jsx<Properties extends object>(
  type: string | Component<Properties>,
  properties: Properties | null,
): Markup {
  if (typeof type === "function") {
    return fragment(type(properties ?? {} as Properties));
  }
  const given = (properties ?? {}) as AnyProperties;
  const attributes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (name === "dangerouslySetInnerHTML") {
      throw new TypeError(
        `Cannot render <${type}>: dangerouslySetInnerHTML is refused, use raw() as a child`,
      );
    }
    if (!DROPPED.has(name)) attributes[RENAMED[name] ?? name] = value;
  }
  return findElement(type)(attributes, given.children);
}

export { jsx as jsxs };
export type { Attributes, ElementName, MathmlAttributes, MathmlName };

/**
 * The children of `<>...</>`, without an element around them.
 *
 * @example Usage
 * ```ts
 * import { Fragment } from "@tpd2/tpd2/ml/jsx-runtime";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(String(Fragment({ children: ["a", "<"] })), "a&lt;");
 * ```
 *
 * @param properties The children.
 * @returns The markup.
 */
export function Fragment(
  properties: { readonly children?: Child | undefined },
): Markup {
  return fragment(properties.children);
}

const templates = new WeakMap<object, Template>();
let lastStatics: object | null = null;
let lastTemplate: Template | null = null;

function findTemplate(statics: readonly string[]): Template {
  let template = templates.get(statics);
  if (template === undefined) {
    template = prepareTemplate(statics);
    templates.set(statics, template);
  }
  lastStatics = statics;
  lastTemplate = template;
  return template;
}

/**
 * The markup of precompiled JSX. The compiler writes the calls.
 *
 * @example Usage
 * ```ts
 * import { jsxAttr, jsxEscape, jsxTemplate } from "@tpd2/tpd2/ml/jsx-runtime";
 * import { assertEquals } from "@std/assert";
 *
 * const statics = ["<p ", ">", "</p>"];
 * assertEquals(
 *   String(jsxTemplate(statics, jsxAttr("id", "x"), jsxEscape("<Ann>"))),
 *   `<p id="x">&lt;Ann&gt;</p>`,
 * );
 * ```
 *
 * @param statics The constant text. Parsed once.
 * @param values The values between.
 * @returns The markup.
 * @throws {SyntaxError} When a value stands where it cannot be made safe.
 * @throws {TypeError} When a value cannot be rendered.
 */
export function jsxTemplate(
  statics: readonly string[],
  ...values: readonly unknown[]
): Markup {
  if (statics === lastStatics && lastTemplate !== null) {
    return renderTemplate(lastTemplate, values);
  }
  return renderTemplate(findTemplate(statics), values);
}

/**
 * A value in precompiled JSX. It is escaped by {@linkcode jsxTemplate}, which knows its place: text, a script, a style sheet.
 *
 * @example Usage
 * ```ts
 * import { jsxEscape } from "@tpd2/tpd2/ml/jsx-runtime";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(jsxEscape("<"), "<");
 * ```
 *
 * @param value The value.
 * @returns The same value.
 */
export function jsxEscape(value: unknown): unknown {
  return value;
}

/** An attribute of precompiled JSX, for {@linkcode jsxTemplate} alone. */
export type JsxAttribute = object | null;

/**
 * An attribute in precompiled JSX. It is guarded by {@linkcode jsxTemplate}, which knows its element.
 *
 * @example Usage
 * ```ts
 * import { jsxAttr, jsxTemplate } from "@tpd2/tpd2/ml/jsx-runtime";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(String(jsxTemplate(["<br ", ">"], jsxAttr("hidden", true))), "<br hidden>");
 * ```
 *
 * @param name The attribute's name.
 * @param value Its value.
 * @returns The attribute.
 */
export function jsxAttr(name: string, value: unknown): JsxAttribute {
  return DROPPED.has(name) ? null : new TagAttribute(name, value);
}

/** Attributes, and what JSX adds to them. */
export type WithChildren<Given> = Given & { children?: unknown; key?: unknown };

/** What the type checker reads of JSX. */
// deno-lint-ignore no-namespace
export namespace JSX {
  /** What a JSX expression is. */
  export type Element = Markup;
  /** What may stand as a tag. */
  export type ElementType =
    | keyof IntrinsicElements
    | ((properties: never) => Child);
  /** Where children are found among the properties. */
  export interface ElementChildrenAttribute {
    /** The children. */
    children: unknown;
  }
  /** What any tag may have. */
  export interface IntrinsicAttributes {
    /** Ignored. */
    key?: unknown;
  }
  /** The elements and their attributes. */
  export type IntrinsicElements =
    & { [Name in ElementName]: WithChildren<Attributes<Name>> }
    & {
      [name: `${string}-${string}`]: WithChildren<
        Readonly<Record<string, unknown>>
      >;
    }
    & {
      [Name in ForeignName]: WithChildren<Readonly<Record<string, unknown>>>;
    }
    & { [Name in MathmlName]: WithChildren<MathmlAttributes<Name>> };
  /** The elements of SVG that a page is likely to write by hand. */
  export type ForeignName =
    | "svg"
    | "circle"
    | "clipPath"
    | "defs"
    | "ellipse"
    | "filter"
    | "foreignObject"
    | "g"
    | "image"
    | "line"
    | "linearGradient"
    | "marker"
    | "mask"
    | "path"
    | "pattern"
    | "polygon"
    | "polyline"
    | "radialGradient"
    | "rect"
    | "stop"
    | "symbol"
    | "text"
    | "textPath"
    | "tspan"
    | "use";
}
