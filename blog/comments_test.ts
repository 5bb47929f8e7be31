// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import { TestClock } from "../net/testing.ts";
import { TestBrowser, type TestPage } from "../page/testing.ts";
import { parseComments } from "./_comment_archive.ts";
import { CommentStore } from "./comment_store.ts";
import { Comments } from "./comments.ts";
import { parseEntry } from "./entry.ts";
import {
  commentBlog,
  newComment,
  NOON,
  openSlowly,
} from "./testdata/comment_blog.ts";
import { childrenOf, parseXml, textOf as textOfChild } from "./testdata/xml.ts";

const SAID = { author: "Bob", text: "I think so." };

Deno.test("a comment shows at once, to those who have the page open, too", async () => {
  using blog = commentBlog({ moderation: "none" });
  const reader = await new TestBrowser(blog.site).open("/hello");
  assertStringIncludes(reader.text, "Nobody has said anything yet.");
  await reader.listen();
  const writer = await openSlowly(blog);
  await writer.submit(SAID);
  assertEquals([writer.status, writer.location], [200, "/hello"]);
  assertStringIncludes(writer.text, "1 comment");
  assertStringIncludes(writer.textOf("comment-1")!, "I think so.");
  await until(reader, "1 comment");
  assertStringIncludes(reader.textOf("comment-1")!, "Bob");

  blog.comments.change(1, "Bob", "I thought so.");
  await until(reader, "I thought so.");
  blog.comments.setState(1, "deleted");
  await until(reader, "Nobody has said anything yet.");
  assertEquals(reader.textOf("comment-1"), null);
  await reader.close();
});

Deno.test("the entity tag of an entry changes with what is said, and no other", async () => {
  using blog = commentBlog();
  const tagOf = async (path: string, init?: RequestInit) => {
    const response = await blog.site.fetch(
      new Request(`http://localhost${path}`, init),
    );
    await response.text();
    return [response.status, response.headers.get("etag")] as const;
  };
  const again = (etag: string | null) => ({
    headers: { "if-none-match": etag! },
  });
  const [, hello] = await tagOf("/hello");
  const [, other] = await tagOf("/other");
  assertEquals((await tagOf("/hello", again(hello)))[0], 304);

  // Who waits changes nothing.
  blog.comments.add(newComment({ state: "held" }));
  assertEquals((await tagOf("/hello", again(hello)))[0], 304);

  blog.comments.setState(1, "shown");
  const [status, changed] = await tagOf("/hello", again(hello));
  assertEquals(status, 200);
  assertNotEquals(changed, hello);
  assertEquals((await tagOf("/hello", again(changed)))[0], 304);
  assertEquals((await tagOf("/other", again(other)))[0], 304);
});

Deno.test("a reader gets no cookie, and a page that all can have", async () => {
  using blog = commentBlog();
  blog.comments.add(newComment());
  const response = await blog.site.fetch(
    new Request("http://localhost/hello"),
  );
  const html = await response.text();
  assertEquals(response.headers.get("set-cookie"), null);
  assertEquals(response.headers.get("cache-control"), "public, no-cache");
  assert(!html.includes("nonce"), html);
  assert(!html.includes("data-tab"), html);
});

Deno.test("fifty comments are below an entry, and the others on pages", async () => {
  using blog = commentBlog();
  for (let i = 1; i <= 120; i++) {
    blog.comments.add(newComment({ text: `Number ${i}.`, time: NOON + i }));
  }
  const browser = new TestBrowser(blog.site);
  const page = await browser.open("/hello");
  assertStringIncludes(page.text, "120 comments");
  assertEquals(page.html.match(/<li class="comment"/g)?.length, 50);
  assert(page.text.includes("Number 71.") && !page.text.includes("Number 70."));
  await page.listen();
  blog.comments.add(newComment({ text: "Number 121.", time: NOON + 121 }));
  await until(page, "121 comments");
  assert(
    page.text.includes("Number 121.") && !page.text.includes("Number 71."),
  );

  await page.follow("Read the first 71, too");
  assertEquals(page.title, "Comments on Hello · Notes");
  assertStringIncludes(page.text, "Number 1.");
  await page.close();
  await page.follow("Later →");
  await page.follow("Later →");
  assertEquals(page.location, "/comments/hello?page=3");
  assertStringIncludes(page.text, "Number 121.");
  for (const path of ["/comments/hello?page=4", "/comments/none"]) {
    assertEquals((await browser.fetch(path)).status, 404, path);
  }
});

Deno.test("what is approved late stands where it was said", async () => {
  using blog = commentBlog();
  blog.comments.add(newComment({ text: "first", time: NOON }));
  blog.comments.add(
    newComment({ text: "second", time: NOON + 1, state: "held" }),
  );
  blog.comments.add(newComment({ text: "last", time: NOON + 2 }));
  const page = await new TestBrowser(blog.site).open("/hello");
  await page.listen();
  blog.comments.setState(2, "shown");
  await until(page, "3 comments");
  assertEquals(page.html.match(/(?:first|second|last)(?=<\/p>)/g), [
    "first",
    "second",
    "last",
  ]);
  await page.close();
});

Deno.test("comments make an entry rise on the front page", async () => {
  using blog = commentBlog();
  const titles = async () => {
    const response = await blog.site.fetch(new Request("http://localhost/"));
    return (await response.text()).match(/(?:Hello|Other)(?=<\/a>)/g);
  };
  assertEquals(await titles(), ["Other", "Hello"]);
  blog.comments.add(newComment({ state: "held" }));
  assertEquals(await titles(), ["Other", "Hello"]);
  blog.comments.setState(1, "shown");
  assertEquals(await titles(), ["Hello", "Other"]);
});

Deno.test("an entry can be closed, and feeds know where readers answer", async () => {
  using blog = commentBlog();
  const lines = "title: Closed\ndate: 2026-10-04\ncomments: false";
  blog.library.replace([
    ...blog.library.entries,
    parseEntry("closed.md", `---\n${lines}\n---\nEnough.`),
  ]);
  blog.comments.add(newComment({ entry: "closed", text: "Once said." }));
  const browser = new TestBrowser(blog.site);
  const page = await browser.open("/closed");
  assertStringIncludes(page.text, "Once said.");
  assertStringIncludes(page.text, "No more comments are taken here.");
  const answer = await browser.fetch("/closed", {
    method: "POST",
    body: new URLSearchParams(SAID),
    headers: { "sec-fetch-site": "same-origin" },
  });
  assertEquals([answer.status, blog.store.count("shown")], [405, 1]);
  const textOf = async (path: string) =>
    await (await browser.fetch(path)).text();
  const address = "http://localhost/hello#comments";
  assertEquals((await textOf("/feed.rss")).match(/<comments>.*?</g), [
    "<comments>http://localhost/other#comments<",
    `<comments>${address}<`,
  ]);
  assertEquals(
    (await textOf("/feed.atom")).match(/rel="replies"/g)?.length,
    2,
  );
  blog.comments.add(newComment({ text: "a\n\n<b>" }));
  blog.comments.add(newComment({ text: "Wait.", state: "held" }));
  blog.comments.add(newComment({ text: "Early.", entry: "later" }));
  const feed = parseXml(await textOf("/comments/feed.atom"));
  const entries = childrenOf(feed, "entry");
  assertEquals(
    entries.map((entry) => textOfChild(entry, "title")),
    [
      "Ada on Closed",
      "Ada on Hello",
    ].reverse(),
  );
  assertEquals(
    textOfChild(entries[0]!, "id"),
    "http://localhost/hello#comment-2",
  );
  assertEquals(textOfChild(entries[0]!, "content"), "<p>a</p><p>&lt;b&gt;</p>");
  assertStringIncludes(
    await textOf("/"),
    '<a href="/hello#comments">1 comment</a>',
  );
});

Deno.test("comments follow an entry to its new address", async () => {
  using blog = commentBlog();
  blog.comments.add(newComment({ entry: "2019-05-greeting" }));
  const file = (lines: string) =>
    parseEntry("hello.md", `---\ntitle: Hello\n${lines}\n---\nWords.`);
  blog.library.replace([
    file("date: 2026-10-01\naliases: [/2019/05/greeting.html]"),
  ]);
  const page = await new TestBrowser(blog.site).open("/hello");
  assertStringIncludes(page.textOf("comment-1")!, "Well said.");
  // What comes in under the old address follows.
  const [imported] = parseComments(JSON.stringify({
    comments: [{
      entry: "https://old.example/2019/05/greeting.html",
      author: "Bob",
      text: "I said so in 2019.",
      time: "2019-05-06T07:08:09Z",
    }],
  }));
  blog.comments.add(imported!);
  await page.reload();
  assertEquals(
    page.html.match(/id="comment-\d"/g),
    ['id="comment-2"', 'id="comment-1"'],
  );
});

Deno.test("what another program changed shows soon", async () => {
  const directory = await Deno.makeTempDir();
  try {
    using store = new CommentStore(directory);
    const clock = new TestClock(NOON);
    const comments = new Comments(store, { clock });
    const { list } = comments.threadOf({ slug: "hello" });
    comments.start();
    using other = new CommentStore(directory);
    other.add(newComment());
    assertEquals(comments.countOf("hello"), 1);
    assertEquals(list.size, 0);
    clock.advance(2000);
    assertEquals(list.size, 1);
    other.add(newComment({ text: "More." }));
    clock.advance(2000);
    assertEquals(comments.countOf("hello"), 2);
    assertEquals(list.size, 2);
    // Once a day what need not be known is forgotten.
    clock.advance(32 * 86_400_000);
    assertEquals(store.get(1)?.origin, "");
    comments.stop();
    assertEquals(clock.pending, 0);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("a page that was open catches up when the program starts anew", async () => {
  const directory = await Deno.makeTempDir();
  try {
    using first = commentBlog({}, directory);
    let { site } = first;
    const browser = new TestBrowser({
      fetch: (request) => site.fetch(request),
    });
    const page = await browser.open("/hello");
    await page.listen();
    await page.close();
    first.store.close();
    using second = commentBlog({}, directory);
    second.comments.threadOf({ slug: "hello" });
    second.comments.add(newComment());
    ({ site } = second);
    await page.listen();
    await until(page, "1 comment");
    await until(page, "Well said.");
    await page.close();
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("Comments go on when the store fails for a while", () => {
  const errors: unknown[] = [];
  using blog = commentBlog({ onError: (error) => errors.push(error) });
  blog.comments.add(newComment({ time: 0 }));
  blog.comments.start();
  blog.store.database.exec("PRAGMA query_only = ON");
  blog.clock.advance(2000);
  assertEquals(errors.length, 1);
  blog.store.database.exec("PRAGMA query_only = OFF");
  blog.clock.advance(60_000);
  assertEquals([errors.length, blog.store.get(1)?.origin], [1, ""]);
});

Deno.test("a comment is taken though somebody who is told of it fails", async () => {
  const errors: unknown[] = [];
  using blog = commentBlog({
    moderation: "none",
    onError: (error) => errors.push(error),
  });
  blog.comments.onChange(() => {
    throw new Error("Cannot listen");
  });
  const page = await openSlowly(blog);
  await page.submit(SAID);
  assertEquals([page.status, page.location, errors.length], [200, "/hello", 1]);
});

Deno.test("Comments keep at hand only so many threads that nobody has open", async () => {
  using blog = commentBlog({ maxThreads: 1 });
  const page = await new TestBrowser(blog.site).open("/hello");
  await page.listen();
  blog.comments.threadOf({ slug: "other" });
  blog.comments.threadOf({ slug: "third" });
  blog.comments.add(newComment());
  await until(page, "1 comment");
  await page.close();
});

/** Takes what happens, until a page says something. */
async function until(page: TestPage, text: string): Promise<void> {
  while (!page.text.includes(text)) await page.update();
}
