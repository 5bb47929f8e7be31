// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertNotEquals } from "@std/assert";
import { TestClock } from "../net/testing.ts";
import { DEFAULT_RULES } from "./comment_rules.ts";
import { judge, type Suspect } from "./_spam.ts";
import { Sightings } from "./_spam_sightings.ts";
import { Stamps } from "./_spam_stamp.ts";

const HONEST: Suspect = {
  author: "Ada",
  text: "I do not think so.",
  hidden: "",
  elapsed: 20_000,
  last: { author: "Bob", text: "I think so." },
};

const LINK = "https://a.example/ ";

const CASES: [name: string, changes: Partial<Suspect>, verdict: string][] = [
  ["an honest comment", {}, "take"],
  ["the first comment", { last: undefined }, "take"],
  ["a comment with two links", { text: LINK.repeat(2) }, "take"],
  ["a comment with three links", { text: LINK.repeat(3) }, "hold: 3 links"],
  ["links in capitals", {
    text: LINK.toUpperCase().repeat(3),
  }, "hold: 3 links"],
  [
    "a comment with eleven links",
    { text: LINK.repeat(11) },
    "refuse text: must not hold more than 10 links",
  ],
  [
    "the hidden field",
    { hidden: "x" },
    "refuse : Leave the field that says so empty, and send it again",
  ],
  [
    "[url=",
    { text: "see [url=http://a.example]this[/url]" },
    "refuse text: must not hold [url=...]: write the address alone",
  ],
  [
    "[URL =",
    { text: "see [URL =http://a.example]this[/URL]" },
    "refuse text: must not hold [url=...]: write the address alone",
  ],
  ["a bracket before a word", { text: "[url] is a word" }, "take"],
  [
    "an author who is a link",
    { author: "https://a.example" },
    "refuse author: must not be a link",
  ],
  [
    "the newest comment again",
    { text: "I think so." },
    "refuse text: is what the newest comment says already",
  ],
  [
    "the newest comment, dressed otherwise",
    { text: " i THINK\nso!!" },
    "refuse text: is what the newest comment says already",
  ],
  [
    "a comment of signs alone that is not the newest",
    { text: "?!", last: { author: "Bob", text: "..." } },
    "take",
  ],
  [
    "a quick comment",
    { elapsed: 2999 },
    "refuse : That was very quick. Please send it again",
  ],
  ["a comment that is just slow enough", { elapsed: 3000 }, "take"],
  [
    "a comment from a page that was open for ever, or is none of ours",
    { elapsed: null },
    "refuse : The page was open for very long. Please send it again",
  ],
];

for (const [name, changes, wanted] of CASES) {
  Deno.test(`judge() of ${name}: ${wanted}`, () => {
    const verdict = judge({ ...HONEST, ...changes }, DEFAULT_RULES);
    const found = verdict.kind === "take"
      ? "take"
      : verdict.kind === "hold"
      ? `hold: ${verdict.reason}`
      : `refuse ${verdict.field}: ${verdict.message}`;
    assertEquals(found, wanted);
  });
}

const HOUR = 3_600_000;

Deno.test("Stamps are the same for a period, and tell their age", async () => {
  const clock = new TestClock(1000 * HOUR + 1);
  const options = { secret: "s", period: HOUR, maxAge: 3 * HOUR, clock };
  const stamps = new Stamps(options);
  const first = await stamps.current();
  clock.advance(HOUR / 2);
  assertEquals(stamps.current(), first);
  assertEquals(await stamps.age(first), HOUR / 2 + 1);
  clock.advance(HOUR / 2);
  const second = await stamps.current();
  assertNotEquals(second, first);
  assertEquals(await stamps.age(second), 1);
  // Another run of the program takes what the last gave out.
  assertEquals(await new Stamps(options).age(first), HOUR + 1);
  clock.advance(2 * HOUR);
  assertEquals(await stamps.age(first), null);
});

Deno.test("Stamps cannot be made by others", async () => {
  const clock = new TestClock(1000 * HOUR);
  const options = { secret: "s", period: HOUR, maxAge: 3 * HOUR, clock };
  const stamps = new Stamps(options);
  const good = await stamps.current();
  const other = await new Stamps({ ...options, secret: "t" }).current();
  const [digits, signature] = good.split(".");
  const later = (parseInt(digits!, 36) + 1).toString(36);
  const earlier = (parseInt(digits!, 36) - 1).toString(36);
  for (
    const stamp of [
      other,
      "",
      ".",
      good.slice(0, -1),
      `${good}0`,
      `${later}.${signature}`,
      `${earlier}.${signature}`,
      `${digits}.${"0".repeat(32)}`,
    ]
  ) {
    assertEquals(await stamps.age(stamp), null, stamp);
  }
});

Deno.test("Sightings count from the first, and are bounded", () => {
  const clock = new TestClock();
  const sightings = new Sightings({ lifetime: 100, maxCount: 2, clock });
  assertEquals(sightings.age("a"), null);
  sightings.note("a");
  clock.advance(10);
  sightings.note("a");
  assertEquals(sightings.age("a"), 10);
  sightings.note("b");
  sightings.note("c");
  assertEquals(sightings.age("a"), null);
  assertEquals(sightings.age("c"), 0);
  clock.advance(101);
  assertEquals(sightings.age("c"), null);
  sightings.note("c");
  assertEquals(sightings.age("c"), 0);
});
