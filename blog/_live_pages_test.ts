// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { TestClock } from "../net/testing.ts";
import { TestBrowser, type TestPage } from "../page/testing.ts";
import { Moments } from "./_moments.ts";
import { type Entry, parseEntry } from "./entry.ts";
import { Library } from "./library.ts";
import { blogSite } from "./site.ts";

const START = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

interface Written {
  title?: string;
  date?: string;
  text?: string;
  lines?: string;
}

function entryOf(name: string, written: Written = {}): Entry {
  const { title = name, date = "2026-11-20", text = "Text.", lines = "" } =
    written;
  return parseEntry(
    `${name}.md`,
    `---\ntitle: ${title}\ndate: ${date}\ntags: [all]\n${lines}\n---\n${text}`,
  );
}

/** A blog, and the pages of it that somebody has open. */
class OpenBlog implements AsyncDisposable {
  readonly clock = new TestClock(START);
  readonly library = new Library({ now: () => this.clock.date() });
  readonly site = blogSite(this.library, { title: "Live" });
  readonly #open: TestPage[] = [];

  constructor(...entries: Entry[]) {
    this.library.replace(entries);
  }

  async open(path: string): Promise<TestPage> {
    const page = await new TestBrowser(this.site).open(path);
    await page.listen();
    this.#open.push(page);
    return page;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const page of this.#open) await page.close();
  }
}

Deno.test("blogSite() tells an open page that its entry was changed", async () => {
  await using blog = new OpenBlog(entryOf("one"), entryOf("two"));
  const one = await blog.open("/one");
  const two = await blog.open("/two");
  const other = blog.library.get("two")!;
  blog.library.replace([
    entryOf("one", { text: "Changed.", title: "Renamed" }),
    other,
  ]);
  await one.update();
  assertStringIncludes(one.html, "<h1>Renamed</h1>");
  assertStringIncludes(one.html, "<p>Changed.</p>");
  // The title may come behind the content.
  await untilTitle(one, "Renamed · Live");
  // Who reads another entry hears nothing of it.
  assertEquals(two.cursors, (await blog.open("/two")).cursors);
});

Deno.test("blogSite() tells open lists what came and went", async () => {
  await using blog = new OpenBlog(entryOf("one"));
  const paths = ["/", "/latest", "/archive", "/tags", "/tags/all"];
  const pages = await Promise.all(paths.map((path) => blog.open(path)));
  blog.library.replace([entryOf("one"), entryOf("two")]);
  for (const page of pages) {
    await page.update();
    assertStringIncludes(
      page.html,
      page.location === "/tags" ? "</a> 2" : 'href="/two"',
      page.location,
    );
  }
  blog.library.replace([entryOf("two")]);
  for (const page of pages) {
    await page.update();
    assert(!page.html.includes('href="/one"'), page.location);
  }
});

Deno.test("blogSite() tells an open front page how many comments there are", async () => {
  const times: number[] = [];
  const clock = new TestClock(START);
  const library = new Library({
    now: () => clock.date(),
    commentTimes: () => times,
  });
  library.replace([entryOf("one")]);
  const site = blogSite(library, { title: "Counted" });
  const page = await new TestBrowser(site).open("/");
  await page.listen();
  times.push(START);
  library.touch();
  await page.update();
  assertStringIncludes(page.text, "1 comment");
  await page.close();
});

Deno.test("blogSite() tells an open page that there is no such page any more", async () => {
  await using blog = new OpenBlog(entryOf("one"));
  const page = await blog.open("/one");
  blog.library.replace([]);
  await page.update();
  assertStringIncludes(page.html, "no longer here");
  await untilTitle(page, "No longer here · Live");
  assertEquals((await blog.site.fetch(request("/one"))).status, 404);
  blog.library.replace([entryOf("one")]);
  await page.update();
  assertStringIncludes(page.html, "<h1>one</h1>");
  await untilTitle(page, "one · Live");
});

Deno.test("blogSite() gives who was away what changed meanwhile", async () => {
  await using blog = new OpenBlog(entryOf("one"));
  const page = await blog.open("/one");
  await page.close();
  blog.library.replace([entryOf("one", { text: "First." })]);
  blog.library.replace([entryOf("one", { text: "Second." })]);
  await page.listen();
  await page.update();
  assertStringIncludes(page.html, "<p>Second.</p>");
});

Deno.test("blogSite() shows what comes and goes in its minute to open pages", async () => {
  await using blog = new OpenBlog(
    entryOf("one"),
    entryOf("soon", { date: "2026-11-22T15:00:00Z" }),
    entryOf("brief", { lines: "expires: 2026-11-22T14:00:00Z" }),
  );
  using _moments = new Moments(blog.library, { clock: blog.clock });
  const page = await blog.open("/latest");
  assertStringIncludes(page.html, 'href="/brief"');
  blog.clock.advance(2 * HOUR);
  await page.update();
  assert(!page.html.includes('href="/brief"'));
  assert(!page.html.includes('href="/soon"'));
  blog.clock.advance(HOUR - 1);
  assertEquals((await blog.site.fetch(request("/soon"))).status, 404);
  blog.clock.advance(1);
  await page.update();
  assertStringIncludes(page.html, 'href="/soon"');
  assertEquals((await blog.site.fetch(request("/soon"))).status, 200);
});

Deno.test("Moments waits only while something will come", () => {
  const clock = new TestClock(START);
  const library = new Library({ now: () => clock.date() });
  {
    using _moments = new Moments(library, { clock });
    assertEquals(clock.pending, 0);
    library.replace([entryOf("one", { date: "2026-11-29" })]);
    assertEquals(clock.pending, 1);
    const { version } = library;
    clock.advance(24 * HOUR);
    assertEquals([library.version, clock.pending], [version, 1]);
    clock.advance(365 * 24 * HOUR);
    assertEquals(clock.pending, 0);
  }
  library.replace([entryOf("two", { date: "2036-11-29" })]);
  assertEquals(clock.pending, 0);
});

Deno.test("blogSite() forgets the channel of a page that is gone when nobody has it open", async () => {
  const blog = new OpenBlog(entryOf("one"));
  const before = await new TestBrowser(blog.site).open("/one");
  blog.library.replace([]);
  blog.library.replace([entryOf("one")]);
  const after = await new TestBrowser(blog.site).open("/one");
  const epochOf = (page: TestPage) => page.cursors[0]!.split(/[~:]/)[1];
  assert(epochOf(before) !== epochOf(after));
});

Deno.test("blogSite() sends pages that caches may keep, without a nonce or a cookie", async () => {
  const blog = new OpenBlog(entryOf("one"));
  for (
    const path of ["/", "/one", "/latest", "/archive", "/tags", "/tags/all"]
  ) {
    const response = await blog.site.fetch(request(path));
    const text = await response.text();
    assertEquals(response.headers.get("cache-control"), "public, no-cache");
    assertEquals(response.headers.get("set-cookie"), null);
    const policy = response.headers.get("content-security-policy")!;
    assert(!policy.includes("nonce"), policy);
    assertEquals(text.match(/ data-channel="/g)?.length, 1, path);
    assertEquals(text.match(/<script src="[^"]*" defer>/g)?.length, 1, path);
  }
});

async function untilTitle(page: TestPage, title: string): Promise<void> {
  while (page.title !== title) await page.update();
}

function request(path: string): Request {
  return new Request(`http://localhost${path}`);
}
