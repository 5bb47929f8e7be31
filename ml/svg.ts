// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { MATHML_NAMES, SVG_NAMES } from "./_foreign_table.ts";
import type {
  MathmlName,
  SvgAttributeNames,
  SvgGlobalName,
  SvgName,
} from "./_foreign_table.ts";
import type { GlobalAttributes } from "./_html_table.ts";
import type { ArgumentsWith, CheckArguments } from "./_element_types.ts";
import type { MathmlKey, SvgKey } from "./_foreign_model.ts";
import type { MathmlAttributes, StyleValue, TextValue } from "./attributes.ts";
import { makeFunction } from "./element.ts";
import type { Markup } from "./markup.ts";

export type {
  MathmlGlobalAttributes,
  MathmlName,
  MathmlOwnAttributes,
  SvgAttributeNames,
  SvgGlobalName,
  SvgName,
} from "./_foreign_table.ts";

/**
 * The attributes of an SVG element, apart from the global ones and those that style it.
 *
 * @typeParam Name The element's name.
 */
export type SvgAttributes<Name extends SvgName> = {
  [Key in SvgGlobalName | SvgAttributeNames[Name]]?: TextValue;
};

/** The attributes of any SVG element that style it, under their names in SVG. */
export interface SvgPresentation {
  /** How the element is styled. */
  style?: StyleValue;
  /** The old name of `href`. */
  "xlink:href"?: TextValue;
  /** Any property that SVG has as an attribute, with hyphens. */
  readonly [name: `${string}-${string}`]: TextValue | boolean;
}

/** All attributes of an SVG element. */
export type AnySvgAttributes<Name extends SvgName> =
  & SvgAttributes<Name>
  & GlobalAttributes
  & SvgPresentation;

/**
 * Makes one kind of SVG element. As with those of HTML, the types check attributes and direct children, against SVG 2 and its modules.
 *
 * @typeParam Name The element's name.
 */
export interface SvgElementFunction<Name extends SvgName> {
  /** Makes the element. */
  <Given extends ArgumentsWith<AnySvgAttributes<Name>>>(
    ...args: CheckArguments<SvgKey<Name>, AnySvgAttributes<Name>, Given>
  ): Markup<SvgKey<Name>>;
}

/** The functions that make SVG elements, by the elements' names. */
export type SvgElements = {
  readonly [Name in SvgName]: SvgElementFunction<Name>;
};

/**
 * Makes one kind of MathML element. As with those of HTML, the types check attributes and direct children, against MathML Core.
 *
 * @typeParam Name The element's name.
 */
export interface MathmlElementFunction<Name extends MathmlName> {
  /** Makes the element. */
  <Given extends ArgumentsWith<MathmlAttributes<Name>>>(
    ...args: CheckArguments<MathmlKey<Name>, MathmlAttributes<Name>, Given>
  ): Markup<MathmlKey<Name>>;
}

/** The functions that make MathML elements, by the elements' names. */
export type MathmlElements = {
  readonly [Name in MathmlName]: MathmlElementFunction<Name>;
};

function makeAll<Elements>(names: string, prefix: "svg" | "math"): Elements {
  const functions = names.split(" ").map((name) =>
    [
      name,
      makeFunction(name, name === prefix ? name : `${prefix}:${name}`),
    ] as const
  );
  return Object.freeze(Object.fromEntries(functions)) as Elements;
}

/**
 * SVG elements, for use in HTML: `svg.svg(svg.circle({ r: 5 }))`. Scripts and style sheets are those of HTML.
 *
 * @example Usage
 * ```ts
 * import { renderToString, svg } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   renderToString(svg.svg({ viewBox: "0 0 10 10" }, svg.circle({ cx: 5, cy: 5, r: 4 }))),
 *   `<svg viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"></circle></svg>`,
 * );
 * ```
 */
export const svg: SvgElements = makeAll<SvgElements>(SVG_NAMES, "svg");

/**
 * MathML elements, for use in HTML: `mathml.math(mathml.mi("x"))`. Their attributes are those of MathML Core; where one means true
 * or false, a boolean is written out.
 *
 * @example Usage
 * ```ts
 * import { mathml, renderToString } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   renderToString(mathml.math(mathml.msup(mathml.mi("x"), mathml.mn(2)))),
 *   "<math><msup><mi>x</mi><mn>2</mn></msup></math>",
 * );
 * assertEquals(
 *   renderToString(mathml.mo({ form: "prefix", stretchy: false }, "(")),
 *   `<mo form="prefix" stretchy="false">(</mo>`,
 * );
 * ```
 */
export const mathml: MathmlElements = makeAll<MathmlElements>(
  MATHML_NAMES,
  "math",
);
