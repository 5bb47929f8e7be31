// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import fc from "fast-check";
import { renderMarkdown } from "./_markdown.ts";

function html(source: string): string {
  return renderMarkdown(source).html;
}

Deno.test("renderMarkdown() gives each heading an id of its own", () => {
  const out = html("## Why & how\n\n## Why & how\n\n### `code` too");
  assertEquals(
    [...out.matchAll(/<(h\d) id="([^"]*)">/g)].map(([, tag, id]) => [tag, id]),
    [["h2", "why-and-how"], ["h2", "why-and-how-2"], ["h3", "code-too"]],
  );
  assertStringIncludes(
    out,
    '<a class="anchor" href="#why-and-how">Why &amp; how</a>',
  );
});

Deno.test("renderMarkdown() leaves h1 to the page", () => {
  assertEquals(html("# A\n\n## B").match(/<h\d/g), ["<h2", "<h3"]);
  assertEquals(html("<h1>A</h1>\n\n## B").match(/<h\d/g), ["<h2", "<h3"]);
  assertEquals(html("## A\n\n### B").match(/<h\d/g), ["<h2", "<h3"]);
});

Deno.test("renderMarkdown() does not nest links in headings", () => {
  const out = html("## See [this](/x)");
  assertEquals(out, '<h2 id="see-this">See <a href="/x">this</a></h2>\n');
});

Deno.test("renderMarkdown() colours code it knows", () => {
  const out = html("```ts\nconst a = 1;\n```");
  assertStringIncludes(out, '<span class="hljs-keyword">const</span>');
  assertStringIncludes(out, '<pre tabindex="0"><code class="hljs">');
});

Deno.test("renderMarkdown() leaves code it does not know as text", () => {
  const expected = '<pre tabindex="0"><code>a &lt; "b"</code></pre>\n';
  assertEquals(html('```martian\na < "b"\n```'), expected);
  assertEquals(html('    a < "b"'), expected);
});

Deno.test("renderMarkdown() lets wide tables scroll", () => {
  const out = html("| a | b |\n|---|--:|\n| 1 | 2 |");
  assertMatch(out, /^<div class="table" role="group" tabindex="0"/);
  assertStringIncludes(out, '<td class="align-right">2</td>');
  assertMatch(out, /<\/table><\/div>/);
});

Deno.test("renderMarkdown() removes what could act", () => {
  const hostile = [
    "<script>alert(1)</script>",
    "<style>body{display:none}</style>",
    "<img src=x onerror=alert(1)>",
    "<a href='jav&#x61;script:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,hi)",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "[x](//evil.example/x)",
    "<iframe src=https://evil.example></iframe>",
    "<form action=/x><input type=password name=p><button>go</button></form>",
    "<p style='position:fixed'>x</p>",
    "<svg onload=alert(1)></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<base href=https://evil.example><meta http-equiv=refresh content=0>",
    "```html\n<script>alert(1)</script>\n```",
    "## <img src=x onerror=alert(1)> heading",
  ];
  for (const source of hostile) {
    const out = html(source);
    assertNotMatch(
      out,
      /<(?:script|style|iframe|form|button|svg|math|base|meta|input)\b/i,
      source,
    );
    assertNotMatch(out, /<[^>]*\s(?:on\w+|style)\s*=/i, source);
    assertNotMatch(
      out,
      /(?:href|src)="\s*(?:javascript|data|\/\/)/i,
      source,
    );
  }
});

Deno.test("renderMarkdown() keeps ids apart, and off the page's own", () => {
  const out = html('<p><sup id="x">1</sup><sup id="x">2</sup></p>\n\n## x');
  assertEquals(out.match(/id="[^"]*"/g), ['id="x"', 'id="x-2"']);
  assertNotMatch(html('<sup id="_main">1</sup>'), /id=/);
});

Deno.test("renderMarkdown() writes task lists and pictures", () => {
  const out = html('- [x] done\n\n![alt](a.png "title")');
  assertMatch(out, /<input checked disabled type="checkbox"> done/);
  assertStringIncludes(
    out,
    '<img src="a.png" alt="alt" title="title" loading="lazy" decoding="async">',
  );
});

Deno.test("renderMarkdown() gives the text without the code", () => {
  const { text, firstParagraph } = renderMarkdown(
    "## Head\n\nFirst *one* & `two`.\n\n```\nnot counted\n```\n",
  );
  assertEquals(firstParagraph, "First one & two.");
  assertMatch(text, /Head\s+First one & two\./);
  assertNotMatch(text, /counted/);
});

Deno.test("renderMarkdown() gives one form of HTML, whatever comes", () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "<",
      ">",
      '"',
      "&",
      "`",
      "*",
      "[x](",
      ")",
      "\n\n",
      "## ",
      "<a href=",
      "<script>",
      "onload=",
      "<!--",
      "-->",
      "<h1>",
      "</h1>",
      "| a |\n|-|\n",
      "```\n",
    ),
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    const out = html(pieces.join(""));
    // Tags have double-quoted attributes, and nothing else holds `<` or `>`.
    const rest = out.replace(
      /<\/?[a-z][a-z0-9]*(?: [a-z-]+(?:="[^"<>]*")?)*>/g,
      "",
    );
    assert(!/[<>]/.test(rest), rest);
    const ids = [...out.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assertEquals(new Set(ids).size, ids.length);
  }));
});

Deno.test("renderMarkdown() leaves out no level of headings", () => {
  const levels = (source: string) =>
    [...renderMarkdown(source).html.matchAll(/<h(\d)/g)].map(([, n]) =>
      Number(n)
    );
  assertEquals(levels("### A\n### B\n##### C\n### D"), [2, 2, 3, 2]);
  assertEquals(levels("## A\n#### B\n### C\n# D\n## E"), [2, 3, 3, 2, 3]);
  assertEquals(levels("# A\n## B\n### C\n#### D\n##### E\n###### F"), [
    2,
    3,
    4,
    5,
    6,
    6,
  ]);
});

Deno.test("renderMarkdown() mends what old blogs write", () => {
  const { html } = renderMarkdown(
    '<img src="/a.png" width="100px" height="50%"> [x](/b#%_sec_2.4) [y](/%C3%A9)',
  );
  assertStringIncludes(html, 'width="100"');
  assertEquals(html.includes("height"), false);
  assertStringIncludes(html, 'href="/b#%25_sec_2.4"');
  assertStringIncludes(html, 'href="/%C3%A9"');
});
