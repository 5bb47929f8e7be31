// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { renderMarkdown } from "./_markdown.ts";

/** The text of each footnote, without the way back. */
function notesOf(html: string): string[] {
  return [...html.matchAll(/<li id="fn-\d+">(.*?)<\/li>/gs)].map(([, item]) =>
    item!.replace(/ ?<a class="back".*?<\/a>/g, "")
  );
}

/** Which footnote each reference leads to, by the reference's id. */
function referencesOf(html: string): string[][] {
  return [
    ...html.matchAll(
      /<sup class="note" id="([^"]*)"><a href="#([^"]*)">(\d+)<\/a><\/sup>/g,
    ),
  ].map(([, id, target, number]) => [id!, target!, number!]);
}

Deno.test("renderMarkdown() numbers footnotes as the text speaks of them", () => {
  const { html } = renderMarkdown(
    "One[^b], two[^a], one again[^B].\n\n[^a]: *Second*.\n[^b]: First.\n",
  );
  assertEquals(referencesOf(html), [
    ["fnref-1", "fn-1", "1"],
    ["fnref-2", "fn-2", "2"],
    ["fnref-1-2", "fn-1", "1"],
  ]);
  assertEquals(notesOf(html), ["<p>First.</p>", "<p><em>Second</em>.</p>"]);
  assertEquals(
    [...html.matchAll(/class="back"[^>]* href="#([^"]*)"/g)].map(([, id]) =>
      id
    ),
    ["fnref-1", "fnref-1-2", "fnref-2"],
  );
  assertStringIncludes(
    html,
    '<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">',
  );
});

Deno.test("renderMarkdown() takes paragraphs, code and footnotes into footnotes", () => {
  const { html } = renderMarkdown(`Text[^long].

[^long]: First
goes on.

    Another, see[^deep].

        code()

[^deep]: Deep.

Not part of it.`);
  assertEquals(notesOf(html), [
    '<p>First\ngoes on.</p>\n<p>Another, see<sup class="note" id="fnref-2"><a href="#fn-2">2</a></sup>.</p>\n<pre tabindex="0"><code>code()</code></pre><p></p>',
    "<p>Deep.</p>",
  ]);
  assertStringIncludes(html, "<p>Not part of it.</p>");
});

Deno.test("renderMarkdown() leaves alone what is no footnote", () => {
  const cases: [source: string, html: string][] = [
    ["None[^x].", "<p>None[^x].</p>\n"],
    ["`[^a]`\n\n[^a]: Unused.", "<p><code>[^a]</code></p>\n"],
    ["[^]: no label", "<p>[^]: no label</p>\n"],
    ["[^<b>]", "<p>[^&lt;b&gt;]</p>\n"],
    ["    [^a]: code", '<pre tabindex="0"><code>[^a]: code</code></pre>\n'],
  ];
  for (const [source, html] of cases) {
    assertEquals(renderMarkdown(source).html, html);
  }
});

Deno.test("renderMarkdown() takes the first of two footnotes of one label", () => {
  const { html } = renderMarkdown("A[^a].\n\n[^a]: One.\n[^a]: Two.");
  assertEquals(notesOf(html), ["<p>One.</p>"]);
});

Deno.test("renderMarkdown() finds footnotes in lists, quotes and tables", () => {
  const { html } = renderMarkdown(
    "- a[^1]\n\n> b[^2]\n\n| c[^3] |\n|--|\n| d[^1] |\n\n[^1]: x\n[^2]: y\n[^3]: z",
  );
  assertEquals(referencesOf(html).map(([id]) => id), [
    "fnref-1",
    "fnref-2",
    "fnref-3",
    "fnref-1-2",
  ]);
});

Deno.test("renderMarkdown() keeps the numbers of footnotes out of summaries and words", () => {
  const { text, firstParagraph } = renderMarkdown(
    "Word[^1] after.\n\n[^1]: Said below.",
  );
  assertEquals(firstParagraph, "Word after.");
  assert(!text.includes("1"), text);
  assertStringIncludes(text, "Said below.");
});

Deno.test("renderMarkdown() lets no footnote out of the sanitiser's sight", () => {
  const { html } = renderMarkdown(
    "A[^1].\n\n[^1]: <script>alert(1)</script><b onclick=x>B</b> [l](javascript:x)",
  );
  assert(!/<script|onclick|="javascript:/.test(html), html);
});

Deno.test("renderMarkdown() links each reference to a footnote and back, whatever the text", () => {
  const piece = fc.constantFrom(
    "[^a]",
    "[^b]",
    "[^a]: ",
    "[^b]: ",
    "\n",
    "\n\n",
    "    ",
    "> ",
    "- ",
    "word",
    "`",
    "| x |\n|--|\n",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { html } = renderMarkdown(pieces.join(""));
      const targets = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id]) =>
        id!
      );
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
      assertEquals(new Set(ids).size, ids.length);
      for (const target of targets) assert(ids.includes(target), target);
    }),
    {
      examples: [[["[^b]: ", "[^b]: ", "[^b]", "\n", "[^a]", "[^b]: "]]],
    },
  );
});
