// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { type Entry, EntryError, parseEntry } from "./entry.ts";
import { parseDate } from "./_front_matter.ts";

/** An entry whose front matter has these lines and a good title and date. */
function entry(lines: string, body = "Text."): Entry {
  return parseEntry(
    "hello.md",
    `---\ntitle: Hello\ndate: 2026-11-22\n${lines}\n---\n${body}\n`,
  );
}

function problem(text: string, file = "bad.md"): EntryError {
  return assertThrows(() => parseEntry(file, text), EntryError);
}

Deno.test("parseEntry() reads YAML front matter", () => {
  const { title, slug, date, tags, summary, draft, expires } = parseEntry(
    "a-file.md",
    `---
title: "A: title"
date: 2026-11-22T10:00:00+01:00
tags: [One, two, ONE]
expires: 2027-01-01
summary: Short.
---
Body.
`,
  );
  assertEquals(
    { title, slug, date, tags, summary, draft, expires },
    {
      title: "A: title",
      slug: "a-file",
      date: new Date("2026-11-22T09:00:00Z"),
      tags: [{ name: "One", slug: "one" }, { name: "two", slug: "two" }],
      summary: "Short.",
      draft: false,
      expires: new Date("2027-01-01T00:00:00Z"),
    },
  );
});

Deno.test("parseEntry() reads TOML front matter", () => {
  const { title, date, tags, draft } = parseEntry(
    "x.md",
    `+++\ntitle = "T"\ndate = 2026-11-22T10:00:00Z\ntags = ["a"]\ndraft = true\n+++\nBody.\n`,
  );
  assertEquals({ title, date, tags, draft }, {
    title: "T",
    date: new Date("2026-11-22T10:00:00Z"),
    tags: [{ name: "a", slug: "a" }],
    draft: true,
  });
});

Deno.test("parseEntry() reads files that came from Windows", () => {
  const { title, html } = parseEntry(
    "x.md",
    "\ufeff---\r\ntitle: T\r\ndate: 2026-11-22\r\n---\r\nOne\r\n",
  );
  assertEquals({ title, html }, { title: "T", html: "<p>One</p>\n" });
});

Deno.test("parseEntry() takes date and slug from the file's name", () => {
  const text = "---\ntitle: T\n---\nBody.";
  const dated = parseEntry("2026/2026-11-22-Hello_world.md", text);
  assertEquals(dated.slug, "hello-world");
  assertEquals(dated.date, new Date("2026-11-22T00:00:00Z"));
  const bundled = parseEntry("2026-11-23-bundle/index.md", text);
  assertEquals(bundled.slug, "bundle");
});

Deno.test("parseEntry() prefers front matter to the file's name", () => {
  const { slug, date } = parseEntry(
    "2026-11-22-a.md",
    "---\ntitle: T\ndate: 2026-11-20\nslug: B\n---\nBody.",
  );
  assertEquals({ slug, date }, { slug: "b", date: new Date("2026-11-20") });
});

Deno.test("parseEntry() takes titles that YAML takes for something else", () => {
  for (const title of ["1984", "true", "2026-01-01"]) {
    const text = `---\ntitle: ${title}\ndate: 2026-11-22\n---\n`;
    assertEquals(parseEntry("x.md", text).title, title);
  }
});

Deno.test("parseEntry() takes tags as a list or parted by commas", () => {
  const names = (lines: string) => entry(lines).tags.map(({ name }) => name);
  assertEquals(names("tags: [a, b c]"), ["a", "b c"]);
  assertEquals(names("tags:\n  - a\n  - 2026"), ["a", "2026"]);
  assertEquals(names("tags: a, b c"), ["a", "b c"]);
  assertEquals(names("tags:"), []);
});

Deno.test("parseEntry() makes a summary from the first paragraph", () => {
  const body = "# Top\n\nIt is *here* & `there <now>`.\n\nSecond.";
  assertEquals(entry("", body).summary, "It is here & there <now>.");
  const long = entry("", "One sentence of some length stands here. ".repeat(9));
  assert(long.summary.length <= 280);
  assert(long.summary.endsWith("."));
  const endless = entry("", "word ".repeat(100));
  assert(endless.summary.length <= 281);
  assert(endless.summary.endsWith("word…"));
  assertEquals(entry("", "").summary, "");
});

Deno.test("parseEntry() tells the time that reading takes", () => {
  assertEquals(entry("", "").minutes, 1);
  assertEquals(entry("", "word ".repeat(1100)).minutes, 5);
  assertEquals(entry("", "文".repeat(1320)).minutes, 3);
  const code = "```ts\n" + "const a = 1;\n".repeat(500) + "```\n";
  assertEquals(entry("", code).minutes, 1);
});

Deno.test("parseEntry() is not updated before its date", () => {
  const { date } = entry("");
  assertEquals(entry("").updated, date);
  assertEquals(entry("updated: 2026-11-01").updated, date);
  assertEquals(entry("updated: 2026-11-30").updated, new Date("2026-11-30"));
});

Deno.test("parseEntry() is where its permalink says", () => {
  const cases: [lines: string, path: string, slug: string][] = [
    ["slug: B b", "/b-b", "b-b"],
    [
      "permalink: /2026/11/Hello World/",
      "/2026/11/Hello%20World/",
      "2026-11-hello-world",
    ],
    ["permalink: old.html", "/old.html", "old"],
    ["url: https://old.example/a/%C3%A9", "/a/%C3%A9", "a-e"],
  ];
  for (const [lines, path, slug] of cases) {
    const { path: actual, slug: name } = entry(lines);
    assertEquals([actual, name], [path, slug], lines);
  }
  for (
    const bad of ["/", "/a/../b", "/a?b", "/a//b", "a%2fb", "/100%", "'/a\\b'"]
  ) {
    assertThrows(() => entry(`permalink: ${bad}`), EntryError, "not a path");
  }
  assertThrows(() => entry("permalink: /tags/x"), EntryError, "of the blog");
});

Deno.test("parseEntry() understands Jekyll, Hugo and Lume", () => {
  const jekyll = entry(
    "categories: web server\npublished: false\nredirect_from:\n  - /a/\n  - /?p=1\nlast_modified_at: 2026-11-23 10:00:00 +0100\nimage:\n  path: /b.png",
  );
  assertEquals(jekyll.tags.map(({ slug }) => slug), ["web", "server"]);
  assertEquals([jekyll.draft, jekyll.aliases, jekyll.image], [
    true,
    ["/a/"],
    "/b.png",
  ]);
  assertEquals(jekyll.updated, new Date("2026-11-23T09:00Z"));
  const hugo = parseEntry(
    "posts/bundle/index.md",
    `+++
title = "T"
date = 2026-11-20T00:00:00Z
publishDate = 2026-11-21T00:00:00Z
expiryDate = 2026-12-01T00:00:00Z
description = "D"
aliases = ["/x", "y"]
images = ["c.png"]
robotsNoIndex = true
+++
![c](c.png) [d](../d.md#e) [f](f) [g](#g) [h](/h.png) [i](https://i.example/i.png)
`,
  );
  assertEquals(
    [hugo.slug, hugo.date, hugo.expires, hugo.summary, hugo.aliases],
    [
      "bundle",
      new Date("2026-11-21"),
      new Date("2026-12-01"),
      "D",
      ["/x", "/y"],
    ],
  );
  assertEquals([hugo.image, hugo.noindex], ["/posts/bundle/c.png", true]);
  assertEquals(
    [...hugo.html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url]) => url),
    [
      "/posts/bundle/c.png",
      "/posts/d.md#e",
      "f",
      "#g",
      "/h.png",
      "https://i.example/i.png",
    ],
  );
  assertEquals(entry("robots: noindex, follow").noindex, true);
  assertEquals(
    entry("image: https://i.example/x.png").image,
    "https://i.example/x.png",
  );
  assertThrows(() => entry("image: javascript:x"), EntryError, "not a path");
});

Deno.test("parseEntry() takes a first heading for the title", () => {
  const cases: [text: string, title: string, html: string][] = [
    [
      "date: 2026-01-01\n---\n# A *b* & c\n\nText.",
      "A b & c",
      "<p>Text.</p>\n",
    ],
    ["date: 2026-01-01\n---\nTitle\n===\nText.", "Title", "<p>Text.</p>\n"],
    ["title: T\ndate: 2026-01-01\n---\n\n# T\nText.", "T", "<p>Text.</p>\n"],
    [
      "title: T\ndate: 2026-01-01\n---\n{{ page.title }}\n====\nText.",
      "T",
      "<p>Text.</p>\n",
    ],
    [
      "title: T\ndate: 2026-01-01\n---\nText.\n# T",
      "T",
      "<p>Text.</p>\n" +
      '<h2 id="t"><a class="anchor" href="#t">T</a></h2>\n',
    ],
  ];
  for (const [text, title, html] of cases) {
    const entry = parseEntry("x.md", `---\n${text}`);
    assertEquals([entry.title, entry.html], [title, html]);
  }
  const other = entry("", "# Another\nText.");
  assertEquals(other.title, "Hello");
  assertStringIncludes(other.html, ">Another</a></h2>");
});

Deno.test("parseEntry() reads keys in any case, as Hugo does", () => {
  const { title, aliases, tags } = parseEntry(
    "x.md",
    "---\nTitle: T\nDATE: 2026-01-01\nAliases: [/old]\nTags: [a]\n---\nx",
  );
  assertEquals([title, aliases, tags.length], ["T", ["/old"], 1]);
  assertStringIncludes(
    problem("---\nTitle: x\nDate: never\n---\n").message,
    "bad.md:3: `date` is",
  );
});

Deno.test("parseEntry() refuses with file and line", () => {
  const cases: [text: string, message: string][] = [
    ["Just text", "bad.md:1: it has no front matter"],
    ["", "bad.md:1: it has no front matter"],
    ["---\ntitle: x\ntext", "bad.md:1: its front matter does not end"],
    ["+++\ntitle = 'x'\n", "bad.md:1: its front matter does not end"],
    ["---\n---\ntext", "bad.md:1: "],
    ["---\njust words\n---\n", "bad.md:1: "],
    ["---\n- a\n- b\n---\n", "bad.md:1: its front matter has no"],
    ["---\ndate: 2026-11-22\n---\n", "bad.md:1: it has no `title`"],
    ["---\ndate: 2026-11-22\ntitle:\n---\n", "bad.md:3: it has no `title`"],
    ["---\ntitle: x\n---\n", "bad.md:1: it has no `date`"],
    [
      "---\ntitle: x\ndate: tomorrow\n---\n",
      'bad.md:3: `date` is "tomorrow", not a date',
    ],
    [
      "---\ntitle: x\ndate: 2026-02-30\n---\n",
      'bad.md:3: `date` is "2026-02-30", not a date',
    ],
    ["---\ntitle: x\n\ndate: [1]\n---\n", "bad.md:4: `date` is"],
    ["---\ntitle: x\nbad\n: y: z\n---\n", "bad.md:"],
    ["---\ntitle: a: b\n---\n", "bad.md:2: its front matter cannot be read"],
    ["+++\ntitle = \n+++\n", "bad.md:2: its front matter cannot be read"],
    [
      "---\ntitle: {a: b}\ndate: 2026-11-22\n---\n",
      "bad.md:2: `title` must be text",
    ],
    [
      "---\ntitle: x\ndate: 2026-11-22\ndraft: maybe\n---\n",
      "bad.md:4: `draft` must be true or false",
    ],
    [
      "---\ntitle: x\ndate: 2026-11-22\ntags: [[a]]\n---\n",
      "bad.md:4: `tags` must be a list",
    ],
    [
      "---\ntitle: x\ndate: 2026-11-22\ntags: ['?']\n---\n",
      'bad.md:4: the tag "?" holds no letter',
    ],
    [
      "---\ntitle: x\ndate: 2026-11-22\nexpires: 2026-11-21\n---\n",
      "bad.md:4: it expires before its date",
    ],
    [
      "---\ntitle: x\ndate: 2026-11-22\nslug: Latest\n---\n",
      "bad.md:4: /latest is a page of the blog itself",
    ],
    [
      "---\ntitle: x\ndate: 2026-11-22\nslug: '!'\n---\n",
      "bad.md:4: neither its name nor its `slug`",
    ],
    [
      `---\ntitle: x\ndate: 2026-11-22\nslug: ${"long".repeat(40)}\n---\n`,
      "bad.md:4: its address is longer than 150 letters",
    ],
    [
      `---\ntitle: x\ndate: 2026-11-22\ntags: ${"long".repeat(40)}\n---\n`,
      "bad.md:4: a tag is longer than 150 letters",
    ],
    [
      "---\ntitle: x\ndate: 0026-11-22\n---\n",
      'bad.md:3: `date` is "0026-11-22", not a date',
    ],
  ];
  for (const [text, message] of cases) {
    const error = problem(text);
    assertStringIncludes(error.message, `Cannot read entry ${message}`);
    assert(!error.message.includes("\n"), error.message);
    assertEquals(error.file, "bad.md");
  }
});

Deno.test("parseDate() reads what blogs hold", () => {
  const cases: [string, string][] = [
    ["2026-11-22", "2026-11-22T00:00:00Z"],
    ["2026-1-2", "2026-01-02T00:00:00Z"],
    ["2026-11-22 10:20", "2026-11-22T10:20:00Z"],
    ["2026-11-22 10:20:30 +0200", "2026-11-22T08:20:30Z"],
    ["2026-11-22T10:20:30.123-05:30", "2026-11-22T15:50:30Z"],
    ["2026-11-22T10:20:30Z", "2026-11-22T10:20:30Z"],
    ["2024-02-29", "2024-02-29T00:00:00Z"],
  ];
  for (const [text, expected] of cases) {
    assertEquals(parseDate(text), new Date(expected), text);
  }
});

Deno.test("parseDate() refuses days that no calendar has", () => {
  for (
    const text of ["", "now", "2026-13-01", "2026-02-29", "2026-11-22T25:00Z"]
  ) {
    assertEquals(parseDate(text), null, text);
  }
});
