// Copyright 2026 the tpd2 authors. MIT license.

import {
  a,
  body,
  br,
  div,
  head,
  html,
  input,
  js,
  li,
  main,
  meta,
  p,
  raw,
  renderAsync,
  renderToString,
  script,
  textarea,
  title,
  ul,
} from "./mod.ts";
import { assertEquals, assertThrows } from "@std/assert";
import { setDevelopment } from "./development.ts";

/** Both modes must write the same. */
function inBothModes(test: () => void): () => void {
  return () => {
    try {
      setDevelopment(false);
      test();
      setDevelopment(true);
      test();
    } finally {
      setDevelopment(true);
    }
  };
}

Deno.test(
  "element functions escape text and attributes",
  inBothModes(() => {
    assertEquals(
      renderToString(p({ title: `"'<&>` }, `<b>&"'`)),
      `<p title="&#34;&#39;&lt;&amp;&gt;">&lt;b&gt;&amp;&#34;&#39;</p>`,
    );
  }),
);

Deno.test(
  "element functions take lists, numbers, generators, objects that say how they look, and nothing",
  inBothModes(() => {
    function* items() {
      yield li("1");
      yield li("2");
    }
    const object = { toMarkup: () => li("3") };
    assertEquals(
      renderToString(
        ul(
          items(),
          object,
          [[li(4)], null],
          undefined,
          false,
          true,
          raw("<li>5</li>"),
        ),
      ),
      "<ul><li>1</li><li>2</li><li>3</li><li>4</li><li>5</li></ul>",
    );
    assertEquals(renderToString(p(0, 10n, "", null)), "<p>010</p>");
  }),
);

Deno.test(
  "element functions write boolean, absent, list and object attributes",
  inBothModes(() => {
    assertEquals(
      renderToString(
        input({
          disabled: true,
          checked: false,
          value: null,
          name: undefined,
          "aria-hidden": false,
        }),
      ),
      `<input disabled aria-hidden="false">`,
    );
    assertEquals(
      renderToString(
        div({
          class: ["a", false, null, "b"],
          style: { fontSize: "12px", "--x": 3 },
        }),
      ),
      `<div class="a b" style="font-size: 12px; --x: 3"></div>`,
    );
    assertEquals(renderToString(br()), "<br>");
  }),
);

Deno.test("element functions refuse a hostile URL when in development", () => {
  for (
    const href of [
      "javascript:alert(1)",
      " \u0001JaVa\tScRiPt\n:alert(1)",
      "vbscript:x",
      "data:text/html,x",
    ]
  ) {
    assertThrows(() => a({ href }, "x"), TypeError, "is refused");
  }
  assertEquals(
    renderToString(a({ href: "mailto:ann@example.com" })),
    `<a href="mailto:ann@example.com"></a>`,
  );
});

Deno.test("element functions write about:invalid for a hostile URL when in production", () => {
  setDevelopment(false);
  try {
    assertEquals(
      renderToString(a({ href: "javascript:alert(1)" }, "x")),
      `<a href="about:invalid#refused">x</a>`,
    );
  } finally {
    setDevelopment(true);
  }
});

Deno.test("script() takes no text and gets the nonce of the page", () => {
  // @ts-expect-error text is not code
  assertThrows(() => script("alert(1)"), TypeError, "is not code");
  assertEquals(
    renderToString(script({ type: "application/json" }, { a: "</script>" }), {
      nonce: "n",
    }),
    `<script type="application/json" nonce="n">{"a":"\\u003c/script\\u003e"}</script>`,
  );
});

Deno.test("html() begins a document with its doctype", () => {
  assertEquals(
    renderToString(html`<html lang="${"en"}"></html>`),
    `<!DOCTYPE html><html lang="en"></html>`,
  );
});

Deno.test("text-only elements refuse markup in any position, in both modes", () => {
  const markup = p("x") as unknown as string;
  for (const enabled of [true, false]) {
    setDevelopment(enabled);
    try {
      assertThrows(() => title(markup), TypeError, "only text is allowed");
      assertThrows(() => title("x", markup), TypeError, "only text is allowed");
      assertThrows(
        () => title("x", undefined, [markup]),
        TypeError,
        "only text is allowed",
      );
      assertThrows(
        () => textarea({ name: "x" }, "x", null, null, markup),
        TypeError,
        "only text is allowed",
      );
      const object = { toMarkup: () => p("x") as unknown as string };
      assertThrows(() => title(object), TypeError, "only text is allowed");
      assertEquals(renderToString(title("<", " ", 1)), "<title>&lt; 1</title>");
      assertEquals(
        renderToString(textarea({ name: "x" }, "</textarea>")),
        `<textarea name="x">&lt;/textarea&gt;</textarea>`,
      );
    } finally {
      setDevelopment(true);
    }
  }
});

Deno.test("script() and style() put the nonce in the same place in both modes", () => {
  for (const enabled of [true, false]) {
    setDevelopment(enabled);
    try {
      const markup = div(
        script({ src: "/x.js", type: "module" }),
        script({ src: "/y.js", nonce: "own" }),
        script(),
      );
      assertEquals(
        renderToString(markup, { nonce: "n" }),
        `<div><script src="/x.js" type="module" nonce="n"></script><script src="/y.js" nonce="own"></script>` +
          `<script nonce="n"></script></div>`,
      );
      assertEquals(
        renderToString(script({ src: "/x.js" })),
        `<script src="/x.js"></script>`,
      );
    } finally {
      setDevelopment(true);
    }
  }
});

Deno.test("element functions write repeated and alternating attributes alike", () => {
  setDevelopment(false);
  try {
    for (const name of ["a", "a", "a", "b", "a", "b", "b", `"`, `"`, `"`]) {
      const safe = name === `"` ? "&#34;" : name;
      assertEquals(
        renderToString(li({ class: name }, "x")),
        `<li class="${safe}">x</li>`,
      );
      assertEquals(
        renderToString(p({ class: name, id: name })),
        `<p class="${safe}" id="${safe}"></p>`,
      );
    }
    assertEquals(renderToString(li({}, "x")), "<li>x</li>");
    assertEquals(renderToString(li({}, "x")), "<li>x</li>");
  } finally {
    setDevelopment(true);
  }
});

Deno.test("elements around a script or a promise are the same in production", async () => {
  const late = () => Promise.resolve("late & <more>");
  const make = () =>
    html(
      { lang: "en" },
      head(title("t"), script({ src: "/x.js" }), null, script(js`f(1)`)),
      body("a < b", main({ id: "m" }, p(late()), [p("list"), 5]), late()),
    );
  const expected = '<!DOCTYPE html><html lang="en"><head><title>t</title>' +
    '<script src="/x.js" nonce="n"></script><script nonce="n">f(1)</script></head>' +
    '<body>a &lt; b<main id="m"><p>late &amp; &lt;more&gt;</p><p>list</p>5</main>' +
    "late &amp; &lt;more&gt;</body></html>";
  assertEquals(await renderAsync(make(), { nonce: "n" }), expected);
  setDevelopment(false);
  try {
    assertEquals(await renderAsync(make(), { nonce: "n" }), expected);
  } finally {
    setDevelopment(true);
  }
});

Deno.test("meta refuses a refresh that runs code, however it is written", () => {
  const hostile = [
    "0;url=javascript:hit()",
    " 0.5 ; URL = 'JavaScript:hit()'",
    "0 url=java\tscript:hit()",
    "1;url=data:text/html,<script>hit()</script>",
  ];
  for (const content of hostile) {
    const make = () => meta({ "http-equiv": "refresh", content });
    assertThrows(make, TypeError, "code");
    assertThrows(
      () => html`<meta http-equiv="refresh" content="${content}">`,
      TypeError,
    );
    setDevelopment(false);
    try {
      assertEquals(
        String(make()),
        '<meta http-equiv="refresh" content="about:invalid#refused">',
      );
    } finally {
      setDevelopment(true);
    }
  }
  for (
    const content of [
      "5;url=https://example.org/?a=b:c",
      "5",
      "2026 data: no address",
    ]
  ) {
    assertEquals(
      String(meta({ name: "x", content })),
      `<meta name="x" content="${content}">`,
    );
  }
});
