// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Rendering to a string, against libraries that escape and against a template literal written by hand.
 *
 * Why markup is a string from the start, and not a tree or a list of pieces that is written into bytes at the end: the groups "to
 * bytes" below show it. Concatenation in V8 makes a rope and copies nothing; one flat copy by `TextEncoder` at the end is done with
 * vector instructions. Filling a byte array piece by piece from JavaScript costs a call per piece (`encodeInto`) or a turn of a loop
 * per character.
 *
 * On the page, element functions remember `class="item"` and `<b>Item</b>` (see `_repeated.ts`), which a template has among its
 * constants; no value of a row is remembered.
 *
 * @module
 */

import { html as honoHtml } from "hono/html";
import { jsx as kita } from "@kitajs/html/jsx-runtime";
import { h } from "preact";
import { renderToString as preactRender } from "preact-render-to-string";
import {
  helloByHand,
  pageByHand,
  rows,
  tableByHand,
  values,
} from "./_bench_pages.ts";
import {
  b,
  body,
  type ByteSink,
  type Child,
  h1,
  head,
  html,
  li,
  renderTo,
  renderToString,
  setDevelopment,
  table,
  td,
  th,
  title,
  tr,
  ul,
} from "./mod.ts";
import { jsxEscape, jsxTemplate } from "./jsx-runtime.ts";

setDevelopment(false);

/** Names change, so that nothing can be remembered. */
const names = Array.from(
  { length: 64 },
  (_, index) => index % 8 === 0 ? `Tom & ${index}` : `John ${index}`,
);
let turn = 0;

function nextName(): string {
  return names[turn++ & 63]!;
}

function bench(
  group: string,
  name: string,
  render: () => unknown,
  baseline = false,
): void {
  Deno.bench({ name, group, baseline, fn: () => void render() });
}

const HELLO = ["<h1>Hello ", "</h1>"];

bench("hello", "by hand", () => helloByHand(nextName()), true);
bench(
  "hello",
  "tpd2 html``",
  () => renderToString(html`<h1>Hello ${nextName()}</h1>`),
);
bench(
  "hello",
  "tpd2 precompiled JSX",
  () => renderToString(jsxTemplate(HELLO, jsxEscape(nextName()))),
);
bench(
  "hello",
  "tpd2 functions",
  () => renderToString(h1("Hello ", nextName())),
);
bench(
  "hello",
  "hono/html",
  () => honoHtml`<h1>Hello ${nextName()}</h1>`.toString(),
);
bench(
  "hello",
  "@kitajs/html safe",
  () => kita("h1", { safe: true, children: ["Hello ", nextName()] }),
);
bench(
  "hello",
  "preact-render-to-string",
  () => preactRender(h("h1", null, "Hello ", nextName())),
);

const ROW = ["<tr><td>", "</td><td>", "</td></tr>"];
// deno-fmt-ignore
const TABLE = ["<html><head><title>Fortunes</title></head><body><table><tr><th>id</th><th>message</th></tr>", "</table></body></html>"];
// deno-fmt-ignore
const templates = {
  row: (id: number, message: string) => html`<tr><td>${id}</td><td>${message}</td></tr>`,
  table: (children: Child) => html`<html><head><title>Fortunes</title></head><body><table><tr><th>id</th><th>message</th></tr>${children}</table></body></html>`,
  honoRow: (id: number, message: string) => honoHtml`<tr><td>${id}</td><td>${message}</td></tr>`,
  honoTable: (children: unknown) => honoHtml`<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table><tr><th>id</th><th>message</th></tr>${children}</table></body></html>`,
  item: (value: string) => html`<li class="item"><b>Item</b> ${value}</li>`,
  page: (children: Child) => html`<html><head><title>Items</title></head><body><h1>Items</h1><ul>${children}</ul></body></html>`,
  honoItem: (value: string) => honoHtml`<li class="item"><b>Item</b> ${value}</li>`,
  honoPage: (children: unknown) => honoHtml`<!DOCTYPE html><html><head><title>Items</title></head><body><h1>Items</h1><ul>${children}</ul></body></html>`,
};

function tableOfFunctions(): Child {
  return html(
    head(title("Fortunes")),
    body(table(
      tr(th("id"), th("message")),
      rows.map(({ id, message }) => tr(td(id), td(message))),
    )),
  );
}

function tableOfKita(): unknown {
  return "<!DOCTYPE html>" + kita("html", {
    children: [
      kita("head", { children: kita("title", { children: "Fortunes" }) }),
      kita("body", {
        children: kita("table", {
          children: [
            kita("tr", {
              children: [
                kita("th", { children: "id" }),
                kita("th", { children: "message" }),
              ],
            }),
            rows.map(({ id, message }) =>
              kita("tr", {
                children: [
                  kita("td", { children: id }),
                  kita("td", { safe: true, children: message }),
                ],
              })
            ),
          ],
        }),
      }),
    ],
  });
}

function tableOfPreact(): string {
  return "<!DOCTYPE html>" + preactRender(h(
    "html",
    null,
    h("head", null, h("title", null, "Fortunes")),
    h(
      "body",
      null,
      h(
        "table",
        null,
        h("tr", null, h("th", null, "id"), h("th", null, "message")),
        rows.map(({ id, message }) =>
          h("tr", null, h("td", null, id), h("td", null, message))
        ),
      ),
    ),
  ));
}

bench("table", "by hand", tableByHand, true);
bench(
  "table",
  "tpd2 html``",
  () =>
    renderToString(
      templates.table(
        rows.map(({ id, message }) => templates.row(id, message)),
      ),
    ),
);
bench("table", "tpd2 precompiled JSX", () =>
  renderToString(
    jsxTemplate(
      TABLE,
      jsxEscape(rows.map(({ id, message }) =>
        jsxTemplate(ROW, jsxEscape(id), jsxEscape(message))
      )),
    ),
  ));
bench("table", "tpd2 functions", () => renderToString(tableOfFunctions()));
bench(
  "table",
  "hono/html",
  () =>
    templates.honoTable(
      rows.map(({ id, message }) => templates.honoRow(id, message)),
    ).toString(),
);
bench("table", "@kitajs/html safe", tableOfKita);
bench("table", "preact-render-to-string", tableOfPreact);

const ITEM = ['<li class="item"><b>Item</b> ', "</li>"];
// deno-fmt-ignore
const PAGE = ["<html><head><title>Items</title></head><body><h1>Items</h1><ul>", "</ul></body></html>"];

function pageOfFunctions(): Child {
  return html(
    head(title("Items")),
    body(
      h1("Items"),
      ul(values.map((value) => li({ class: "item" }, b("Item"), " ", value))),
    ),
  );
}

/** Its `safe` escapes all children of an element, so the text needs one of its own. */
function pageOfKita(): unknown {
  return "<!DOCTYPE html>" + kita("html", {
    children: [
      kita("head", { children: kita("title", { children: "Items" }) }),
      kita("body", {
        children: [
          kita("h1", { children: "Items" }),
          kita("ul", {
            children: values.map((value) =>
              kita("li", {
                class: "item",
                children: [
                  kita("b", { children: "Item" }),
                  " ",
                  kita("span", { safe: true, children: value }),
                ],
              })
            ),
          }),
        ],
      }),
    ],
  });
}

function pageOfPreact(): string {
  return "<!DOCTYPE html>" + preactRender(h(
    "html",
    null,
    h("head", null, h("title", null, "Items")),
    h(
      "body",
      null,
      h("h1", null, "Items"),
      h(
        "ul",
        null,
        values.map((value) =>
          h("li", { class: "item" }, h("b", null, "Item"), " ", value)
        ),
      ),
    ),
  ));
}

bench("page", "by hand", pageByHand, true);
bench(
  "page",
  "tpd2 html``",
  () =>
    renderToString(
      templates.page(values.map((value) => templates.item(value))),
    ),
);
bench("page", "tpd2 precompiled JSX", () =>
  renderToString(
    jsxTemplate(
      PAGE,
      jsxEscape(values.map((value) => jsxTemplate(ITEM, jsxEscape(value)))),
    ),
  ));
bench("page", "tpd2 functions", () => renderToString(pageOfFunctions()));
bench(
  "page",
  "hono/html",
  () =>
    templates.honoPage(values.map((value) => templates.honoItem(value)))
      .toString(),
);
bench("page", "@kitajs/html safe", pageOfKita);
bench("page", "preact-render-to-string", pageOfPreact);

const bytes = new Uint8Array(1 << 18);
const encoder = new TextEncoder();
const sink: ByteSink = { reserve: () => bytes, commit: () => {} };

/** What markup would cost if each piece went into the bytes on its own. */
function pageInPieces(): number {
  let end = 0;
  for (const value of values) {
    for (const piece of [ITEM[0]!, value, ITEM[1]!]) {
      end += encoder.encodeInto(piece, bytes.subarray(end)).written;
    }
  }
  return end;
}

bench(
  "page to bytes",
  "by hand, then encodeInto",
  () => encoder.encodeInto(pageByHand(), bytes),
  true,
);
bench(
  "page to bytes",
  "tpd2 html`` into a sink",
  () =>
    renderTo(
      sink,
      templates.page(values.map((value) => templates.item(value))),
    ),
);
bench(
  "page to bytes",
  "tpd2 functions into a sink",
  () => renderTo(sink, pageOfFunctions()),
);
bench(
  "page to bytes",
  "hono/html, then encodeInto",
  () =>
    encoder.encodeInto(
      templates.honoPage(values.map((value) => templates.honoItem(value)))
        .toString(),
      bytes,
    ),
);
bench(
  "page to bytes",
  "encodeInto piece by piece, without escaping",
  pageInPieces,
);
bench(
  "hello to bytes",
  "by hand, then encodeInto",
  () => encoder.encodeInto(helloByHand(nextName()), bytes),
  true,
);
bench(
  "hello to bytes",
  "tpd2 html`` into a sink",
  () => renderTo(sink, html`<h1>Hello ${nextName()}</h1>`),
);
bench(
  "hello to bytes",
  "tpd2 functions into a sink",
  () => renderTo(sink, h1("Hello ", nextName())),
);
