// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { exchangeFromRequest, responseFromAnswer } from "../http/mod.ts";
import { TestBrowser } from "../page/testing.ts";
import type { CommentsOptions } from "./comments.ts";
import {
  type CommentBlog,
  commentBlog,
  newComment,
  openSlowly,
} from "./testdata/comment_blog.ts";

const SAID = { author: "Bob", text: "I think so." };

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

Deno.test("an author is known by a cookie that scripts cannot read", async () => {
  const post = async (url: string, options: CommentsOptions = {}) => {
    using blog = commentBlog(options);
    await (await blog.site.fetch(new Request(url))).text();
    blog.clock.advance(5000);
    const stamp = await stampOf(blog, url);
    const response = await blog.site.fetch(
      new Request(url, {
        method: "POST",
        body: new URLSearchParams({ ...SAID, stamp }),
        headers: { "sec-fetch-site": "same-origin" },
      }),
    );
    assertEquals(response.status, 303);
    assertEquals(response.headers.get("cache-control"), "no-store");
    return response.headers.get("set-cookie");
  };
  assertMatch(
    await post("http://blog.example/hello") ?? "",
    /^comment-author=[0-9a-f]{32}; HttpOnly; Max-Age=31536000; SameSite=Lax; Path=\/$/,
  );
  assertMatch(
    await post("https://blog.example/hello") ?? "",
    /^__Host-comment-author=[0-9a-f]{32}; Secure; HttpOnly; /,
  );
  // Where it is of no use there is none.
  assertEquals(
    await post("http://blog.example/hello", { moderation: "none" }),
    null,
  );
});

async function stampOf(blog: CommentBlog, url: string): Promise<string> {
  const response = await blog.site.fetch(new Request(url));
  return /name="stamp" value="([^"]+)"/.exec(await response.text())![1]!;
}

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

Deno.test("what cannot be kept is not lost", async () => {
  const errors: unknown[] = [];
  using blog = commentBlog({
    moderation: "none",
    onError: (error) => errors.push(error),
  });
  const page = await openSlowly(blog);
  blog.store.database.exec("PRAGMA query_only = ON");
  await page.submit(SAID);
  assertEquals([page.status, errors.length], [503, 1]);
  assertStringIncludes(page.text, "It could not be kept.");
  blog.store.database.exec("PRAGMA query_only = OFF");
  await page.submit({});
  assertEquals([page.status, page.location], [200, "/hello"]);
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
  // What does not say how long it is may not be longer either.
  const chunked = await send("/hello", {
    body: new URLSearchParams({ text: "x".repeat(70_000) }),
    headers,
  });
  await chunked.text();
  assertEquals(chunked.status, 413);
  assertEquals(blog.store.count("shown"), 0);
});

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
