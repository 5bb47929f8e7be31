// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { type TestBrowser, withBrowser } from "../../_tools/browser.ts";
import { serve } from "../../http/mod.ts";
import type { Site } from "../site.ts";

/** Serves a site to a real browser, in which its policy must not be violated. */
export async function withSite(
  tested: Site,
  fn: (browser: TestBrowser, url: string) => Promise<void>,
): Promise<void> {
  await using server = await serve(tested, { hostname: "127.0.0.1", port: 0 });
  await withBrowser(async (browser) => {
    await fn(browser, server.url);
    assertEquals(browser.cspViolations, []);
  });
}

/** Opens a page. */
export async function open(browser: TestBrowser, url: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(url);
  return page;
}

/** Opens a page, and waits until it is told what happens. */
export async function openLive(
  browser: TestBrowser,
  url: string,
): Promise<Page> {
  const page = await open(browser, url);
  await page.waitForSelector("html[data-live=live]");
  return page;
}
