// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertNotEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { parseEntry } from "./entry.ts";
import { Library } from "./library.ts";
import { type BlogOptions, blogSite } from "./site.ts";

const NOW = Date.UTC(2026, 10, 22, 12);

/** A blog of some entries, a day apart, and how to ask it. */
function blogOf(
  titles: readonly string[],
  options: BlogOptions & { lines?: string } = {},
): {
  library: Library;
  clock: { now: number };
  get: (path: string, init?: RequestInit) => Promise<Response>;
} {
  const { lines = "", ...rest } = options;
  const clock = { now: NOW };
  const library = new Library({ now: () => clock.now });
  library.replace(titles.map((title, i) =>
    parseEntry(
      `${title}.md`,
      `---
title: ${title}
date: ${new Date(NOW - (i + 1) * 86_400_000).toISOString()}
${lines}
---
Text of ${title}.

## Part one

See [above](#part-one).

![p](pic.png)`,
    )
  ));
  const blog = blogSite(library, { title: "Notes", ...rest });
  return {
    library,
    clock,
    get: (path, init) =>
      blog.fetch(new Request(`http://host.example${path}`, init)),
  };
}

async function textOf(response: Promise<Response>): Promise<string> {
  return await (await response).text();
}

Deno.test("blogSite() shows fresh entries in full and others as headlines", async () => {
  const { get, clock } = blogOf(["one", "two", "three", "four"]);
  const text = await textOf(get("/"));
  assertEquals(text.match(/<article/g)?.length, 2);
  // Two texts share the page: ids differ, links lead to the entries.
  assertStringIncludes(text, 'id="one--part-one"');
  assertStringIncludes(text, 'href="/one#part-one"');
  assertStringIncludes(text, '<h3 id="two--part-one"');
  assertStringIncludes(text, "<h2>Earlier</h2>");
  clock.now += 7 * 86_400_000;
  const later = await textOf(get("/"));
  assertEquals(later.match(/<article/g), null);
  assert(!later.includes("Earlier"));
});

Deno.test("blogSite() says so when there is nothing to read", async () => {
  const { get } = blogOf([]);
  for (
    const path of [
      "/latest",
      "/tags",
      "/feed.atom",
      "/feed.rss",
      "/sitemap.txt",
      "/sitemap.xml",
    ]
  ) {
    assertEquals((await get(path)).status, 200, path);
  }
  assertStringIncludes(await textOf(get("/")), "nothing to read yet");
});

Deno.test("blogSite() links an entry to its neighbours and relations", async () => {
  const { get } = blogOf(["new", "middle", "old"], { lines: "tags: [A B]" });
  const text = await textOf(get("/middle"));
  assertStringIncludes(text, '<a href="/old" rel="prev">old</a>');
  assertStringIncludes(text, '<a href="/new" rel="next">new</a>');
  assertStringIncludes(text, '<a href="/tags/a-b" rel="tag">A B</a>');
  assertStringIncludes(text, "<h2>Related</h2>");
  assertStringIncludes(text, "<title>middle · Notes</title>");
});

Deno.test("blogSite() pages through many entries", async () => {
  const titles = Array.from({ length: 21 }, (_, i) => `e${i}`);
  const { get } = blogOf(titles, { lines: "tags: [t]" });
  for (const path of ["/latest", "/tags/t"]) {
    const first = await textOf(get(path));
    assertEquals(first.match(/<time/g)?.length, 10);
    assertStringIncludes(first, `href="${path}?page=2" rel="next"`);
    const last = await textOf(get(`${path}?page=3`));
    assertEquals(last.match(/<time/g)?.length, 1);
    assertStringIncludes(last, `href="${path}?page=2" rel="prev"`);
    assertStringIncludes(last, "noindex,follow");
    assertEquals((await get(`${path}?page=4`)).status, 404);
  }
});

Deno.test("blogSite() shows at once what was replaced", async () => {
  const { get, library } = blogOf(["one"]);
  const before = await get("/one");
  await before.body?.cancel();
  const old = library.get("one")!;
  library.replace([{ ...old, html: "<p>Changed</p>" }]);
  const after = await get("/one", {
    headers: { "if-none-match": before.headers.get("etag")! },
  });
  assertEquals(after.status, 200);
  assertNotEquals(after.headers.get("etag"), before.headers.get("etag"));
  assertStringIncludes(await after.text(), "<p>Changed</p>");
  library.replace([]);
  assertEquals((await get("/one")).status, 404);
});

Deno.test("blogSite() takes its place from the request, or from baseUrl", async () => {
  const plain = blogOf(["one"]);
  const feed = await textOf(plain.get("/feed.atom"));
  assertStringIncludes(feed, "<id>http://host.example/one</id>");
  assertStringIncludes(feed, "http://host.example/pic.png");
  const text = await textOf(plain.get("/one"));
  assert(!text.includes("host.example"));
  const placed = blogOf(["one"], { baseUrl: "https://blog.example" });
  assertStringIncludes(
    await textOf(placed.get("/feed.rss")),
    "<link>https://blog.example/one</link>",
  );
  assertStringIncludes(
    await textOf(placed.get("/robots.txt")),
    "Sitemap: https://blog.example/sitemap.xml",
  );
});

Deno.test("blogSite() refuses a base URL that is no origin", () => {
  for (const baseUrl of ["blog.example", "https://blog.example/", "x:y"]) {
    assertThrows(() => blogSite(new Library(), { baseUrl }), TypeError);
  }
});

Deno.test("blogSite() serves entries whose names are not ASCII", async () => {
  const { get } = blogOf(["Ёлка"]);
  const latest = await textOf(get("/latest"));
  const href = /<h2><a href="([^"]+)"/.exec(latest)?.[1];
  assertEquals(href, "/%D1%91%D0%BB%D0%BA%D0%B0");
  assertEquals((await get(href!)).status, 200);
});

Deno.test("blogSite() has feeds for each tag", async () => {
  const { get } = blogOf(["one"], { lines: "tags: [T]" });
  const page = await textOf(get("/tags/t"));
  for (
    const [end, type] of [
      ["atom", "application/atom+xml"],
      ["rss", "application/rss+xml"],
      ["json", "application/feed+json"],
    ]
  ) {
    assertStringIncludes(page, `href="/tags/t/feed.${end}"`);
    const feed = await get(`/tags/t/feed.${end}`);
    assertStringIncludes(feed.headers.get("content-type")!, type!);
    assertEquals(feed.headers.get("link"), null);
    assertStringIncludes(await feed.text(), "Notes: T");
    assertEquals((await get(`/tags/none/feed.${end}`)).status, 404);
  }
});

Deno.test("blogSite() leads subscribers of its feeds to the hub", async () => {
  const { get } = blogOf(["one"], {
    hub: "https://hub.example",
    lines: "tags: [T]",
  });
  for (const path of ["/feed.atom", "/feed.json", "/tags/t/feed.rss"]) {
    const { headers } = await get(path);
    assertEquals(
      headers.get("link"),
      `<https://hub.example/>; rel="hub", <http://host.example${path}>; rel="self"`,
    );
  }
  assertEquals((await get("/sitemap.xml")).headers.get("link"), null);
  for (const hub of ["hub.example", "ftp://hub.example", "javascript:x"]) {
    assertThrows(() => blogSite(new Library(), { hub }), TypeError);
  }
});

Deno.test("blogSite() says what is wrong with a value, on a page of its own look", async () => {
  const { get } = blogOf([]);
  const response = await get("/latest?page=x");
  const text = await response.text();
  assertEquals(response.status, 400);
  assertStringIncludes(text, 'href="/style.css?v=');
  assertStringIncludes(text, "<code>page</code> must be an integer");
});

Deno.test("blogSite() guards error pages, too", async () => {
  const { get } = blogOf([]);
  const response = await get("/<script>alert(1)</script>");
  const text = await response.text();
  assertEquals(response.status, 404);
  assert(!text.includes("<script"), text);
  assertStringIncludes(
    response.headers.get("content-security-policy")!,
    "default-src 'none'",
  );
});

Deno.test("blogSite() leads from all former paths to the present one", async () => {
  const { get } = blogOf(["one"], {
    lines: "permalink: /a/One b/\naliases: [/old]",
  });
  assertEquals((await get("/a/One%20b/")).status, 200);
  for (
    const path of ["/old/", "/old.html", "/a/One%20b", "/one.md", "/one"]
  ) {
    const { status, headers } = await get(`${path}?x=1`);
    assertEquals([status, headers.get("location")], [301, "/a/One%20b/?x=1"]);
  }
  for (const path of ["/old/x", "//old", "/a"]) {
    assertEquals((await get(path)).status, 404, path);
  }
  assertStringIncludes(await textOf(get("/sitemap.txt")), "/a/One%20b/");
});

Deno.test("blogSite() leads from where other programs have pages and feeds", async () => {
  const titles = Array.from({ length: 11 }, (_, i) => `e${i}`);
  const { get } = blogOf(titles, { lines: "tags: [A B]" });
  for (
    const [path, location] of [
      ["/index.xml", "/feed.rss"],
      ["/feed/", "/feed.rss"],
      ["/feed.xml", "/feed.atom"],
      ["/tags/a-b/", "/tags/a-b"],
      ["/tags/A%20B", "/tags/a-b"],
      ["/categories/a-b/", "/tags/a-b"],
      ["/category/A%20b/index.html", "/tags/a-b"],
      ["/tags/a-b/index.xml", "/tags/a-b/feed.rss"],
      ["/page/2/", "/latest?page=2"],
      ["/archives/", "/archive"],
      ["/tags/", "/tags"],
    ] as const
  ) {
    const { status, headers } = await get(path);
    assertEquals([status, headers.get("location")], [301, location], path);
  }
  for (
    const path of ["/page/3/", "/page/0", "/category/none", "/tags/none/", "/x"]
  ) assertEquals((await get(path)).status, 404, path);
});

Deno.test("blogSite() keeps search engines from what asks for that", async () => {
  const { get } = blogOf(["one"], { lines: "noindex: true" });
  assertStringIncludes(await textOf(get("/one")), 'content="noindex,follow"');
  assert(!(await textOf(get("/sitemap.xml"))).includes("/one"));
});

Deno.test("blogSite() asks for files of known types only", async () => {
  const asked: string[] = [];
  const { get } = blogOf(["one"], {
    files: ({ params }) => {
      asked.push(params["path"]!);
      return new Response("content");
    },
  });
  for (
    const path of [
      "/a/b.png",
      "/C.JPG",
      "/x.html",
      "/x.js",
      "/.git/a.png",
      "/_drafts/a.png",
      "/a/.b.png",
      "/x.md",
      "/data.sqlite",
      "/x",
    ]
  ) {
    const { status } = await get(path);
    assertEquals(status, asked.includes(path.slice(1)) ? 200 : 404, path);
  }
  assertEquals(asked, ["a/b.png", "C.JPG"]);
});

Deno.test("blogSite() tells machines what an entry is", async () => {
  const { get } = blogOf(["new", "middle", "old"], {
    baseUrl: "https://blog.example",
    lines: "tags: [A B]\nimage: pic.png\nsummary: 'Of </script> & <!--'",
  });
  const text = await textOf(get("/middle"));
  for (
    const part of [
      '<meta property="og:title" content="middle">',
      '<meta property="og:url" content="https://blog.example/middle">',
      '<meta property="og:image" content="https://blog.example/pic.png">',
      '<meta property="article:tag" content="A B">',
      '<link rel="prev" href="/old">',
      '<link rel="next" href="/new">',
    ]
  ) assertStringIncludes(text, part);
  const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(
    text,
  );
  const data = JSON.parse(json![1]!);
  assertEquals(
    [data.headline, data.description, data.image, data.keywords],
    [
      "middle",
      "Of </script> & <!--",
      "https://blog.example/pic.png",
      ["A B"],
    ],
  );
  // Without a place, nothing that would have to be whole is told.
  const bare = await textOf(
    blogOf(["one"], { lines: "image: a.png" }).get("/one"),
  );
  assert(!/og:url|og:image|mainEntity/.test(bare), bare);
});

Deno.test("blogSite() lists all entries by year", async () => {
  const titles = Array.from({ length: 400 }, (_, i) => `e${i}`);
  const { get } = blogOf(titles);
  const text = await textOf(get("/archive"));
  assertEquals(text.match(/<time/g)?.length, 400);
  assertEquals([...text.matchAll(/<h2>(\d+)/g)].map(([, year]) => year), [
    "2026",
    "2025",
  ]);
});

Deno.test("blogSite() searches", async () => {
  const { get, library } = blogOf(["one", "two"]);
  const text = await textOf(get("/search?q=TEXT+two"));
  assertStringIncludes(text, '<h2><a href="/two">two</a></h2>');
  assert(!text.includes('href="/one"'));
  library.replace([]);
  assertStringIncludes(await textOf(get("/search?q=two")), "No entry has all");
  const hostile = await textOf(get("/search?q=%22%3E%3Cscript%3E"));
  assert(!hostile.includes("<script"), hostile);
  assertEquals((await get(`/search?q=${"x".repeat(101)}`)).status, 400);
});

Deno.test("blogSite() has contents for texts of several parts", async () => {
  const { get, library } = blogOf(["one"]);
  assert(!(await textOf(get("/one"))).includes('class="toc"'));
  library.replace([parseEntry(
    "long.md",
    "---\ntitle: T\ndate: 2026-01-01\n---\n## A `b` & c\n### D\n#### F\n## [E](/e)",
  )]);
  const toc =
    /<nav class="toc".*?<\/nav>/s.exec(await textOf(get("/long")))![0];
  assertEquals(
    [...toc.matchAll(/<a href="(#[^"]*)">(.*?)<\/a>/g)].map((
      [, href, name],
    ) => [
      href,
      name,
    ]),
    [["#a-b-and-c", "A b &amp; c"], ["#d", "D"], ["#e", "E"]],
  );
});
