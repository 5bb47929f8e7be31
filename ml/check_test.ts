// Copyright 2026 the tpd2 authors. MIT license.

import {
  a,
  article,
  body,
  button,
  details,
  div,
  dl,
  dt,
  figcaption,
  figure,
  form,
  head,
  header,
  html,
  img,
  input,
  ins,
  label,
  li,
  main,
  type Markup,
  p,
  picture,
  raw,
  renderToString,
  setDevelopment,
  source,
  span,
  summary,
  table,
  tbody,
  td,
  title,
  tr,
  ul,
  video,
} from "./mod.ts";
import { jsx, jsxAttr, jsxTemplate } from "./jsx-runtime.ts";
import { assertEquals, assertThrows } from "@std/assert";

/** Takes the name from markup, so that the type checker lets it pass. */
function anonymous(markup: Markup): Markup {
  return markup;
}

function refuses(make: () => unknown, message: string): void {
  assertThrows(make, TypeError, message);
}

Deno.test("development checks refuse a child in the wrong place, in functions and in templates", () => {
  const message = "<p> is not allowed in <ul>; allowed: li, script, template";
  refuses(() => ul(anonymous(p("x"))), message);
  refuses(() =>
    html`
      <ul>
        <p>x</p>
      </ul>
    `, message);
  refuses(() => html`<ul>${p("x")}</ul>`, message);
  refuses(() =>
    ul(html`
      <li>a</li>
      <p>b</p>
    `), message);
  refuses(() => html`<ul>text</ul>`, "text is not allowed in <ul>");
  refuses(
    () => html`<center>x</center>${div(html`<font>x</font>`)}`,
    "<font> is not allowed in <div>",
  );
  assertEquals(
    renderToString(html`<ul> ${li("x")} </ul>`),
    "<ul> <li>x</li> </ul>",
  );
});

Deno.test("development checks look through transparent elements", () => {
  refuses(
    () => p(anonymous(a(div("x")))),
    "p > a: <div> is not allowed in <p>",
  );
  refuses(
    () => ul(anonymous(ins(li("x") as Markup))),
    "<li> is not allowed in <ins>",
  );
  assertEquals(
    renderToString(div(a(div("x")))),
    "<div><a><div>x</div></a></div>",
  );
  assertEquals(
    renderToString(p(video(source({ src: "/x" }), "none"))),
    `<p><video><source src="/x">none</video></p>`,
  );
});

Deno.test("development checks refuse descendants, and say where they are", () => {
  refuses(
    () => a({ href: "/" }, span(a("x"))),
    "a > span > a: <a> is not allowed anywhere in <a>",
  );
  refuses(
    () => a(span(input({ type: "text" }))),
    "<input> is not allowed anywhere in <a>",
  );
  refuses(
    () => button(span({ tabindex: 0 }, "x")),
    "<span> is not allowed anywhere in <button>",
  );
  refuses(() => form(div(form())), "form > div > form");
  refuses(() => header(div(header("x"))), "<header>");
  refuses(() => label(label("x")), "<label>");
  refuses(() => article(div(main("x"))), "<main>");
  refuses(
    () => html`<a href="/">${html`<b>${button("x")}</b>`}</a>`,
    "a > b > button",
  );
  refuses(() => body(main("x"), main("y")), "more than one <main>");
});

Deno.test("development checks refuse an id that two elements of a document have", () => {
  const message =
    `Cannot render main > ul > li: its id "x" is that of main > p, too`;
  refuses(() => main(p({ id: "x" }), ul(li({ id: "x" }, "y"))), message);
  refuses(
    () =>
      main(
        html`<p id="x"></p>`,
        html`
          <ul>
            <li id="${"x"}">y</li>
          </ul>
        `,
      ),
    message,
  );
  refuses(
    () =>
      main(html`<p ${{ id: "x" }}></p>`, [html`
        <ul>
          <li ID='${""}x'></li>
        </ul>
      `]),
    message,
  );
  refuses(
    () =>
      main(
        jsx("p", { id: "x" }),
        jsxTemplate(["<ul><li ", ">y</li></ul>"], jsxAttr("id", "x")),
      ),
    message,
  );
  refuses(
    () =>
      html`
        <html>
          <head>
            <title>x</title>
          </head>
          <body id="b">
            <svg>
              <g id="b" />
            </svg>
          </body>
        </html>
      `,
    `Cannot render body > svg > svg:g: its id "b" is that of body, too`,
  );
  refuses(
    () => html({ id: "h" }, head(title("x")), body({ id: "h" })),
    `Cannot render html > body: its id "h" is that of html, too`,
  );
  // The content of a template is no part of the document.
  const inTemplate = jsx("template", { children: p({ id: "x" }) });
  assertEquals(
    String(main(p({ id: "x" }), inTemplate)),
    `<main><p id="x"></p><template><p id="x"></p></template></main>`,
  );
});

Deno.test("development checks refuse a wrong order, repetition, and absence", () => {
  refuses(() => details("x"), "it needs a <summary>");
  refuses(() => details("x", summary("y")), "<summary> must come first");
  refuses(() => figure(p("x"), figcaption("y"), p("z")), "first or last");
  refuses(
    () => html(body("x"), head(title("x"))),
    "<head> must come before <body>",
  );
  refuses(() => head(), "it needs a <title>");
  refuses(() => head(title("x"), title("y")), "once only");
  refuses(() => table(tr(td("x")), tbody(tr(td("x")))), "rows stand either");
  refuses(() => dl(dt("x")), "needs a <dd>");
  refuses(
    () => picture(img({ src: "/x", alt: "" }), source({ srcset: "/y" })),
    "must come before",
  );
  assertEquals(
    renderToString(details(raw("<summary>x</summary>"))),
    "<details><summary>x</summary></details>",
  );
});

Deno.test("development checks refuse attributes in templates that the element does not have", () => {
  refuses(() => html`<a hrfe="/">x</a>`, "<a> has no attribute hrfe");
  refuses(() => html`<p aria-lable="x">x</p>`, "no attribute aria-lable");
  refuses(() => html`<p ${{ href: "/" }}>x</p>`, "<p> has no attribute href");
  const ok =
    html`<p hx-get="/" data-x="1" @click="x" id="y" aria-label="z">x</p>`;
  assertEquals(
    renderToString(ok),
    `<p hx-get="/" data-x="1" @click="x" id="y" aria-label="z">x</p>`,
  );
});

Deno.test("development checks refuse an element without an attribute that it needs", () => {
  refuses(() => img({ alt: "x" }), "<img> needs attribute src or srcset");
  refuses(() => html`<img alt="x">`, "<img> needs attribute src or srcset");
  refuses(
    () => html`<link rel="icon">`,
    "<link> needs attribute href or imagesrcset",
  );
  const url = "/x";
  assertEquals(
    renderToString([
      html`<img SRC="${url}" alt="">`,
      html`<img ${{ src: url }}>`,
      html`<img :src="url" alt="">`,
      html`<meta property="og:title" content="${url}">`,
    ]),
    `<img SRC="/x" alt=""><img src="/x"><img :src="url" alt="">` +
      `<meta property="og:title" content="/x">`,
  );
});

Deno.test("development checks refuse values in templates that an enumerated attribute does not have", () => {
  refuses(
    () => html`<input type="txt">`,
    'attribute type has no value "txt"; allowed: hidden, text',
  );
  refuses(() => html`<p dir="up">x</p>`, "allowed: ltr, rtl, auto");
  assertEquals(
    renderToString(html`<form METHOD="POST"><input type="text" hidden></form>`),
    `<form METHOD="POST"><input type="text" hidden></form>`,
  );
});

Deno.test("development checks leave SVG, custom elements and raw markup alone", () => {
  // deno-fmt-ignore
  const drawing = html`<p><svg viewBox="0 0 1 1"><a href="/"><path d="M0 0"/></a><title>x</title></svg></p>`;
  assertEquals(
    renderToString(drawing),
    `<p><svg viewBox="0 0 1 1"><a href="/"><path d="M0 0"/></a><title>x</title></svg></p>`,
  );
  // deno-fmt-ignore
  const custom = html`<my-thing any="x"><p>y</p></my-thing>`;
  assertEquals(
    renderToString(p(custom)),
    `<p><my-thing any="x"><p>y</p></my-thing></p>`,
  );
  assertEquals(renderToString(ul(raw("<p>x</p>"))), "<ul><p>x</p></ul>");
});

Deno.test("setDevelopment() switches the checks off", () => {
  setDevelopment(false);
  try {
    assertEquals(renderToString(ul(anonymous(p("x")))), "<ul><p>x</p></ul>");
  } finally {
    setDevelopment(true);
  }
});
