// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import {
  browserAvailable,
  type TestBrowser,
  withBrowser,
} from "../_tools/browser.ts";
import { nuCheck } from "../_tools/nu_check.ts";
import { serve } from "../http/mod.ts";
import { TestBrowser as Visitor } from "../page/testing.ts";
import { setPassword } from "./_admin_password.ts";
import {
  type CommentBlog,
  commentBlog,
  newComment,
  NOON,
} from "./testdata/comment_blog.ts";

const ignore = !browserAvailable();
const PASSWORD = "correct horse battery";

/** Serves a blog to a browser. In the end nothing may have been refused or thrown. */
async function withBlog(
  blog: CommentBlog,
  fn: (browser: TestBrowser, url: string) => Promise<void>,
): Promise<void> {
  await setPassword(blog.store, PASSWORD, { memory: 64, passes: 1 });
  await using server = await serve(blog.site, {
    hostname: "127.0.0.1",
    port: 0,
  });
  await withBrowser(async (browser) => {
    await fn(browser, server.url);
    assertEquals(browser.cspViolations, []);
    // What is sent back to be corrected has a status that browsers report.
    const errors = browser.errors.filter((text) => !/\b422\b/.test(text));
    assertEquals(errors, []);
  });
}

async function open(
  browser: TestBrowser,
  url: string,
  options = {},
): Promise<Page> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(10_000);
  await page.goto(url);
  return page;
}

async function openLive(browser: TestBrowser, url: string): Promise<Page> {
  const page = await open(browser, url);
  await page.waitForSelector("html[data-live=live]");
  return page;
}

async function login(page: Page): Promise<void> {
  await page.fill("[name=password]", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForSelector("h1 >> text=Queue");
}

Deno.test({
  name: "two browsers see what a third says, and keep what they were typing",
  ignore,
  async fn() {
    using blog = commentBlog();
    await withBlog(blog, async (browser, url) => {
      const ann = await openLive(browser, `${url}hello`);
      const eve = await openLive(browser, `${url}hello`);
      await ann.fill("#comment-text", "I was about to say");
      const admin = await open(browser, `${url}admin`);
      await login(admin);
      await admin.waitForSelector("html[data-live=live]");

      const bob = await open(browser, `${url}hello`);
      blog.clock.advance(5000);
      await bob.fill("#comment-author", "Bob <b>");
      await bob.fill("#comment-text", "See https://a.example/.");
      await bob.click(".comment-form button");
      await bob.waitForSelector(".notice >> text=Thank you.");

      // The admin sees it come, and lets it in without loading the page again.
      await admin.waitForSelector(".said >> text=See https://a.example/.");
      await admin.evaluate("window.same = true");
      await admin.click("text=Approve");
      for (const page of [ann, eve]) {
        await page.waitForSelector("#comment-1 bdi:text-is('Bob <b>')");
        await page.waitForSelector("#comments h2:text-is('1 comment')");
        assertEquals(
          await page.getAttribute("#comment-1 .text a", "rel"),
          "nofollow ugc",
        );
      }
      assertEquals(
        await ann.inputValue("#comment-text"),
        "I was about to say",
      );
      assertEquals(await admin.evaluate("window.same"), true);
      await admin.click("text=Delete");
      await eve.waitForSelector("#comment-1", { state: "detached" });
    });
  },
});

Deno.test({
  name: "all of it works without JavaScript",
  ignore,
  async fn() {
    using blog = commentBlog();
    await withBlog(blog, async (browser, url) => {
      const options = { javaScriptEnabled: false };
      const page = await open(browser, `${url}hello`, options);
      blog.clock.advance(5000);
      await page.fill("#comment-author", "Bob");
      await page.fill("#comment-text", "[url=x] Hello");
      await page.click(".comment-form button");
      await page.waitForSelector("#comment-text-problem");
      assertEquals(await page.inputValue("#comment-author"), "Bob");
      await page.fill("#comment-text", "Hello.");
      await page.click(".comment-form button");
      await page.waitForSelector(".notice");
      assertEquals(page.url(), `${url}hello?comment=held#comment-form`);

      const admin = await open(browser, `${url}admin`, options);
      await login(admin);
      await admin.click("text=Approve");
      await admin.waitForSelector("text=Nothing waits");
      await page.goto(`${url}hello`);
      await page.waitForSelector("#comment-1 >> text=Hello.");
      await admin.click("text=Edit");
      await admin.fill("[name=text]", "Good day.");
      await admin.click("text=Save");
      await page.reload();
      await page.waitForSelector("#comment-1 >> text=Good day.");
      await admin.click("text=Log out");
      await admin.waitForSelector("[name=password]");
    });
  },
});

for (const colorScheme of ["light", "dark"] as const) {
  Deno.test({
    name: `axe finds nothing in comments and admin when it is ${colorScheme}`,
    ignore,
    async fn() {
      using blog = commentBlog();
      blog.comments.add(newComment());
      blog.comments.add(newComment({ byAdmin: true, time: NOON + 1 }));
      blog.comments.add(newComment({ state: "held", reason: "3 links" }));
      await withBlog(blog, async (browser, url) => {
        const page = await open(browser, `${url}hello`, {
          colorScheme,
          viewport: { width: 360, height: 640 },
        });
        await check(page);
        await page.fill("#comment-author", " ");
        await page.fill("#comment-text", "x");
        await page.click(".comment-form button");
        await page.waitForSelector("#comment-author-problem");
        await check(page);
        await page.goto(`${url}admin`);
        await check(page);
        await login(page);
        for (
          const path of [
            "admin",
            "admin/comments?state=shown",
            "admin/comments/1",
            "admin/entries",
            "admin/preview/draft",
            "admin/statistics",
            "comments/hello",
          ]
        ) {
          await page.goto(url + path);
          await check(page);
        }
      });
    },
  });
}

/** What axe holds against a page; and that it is not wider than a phone. */
async function check(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) =>
    `${id}: ${nodes.map(({ html }) => html).join(" ")}`
  );
  assertEquals(found, [], page.url());
  const width: number = await page.evaluate(
    "document.documentElement.scrollWidth",
  );
  assert(width <= 360, `${page.url()} is ${width} wide`);
}

Deno.test("the Nu checker finds nothing in comments and admin", async () => {
  using blog = commentBlog();
  await setPassword(blog.store, PASSWORD, { memory: 64, passes: 1 });
  for (let i = 0; i < 60; i++) {
    const text = `<b> & "x" https://a.example/?q=${i}&r=1`;
    blog.comments.add(newComment({ text, time: NOON + i }));
  }
  const visitor = new Visitor(blog.site);
  const pages = new Map<string, string>();
  const take = async (path: string, init?: RequestInit) => {
    const response = await visitor.fetch(path, init);
    pages.set(`${path} ${response.status}`, await response.text());
  };
  await take("/admin");
  await take("/hello");
  await take("/other");
  await take("/hello?comment=held");
  await take("/comments/hello");
  await take("/comments/hello?page=2");
  await take("/hello", {
    method: "POST",
    body: new URLSearchParams({ author: "", text: "[url=x]" }),
    headers: { "sec-fetch-site": "same-origin" },
  });
  const page = await visitor.open("/admin");
  await page.submit({ password: PASSWORD });
  blog.comments.add(newComment({ state: "held", reason: "3 links" }));
  for (
    const path of [
      "/admin",
      "/admin/comments",
      "/admin/comments?page=2",
      "/admin/comments?state=deleted",
      "/admin/comments/1",
      "/admin/entries",
      "/admin/preview/draft",
      "/admin/statistics",
    ]
  ) {
    await take(path);
  }
  assertEquals(pages.size, 14);
  assertEquals(await nuCheck(pages, { warnings: true }), []);
});
