// Copyright 2026 the tpd2 authors. MIT license.

/**
 * The content model against an independent judge: every pair of an element and a direct child, with the least that either needs around
 * it, is shown to the Nu checker.
 */

import { nuAvailable, nuCheck } from "../_tools/nu_check.ts";
import { CATEGORIES, CONTENT_MODEL } from "./_content_model.ts";
import { prepareTemplate } from "./_template.ts";
import { renderTemplate } from "./_render_template.ts";
import { assert, assertEquals } from "@std/assert";

type Names = Readonly<Record<string, string>>;

/** Attributes that an element cannot do without, or that make it what it is in its category. */
const ATTRIBUTES: Names = {
  area: 'href="/" alt="x"',
  base: 'href="/"',
  bdo: 'dir="ltr"',
  data: 'value="1"',
  embed: 'src="/x"',
  iframe: 'src="/x"',
  img: 'src="/x" alt="x"',
  link: 'rel="stylesheet" href="/x.css"',
  map: 'name="m"',
  meta: 'name="description" content="x"',
  meter: 'value="1"',
  object: 'data="/x" type="image/png"',
  optgroup: 'label="x"',
  option: 'value="x"',
  source: 'srcset="/x"',
  time: 'datetime="2026-01-01"',
  track: 'src="/x"',
  video: 'src="/x"',
  audio: 'src="/x"',
};

/** What an element needs inside to be complete, before and after the child that is tried. */
const INSIDE: Readonly<Record<string, readonly [string, string]>> = {
  colgroup: ["", ""],
  details: ["<summary>x</summary>", ""],
  dl: ["", ""],
  fieldset: ["", ""],
  head: ["<title>x</title>", ""],
  hgroup: ["", "<h2>x</h2>"],
  picture: ["", '<img src="/x" alt="x">'],
  ruby: ["x<rt>x</rt>", ""],
  select: ["", ""],
};

/** Where an element may stand; `#` is its place. */
const AROUND: Names = {
  area: '<p><map name="m">#</map></p>',
  caption: "<table>#<tr><td>x</td></tr></table>",
  col: "<table><colgroup>#</colgroup><tr><td>x</td></tr></table>",
  colgroup: "<table>#<tr><td>x</td></tr></table>",
  dd: "<dl><dt>x</dt>#</dl>",
  dt: "<dl>#<dd>x</dd></dl>",
  figcaption: "<figure>#<p>x</p></figure>",
  legend: "<fieldset>#</fieldset>",
  li: "<ul>#</ul>",
  optgroup: "<select>#</select>",
  option: "<select>#</select>",
  rp: "<ruby>x#<rt>x</rt></ruby>",
  rt: "<ruby>x#</ruby>",
  source: '<picture>#<img src="/x" alt="x"></picture>',
  summary: "<details>#</details>",
  tbody: "<table>#</table>",
  td: "<table><tr>#</tr></table>",
  tfoot: "<table><tr><td>x</td></tr>#</table>",
  th: "<table><tr>#</tr></table>",
  thead: "<table>#<tr><td>x</td></tr></table>",
  tr: "<table>#</table>",
  track: '<video src="/x">#</video>',
};

const VOID = new Set(
  "area base br col embed hr img input link meta source track wbr".split(" "),
);

/** Elements that are there for the sake of newer standards than the checker's, or that stand in the head or root alone. */
const LEFT_OUT = new Set([
  "html",
  "head",
  "body",
  "base",
  "meta",
  "link",
  "style",
  "script",
  "title",
  "template",
  "noscript",
  "selectedcontent",
  "select",
  "option",
  "optgroup",
  "datalist",
  "slot",
  "object",
  "canvas",
  "legend",
  "search",
  "hgroup",
  "ruby",
  "rt",
  "rp",
  "map",
  "area",
  "textarea",
  "iframe",
  "source",
  "track",
  "details",
  "colgroup",
  "col",
]);

/** Where the checker says otherwise than the standard of today, and we follow the standard. */
const DIFFERENT = new Set([
  // Sectioning content, which these may not hold.
  "address > aside",
  "dt > aside",
  "th > aside",
  // Media elements hold no others.
  "audio > audio",
  "audio > video",
  "video > audio",
  "video > video",
  // A dialog is no interactive content, nor is a link without an address.
  "a > dialog",
  "button > a",
]);

/** Leaves of content, so that the least of each child is valid. */
const LEAF: Names = {
  dl: "<dt>x</dt><dd>x</dd>",
  "dl > div": "<dt>x</dt><dd>x</dd>",
  ul: "<li>x</li>",
  ol: "<li>x</li>",
  menu: "<li>x</li>",
  table: "<tr><td>x</td></tr>",
  tbody: "<tr><td>x</td></tr>",
  thead: "<tr><th>x</th></tr>",
  tfoot: "<tr><td>x</td></tr>",
  tr: "<td>x</td>",
  picture: '<img src="/x" alt="x">',
  figure: "<p>x</p>",
  fieldset: "<p>x</p>",
  form: "<p>x</p>",
  address: "<p>x</p>",
  article: "<h2>x</h2>",
  section: "<h2>x</h2>",
};

function write(name: string, content: string): string {
  const attributes = ATTRIBUTES[name] === undefined
    ? ""
    : ` ${ATTRIBUTES[name]}`;
  return VOID.has(name)
    ? `<${name}${attributes}>`
    : `<${name}${attributes}>${content}</${name}>`;
}

function page(parent: string, child: string): string {
  const [before, after] = INSIDE[parent] ?? ["", ""];
  const inner = write(
    child,
    LEAF[`${parent} > ${child}`] ?? LEAF[child] ?? "x",
  );
  const whole = (AROUND[parent] ?? "#").replace(
    "#",
    () => write(parent, before + inner + after),
  );
  return `<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>${whole}</body></html>`;
}

/** Whether our own checks take the page. */
function isTaken(text: string): boolean {
  try {
    renderTemplate(prepareTemplate([text]), []);
    return true;
  } catch {
    return false;
  }
}

Deno.test({
  name:
    "the content model agrees with the Nu checker on every element and direct child",
  ignore: !nuAvailable(),
  async fn() {
    const flow = [
      ...CATEGORIES["flow content"].split(" "),
      ...CATEGORIES["phrasing content"].split(" "),
      ...Object.keys(AROUND),
    ].filter((name) => !LEFT_OUT.has(name) && name in CONTENT_MODEL);
    const pages = new Map<string, string>();
    for (const parent of Object.keys(CONTENT_MODEL)) {
      if (LEFT_OUT.has(parent) || VOID.has(parent)) continue;
      for (const child of new Set(flow)) {
        pages.set(`${parent} > ${child}`, page(parent, child));
      }
    }
    const refused = new Map<string, string>();
    for (const { page: name, message } of await nuCheck(pages)) {
      if (!refused.has(name)) refused.set(name, message);
    }
    assert(refused.size > 300 && pages.size - refused.size > 1000);
    const differences: string[] = [];
    for (const [name, text] of pages) {
      const ours = isTaken(text);
      if (ours === refused.has(name) && !DIFFERENT.has(name)) {
        differences.push(
          `${name}: ${ours ? `Nu refuses: ${refused.get(name)}` : "we refuse"}`,
        );
      }
    }
    assertEquals(differences, []);
  },
});
