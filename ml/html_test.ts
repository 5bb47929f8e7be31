// Copyright 2026 the tpd2 authors. MIT license.

import {
  type Child,
  css,
  html,
  isDocument,
  js,
  li,
  p,
  raw,
  renderToString,
  setDevelopment,
} from "./mod.ts";
import { refusedUrl } from "./_url.ts";
import { escape } from "./_escape.ts";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

const hostile = `"'><script>alert(1)</script>&`;
const escaped = "&#34;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;";

/** Calls the tag with texts that are no literal, so that each call is a new template. */
function template(statics: readonly string[], ...values: unknown[]): string {
  const strings = Object.assign([...statics], {
    raw: statics,
  }) as unknown as TemplateStringsArray;
  return renderToString(html(strings, ...values));
}

Deno.test("html guards each value by its place", () => {
  assertEquals(template(["<p>", "</p>"], hostile), `<p>${escaped}</p>`);
  assertEquals(
    template(["<p title='", "'></p>"], hostile),
    `<p title="${escaped}"></p>`,
  );
  assertEquals(
    template(["<p title='\"", "'></p>"], "x"),
    `<p title="&#34;x"></p>`,
  );
  assertEquals(
    template(["<p class='a ", " b'></p>"], ["c", false, "d"]),
    `<p class="a c d b"></p>`,
  );
  assertEquals(template(["<!-- ", " -->"], "-->"), "<!-- &#45;&#45;&gt; -->");
  assertEquals(
    template(["<title>", "</title>"], hostile),
    `<title>${escaped}</title>`,
  );
  assertEquals(
    template(["<textarea>", "</textarea>"], "</textarea>"),
    "<textarea>&lt;/textarea&gt;</textarea>",
  );
  assertEquals(
    template(["<script>let x = ", ", y = ", ";</script>"], "</script>", [1, {
      a: null,
    }]),
    `<script>let x = "\\u003c/script\\u003e", y = [1,{"a":null}];</script>`,
  );
  assertEquals(
    template(
      ["<style>p{color:", "}", "</style>"],
      "red",
      css({ a: { color: "blue" } }),
    ),
    "<style>p{color:red}a{color:blue}</style>",
  );
});

Deno.test("html takes boolean, absent and spread attributes", () => {
  assertEquals(
    template(
      ['<input disabled="', '" name="', '" value="', '">'],
      true,
      false,
      0,
    ),
    `<input disabled value="0">`,
  );
  assertEquals(
    template(["<p ", ">x</p>"], { id: hostile, hidden: true }),
    `<p id="${escaped}" hidden>x</p>`,
  );
  assertEquals(template(["<p ", ' id="a">x</p>'], null), `<p id="a">x</p>`);
});

Deno.test("html takes lists, markup, numbers and nothing", () => {
  const children: Child = [1, "<", p("x"), null, [
    raw("<b></b>"),
    undefined,
    false,
  ]];
  assertEquals(
    template(["<ul>", "</ul>"], [li("a"), [li("b")]]),
    "<ul><li>a</li><li>b</li></ul>",
  );
  assertEquals(
    template(["<div>", "</div>"], children),
    "<div>1&lt;<p>x</p><b></b></div>",
  );
});

Deno.test("html refuses a value where nothing could make it safe", () => {
  const cases: [readonly string[], string][] = [
    [["<", "></p>"], "must be written as &lt;"],
    [["</", ">"], "an end tag is malformed"],
    [["<p", "></p>"], "part of a tag's name"],
    [["<p ti", '="x"></p>'], "part of an attribute's name"],
    [["<p title=", "></p>"], "needs quotes"],
    [["<p title=a", "></p>"], "needs quotes"],
    [['<p title="a"', "></p>"], "needs a space before it"],
    [["<p/", "></p>"], "a slash stands alone"],
    [["<!doctype ", ">"], "doctype"],
    [["<!", ">"], "must be written as &lt;"],
    [["<script>'", "'</script>"], "in a string"],
    [["<script>`", "`</script>"], "in a template literal"],
    [["<script>//", "\n</script>"], "in a line comment"],
    [["<script>/*", "*/</script>"], "in a comment"],
    [["<script>x = /", "/</script>"], "in a pattern"],
    [["<script><!-- ", "</script>"], "cannot hold <!--"],
    [['<script type="text/template">', "</script>"], "script of this type"],
    [['<script type="application/json">{"a": "', '"}</script>'], "in a string"],
    [["<style>p { content: '", "' }</style>"], "in a string"],
    [["<style>/* ", " */</style>"], "in a comment"],
    [["<style>p { background: url(", ") }</style>"], "in url()"],
    [["<xmp>", "</xmp>"], "cannot stand in <xmp>"],
    [["<iframe>", "</iframe>"], "cannot stand in <iframe>"],
    [["<title><", "</title>"], "a < stands before a value"],
    [["<svg><style><a href='", "'></style></svg>"], "holds text"],
    [["<title><a href='", "'></a></title>"], "holds text"],
  ];
  for (const [statics, message] of cases) {
    assertThrows(() => template(statics, "x"), SyntaxError, message);
  }
});

Deno.test("html refuses malformed text", () => {
  const cases: [string, string][] = [
    ["<p>", "<p> is not closed"],
    ["<p></div>", "</div> closes <p>"],
    ["</p>", "</p> closes <nothing>"],
    ["<p", "part of a tag's name"],
    ['<p title="', "ends inside a tag"],
    ["<!-- x", "not closed"],
    ["<!-- x --!> -->", "malformed"],
    ["<!-->", "malformed"],
    ["<script>x", "<script> is not closed"],
    ["<p id='a' id='b'></p>", "repeated"],
    ["<p id='a'title='b'></p>", "need spaces"],
    ["<div/>", "must be written <div></div>"],
    ["a < b", "must be written as &lt;"],
    ["<![CDATA[x]]>", "must be written as &lt;"],
    ["<!DOCTYPE html PUBLIC>", "doctype"],
    ["<a href='javascript:alert(1)'>x</a>", "is refused"],
    ["<a href='&#106;ava&Tab;script&colon;alert(1)'>x</a>", "is refused"],
    ["<a href=javascript:alert(1)>x</a>", "is refused"],
  ];
  for (const [text, message] of cases) {
    assertThrows(() => template([text]), SyntaxError, message);
  }
});

Deno.test("html refuses a URL that its parts make hostile together", () => {
  for (
    const [statics, values] of [
      [["<a href='", "'>x</a>"], ["javascript:alert(1)"]],
      [["<a href='java", "'>x</a>"], ["script:alert(1)"]],
      [["<a href='", ":alert(1)'>x</a>"], ["javascript"]],
      [["<a href='", "", "'>x</a>"], ["java", "script:alert(1)"]],
      [["<a href=' &#106;ava", "'>x</a>"], ["script:alert(1)"]],
    ] as const
  ) {
    assertThrows(() => template(statics, ...values), TypeError, "is refused");
    setDevelopment(false);
    try {
      assertEquals(
        template(statics, ...values),
        `<a href="about:invalid#refused">x</a>`,
      );
    } finally {
      setDevelopment(true);
    }
  }
});

Deno.test("html refuses values of the wrong kind", () => {
  assertThrows(
    () => template(["<p title='", "'></p>"], p("x")),
    TypeError,
    "expected text",
  );
  assertThrows(
    () => template(["<p title='a", "'></p>"], {}),
    TypeError,
    "expected text",
  );
  assertThrows(
    () => template(["<p onclick='", "'></p>"], "alert(1)"),
    TypeError,
    "made by js",
  );
  assertThrows(
    () => template(["<p onclick='a(", ")'></p>"], "alert(1)"),
    TypeError,
    "made by js",
  );
  assertThrows(
    () => template(["<p ", "></p>"], "onclick=x"),
    TypeError,
    "object of attributes",
  );
  assertThrows(
    () => template(["<title>", "</title>"], p("x")),
    TypeError,
    "expected text",
  );
  assertThrows(
    () => template(["<iframe srcdoc='", "'></iframe>"], "<b>"),
    TypeError,
    "takes markup only",
  );
  assertThrows(
    () => template(["<p>", "</p>"], Symbol("x")),
    TypeError,
    "neither text nor markup",
  );
  assertThrows(
    () => template(["<p>", "</p>"], { source: "<b>" }),
    TypeError,
    "neither text nor markup",
  );
});

Deno.test("html puts the doctype before a document, and only there", () => {
  assert(isDocument(html`
    <html>
      <head>
        <title>x</title>
      </head>
    </html>
  `));
  assert(isDocument(html`
    <!doctype html>
    <html></html>
  `));
  assert(!isDocument(html`<p>x</p>`));
  assertEquals(
    template(["<!DOCTYPE html><html></html>"]),
    "<!DOCTYPE html><html></html>",
  );
  assertEquals(template(["\n<html></html>"]), "<!DOCTYPE html><html></html>");
});

Deno.test("html puts the nonce on scripts and styles that have none", () => {
  // deno-fmt-ignore
  const markup = html`<script src="/x.js"></script><script nonce="own"></script><style></style>`;
  assertEquals(
    renderToString(markup, { nonce: "n" }),
    `<script src="/x.js" nonce="n"></script><script nonce="own"></script><style nonce="n"></style>`,
  );
  assertEquals(
    String(html`<script>${js`x()`}</script>`),
    "<script>x()</script>",
  );
});

Deno.test("html writes the same in development and in production", () => {
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.integer(),
    fc.constant(null),
    fc.boolean(),
  );
  fc.assert(fc.property(value, value, (first, second) => {
    const make = () =>
      template(
        ["<p title='", "' class='a ", "'>", "<b>", "</b></p>"],
        first,
        second,
        first,
        second,
      );
    const inDevelopment = make();
    setDevelopment(false);
    try {
      assertEquals(make(), inDevelopment);
    } finally {
      setDevelopment(true);
    }
  }));
});

Deno.test("escape() leaves nothing that means something in text or in a quoted attribute", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
      const result = escape(text);
      assert(!/[<>"']|&(?!(?:amp|lt|gt|#34|#39);)/.test(result));
      const back = result.replaceAll("&lt;", "<").replaceAll("&gt;", ">")
        .replaceAll("&#34;", '"')
        .replaceAll("&#39;", "'").replaceAll("&amp;", "&");
      assertEquals(back, text);
    }),
  );
});

Deno.test("refusedUrl() agrees with the URL parser on what runs code", () => {
  const noise = fc.string({
    unit: fc.constantFrom("\t", "\n", "\r", " ", "\u0000", "\u001f"),
    maxLength: 3,
  });
  const letters = fc.constantFrom(
    "javascript",
    "JavaScript",
    "vbscript",
    "data",
    "http",
    "java",
    "x",
  );
  fc.assert(
    fc.property(
      noise,
      letters,
      noise,
      noise,
      (before, scheme, middle, after) => {
        const url = `${before}${scheme.slice(0, 3)}${middle}${
          scheme.slice(3)
        }${after}:text/html,alert(1)`;
        let protocol = "";
        try {
          protocol = new URL(url, "https://example.com/").protocol;
        } catch {
          return;
        }
        assertEquals(
          refusedUrl(url, "a") !== undefined,
          /^(?:javascript|vbscript|data):$/.test(protocol),
        );
      },
    ),
  );
});

Deno.test("refusedUrl() lets media data stand in media elements alone", () => {
  assertEquals(refusedUrl("data:image/png;base64,AA==", "img"), undefined);
  assert(refusedUrl("data:image/svg+xml,<svg/>", "iframe") !== undefined);
  assert(refusedUrl("data:text/html,x", "img") !== undefined);
  assert(refusedUrl("data:text/javascript,x", "script") !== undefined);
});
