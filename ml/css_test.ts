// Copyright 2026 the tpd2 authors. MIT license.

import {
  css,
  div,
  html,
  raw,
  renderToString,
  scopedCss,
  setDevelopment,
  style,
} from "./mod.ts";
import {
  assert,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";

Deno.test("css() writes nested rules, at-rules, lists of fallbacks and custom properties", () => {
  assertEquals(
    String(css(
      {
        ":root": { "--size": "2em" },
        "ul > li": {
          marginTop: 0,
          height: ["100vh", "100dvh"],
          "&:hover": { color: "red" },
          padding: 0,
        },
        "@media (width < 40em)": { p: { color: "blue" } },
        "@font-face": { fontFamily: '"A B"', src: 'url("/a.woff2")' },
      } as Parameters<typeof css>[0],
    )),
    ":root{--size:2em}ul > li{margin-top:0;height:100vh;height:100dvh;&:hover{color:red}padding:0}" +
      '@media (width < 40em){p{color:blue}}@font-face{font-family:"A B";src:url("/a.woff2")}',
  );
});

Deno.test("css() adds the prefixes that browsers still need", () => {
  assertEquals(
    String(css({ p: { userSelect: "none" } })),
    "p{-webkit-user-select:none;user-select:none}",
  );
  assertEquals(
    String(css({ p: { WebkitAppearance: "none" } })),
    "p{-webkit-appearance:none}",
  );
});

Deno.test("css() checks properties and values while compiling", () => {
  // @ts-expect-error no such property
  const property = css({ p: { colour: "red" } });
  // @ts-expect-error no such value
  const value = css({ p: { textAlign: "middle" } });
  assertEquals(
    String(property) + String(value),
    "p{colour:red}p{text-align:middle}",
  );
});

Deno.test("css() refuses selectors and values that would leave their place", () => {
  for (
    const value of [
      "red;x:y",
      "red}",
      "</style>",
      'url("javascript:x")',
      "expression(alert(1))",
      '"',
      "a(",
      "/*",
      "\\",
      "url(javascript:x)",
      "red!important/**/",
    ]
  ) {
    assertThrows(() => css({ p: { color: value } }), TypeError, "is refused");
  }
  for (
    const selector of ["p{", "p;", "</style>", "p/*", "@import 'x'", 'p["']
  ) {
    assertThrows(
      () => css({ [selector]: { color: "red" } }),
      TypeError,
      "Cannot make style sheet",
    );
  }
  assertEquals(
    String(css({ p: { content: '"\\201C;}"' } })),
    'p{content:"\\201C;}"}',
  );
});

Deno.test("css() never lets a value end the style element or open another rule", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (value) => {
    let text: string;
    try {
      text = String(css({ p: { color: value } }));
    } catch (error) {
      assert(error instanceof TypeError);
      return;
    }
    assert(!/<[/!]/.test(text));
    assertEquals(
      text.replace(/"[^"]*"|'[^']*'/g, "").match(/[{}]/g)?.length,
      2,
    );
  }));
});

Deno.test("scopedCss() gives names that depend on the rules alone", () => {
  const first = scopedCss({ note: { color: "red" } });
  const second = scopedCss({ note: { color: "red" } });
  const third = scopedCss({ note: { color: "blue" } });
  assertEquals(first.names.note, second.names.note);
  assertNotEquals(first.names.note, third.names.note);
  assertEquals(String(first.sheet), `.${first.names.note}{color:red}`);
});

Deno.test("style() takes style sheets and raw text only", () => {
  // @ts-expect-error text is no style sheet
  assertThrows(() => style("p{}"), TypeError, "is not a style sheet");
  assertEquals(
    renderToString(style(raw("a</style>"))),
    "<style>a\\3c /style></style>",
  );
});

Deno.test("style attributes and values in <style> are guarded in both modes", () => {
  const hostile = "red;} body{background:url(//evil.example)}";
  const make = [
    () => div({ style: { color: hostile } }),
    () => html`<div style="color: ${hostile}"></div>`,
    () => html`<style>p { color: ${hostile} }</style>`,
  ];
  for (const one of make) assertThrows(one, TypeError, "refused");
  setDevelopment(false);
  try {
    for (const one of make) assert(!renderToString(one()).includes("evil"));
  } finally {
    setDevelopment(true);
  }
});
