// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { browserAvailable, withBrowser } from "../_tools/browser.ts";
import { serve } from "../http/mod.ts";
import { h1 } from "../ml/mod.ts";
import { site } from "./mod.ts";

function edition(name: string) {
  return site({ development: true, onError() {} })
    .page("/", () => h1(name))
    .page("/fault", () => {
      throw new Error(name);
    });
}

Deno.test({
  name: "open pages load themselves again when the server was started anew",
  ignore: !browserAvailable(),
  fn: () =>
    withBrowser(async (browser) => {
      const first = await serve(edition("First"), { port: 0 });
      const page = await browser.newPage();
      page.setDefaultTimeout(20_000);
      const greeted = page.waitForResponse(`${first.url}_tpd2/development`);
      await page.goto(first.url);
      await greeted;
      await first.shutdown();
      await using second = await serve(edition("Second"), { port: first.port });
      await page.waitForSelector("h1:text-is('Second')");
      // The page of a fault does the same, so that mending it is enough.
      await page.goto(`${second.url}fault`);
      await page.waitForSelector("script[src='/_tpd2/development.js']", {
        state: "attached",
      });
      assertEquals(await page.textContent("main p"), "Second");
      assertEquals(browser.cspViolations, []);
    }),
});
