// Copyright 2026 the tpd2 authors. MIT license.

/**
 * The content models of SVG and MathML against an independent judge, as in `content_model_test.ts`: every pair of an element and a
 * direct child, with the least that either needs around it, is shown to the Nu checker.
 */

import { nuAvailable, nuCheck } from "../_tools/nu_check.ts";
import { MATHML_NAMES, SVG_NAMES } from "./_foreign_table.ts";
import { MATHML_CONTENT_MODEL, SVG_CONTENT_MODEL } from "./_foreign_model.ts";
import { prepareTemplate } from "./_template.ts";
import { renderTemplate } from "./_render_template.ts";
import { assert, assertEquals } from "@std/assert";

type Texts = Readonly<Record<string, string>>;

const LIGHT = "<fePointLight/>";
const X = "<mi>x</mi>";
const TRANSFER =
  "<filter><feComponentTransfer>#</feComponentTransfer></filter>";
const LIGHTING = "<filter><feDiffuseLighting>#</feDiffuseLighting></filter>";

/** Where an element may stand, when that is not the root; `#` is its place. */
const AROUND: Texts = {
  annotation: `<semantics>${X}#</semantics>`,
  "annotation-xml": `<semantics>${X}#</semantics>`,
  feDistantLight: LIGHTING,
  feFuncA: TRANSFER,
  feFuncB: TRANSFER,
  feFuncG: TRANSFER,
  feFuncR: TRANSFER,
  feMergeNode: "<filter><feMerge>#</feMerge></filter>",
  fePointLight: LIGHTING,
  feSpotLight: LIGHTING,
  mpath: "<animateMotion>#</animateMotion>",
  mprescripts: `<mmultiscripts>${X}#</mmultiscripts>`,
  mtd: "<mtable><mtr>#</mtr></mtable>",
  mtr: "<mtable>#</mtable>",
  stop: "<linearGradient>#</linearGradient>",
  textPath: "<text>#</text>",
  tspan: "<text>#</text>",
};

/** Attributes that an element cannot do without in the eyes of the checker. */
const ATTRIBUTES: Texts = {
  animate: 'attributeName="x" to="1"',
  animateMotion: 'to="1"',
  animateTransform: 'attributeName="transform" type="scale" to="1"',
  circle: 'r="1"',
  ellipse: 'rx="1" ry="1"',
  feBlend: 'in2="x"',
  feComposite: 'in2="x"',
  feConvolveMatrix: 'order="1" kernelMatrix="1"',
  feDisplacementMap: 'in2="x"',
  feFuncA: 'type="identity"',
  feFuncB: 'type="identity"',
  feFuncG: 'type="identity"',
  feFuncR: 'type="identity"',
  feImage: 'href="/x"',
  foreignObject: 'width="1" height="1"',
  image: 'href="/x" width="1" height="1"',
  maction: 'actiontype="toggle"',
  mpath: 'href="#x"',
  path: 'd="M0 0"',
  polygon: 'points="0,0"',
  polyline: 'points="0,0"',
  rect: 'width="1" height="1"',
  set: 'attributeName="x" to="1"',
  stop: 'offset="0"',
  textPath: 'href="#x"',
  use: 'href="#x"',
};

/** What a child needs inside to be complete. */
const LEAF: Texts = {
  feDiffuseLighting: LIGHT,
  feSpecularLighting: LIGHT,
  maction: X,
  math: X,
  mfrac: X + X,
  mmultiscripts: X,
  mover: X + X,
  mroot: X + X,
  msub: X + X,
  msubsup: X + X + X,
  msup: X + X,
  mtr: "<mtd></mtd>",
  munder: X + X,
  munderover: X + X + X,
  semantics: X,
};

/** What a parent needs before and after the child that is tried. */
const INSIDE: Readonly<Record<string, readonly [string, string]>> = {
  feDiffuseLighting: ["", LIGHT],
  feSpecularLighting: ["", LIGHT],
  mfrac: ["", X],
  mmultiscripts: [X, X],
  mover: ["", X],
  mroot: ["", X],
  msub: ["", X],
  msubsup: ["", X + X],
  msup: ["", X],
  munder: ["", X],
  munderover: ["", X + X],
  semantics: [X, ""],
};

/** Elements that hold HTML or anything. */
const LEFT_OUT = new Set([
  "annotation-xml",
  "desc",
  "foreignObject",
  "metadata",
  "title",
]);

/** Where the checker, which knows SVG 1.1 and MathML 3, says otherwise than the standards that we follow. */
const DIFFERENT: readonly RegExp[] = [
  // SVG 2 lets shapes and texts hold what they are painted, clipped and masked with, and views be animated.
  /^(?:circle|ellipse|line|path|polygon|polyline|rect|text|textPath) > (?:clipPath|linearGradient|marker|mask|pattern|radialGradient)$/,
  /^tspan > (?:linearGradient|pattern|radialGradient)$/,
  /^(?:image|use) > (?:clipPath|mask)$/,
  /^view > (?:animate|animateMotion|animateTransform|set)$/,
  // In SVG 2 a link holds what its parent may hold: in a drawing that is no text.
  /^a > #text$/,
  // The HTML standard lets them hold phrasing content, and math is that.
  /^(?:mi|mn|mo|ms) > math$/,
];

function write(name: string, content: string): string {
  return `<${name} ${ATTRIBUTES[name] ?? ""}>${content}</${name}>`;
}

function page(root: string, parent: string, child: string): string {
  const [before, after] = INSIDE[parent] ?? ["", ""];
  const tried = child === "#text" ? "x" : write(child, LEAF[child] ?? "");
  const whole = (AROUND[parent] ?? "#").replace(
    "#",
    () => write(parent, before + tried + after),
  );
  const drawn = parent === root ? whole : `<${root}>${whole}</${root}>`;
  return `<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p>${drawn}</p></body></html>`;
}

/** Why our own checks refuse the page, if they do. */
function refusal(text: string): string | undefined {
  try {
    renderTemplate(prepareTemplate([text]), []);
    return undefined;
  } catch (error) {
    assert(error instanceof TypeError, String(error));
    return error.message;
  }
}

Deno.test("the content models of SVG and MathML have every element", () => {
  const sorted = (names: string) => names.split(" ").toSorted();
  assertEquals(Object.keys(SVG_CONTENT_MODEL).toSorted(), sorted(SVG_NAMES));
  assertEquals(
    Object.keys(MATHML_CONTENT_MODEL).toSorted(),
    sorted(MATHML_NAMES),
  );
});

Deno.test({
  name:
    "the content models of SVG and MathML agree with the Nu checker on every element and direct child",
  ignore: !nuAvailable(),
  async fn() {
    const pages = new Map<string, string>();
    for (
      const [root, model] of [
        ["svg", SVG_CONTENT_MODEL],
        ["math", MATHML_CONTENT_MODEL],
      ] as const
    ) {
      const names = Object.keys(model);
      for (const parent of names.filter((name) => !LEFT_OUT.has(name))) {
        for (const child of [...names, "#text"]) {
          pages.set(`${parent} > ${child}`, page(root, parent, child));
        }
      }
    }
    const refused = new Map<string, string>();
    for (const { page: name, message } of await nuCheck(pages)) {
      if (!refused.has(name)) refused.set(name, message);
    }
    assert(refused.size > 3000 && pages.size - refused.size > 700);
    const differences: string[] = [];
    for (const [name, text] of pages) {
      const ours = refusal(text);
      const isDifferent = (ours === undefined) === refused.has(name);
      if (isDifferent === DIFFERENT.some((pattern) => pattern.test(name))) {
        continue;
      }
      differences.push(`${name}: ${ours ?? `Nu: ${refused.get(name)}`}`);
    }
    assertEquals(differences, []);
  },
});
