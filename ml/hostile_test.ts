// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Hostile strings at every kind of place, in a real browser: none may run. In production mode, where hostile URLs and styles are made
 * inert rather than refused.
 */

import { browserAvailable, withBrowser } from "../_tools/browser.ts";
import { jsx, jsxAttr, jsxEscape, jsxTemplate } from "./jsx-runtime.ts";
import {
  a,
  area,
  body,
  button,
  type Child,
  customElement,
  div,
  embed,
  form,
  head,
  html,
  iframe,
  img,
  input,
  js,
  li,
  link,
  map,
  noscript,
  object,
  option,
  p,
  raw,
  renderToString,
  script,
  select,
  setDevelopment,
  svg,
  textarea,
  title,
  video,
} from "./mod.ts";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";

const FRAGMENTS = [
  "hit()",
  "javascript:hit()",
  "JaVaScRiPt:hit()",
  "java\tscript:hit()",
  "\u0001javascript:hit()",
  "&#106;avascript:hit()",
  "&Tab;javascript&colon;hit()",
  "vbscript:hit()",
  "data:text/html,<script>parent.hit()</script>",
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='parent.hit()'/>",
  "<script>hit()</script>",
  "<img src=x onerror=hit()>",
  "<svg onload=hit()>",
  "<iframe srcdoc='<script>parent.hit()</script>'>",
  '"><svg onload=hit()>',
  "'><svg onload=hit()>",
  '" autofocus onfocus=hit() x="',
  "' autofocus onfocus=hit() x='",
  " onload=hit() ",
  "</script><script>hit()</script>",
  "</style><script>hit()</script>",
  "</title><script>hit()</script>",
  "</textarea><script>hit()</script>",
  "</noscript><img src=x onerror=hit()>",
  "</select><img src=x onerror=hit()>",
  "</svg><img src=x onerror=hit()>",
  "--><script>hit()</script>",
  "--!><script>hit()</script>",
  "<!--<script>",
  "]]><script>hit()</script>",
  '";hit();//',
  "';hit();//",
  "`;hit();//",
  "${hit()}",
  "\\",
  "\\u003cscript>hit()",
  "\u2028hit()",
  "*/hit()/*",
  "red;background:url(javascript:hit())",
  "red}</style><script>hit()</script>",
  "expression(hit())",
  "\u0000",
  "\ud800",
  "&",
  "<",
  ">",
  '"',
  "'",
  "`",
  "=",
  " ",
  "\n",
  "/",
  "-",
  "!",
];

const hostileString = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...FRAGMENTS) },
  {
    weight: 5,
    arbitrary: fc.array(fc.constantFrom(...FRAGMENTS), {
      minLength: 2,
      maxLength: 5,
    })
      .map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
);

const thing = customElement("x-thing");

// deno-fmt-ignore
const PLACES: readonly ((x: string) => Child)[] = [
  (x) => p(x),
  (x) => p({ title: x, class: x, id: x, "data-x": x, "aria-label": x, lang: x }, x),
  (x) => a({ href: x }, "x"),
  (x) => a({ href: `/${x}` }, "x"),
  (x) => [form({ action: x }, button({ formaction: x, type: "submit" }, x)), iframe({ src: x }), embed({ src: x }), object({ data: x }, x)],
  (x) => [img({ src: x, srcset: x, alt: x }), video({ src: x, poster: x }), map({ name: "m" }, area({ href: x }))],
  (x) => [script({ src: x }), link({ rel: "stylesheet", href: x })],
  (x) => iframe({ srcdoc: html`<p>${x}</p>` }),
  (x) => div({ style: { color: x, background: x, "--x": x } }),
  (x) => div({ style: x }),
  (x) => div({ style: `color: ${x}` }),
  (x) => script(js`let x = ${x}; let y = { "a": ${[x, { [x]: x }]} }; let z = ${x} + "x";`),
  (x) => script(js.call((text: string) => text.length, x)),
  (x) => script({ type: "application/json" }, { [x]: x }),
  (x) => button({ onclick: js`void ${x}` }, x),
  (x) => [textarea(x), noscript(p({ title: x }, x)), select(option({ value: x, label: x }, x)), input({ value: x, type: "text" })],
  (x) => [thing({ href: x, any: x }, x), svg.svg(svg.a({ href: x, "xlink:href": x }, svg.text(x)), svg.title(x), svg.animate({ attributeName: "href", to: x, values: x, from: x, by: x }), svg.use({ href: x }), svg.image({ href: x }))],
  (x) => html`<p title="${x}" class='${x}' data-y="a ${x} b ${x}">${x}<!-- ${x} --></p>`,
  (x) => html`<a href="${x}">x</a><a href="java${x}">x</a><a href="${x}${x}">x</a><a href=" ${x}">x</a><a href="/x?${x}">x</a>`,
  (x) => html`<script>let x = ${x}, y = [${x}, ${{ [x]: x }}];</script>`,
  (x) => html`<script type="application/json">{"x": ${x}}</script>`,
  (x) => html`<style>p { color: ${x}; background: ${x} }</style><div style="color: ${x}; background: ${x}"></div>`,
  (x) => html`<div style="${x}"></div><textarea>${x}</textarea><svg><title>${x}</title><text>${x}</text><a href="${x}"></a></svg>`,
  (x) => html`<div ${{ title: x, style: x, href: x, src: x, action: x, class: x }}>${x}</div>`,
  (x) => html`<noscript><p title="${x}">${x}</p></noscript><iframe src="${x}"></iframe><object data="${x}"></object><embed src="${x}">`,
  (x) => jsxTemplate(["<p ", "><a ", ">", "</a></p><script>let x = ", ";</script>"], jsxAttr("title", x), jsxAttr("href", x), jsxEscape(x), jsxEscape(x)),
  (x) => jsx("p", { title: x, style: x, children: [x, jsx("a", { href: x, children: x })] }),
  (x) => jsx("div", { [x]: x, children: x }),
  (x) => jsx("style", { children: x }),
  (x) => jsx("script", { children: x }),
  (x) => jsx(x, { children: "hit()" }),
  (x) => li(JSON.parse(JSON.stringify({ source: x, parts: null, tree: null }))),
];

/** What a place makes of a string; nothing when it refuses it. */
function place(make: (x: string) => Child, value: string): string {
  try {
    return renderToString(make(value));
  } catch (error) {
    assert(
      error instanceof TypeError || error instanceof SyntaxError,
      String(error),
    );
    return "";
  }
}

/** Loads a document, does what a visitor would do, and counts how often `hit()` ran. */
const VISIT = `async (source) => {
  window.hits = 0;
  window.hit = () => { window.hits++; };
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const inner = frame.contentWindow;
  inner.hit = window.hit;
  inner.document.open();
  inner.hit = window.hit;
  inner.document.write(source);
  inner.document.close();
  const done = inner.document;
  // Scripts with an address hold the parser back; wait for the end, but not for ever.
  const parsed = () => done.body?.lastElementChild?.textContent === "hit()" || done.readyState !== "loading";
  for (let turn = 0; turn < 500 && !parsed(); turn++) await new Promise((resolve) => setTimeout(resolve, 10));
  for (const element of done.querySelectorAll("*")) {
    for (const name of ["href", "src", "action", "formAction", "data"]) {
      const url = element[name]?.baseVal ?? element[name];
      if (typeof url === "string" && /^(?:javascript|vbscript):/i.test(url)) window.hits++;
    }
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) && !/^void /.test(value)) window.hits++;
    }
    element.dispatchEvent(new MouseEvent("mouseover"));
    element.dispatchEvent(new Event("focus"));
    if (element.localName === "button" && element.type !== "submit") element.click();
  }
  await new Promise((resolve) => setTimeout(resolve, 40));
  frame.remove();
  return window.hits;
}`;

Deno.test({
  name: "no hostile string runs at any place in a real browser",
  ignore: !browserAvailable(),
  fn: () =>
    withBrowser(async (browser) => {
      const page = await browser.newPage();
      await page.goto("about:blank");
      const visit = (source: string) =>
        page.evaluate(`(${VISIT})(${JSON.stringify(source)})`);
      // The detector must work, or the rest proves nothing.
      assertEquals(await visit("<script>hit()</script>"), 1);
      assertEquals(
        await visit("<button type='button' onclick='hit()'>x</button>"),
        2,
      );
      assertEquals(
        await visit(String(raw("<a href='javascript:hit()'>x</a>"))),
        1,
      );
      setDevelopment(false);
      try {
        const check = async (values: readonly string[]) => {
          let source = String(html(head(title(values.join(" "))), body()));
          for (const value of values) {
            for (const make of PLACES) source += `${place(make, value)}\n`;
          }
          // The one that may run, last: if a value had swallowed the rest of the page, it would not.
          assertEquals(await visit(`${source}<script>hit()</script>`), 1);
        };
        for (let start = 0; start < FRAGMENTS.length; start += 8) {
          await check(FRAGMENTS.slice(start, start + 8));
        }
        await fc.assert(
          fc.asyncProperty(
            fc.array(hostileString, { minLength: 6, maxLength: 6 }),
            check,
          ),
          { numRuns: 40 },
        );
      } finally {
        setDevelopment(true);
      }
    }),
});
