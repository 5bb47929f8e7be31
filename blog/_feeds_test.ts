// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertThrows } from "@std/assert";
import { parseEntry } from "./entry.ts";
import { Library } from "./library.ts";
import {
  atomFeed,
  jsonFeedOf,
  robotsText,
  rssFeed,
  textSitemap,
  xmlSitemap,
} from "./_feeds.ts";
import { schemaCheckAvailable, schemaProblem } from "../_tools/schema_check.ts";
import {
  childrenOf,
  parseXml,
  textOf,
  type XmlElement,
} from "./testdata/xml.ts";

const LOOK = {
  title: "Notes & <more>",
  description: "",
  lang: "en",
  styleHref: "/style.css",
  baseUrl: undefined,
};
const ORIGIN = "https://blog.example";

function libraryOf(count: number): Library {
  const library = new Library({ now: () => Date.UTC(2026, 10, 22) });
  library.replace(
    Array.from({ length: count }, (_, i) =>
      parseEntry(
        `entry-${i}.md`,
        `---
title: "Entry ${i} & <b>"
date: 2026-01-${String(i + 1).padStart(2, "0")}
updated: 2026-02-${String(28 - i).padStart(2, "0")}
tags: [${i % 2 ? "odd" : "even & so"}]
summary: A < B & C
---
Text with [a link](#below) & ]]> an end of CDATA.

## Below`,
      )),
  );
  return library;
}

Deno.test("parseXml() is strict", () => {
  for (
    const bad of ["<a><b></a></b>", "<a>&nbsp;</a>", "<a b=c/>", "<a/><b/>"]
  ) {
    assertThrows(() => parseXml(bad), Error);
  }
});

Deno.test("atomFeed() has what RFC 4287 requires", () => {
  const { entries } = libraryOf(3);
  const feed = parseXml(atomFeed({ look: LOOK, origin: ORIGIN, entries }));
  assertEquals(feed.name, "feed");
  assertEquals(feed.namespace, "http://www.w3.org/2005/Atom");
  assertEquals(textOf(feed, "id"), "https://blog.example/");
  assertEquals(textOf(feed, "title"), LOOK.title);
  // The one changed last, which is not the newest.
  assertEquals(textOf(feed, "updated"), "2026-02-28T00:00:00Z");
  const self = childrenOf(feed, "link").find(({ attributes }) =>
    attributes["rel"] === "self"
  );
  assertEquals(self?.attributes["href"], `${ORIGIN}/feed.atom`);
  const items = childrenOf(feed, "entry");
  assertEquals(items.map((item) => textOf(item, "id")), [
    `${ORIGIN}/entry-2`,
    `${ORIGIN}/entry-1`,
    `${ORIGIN}/entry-0`,
  ]);
  const [item] = items;
  assertEquals(textOf(item!, "title"), "Entry 2 & <b>");
  assertEquals(textOf(item!, "summary"), "A < B & C");
  assertEquals(textOf(item!, "published"), "2026-01-03T00:00:00Z");
  assertEquals(
    childrenOf(item!, "category").map(({ attributes }) => attributes["label"]),
    ["even & so"],
  );
  const content = textOf(item!, "content");
  assert(content.includes(`href="${ORIGIN}/entry-2#below"`), content);
  assert(content.includes("&amp; ]]&gt; an end"), content);
});

Deno.test("atomFeed() of a tag has an identity of its own", () => {
  const library = libraryOf(4);
  const shelf = library.tagged("odd")!;
  const feed = parseXml(
    atomFeed({ look: LOOK, origin: ORIGIN, entries: shelf.entries, shelf }),
  );
  assertEquals(textOf(feed, "id"), `${ORIGIN}/tags/odd`);
  assertEquals(textOf(feed, "title"), `${LOOK.title}: odd`);
  assertEquals(childrenOf(feed, "entry").length, 2);
});

Deno.test("rssFeed() has what RSS 2.0 requires", () => {
  const { entries } = libraryOf(25);
  const root = parseXml(rssFeed({ look: LOOK, origin: ORIGIN, entries }));
  assertEquals([root.name, root.attributes["version"]], ["rss", "2.0"]);
  const channel = root.children[0]!;
  const [title, ...titles] = childrenOf(channel, "title");
  assertEquals([title?.text, titles.length], [LOOK.title, 0]);
  assert(textOf(channel, "description") !== "");
  const items = childrenOf(channel, "item");
  assertEquals(items.length, 20);
  assertEquals(textOf(items[0]!, "guid"), `${ORIGIN}/entry-24`);
  assertEquals(
    textOf(items[0]!, "pubDate").replace("+0000", "GMT"),
    "Sun, 25 Jan 2026 00:00:00 GMT",
  );
  assert(textOf(items[0]!, "encoded").includes("]]&gt; an end"));
});

Deno.test("jsonFeedOf() has what JSON Feed 1.1 requires", () => {
  const { entries } = libraryOf(2);
  const feed = JSON.parse(jsonFeedOf({ look: LOOK, origin: ORIGIN, entries }));
  assertEquals(feed.version, "https://jsonfeed.org/version/1.1");
  assertEquals(feed.title, LOOK.title);
  assertEquals(feed.items.map(({ id }: { id: string }) => id), [
    `${ORIGIN}/entry-1`,
    `${ORIGIN}/entry-0`,
  ]);
  assertEquals(feed.items[0].tags, ["odd"]);
  assert(feed.items[0].content_html.includes(`${ORIGIN}/entry-1#below`));
});

Deno.test("rssFeed() and jsonFeedOf() of a tag say where they are", () => {
  const library = libraryOf(4);
  const shelf = library.tagged("even-and-so")!;
  const source = { look: LOOK, origin: ORIGIN, entries: shelf.entries, shelf };
  const [channel] = parseXml(rssFeed(source)).children;
  const home = `${ORIGIN}/tags/even-and-so`;
  const [link, ...links] = childrenOf(channel!, "link");
  assertEquals(link!.text, home);
  assertEquals(
    links.map(({ attributes }) => attributes["href"]),
    [`${home}/feed.rss`],
  );
  const feed = JSON.parse(jsonFeedOf(source));
  assertEquals(
    [feed.home_page_url, feed.feed_url, feed.title, feed.items.length],
    [home, `${home}/feed.json`, `${LOOK.title}: even & so`, 2],
  );
});

Deno.test("feeds name the hub, if there is one", () => {
  const { entries } = libraryOf(1);
  const hub = "https://hub.example/?a=1&b=2";
  const source = { look: LOOK, origin: ORIGIN, entries, hub };
  const linksOf = (element: XmlElement) =>
    childrenOf(element, "link").map(({ attributes }) => [
      attributes["rel"],
      attributes["href"],
    ]);
  assertEquals(linksOf(parseXml(atomFeed(source))), [
    ["self", `${ORIGIN}/feed.atom`],
    ["alternate", `${ORIGIN}/`],
    ["hub", hub],
  ]);
  assertEquals(linksOf(parseXml(rssFeed(source)).children[0]!), [
    [undefined, undefined],
    ["self", `${ORIGIN}/feed.rss`],
    ["hub", hub],
  ]);
  assertEquals(JSON.parse(jsonFeedOf(source)).hubs, [
    { type: "WebSub", url: hub },
  ]);
});

Deno.test({
  name: "feeds and sitemaps are valid by their schemas",
  ignore: !schemaCheckAvailable(),
  async fn() {
    const library = libraryOf(5);
    const shelf = library.tagged("odd")!;
    const hub = "https://hub.example/";
    const look = { ...LOOK, description: "What <I> learn" };
    const encoder = new TextEncoder();
    for (
      const source of [
        { look: LOOK, origin: ORIGIN, entries: library.entries },
        { look, origin: ORIGIN, entries: shelf.entries, shelf, hub },
        { look: LOOK, origin: ORIGIN, entries: [] },
      ]
    ) {
      for (
        const [text, schema] of [
          [atomFeed(source), "atom"],
          [rssFeed(source), "rss"],
          [xmlSitemap(library, ORIGIN), "sitemap"],
        ] as const
      ) assertEquals(await schemaProblem(encoder.encode(text), schema), "");
    }
  },
});

Deno.test("feeds are well-formed whatever an entry holds", () => {
  const library = new Library({ now: () => Date.UTC(2026, 10, 22) });
  const hostile = "\u0001\u000b\ufffe\ud800 ]]> <x> &bogus; &#1; &#xFFFF;";
  library.replace([parseEntry(
    "x.md",
    `---\ntitle: "a \\x01 ]]> <b>"\ndate: 2026-01-01\ntags: ["t <&> \\x02"]\n---\n${hostile}\n`,
  )]);
  const source = { look: LOOK, origin: ORIGIN, entries: library.entries };
  assertEquals(childrenOf(parseXml(atomFeed(source)), "entry").length, 1);
  assertEquals(parseXml(rssFeed(source)).name, "rss");
});

Deno.test("feeds and sitemaps are well-formed when there is nothing", () => {
  const library = libraryOf(0);
  const source = { look: LOOK, origin: ORIGIN, entries: library.entries };
  assertEquals(childrenOf(parseXml(atomFeed(source)), "entry"), []);
  assertEquals(parseXml(rssFeed(source)).children.length, 1);
  assertEquals(parseXml(xmlSitemap(library, ORIGIN)).children.length, 3);
  assertEquals(
    textSitemap(library, ORIGIN),
    `${ORIGIN}/\n${ORIGIN}/tags\n${ORIGIN}/archive\n`,
  );
});

Deno.test("sitemaps name every page once", () => {
  const library = libraryOf(3);
  const lines = textSitemap(library, ORIGIN).trimEnd().split("\n");
  assertEquals(lines, [
    `${ORIGIN}/`,
    `${ORIGIN}/tags`,
    `${ORIGIN}/archive`,
    `${ORIGIN}/entry-2`,
    `${ORIGIN}/entry-1`,
    `${ORIGIN}/entry-0`,
    `${ORIGIN}/tags/even-and-so`,
    `${ORIGIN}/tags/odd`,
  ]);
  const urls = childrenOf(parseXml(xmlSitemap(library, ORIGIN)), "url");
  assertEquals(urls.map((url) => textOf(url, "loc")), lines);
  assertEquals(textOf(urls[3]!, "lastmod"), "2026-02-26T00:00:00Z");
});

Deno.test("robotsText() points to the sitemap", () => {
  assertEquals(
    robotsText(ORIGIN),
    "User-agent: *\nDisallow:\n\nSitemap: https://blog.example/sitemap.xml\n",
  );
});
