// Copyright 2026 the tpd2 authors. MIT license.

import {
  atom,
  type AtomFeed,
  jsonFeed,
  p,
  renderToBytes,
  renderToString,
  rss,
  type RssChannel,
  sitemap,
  sitemapIndex,
  sitemapText,
  type Xml,
} from "./mod.ts";
import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import fc from "fast-check";
import { schemaCheckAvailable, schemaProblem } from "../_tools/schema_check.ts";

const updated = new Date("2026-03-01T12:00:00.500Z");
const hostile = `]]> <script>alert("x")</script> & \u0000\ud800`;

const feed: AtomFeed = {
  id: "https://example.com/",
  title: hostile,
  subtitle: p("Notes & more"),
  updated,
  language: "en-gb",
  authors: [{
    name: "Ann",
    uri: "https://example.com/ann",
    email: "ann@example.com",
  }],
  contributors: [{ name: hostile }],
  links: [
    { href: "https://example.com/" },
    {
      href: "https://example.com/feed.atom?a=1&b=2",
      rel: "self",
      type: "application/atom+xml",
    },
  ],
  categories: ["life", {
    term: "work",
    scheme: "https://example.com/tags",
    label: "Work",
  }],
  rights: "© Ann",
  icon: "https://example.com/icon.png",
  logo: "https://example.com/logo.png",
  generator: { name: "tpd2", uri: "https://example.com/tpd2", version: "1" },
  entries: [
    {
      id: "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
      title: p(hostile),
      updated,
      published: updated,
      summary: hostile,
      content: p("One ", hostile),
      links: [{ href: "https://example.com/1" }],
    },
    { id: "tag:example.com,2026:2", title: "Two", updated, content: hostile },
  ],
};

const channel: RssChannel = {
  hub: "https://hub.example/?a=1&b=2",
  title: hostile,
  link: "https://example.com/",
  description: "Notes",
  self: "https://example.com/feed.rss",
  language: "en-gb",
  copyright: "Ann",
  managingEditor: "ann@example.com",
  webMaster: "ann@example.com",
  published: updated,
  updated,
  categories: ["life"],
  generator: "tpd2",
  ttl: 60,
  image: {
    url: "https://example.com/i.png",
    title: "Notes",
    link: "https://example.com/",
  },
  items: [
    {
      title: hostile,
      link: "https://example.com/1",
      description: p(hostile),
      content: p(hostile),
      creator: "Ann",
      categories: ["a", "b"],
      comments: "https://example.com/1#comments",
      enclosure: {
        url: "https://example.com/1.mp3",
        length: 100,
        type: "audio/mpeg",
      },
      published: updated,
    },
    { description: "1 < 2 & 3", guid: "two" },
  ],
};

const ignore = !schemaCheckAvailable();

function validate(
  document: Xml,
  schema: "atom" | "rss" | "sitemap",
): Promise<string> {
  return schemaProblem(renderToBytes(document), schema);
}

for (
  const [name, document, schema] of [
    ["atom", atom(feed), "atom"],
    ["rss", rss(channel), "rss"],
    [
      "sitemap",
      sitemap([{
        url: "https://example.com/?a=1&b=2",
        updated,
        changeFrequency: "daily",
        priority: 0.5,
      }]),
      "sitemap",
    ],
    [
      "sitemapIndex",
      sitemapIndex([{ url: "https://example.com/1.xml", updated }]),
      "sitemap",
    ],
  ] as const
) {
  Deno.test({
    name: `${name}() writes a document that is valid by its schema`,
    ignore,
    fn: async () => assertEquals(await validate(document, schema), ""),
  });
}

Deno.test({
  name: "validation by schema finds a wrong document",
  ignore,
  fn: async () =>
    assertMatch(await validate(rss(channel), "atom"), /fails to validate/),
});

Deno.test({
  name: "atom() stays valid when texts are hostile",
  ignore,
  fn: async () => {
    const text = fc.string({ unit: "binary", maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, text, text, async (title, label, content) => {
        const document = atom({
          ...feed,
          title,
          categories: [{ term: "x", label }],
          entries: [{
            id: "urn:x:1",
            title,
            updated,
            content: p(content),
            summary: content,
          }],
        });
        assertEquals(await validate(document, "atom"), "");
      }),
      { numRuns: 25 },
    );
  },
});

Deno.test("atom() refuses what RFC 4287 does not allow", () => {
  const entry = { id: "urn:x:1", title: "x", updated };
  assertThrows(() => atom({ ...feed, authors: [] }), TypeError, "author");
  assertThrows(
    () => atom({ ...feed, id: "/relative" }),
    TypeError,
    "not absolute",
  );
  assertThrows(
    () => atom({ ...feed, updated: new Date(NaN) }),
    RangeError,
    "not a valid date",
  );
  assertThrows(
    () => atom({ ...feed, entries: [entry] }),
    TypeError,
    "neither content",
  );
  const link = { href: "https://example.com/" };
  assertThrows(
    () => atom({ ...feed, links: [link, link] }),
    TypeError,
    "two alternate links",
  );
});

Deno.test("atom() writes times without fractions and markup as escaped HTML", () => {
  const text = renderToString(
    atom({
      ...feed,
      entries: [{ id: "urn:x:1", title: "x", updated, content: p("<") }],
    }),
  );
  assertMatch(text, /<updated>2026-03-01T12:00:00Z<\/updated>/);
  assertMatch(
    text,
    /<content type="html">&lt;p&gt;&amp;lt;&lt;\/p&gt;<\/content>/,
  );
});

Deno.test("rss() escapes a plain description twice, because readers take it for HTML", () => {
  assertMatch(
    renderToString(rss(channel)),
    /<description>1 &amp;lt; 2 &amp;amp; 3<\/description>/,
  );
});

Deno.test("rss() refuses an item without title and description", () => {
  assertThrows(
    () => rss({ ...channel, items: [{}] }),
    TypeError,
    "neither title nor description",
  );
});

Deno.test("sitemap() refuses bad bounds", () => {
  assertThrows(() => sitemap([]), RangeError, "empty");
  assertThrows(
    () => sitemap([{ url: "https://a.example/", priority: 2 }]),
    RangeError,
    "priority",
  );
  assertThrows(
    () => sitemap(new Array(50_001).fill({ url: "https://a.example/" })),
    RangeError,
    "more than",
  );
  assertThrows(() => sitemapText(["/x"]), TypeError, "not absolute");
});

Deno.test("sitemapText() writes one address a line", () => {
  assertEquals(
    sitemapText(["https://a.example/b c\n", "https://a.example/d"]),
    "https://a.example/b%20c\nhttps://a.example/d\n",
  );
});

Deno.test("jsonFeed() writes version 1.1", () => {
  const parsed = JSON.parse(jsonFeed({
    title: "Notes",
    homePageUrl: "https://example.com/",
    feedUrl: "https://example.com/feed.json",
    authors: [{ name: "Ann" }],
    items: [{ id: "1", contentHtml: p("Hi"), published: updated, tags: ["a"] }],
  }));
  assertEquals(parsed, {
    version: "https://jsonfeed.org/version/1.1",
    title: "Notes",
    home_page_url: "https://example.com/",
    feed_url: "https://example.com/feed.json",
    authors: [{ name: "Ann" }],
    items: [{
      id: "1",
      content_html: "<p>Hi</p>",
      date_published: "2026-03-01T12:00:00Z",
      tags: ["a"],
    }],
  });
  assertThrows(
    () => jsonFeed({ title: "x", items: [{ id: "1" }] }),
    TypeError,
    "no content",
  );
  assertThrows(
    () =>
      jsonFeed({
        title: "x",
        items: [{ id: "1", contentText: "x", authors: [{}] }],
      }),
    TypeError,
    "author is empty",
  );
});
