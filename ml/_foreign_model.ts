// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type {
  FlowName,
  PhrasingName,
  SplitWords,
  TextOf,
} from "./_content_model.ts";

/**
 * What may stand directly in each element of SVG: names and the words of {@linkcode SVG_CATEGORIES}, separated by commas. Both the types
 * and the development checks read it. Sources: the element definitions of SVG 2, of SVG Animations (animate, animateMotion,
 * animateTransform, mpath, set), of Filter Effects 1 (filter, fe...) and of CSS Masking 1 (clipPath, mask). In desc, foreignObject and
 * title the parser of HTML goes on with HTML; what may stand there says the HTML standard, 4.8.17. Elements that those standards have
 * and no browser makes in HTML are left out, as are those for drafts that were given up. Descriptive elements may stand in switch, as
 * they could in SVG 1.1: that SVG 2 does not name them there is no change it lists.
 */
export const SVG_CONTENT_MODEL = {
  a: "what its parent allows",
  animate: "descriptive elements, script",
  animateMotion: "descriptive elements, mpath, script",
  animateTransform: "descriptive elements, script",
  circle:
    "animation elements, descriptive elements, paint server elements, clipPath, marker, mask, script, style",
  clipPath:
    "animation elements, descriptive elements, shape elements, script, text, use",
  defs:
    "animation elements, descriptive elements, paint server elements, shape elements, structural elements, a, clipPath, filter, foreignObject, image, marker, mask, script, style, switch, text, view",
  desc: "flow content",
  ellipse:
    "animation elements, descriptive elements, paint server elements, clipPath, marker, mask, script, style",
  feBlend: "animate, script, set",
  feColorMatrix: "animate, script, set",
  feComponentTransfer: "feFuncA, feFuncB, feFuncG, feFuncR, script",
  feComposite: "animate, script, set",
  feConvolveMatrix: "animate, script, set",
  feDiffuseLighting: "descriptive elements, light source elements, script",
  feDisplacementMap: "animate, script, set",
  feDistantLight: "animate, script, set",
  feDropShadow: "animate, script, set",
  feFlood: "animate, script, set",
  feFuncA: "animate, script, set",
  feFuncB: "animate, script, set",
  feFuncG: "animate, script, set",
  feFuncR: "animate, script, set",
  feGaussianBlur: "animate, script, set",
  feImage: "animate, animateTransform, script, set",
  feMerge: "feMergeNode, script",
  feMergeNode: "animate, script, set",
  feMorphology: "animate, script, set",
  feOffset: "animate, script, set",
  fePointLight: "animate, script, set",
  feSpecularLighting: "descriptive elements, light source elements, script",
  feSpotLight: "animate, script, set",
  feTile: "animate, script, set",
  feTurbulence: "animate, script, set",
  filter:
    "descriptive elements, filter primitive elements, animate, script, set",
  foreignObject: "flow content",
  g: "animation elements, descriptive elements, paint server elements, shape elements, structural elements, a, clipPath, filter, foreignObject, image, marker, mask, script, style, switch, text, view",
  image:
    "animation elements, descriptive elements, clipPath, mask, script, style",
  line:
    "animation elements, descriptive elements, paint server elements, clipPath, marker, mask, script, style",
  linearGradient:
    "descriptive elements, animate, animateTransform, script, set, stop, style",
  marker:
    "animation elements, descriptive elements, paint server elements, shape elements, structural elements, a, clipPath, filter, foreignObject, image, marker, mask, script, style, switch, text, view",
  mask:
    "animation elements, descriptive elements, paint server elements, shape elements, structural elements, a, clipPath, filter, foreignObject, image, marker, mask, script, style, switch, text, view",
  metadata: "any markup",
  mpath: "descriptive elements, script",
  path:
    "animation elements, descriptive elements, paint server elements, clipPath, marker, mask, script, style",
  pattern:
    "animation elements, descriptive elements, paint server elements, shape elements, structural elements, a, clipPath, filter, foreignObject, image, marker, mask, script, style, switch, text, view",
  polygon:
    "animation elements, descriptive elements, paint server elements, clipPath, marker, mask, script, style",
  polyline:
    "animation elements, descriptive elements, paint server elements, clipPath, marker, mask, script, style",
  radialGradient:
    "descriptive elements, animate, animateTransform, script, set, stop, style",
  rect:
    "animation elements, descriptive elements, paint server elements, clipPath, marker, mask, script, style",
  set: "descriptive elements, script",
  stop: "animate, script, set, style",
  svg:
    "animation elements, descriptive elements, paint server elements, shape elements, structural elements, a, clipPath, filter, foreignObject, image, marker, mask, script, style, switch, text, view",
  switch:
    "animation elements, descriptive elements, shape elements, a, foreignObject, g, image, svg, switch, text, use",
  symbol:
    "animation elements, descriptive elements, paint server elements, shape elements, structural elements, a, clipPath, filter, foreignObject, image, marker, mask, script, style, switch, text, view",
  text:
    "character data, animation elements, descriptive elements, paint server elements, text content child elements, a, clipPath, marker, mask, script, style",
  textPath:
    "character data, descriptive elements, paint server elements, a, animate, clipPath, marker, mask, script, set, style, tspan",
  title: "phrasing content",
  tspan:
    "character data, descriptive elements, paint server elements, a, animate, script, set, style, tspan",
  use:
    "animation elements, descriptive elements, clipPath, mask, script, style",
  view: "animation elements, descriptive elements, script, style",
} as const;

/** Names of the elements of each category of SVG, separated by spaces. */
export const SVG_CATEGORIES = {
  "animation elements": "animate animateMotion animateTransform set",
  "descriptive elements": "desc metadata title",
  "filter primitive elements":
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDropShadow feFlood feGaussianBlur feImage feMerge feMorphology feOffset feSpecularLighting feTile feTurbulence",
  "light source elements": "feDistantLight fePointLight feSpotLight",
  "paint server elements": "linearGradient pattern radialGradient",
  "shape elements": "circle ellipse line path polygon polyline rect",
  "structural elements": "defs g svg symbol use",
  "text content child elements": "textPath tspan",
} as const;

/**
 * The same for MathML Core. That the elements which hold text (mi, mn, mo, ms, mtext) may hold phrasing content, and annotation-xml flow
 * content, says the HTML standard, 4.8.16. How many children some of them need is in `_check_foreign.ts`.
 */
export const MATHML_CONTENT_MODEL = {
  annotation: "character data",
  "annotation-xml": "MathML elements, flow content",
  maction: "MathML expressions",
  math: "MathML expressions",
  merror: "MathML expressions",
  mfrac: "MathML expressions",
  mi: "phrasing content",
  mmultiscripts: "MathML expressions, mprescripts",
  mn: "phrasing content",
  mo: "phrasing content",
  mover: "MathML expressions",
  mpadded: "MathML expressions",
  mphantom: "MathML expressions",
  mprescripts: "nothing",
  mroot: "MathML expressions",
  mrow: "MathML expressions",
  ms: "phrasing content",
  mspace: "nothing",
  msqrt: "MathML expressions",
  mstyle: "MathML expressions",
  msub: "MathML expressions",
  msubsup: "MathML expressions",
  msup: "MathML expressions",
  mtable: "mtr",
  mtd: "MathML expressions",
  mtext: "phrasing content",
  mtr: "mtd",
  munder: "MathML expressions",
  munderover: "MathML expressions",
  semantics: "MathML expressions, annotation, annotation-xml",
} as const;

/** Names of the elements of each category of MathML, separated by spaces. */
export const MATHML_CATEGORIES = {
  "MathML expressions":
    "maction merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtext munder munderover semantics",
} as const;

/** The texts of both tables, as messages show them, by names that say which of the languages is meant. */
export type ForeignContentText =
  & {
    [Name in keyof typeof SVG_CONTENT_MODEL as SvgKey<Name>]:
      (typeof SVG_CONTENT_MODEL)[Name];
  }
  & {
    [Name in keyof typeof MATHML_CONTENT_MODEL as MathmlKey<Name>]:
      (typeof MATHML_CONTENT_MODEL)[Name];
  };

/** What an element of SVG is called beside those of HTML, with which it shares names. */
export type SvgKey<Name extends string> = Name extends "svg" ? "svg"
  : Name extends "script" | "style" ? Name
  : `svg:${Name}`;

/** What an element of MathML is called. */
export type MathmlKey<Name extends string> = Name extends "math" ? "math"
  : `math:${Name}`;

/** The names behind the words of the table of SVG, besides the categories. */
export type SvgWords = {
  "what its parent allows": Exclude<
    SvgNamesOf<"svg" | "text" | "tspan" | "switch">,
    "svg:a"
  >;
  "any markup": string;
  "flow content": FlowName;
  "phrasing content": PhrasingName;
  "character data": "#text";
};

/** The names that may stand in some elements of SVG. */
export type SvgNamesOf<Name extends keyof typeof SVG_CONTENT_MODEL> =
  ExpandedSvgWord<TextOf<typeof SVG_CONTENT_MODEL, Name>>;

/** The names behind one word of the table of SVG. */
export type ExpandedSvgWord<Word extends string> = Word extends keyof SvgWords
  ? SvgWords[Word]
  : Word extends keyof typeof SVG_CATEGORIES
    ? SvgKey<SplitWords<(typeof SVG_CATEGORIES)[Word], " ">>
  : SvgKey<Word>;

/** The names behind the words of the table of MathML. */
export type MathmlWords = {
  "MathML elements":
    | `svg:${string}`
    | MathmlKey<keyof typeof MATHML_CONTENT_MODEL>;
  "MathML expressions": MathmlKey<
    SplitWords<(typeof MATHML_CATEGORIES)["MathML expressions"], " ">
  >;
  "flow content": FlowName;
  "phrasing content": PhrasingName;
  "character data": "#text";
  "nothing": never;
};

/** The names behind one word of the table of MathML. */
export type ExpandedMathmlWord<Word extends string> = Word extends
  keyof MathmlWords ? MathmlWords[Word] : MathmlKey<Word>;

/** The names that may stand in each element of SVG and MathML; `#text` for text. */
export type ForeignAllowedIn =
  & {
    [Name in keyof typeof SVG_CONTENT_MODEL as SvgKey<Name>]: SvgNamesOf<Name>;
  }
  & {
    [Name in keyof typeof MATHML_CONTENT_MODEL as MathmlKey<Name>]:
      ExpandedMathmlWord<TextOf<typeof MATHML_CONTENT_MODEL, Name>>;
  };
