// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseEntry } from "./entry.ts";
import { searchEntries } from "./_search.ts";

const ENTRIES = [
  ["old", "Café servers", "[C++, web]", "About epoll and waiting."],
  ["new", "Waiting", "[]", "Nothing of note, `code` aside."],
  ["far", "日本語の話", "[]", "長い文章です。"],
].map(([name, title, tags, body]) =>
  parseEntry(
    `${name}.md`,
    `---\ntitle: ${title}\ndate: 2026-01-01\ntags: ${tags}\n---\n${body}`,
  )
);

function found(query: string): string[] {
  return searchEntries(ENTRIES, query).map(({ slug }) => slug);
}

Deno.test("searchEntries() finds words, their beginnings, and no middles", () => {
  const cases: [query: string, slugs: string[]][] = [
    ["cafe", ["old"]],
    ["CAFÉ", ["old"]],
    ["serv", ["old"]],
    ["erver", []],
    ["c++", ["old"]],
    ["epoll web", ["old"]],
    ["epoll nothing", []],
    ["本語", ["far"]],
    ["", []],
    [" .,! ", []],
    ["<script>", []],
  ];
  for (const [query, slugs] of cases) assertEquals(found(query), slugs, query);
});

Deno.test("searchEntries() has titles before texts", () => {
  assertEquals(found("waiting"), ["new", "old"]);
  assertEquals(searchEntries(ENTRIES, "waiting", 1).length, 1);
});

Deno.test("searchEntries() takes whatever somebody types", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (query) => {
    for (const entry of searchEntries(ENTRIES, query)) {
      assertEquals(ENTRIES.includes(entry), true);
    }
  }));
});
