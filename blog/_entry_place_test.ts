// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import { EntryError, parseEntry } from "./entry.ts";
import { Library } from "./library.ts";

const FILE = "notes/2026-03-01-Hello_World.md";

/** The path of an entry whose place is given by a pattern. */
function pathOf(permalink: string, lines = "", file = FILE): string {
  const text = `---\ntitle: T\n${lines}\n---\nText.`;
  return parseEntry(file, text, { permalink }).path;
}

Deno.test("parseEntry() writes paths by a pattern", () => {
  const cases: [pattern: string, path: string][] = [
    ["/:slug", "/hello-world"],
    ["/:year/:month/:day/:title/", "/2026/03/01/hello-world/"],
    ["/:year/:i_month/:title.html", "/2026/3/hello-world.html"],
    ["/:section/:filename", "/notes/2026-03-01-hello-world"],
    ["/:categories/:title/", "/a-b/c/hello-world/"],
    ["date", "/a-b/c/2026/03/01/hello-world.html"],
    ["pretty", "/a-b/c/2026/03/01/hello-world/"],
    ["none", "/a-b/c/hello-world.html"],
  ];
  for (const [pattern, path] of cases) {
    assertEquals(pathOf(pattern, 'categories: ["A b", C]'), path);
  }
  assertEquals(pathOf("pretty"), "/2026/03/01/hello-world/");
  assertEquals(pathOf("/:year/:title", "slug: Other"), "/2026/other");
});

Deno.test("parseEntry() lets an entry say its own path, by a pattern or not", () => {
  assertEquals(pathOf("/:year/:title", "permalink: /own/"), "/own/");
  assertEquals(
    pathOf("/:title", "permalink: /x/:year/:title/"),
    "/x/2026/hello-world/",
  );
  assertEquals(pathOf("/:title", "URL: post/it"), "/post/it");
});

Deno.test("parseEntry() refuses a pattern that makes no path", () => {
  for (const pattern of ["/a?b", "/tags/:title", "/../:title"]) {
    assertThrows(() => pathOf(pattern), EntryError);
  }
});

Deno.test("Library finds entries where other programs would have them", () => {
  const library = new Library();
  library.replace([
    parseEntry(FILE, "---\ntitle: A\ncategories: Go\nslug: renamed\n---\nx"),
    parseEntry("post/OSCON-2014.md", "---\ntitle: B\ndate: 2014-01-01\n---\nx"),
    parseEntry(
      "post/bundle/index.md",
      "---\ntitle: C\ndate: 2015-01-01\n---\nx",
    ),
    parseEntry(
      "first.md",
      "---\ntitle: D\ndate: 2016-01-01\nredirect_from: /post/bundle/\n---\nx",
    ),
  ]);
  const cases: [path: string, title: string | undefined][] = [
    ["/2026/03/01/Hello_World.html", "A"],
    ["/2026/03/01/hello_world/", "A"],
    ["/go/2026/03/01/hello_world/", "A"],
    ["/notes/renamed/", "A"],
    ["/notes/2026-03-01-Hello_World", "A"],
    ["/post/oscon-2014/", "B"],
    ["/post/OSCON-2014/index.html", "B"],
    // What an author says goes before what might be meant.
    ["/post/bundle/", "D"],
    ["/bundle", "C"],
    ["/post", undefined],
    ["/2026/03/Hello_World", undefined],
  ];
  for (const [path, title] of cases) {
    assertEquals(library.find(path)?.title, title, path);
  }
});
