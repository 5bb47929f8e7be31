// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import { exchangeFromRequest, responseFromAnswer } from "../http/mod.ts";
import { TestClock } from "../net/testing.ts";
import { TestBrowser, type TestPage } from "../page/testing.ts";
import { CommentStore } from "./comment_store.ts";
import { Comments } from "./comments.ts";
import {
  type CommentBlog,
  commentBlog,
  newComment,
  NOON,
  openSlowly,
} from "./testdata/comment_blog.ts";

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

Deno.test("an author's first comment waits, and the next does not", async () => {
  using blog = commentBlog();
  const browser = new TestBrowser(blog.site);
  const page = await openSlowly(blog, "/hello", browser);
  await page.submit(SAID);
  assertEquals(page.location, "/hello?comment=held");
  assertStringIncludes(page.text, "Your comment will appear here");
  assertEquals(page.textOf("comment-1"), null);
  assertEquals(blog.store.get(1)?.reason, "the author's first");

  blog.comments.setState(1, "shown");
  await page.go("/hello");
  assertStringIncludes(page.textOf("comment-1")!, "I think so.");
  await page.submit({ author: "Bob", text: "And more." });
  assertEquals(page.location, "/hello");
  assertStringIncludes(page.textOf("comment-2")!, "And more.");

  // A name alone makes nobody known.
  const other = await openSlowly(blog);
  await other.submit({ author: "Bob", text: "I am Bob." });
  assertEquals(other.location, "/hello?comment=held");
});

Deno.test("all comments wait where the blog wants to read all", async () => {
  using blog = commentBlog({ moderation: "all" });
  const page = await openSlowly(blog);
  await page.submit(SAID);
  assertEquals(page.location, "/hello?comment=held");
  assertEquals(blog.store.get(1)?.reason, "all are read first");
});

Deno.test("a comment that looks like spam waits in any case", async () => {
  using blog = commentBlog({ moderation: "none" });
  const page = await openSlowly(blog);
  await page.submit({ author: "Bob", text: "https://a.example/ ".repeat(3) });
  assertEquals(page.location, "/hello?comment=held");
  assertEquals(blog.store.get(1)?.reason, "3 links");
});

Deno.test("what is wrong is said beside it, and what was typed is kept", async () => {
  using blog = commentBlog({ moderation: "none" });
  const page = await openSlowly(blog);
  await page.submit({ author: "  ", text: "a\n<b> & [url=x]" });
  assertEquals(page.status, 422);
  assertEquals(page.headers.get("cache-control"), "no-store");
  assertEquals(
    page.textOf("comment-author-problem"),
    "Your name must be filled in.",
  );
  assertEquals(page.contentOf("comment-text"), "a\n&lt;b&gt; &amp; [url=x]");
  await page.submit({ author: "Bob" });
  assertEquals(page.status, 422);
  assertStringIncludes(
    page.textOf("comment-text-problem")!,
    "must not hold [url=...]",
  );
  assertStringIncludes(page.html, 'value="Bob"');
  assertStringIncludes(page.html, 'aria-describedby="comment-text-problem"');
  await page.submit({ text: "x".repeat(8000) });
  assertStringIncludes(
    page.textOf("comment-text-problem")!,
    "must have at most 7999 characters",
  );
  await page.submit({ text: "x".repeat(7999) });
  assertEquals([page.status, page.location], [200, "/hello"]);
  assertEquals(blog.store.count("shown"), 1);
});

Deno.test("a comment that comes too quickly can be sent again", async () => {
  using blog = commentBlog({ moderation: "none" });
  // Somebody else had the page made long before.
  await openSlowly(blog);
  blog.clock.advance(3_000_000);
  const address = "198.51.100.7";
  const page = await openFrom(blog, address);
  assertStringIncludes(await page.post(SAID), "That was very quick.");
  blog.clock.advance(3000);
  assertEquals(await page.post(SAID), "");
  assertEquals(blog.store.count("shown"), 1);
});

Deno.test("a page that was open for weeks can be sent again", async () => {
  using blog = commentBlog({ moderation: "none" });
  const page = await openSlowly(blog);
  blog.clock.advance(8 * 86_400_000);
  await page.submit(SAID);
  assertEquals(page.status, 422);
  assertStringIncludes(page.text, "The page was open for very long.");
  blog.clock.advance(5000);
  await page.submit({});
  assertEquals([page.status, page.location], [200, "/hello"]);
});

Deno.test("the same comment twice is one", async () => {
  using blog = commentBlog({ moderation: "none" });
  const page = await openSlowly(blog);
  await page.submit(SAID);
  await page.submit(SAID);
  assertEquals([page.status, page.location], [200, "/hello"]);
  assertEquals(blog.store.count("shown"), 1);
  await page.submit({ author: "Eve", text: "I think so!" });
  assertEquals(page.status, 422);
  assertEquals(blog.store.count("shown"), 1);
});

Deno.test("an address can say so much, and more as time goes by", async () => {
  using blog = commentBlog({ moderation: "none", maxPerAddress: 2 });
  const one = await openFrom(blog, "198.51.100.7");
  const other = await openFrom(blog, "198.51.100.8");
  blog.clock.advance(5000);
  assertEquals(await one.post({ author: "Bob", text: "1" }), "");
  assertEquals(await one.post({ author: "Bob", text: "2" }), "");
  const refused = await one.send({ author: "Bob", text: "3" });
  assertEquals(refused.status, 429);
  assertEquals(refused.headers.get("retry-after"), "300");
  assertStringIncludes(await refused.text(), "again in 5 minutes");
  assertEquals(await other.post({ author: "Bob", text: "4" }), "");
  blog.clock.advance(300_000);
  assertEquals(await one.post({ author: "Bob", text: "3" }), "");
});

Deno.test("only so many comments are taken, and may wait", async () => {
  using blog = commentBlog({ maxPerEntry: 2, maxHeld: 1, maxPerAddress: 9 });
  const page = await openSlowly(blog);
  await page.submit(SAID);
  await page.submit({ author: "Bob", text: "More." });
  assertEquals(page.status, 422);
  assertStringIncludes(page.text, "There are too many comments for now.");
  blog.comments.setState(1, "deleted");
  blog.comments.add(newComment());
  blog.comments.add(newComment({ text: "Indeed." }));
  await page.go("/hello");
  await page.submit(SAID);
  assertStringIncludes(page.text, "There are too many comments for now.");
});

Deno.test("what no page of the blog sent is refused", async () => {
  using blog = commentBlog({ moderation: "none" });
  const send = (path: string, init: RequestInit) =>
    blog.site.fetch(
      new Request(`http://localhost${path}`, { method: "POST", ...init }),
    );
  const body = new URLSearchParams(SAID);
  const headers = { "sec-fetch-site": "same-origin" };
  for (
    const headers of [
      {},
      { "sec-fetch-site": "cross-site" },
      { origin: "https://evil.example" },
    ] as Record<string, string>[]
  ) {
    assertEquals((await send("/hello", { body, headers })).status, 403);
  }
  const cases: [path: string, status: number, body?: BodyInit][] = [
    ["/nowhere", 405],
    ["/later", 405],
    ["/draft", 405],
    ["/tags", 405],
    ["/hello", 415, "text"],
    ["/hello", 413, new URLSearchParams({ text: "x".repeat(70_000) })],
    ["/hello", 422, new URLSearchParams()],
    ["/hello", 422, new URLSearchParams({ ...SAID, stamp: "x" })],
    ["/hello", 422, new URLSearchParams([["text", "a"], ["text", "b"]])],
  ];
  for (const [path, status, content] of cases) {
    const length = content instanceof URLSearchParams
      ? { "content-length": String(content.toString().length) }
      : {};
    const response = await send(path, {
      body: content ?? body,
      headers: { ...headers, ...length },
    });
    await response.text();
    assertEquals(response.status, status, path);
  }
  assertEquals(blog.store.count("shown"), 0);
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

/** Somebody at an address, who sends the form as a script would. */
async function openFrom(
  blog: CommentBlog,
  remoteAddress: string,
): Promise<{
  send: (values: Record<string, string>) => Promise<Response>;
  post: (values: Record<string, string>) => Promise<string>;
}> {
  const ask = async (init: RequestInit) => {
    const request = new Request("http://localhost/hello", init);
    const exchange = exchangeFromRequest(request, { remoteAddress });
    return responseFromAnswer(await blog.site.handle(exchange), exchange);
  };
  const html = await (await ask({})).text();
  const stamp = /name="stamp" value="([^"]+)"/.exec(html)![1]!;
  const send = (values: Record<string, string>) =>
    ask({
      method: "POST",
      body: new URLSearchParams({ ...values, stamp }),
      headers: { "sec-fetch-site": "same-origin" },
    });
  return {
    send,
    async post(values) {
      const response = await send(values);
      const text = await response.text();
      return /class="problem"[^>]*>(?:<strong>)?([^<]*)/.exec(text)?.[1] ??
        (response.status === 303 ? "" : text);
    },
  };
}
