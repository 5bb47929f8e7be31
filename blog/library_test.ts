// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { type Entry, parseEntry } from "./entry.ts";
import { Library, type LibraryOptions } from "./library.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const DAY = 86_400_000;

function entry(slug: string, daysAgo: number, lines = ""): Entry {
  const date = new Date(NOW - daysAgo * DAY).toISOString();
  return parseEntry(
    `${slug}.md`,
    `---\ntitle: ${slug}\ndate: ${date}\n${lines}\n---\nText.`,
  );
}

/** A library whose clock the test moves. */
function libraryOf(
  entries: Entry[],
  options: LibraryOptions = {},
): { library: Library; clock: { now: number } } {
  const clock = { now: NOW };
  const library = new Library({ now: () => clock.now, ...options });
  assertEquals(library.replace(entries), []);
  return { library, clock };
}

function slugs(entries: readonly Entry[]): string[] {
  return entries.map(({ slug }) => slug);
}

Deno.test("Library is empty at first", () => {
  const { library } = libraryOf([]);
  assertEquals(library.entries, []);
  assertEquals(library.tags, []);
  assertEquals(library.front(), { fresh: [], headlines: [] });
  assertEquals(library.latest(1), { entries: [], page: 1, pages: 1 });
  assertEquals(library.updated, new Date(0));
});

Deno.test("Library shows drafts, the future and the expired nowhere", () => {
  const { library } = libraryOf([
    entry("seen", 5, "tags: [a]"),
    entry("draft", 5, "tags: [a, b]\ndraft: true"),
    entry("future", -1, "tags: [a, b]"),
    entry("expired", 5, "tags: [a, b]\nexpires: 2026-11-20"),
  ]);
  assertEquals(slugs(library.entries), ["seen"]);
  assertEquals(library.tags.map(({ tag }) => tag.slug), ["a"]);
  assertEquals(slugs(library.tagged("a")!.entries), ["seen"]);
  assertEquals(library.tagged("b"), undefined);
  assertEquals(slugs(library.front().headlines), ["seen"]);
  assertEquals(slugs(library.latest(1)!.entries), ["seen"]);
  assertEquals(library.neighbours(library.get("seen")!), {});
  assertEquals(library.related(library.get("seen")!), []);
  for (const slug of ["draft", "future", "expired"]) {
    assertEquals(library.get(slug), undefined);
  }
});

Deno.test("Library shows and hides entries when their moment comes", () => {
  const { library, clock } = libraryOf([
    entry("later", -1),
    entry("brief", 1, `expires: ${new Date(NOW + 2 * DAY).toISOString()}`),
  ]);
  const first = library.version;
  clock.now = NOW + DAY - 1;
  assertEquals(slugs(library.entries), ["brief"]);
  assertEquals(library.version, first);
  clock.now = NOW + DAY;
  assertEquals(slugs(library.entries), ["later", "brief"]);
  assertNotEquals(library.version, first);
  clock.now = NOW + 2 * DAY;
  assertEquals(slugs(library.entries), ["later"]);
});

Deno.test("Library has a new version when an entry is no longer fresh", () => {
  const { library, clock } = libraryOf([entry("a", 2)]);
  const first = library.version;
  assertEquals(slugs(library.front().fresh), ["a"]);
  clock.now = NOW + DAY;
  assertNotEquals(library.version, first);
  assertEquals(slugs(library.front().fresh), []);
  assertEquals(slugs(library.front().headlines), ["a"]);
});

Deno.test("Library reports entries of one slug and keeps the first", () => {
  const library = new Library({ now: () => NOW });
  const problems = library.replace([
    { ...entry("b", 1), slug: "a" },
    entry("a", 2),
  ]);
  assertEquals(problems.map(({ message }) => message), [
    "Cannot read entry b.md:1: /a is taken by a.md: give one of them another `slug`",
  ]);
  assertEquals(library.get("a")!.file, "a.md");
});

Deno.test("Library.front() ranks by age and comments", () => {
  const comments: Record<string, number[]> = {
    old: Array.from({ length: 3 }, () => NOW - DAY),
    stale: Array.from({ length: 3 }, () => NOW - 1000 * DAY),
  };
  const { library } = libraryOf([
    entry("fresh", 1),
    entry("week", 7),
    entry("month", 30),
    entry("old", 400),
    entry("stale", 1000),
  ], { commentTimes: ({ slug }) => comments[slug] ?? [] });
  const { fresh, headlines } = library.front();
  assertEquals(slugs(fresh), ["fresh"]);
  assertEquals(slugs(headlines), ["old", "week", "month", "stale"]);
});

Deno.test("Library.front() gives 15 headlines", () => {
  const { library } = libraryOf(
    Array.from({ length: 40 }, (_, day) => entry(`e${day}`, day + 4)),
  );
  const { headlines } = library.front();
  assertEquals(headlines.length, 15);
  assertEquals(headlines[0]!.slug, "e0");
});

Deno.test("Library.front() shows fresh entries beyond its bound as headlines", () => {
  const { library } = libraryOf(
    Array.from({ length: 12 }, (_, i) => entry(`e${i}`, i / 10)),
  );
  const { fresh, headlines } = library.front();
  assertEquals(fresh.length, 10);
  assertEquals(slugs(headlines), ["e10", "e11"]);
});

Deno.test("Library.front() keeps its order while time passes", () => {
  const ages = fc.uniqueArray(fc.integer({ min: 4, max: 2000 }), {
    minLength: 1,
    maxLength: 14,
  });
  fc.assert(fc.property(
    ages,
    fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 5 }),
    fc.integer({ min: 1, max: 1000 }),
    (days, commentDays, later) => {
      const { library, clock } = libraryOf(
        days.map((day) => entry(`e${day}`, day)),
        {
          commentTimes: ({ slug }) =>
            slug === `e${days[0]}` ? commentDays.map((d) => NOW - d * DAY) : [],
        },
      );
      const before = slugs(library.front().headlines);
      clock.now += later * DAY;
      assertEquals(slugs(library.front().headlines), before);
    },
  ));
});

Deno.test("Library.latest() pages through everything once", () => {
  fc.assert(fc.property(
    fc.integer({ min: 0, max: 35 }),
    fc.integer({ min: 1, max: 12 }),
    (count, size) => {
      const { library } = libraryOf(
        Array.from({ length: count }, (_, i) => entry(`e${i}`, i + 1)),
      );
      const seen: string[] = [];
      const { pages } = library.latest(1, size)!;
      for (let page = 1; page <= pages; page++) {
        seen.push(...slugs(library.latest(page, size)!.entries));
      }
      assertEquals(seen, slugs(library.entries));
      for (const page of [0, -1, 1.5, NaN, pages + 1]) {
        assertEquals(library.latest(page, size), undefined);
      }
    },
  ));
});

Deno.test("Library.neighbours() links older and newer", () => {
  const { library } = libraryOf([entry("a", 3), entry("b", 2), entry("c", 1)]);
  const { older, newer } = library.neighbours(library.get("b")!);
  assertEquals([older?.slug, newer?.slug], ["a", "c"]);
  assertEquals(library.neighbours(library.get("c")!).newer, undefined);
});

Deno.test("Library.related() prefers rare tags", () => {
  const { library } = libraryOf([
    entry("one", 1, "tags: [common, rare]"),
    entry("two", 2, "tags: [common]"),
    entry("three", 3, "tags: [common]"),
    entry("four", 4, "tags: [rare]"),
    entry("five", 5, "tags: [other]"),
  ]);
  const related = slugs(library.related(library.get("one")!, 2));
  assertEquals(related, ["four", "two"]);
  assert(!slugs(library.related(library.get("one")!, 9)).includes("five"));
});

Deno.test("Library.replace() changes everything at once", () => {
  const { library } = libraryOf([entry("a", 1)]);
  const { version } = library;
  library.replace([entry("b", 1)]);
  assertEquals(slugs(library.entries), ["b"]);
  assertNotEquals(library.version, version);
});

Deno.test("Library.find() knows where an entry is, and where it was", () => {
  const library = new Library({ now: () => Date.UTC(2026, 10, 22) });
  const make = (file: string, lines: string) =>
    parseEntry(file, `---\ntitle: T\ndate: 2026-01-01\n${lines}\n---\n`);
  library.replace([
    make("a.md", "permalink: /2026/é/\naliases: [/old, /b]"),
    make("x/b.md", ""),
    make("c.md", "draft: true\naliases: [/older]"),
  ]);
  const cases: [path: string, file: string | undefined][] = [
    ["/2026/é/", "a.md"],
    ["/2026/é", "a.md"],
    ["/2026/é/index.html", "a.md"],
    ["/old.html", "a.md"],
    ["/a.md", "a.md"],
    // What is there now goes before what was there once.
    ["/b", "x/b.md"],
    ["/x/b.md", "x/b.md"],
    ["/older", undefined],
    ["/c.md", undefined],
    ["/", undefined],
    ["/constructor", undefined],
  ];
  for (const [path, file] of cases) {
    assertEquals(library.find(path)?.file, file, path);
  }
});
