// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parseEntry } from "./entry.ts";
import { Library } from "./library.ts";
import { blogSite } from "./site.ts";

/** A blog of one entry and two pages, and how to read it. */
function blogWithPages() {
  const library = new Library({ now: () => Date.UTC(2026, 10, 22) });
  library.replace([
    parseEntry(
      "post.md",
      "---\ntitle: A post\ndate: 2026-11-20\ntags: [t]\n---\nText.",
    ),
    parseEntry(
      "page/about.md",
      "---\ntitle: About me\ntype: page\ntags: [t]\n---\n## Who\n\nWords about Ada.",
      { permalink: "/:year/:title/" },
    ),
    parseEntry(
      "2020-01-02-books.md",
      "---\ntitle: Books\nlayout: Page\nnoindex: true\n---\nThe list.",
    ),
    parseEntry(
      "secret.md",
      "---\ntitle: Secret\ntype: page\ndraft: true\n---\nHidden.",
    ),
  ]);
  const blog = blogSite(library, { title: "Notes" });
  const read = async (path: string) => {
    const response = await blog.fetch(new Request(`http://a.example${path}`));
    return { response, text: await response.text() };
  };
  return { library, read };
}

Deno.test("blogSite() has pages that stand for themselves, and leads to them from all", async () => {
  const { library, read } = blogWithPages();
  assertEquals(library.pages.map(({ path }) => path), ["/about", "/books"]);
  const { text } = await read("/about");
  assertStringIncludes(text, "<h1>About me</h1>");
  // It has no date, no neighbours and no relations.
  assert(!/min read|<time|rel="prev"|Related|og:type/.test(text), text);
  for (const path of ["/", "/post", "/about", "/search", "/nowhere"]) {
    const { text } = await read(path);
    assertStringIncludes(text, '<a href="/about">About me</a>', path);
    assertStringIncludes(text, '<a href="/books">Books</a>', path);
    assert(!text.includes("Secret"), path);
  }
});

Deno.test("blogSite() keeps pages out of lists and feeds", async () => {
  const { read } = blogWithPages();
  for (
    const path of ["/feed.atom", "/feed.rss", "/feed.json", "/tags/t/feed.rss"]
  ) {
    const { text } = await read(path);
    assertStringIncludes(text, "A post");
    assert(!text.includes("About"), path);
  }
  for (const path of ["/", "/latest", "/archive", "/tags/t"]) {
    const { text } = await read(path);
    assertEquals(text.match(/href="\/about"/g)?.length, 1, path);
  }
});

Deno.test("blogSite() lets pages be found", async () => {
  const { read } = blogWithPages();
  const sitemap = (await read("/sitemap.xml")).text;
  assertStringIncludes(
    sitemap,
    "<url><loc>http://a.example/about</loc></url>",
  );
  assert(!sitemap.includes("/books"));
  const found = (await read("/search?q=ada")).text;
  assertStringIncludes(found, '<h2><a href="/about">About me</a></h2>');
  assert(!found.includes("1970"), found);
  const { response } = await read("/page/about/");
  assertEquals(
    [response.status, response.headers.get("location")],
    [301, "/about"],
  );
});

Deno.test("parseEntry() takes comments on pages only where they are asked for", () => {
  const commentsOf = (lines: string) =>
    parseEntry("a.md", `---\ntitle: T\ndate: 2026-01-01\n${lines}\n---\nx`)
      .comments;
  assertEquals(commentsOf("type: page"), false);
  assertEquals(commentsOf("type: page\ncomments: true"), true);
  assertEquals(commentsOf("type: post"), true);
});
