// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { renderMarkdown } from "./_markdown.ts";
import { rewrite } from "./_rewrite.ts";

Deno.test("rewrite() makes references whole", () => {
  const { html } = renderMarkdown(
    "[a](#x) [b](/b?c=1&d=2) [e](f) ![g](h.png) [i](https://other.example/) [m](mailto:a@b.example)",
  );
  assertEquals(
    [
      ...rewrite(html, { base: "https://blog.example/slug" })
        .matchAll(/(?:href|src)="([^"]*)"/g),
    ].map(([, url]) => url),
    [
      "https://blog.example/slug#x",
      "https://blog.example/b?c=1&amp;d=2",
      "https://blog.example/f",
      "https://blog.example/h.png",
      "https://other.example/",
      "mailto:a@b.example",
    ],
  );
});

Deno.test("rewrite() keeps paths as paths when the base is one", () => {
  assertEquals(
    rewrite('<a href="#x">y</a>', { base: "/slug" }),
    '<a href="/slug#x">y</a>',
  );
});

Deno.test("rewrite() moves headings down and sets ids apart", () => {
  assertEquals(
    rewrite('<h2 id="a">A</h2><h6>B</h6><hr>', {
      headingOffset: 1,
      idPrefix: "slug--",
    }),
    '<h3 id="slug--a">A</h3><h6>B</h6><hr>',
  );
});

Deno.test("rewrite() leaves text alone", () => {
  const html = '<p>An id="x" and href="#y" in &lt;h2&gt; words</p>';
  assertEquals(
    rewrite(html, { base: "/z", headingOffset: 1, idPrefix: "p-" }),
    html,
  );
});
