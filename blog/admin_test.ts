// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { TestBrowser, type TestPage } from "../page/testing.ts";
import { PasswordError, setPassword } from "./_admin_password.ts";
import { parseEntry } from "./entry.ts";
import {
  type CommentBlog,
  commentBlog,
  newComment,
  openSlowly,
} from "./testdata/comment_blog.ts";

const PASSWORD = "correct horse battery";

/** Little work: these passwords guard nothing. */
const WORK = { memory: 64, passes: 1 };

async function login(blog: CommentBlog): Promise<TestPage> {
  await setPassword(blog.store, PASSWORD, WORK);
  const page = await new TestBrowser(blog.site).open("/admin");
  await page.submit({ password: PASSWORD });
  assertEquals([page.title, page.status], ["Queue · Notes", 200]);
  return page;
}

/** Takes what happens, until a page says something. */
async function until(page: TestPage, text: string): Promise<void> {
  while (!page.text.includes(text)) await page.update();
}

Deno.test("nobody comes in without the password", async () => {
  using blog = commentBlog();
  blog.comments.add(newComment({ text: "Secret.", state: "held" }));
  const browser = new TestBrowser(blog.site);
  const page = await browser.open("/admin");
  assertStringIncludes(page.text, "No password is set.");
  await setPassword(blog.store, PASSWORD, WORK);
  for (
    const path of [
      "/admin",
      "/admin/comments",
      "/admin/comments?state=held",
      "/admin/comments/1",
      "/admin/entries",
      "/admin/preview/draft",
      "/admin/preview/none",
      "/admin/statistics",
    ]
  ) {
    await page.go(path);
    assertEquals([page.status, page.title], [200, "Log in · Notes"], path);
    assertEquals(page.headers.get("cache-control"), "no-store", path);
    assert(!/Secret|Half\.|Ada/.test(page.text), path);
  }
  await page.go("/admin");
  await page.submit({ password: "wrong horse battery" });
  assertStringIncludes(page.text, "Password is wrong.");
  await page.submit({ password: PASSWORD });
  assertEquals(page.title, "Queue · Notes");
  assertStringIncludes(page.text, "Secret.");
});

Deno.test("the password is guessed so often and no more", async () => {
  using blog = commentBlog();
  await setPassword(blog.store, PASSWORD, WORK);
  const page = await new TestBrowser(blog.site).open("/admin");
  for (let i = 0; i < 10; i++) {
    await page.submit({ password: "wrong horse battery" });
  }
  await page.submit({ password: PASSWORD });
  assertEquals(page.status, 429);
});

Deno.test("another password ends what was begun with the first", async () => {
  using blog = commentBlog();
  const page = await login(blog);
  await setPassword(blog.store, "staple of the day", WORK);
  await page.reload();
  assertEquals(page.title, "Log in · Notes");
});

Deno.test("setPassword() refuses what is too short or too long", async () => {
  using blog = commentBlog();
  for (const password of ["", "ninechars", "x".repeat(2000)]) {
    await assertRejects(() => setPassword(blog.store, password), PasswordError);
  }
});

for (const isLive of [true, false]) {
  Deno.test(`the queue is worked through ${isLive ? "live" : "without a script"}`, async () => {
    using blog = commentBlog();
    const admin = await login(blog);
    assertStringIncludes(admin.text, "Nothing waits");
    if (isLive) await admin.listen();
    const reader = await new TestBrowser(blog.site).open("/hello");
    await reader.listen();

    const writer = await openSlowly(blog);
    await writer.submit({ author: "Bob", text: "Let me in." });
    if (isLive) await until(admin, "1 waits");
    else await admin.reload();
    assertStringIncludes(admin.text, "Let me in.");
    assertStringIncludes(admin.text, "the author's first");
    await admin.press("Approve what Bob says");
    await until(reader, "Let me in.");
    assertEquals(blog.store.get(1)?.state, "shown");
    if (isLive) await until(admin, "Nothing waits");
    assertStringIncludes(admin.text, "Nothing waits");

    await admin.press("Delete what Bob says");
    assertEquals(blog.store.get(1)?.state, "deleted");
    await until(reader, "Nobody has said anything yet.");
    assert(!admin.text.includes("Let me in."));
    await admin.close();
    await reader.close();

    await admin.go("/admin/comments?state=deleted");
    await admin.press("Bring back what Bob says");
    assertEquals(blog.store.get(1)?.state, "shown");
    assertEquals(
      admin.location.split("&tab")[0],
      "/admin/comments?state=deleted",
    );
  });
}

Deno.test("a comment is edited", async () => {
  using blog = commentBlog();
  blog.comments.add(newComment());
  const admin = await login(blog);
  await admin.follow("Edit");
  await admin.submit({ author: "Ada L.", text: "" }, { form: "edit" });
  assertStringIncludes(admin.text, "Text must be filled in.");
  await admin.submit({ text: "Very\r\n\r\n\r\nwell." }, { form: "edit" });
  assertEquals(admin.title, "Queue · Notes");
  assertEquals(blog.store.get(1)?.author, "Ada L.");
  assertEquals(blog.store.get(1)?.text, "Very\n\nwell.");
  assertEquals((await admin.go("/admin/comments/99"), admin.status), 404);
});

Deno.test("all that one address sent are deleted together", async () => {
  using blog = commentBlog();
  for (const origin of ["192.0.2.1", "192.0.2.2", "192.0.2.1", ""]) {
    blog.comments.add(newComment({ origin, state: "held" }));
  }
  blog.comments.add(newComment({ text: "Honest." }));
  const admin = await login(blog);
  await admin.press("Delete all from there: 192.0.2.1");
  const states = [1, 2, 3, 4, 5].map((id) => blog.store.get(id)?.state);
  assertEquals(states, ["deleted", "held", "deleted", "held", "shown"]);
});

Deno.test("who runs the blog needs not wait, and is marked", async () => {
  using blog = commentBlog({ moderation: "all" });
  const admin = await login(blog);
  await admin.go("/hello");
  await admin.submit({ author: "Me", text: "Welcome." });
  assertEquals(admin.location, "/hello");
  assertStringIncludes(admin.contentOf("comment-1")!, ">author</span>");
});

Deno.test("actions are for the admin, channels too", async () => {
  using blog = commentBlog();
  blog.comments.add(newComment({ state: "held", text: "Secret." }));
  const admin = await login(blog);
  const action = /formaction="([^"]*state=shown)"/.exec(admin.html)![1]!;
  const stranger = new TestBrowser(blog.site);
  const response = await stranger.fetch(action.replaceAll("&amp;", "&"), {
    method: "POST",
    headers: { "sec-fetch-site": "same-origin" },
  });
  await response.text();
  assertEquals(response.status, 403);
  assertEquals(blog.store.get(1)?.state, "held");

  const query = new URLSearchParams([
    ["t", "poll"],
    // As if nothing had been seen yet.
    ...admin.cursors.map((cursor) => ["c", cursor.replace(/~.*/, "~x:0")]),
  ]);
  const live = await stranger.fetch(`/_tpd2/live?${query}`);
  const events: unknown[][] = await live.json();
  assertEquals(events.length, admin.cursors.length);
  for (const event of events) assertStringIncludes(String(event[4]), "gone");
});

Deno.test("logging out is at once", async () => {
  using blog = commentBlog();
  const admin = await login(blog);
  await admin.press("Log out");
  assertEquals(admin.title, "Log in · Notes");
  await admin.go("/admin/comments");
  assertEquals(admin.title, "Log in · Notes");
});

for (const ending of ["logging out", "another password"]) {
  Deno.test(`${ending} is the end of what other windows follow`, async () => {
    using blog = commentBlog();
    const browser = new TestBrowser(blog.site);
    await setPassword(blog.store, PASSWORD, WORK);
    const admin = await browser.open("/admin");
    await admin.submit({ password: PASSWORD });
    const other = await browser.open("/admin");
    await other.listen();
    assertEquals(blog.site.live.stats().subscribers, 1);
    if (ending === "logging out") await admin.press("Log out");
    else await setPassword(blog.store, "staple of the day", WORK);
    blog.comments.add(newComment({ state: "held", text: "Secret." }));
    assertEquals(blog.site.live.stats().subscribers, 0);
    await other.close();
    await other.reload();
    assertEquals(other.title, "Log in · Notes");
    assert(!other.text.includes("Secret."));
  });
}

Deno.test("drafts and entries of the future are previewed, and follow the file", async () => {
  using blog = commentBlog();
  const admin = await login(blog);
  await admin.follow("Not yet shown");
  assertStringIncludes(admin.text, "a draft · draft.md");
  assertStringIncludes(admin.text, "appears on 1 January 2027");
  await admin.follow("Draft");
  assertStringIncludes(admin.text, "Half.");
  await admin.listen();
  blog.library.replace([
    parseEntry(
      "draft.md",
      "---\ntitle: Draft\ndate: 2026-10-03\ndraft: true\n---\nWhole.",
    ),
  ]);
  await until(admin, "Whole.");
  await admin.close();
  await admin.go("/admin/preview/hello");
  assertEquals(admin.status, 404);
});

Deno.test("it is counted who reads what, once a day, and nothing else", async () => {
  using blog = commentBlog();
  const admin = await login(blog);
  const read = async (path: string, agent: string, init?: HeadersInit) => {
    const headers = new Headers(init);
    headers.set("user-agent", agent);
    const request = new Request(`http://localhost${path}`, { headers });
    await (await blog.site.fetch(request)).text();
  };
  for (let i = 0; i < 3; i++) await read("/hello", "Firefox");
  await read("/hello", "Safari");
  await read("/other", "Firefox");
  await read("/other", "Googlebot/2.1");
  await read("/other", "Edge", { "sec-purpose": "prefetch" });
  await admin.go("/admin/statistics");
  const rows = () =>
    [...admin.html.matchAll(/<tr><td>.*?<\/tr>/g)].map(([row]) =>
      row.replaceAll(/<[^>]+>/g, " ").trim().split(/\s+/)
    );
  assertEquals(rows(), [["Hello", "2", "2", "2", "0"], [
    "Other",
    "1",
    "1",
    "1",
    "0",
  ]]);
  assertStringIncludes(admin.text, "3 readers in five minutes · 3 today");
  blog.clock.advance(86_400_000);
  await read("/other", "Firefox");
  blog.comments.add(newComment());
  // By now the login is over.
  await admin.reload();
  await admin.submit({ password: PASSWORD });
  assertEquals(rows(), [["Hello", "0", "2", "2", "1"], [
    "Other",
    "1",
    "2",
    "2",
    "0",
  ]]);
});
