// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import {
  browserAvailable,
  type TestBrowser,
  withBrowser,
} from "../_tools/browser.ts";
import { nginxAvailable, withNginx } from "../_tools/nginx.ts";
import { serve } from "../http/mod.ts";
import { exampleSite } from "../docs/examples/together.ts";
import type { Site } from "./site.ts";

const ignore = !browserAvailable() || !nginxAvailable();

/** The lines of the guide on deployment, for a server at a port. */
async function linesOfTheGuide(port: string): Promise<string> {
  const guide = await Deno.readTextFile(
    new URL("../docs/deployment.md", import.meta.url),
  );
  const [, lines] = /```nginx\nlocation \/ \{\n([^}]*)\}/.exec(guide)!;
  return lines!.replace("127.0.0.1:8080", `127.0.0.1:${port}`);
}

async function behindNginx(
  location: (port: string) => string | Promise<string>,
  fn: (site: Site, browser: TestBrowser, url: string) => Promise<void>,
): Promise<void> {
  const site = exampleSite();
  await using server = await serve(site, {
    hostname: "127.0.0.1",
    port: 0,
    trustedProxies: ["127.0.0.1"],
  });
  const { port } = new URL(server.url);
  await withNginx(
    await location(port),
    (url) =>
      withBrowser(async (browser) => {
        await fn(site, browser, url);
        assertEquals(browser.cspViolations, []);
      }),
  );
}

async function open(browser: TestBrowser, url: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(url);
  return page;
}

async function talk(ann: Page, bob: Page): Promise<void> {
  await ann.fill("[name=text]", "Hello");
  await ann.keyboard.press("Enter");
  await bob.waitForSelector("#ch-chat >> text=Hello");
  await bob.fill("[name=text]", "Good day");
  await bob.keyboard.press("Enter");
  await ann.waitForSelector("#ch-chat >> text=Good day");
  await ann.click("#step1");
  await bob.waitForSelector("#ch-counter b:text-is('1')");
  const names = await ann.locator("#ch-chat b").allInnerTexts();
  assertEquals(new Set(names).size, 2, "the cookies say who is who");
}

Deno.test({
  name: "streams, actions and cookies work behind nginx as the guide says",
  ignore,
  fn: () =>
    behindNginx(linesOfTheGuide, async (site, browser, url) => {
      const ann = await open(browser, url);
      const bob = await open(browser, url);
      for (const page of [ann, bob]) {
        await page.waitForSelector("html[data-live=live]");
      }
      await talk(ann, bob);
      assertEquals(site.live.stats().streams, 2);
    }),
});

Deno.test({
  name: "behind an nginx that speaks HTTP/1.0 and holds back there are polls",
  ignore,
  fn: () =>
    behindNginx(
      (port) =>
        `proxy_pass http://127.0.0.1:${port};
        proxy_http_version 1.0;
        proxy_buffering on;
        proxy_ignore_headers X-Accel-Buffering;`,
      async (site, browser, url) => {
        const ann = await open(browser, url);
        const bob = await open(browser, url);
        while (site.live.stats().polls < 2) await ann.waitForTimeout(50);
        await talk(ann, bob);
        assertEquals(site.live.stats().streams, 0);
      },
    ),
});
