// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertStringIncludes } from "@std/assert";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import {
  browserAvailable,
  type TestBrowser,
  withBrowser,
} from "../_tools/browser.ts";
import { serve } from "../http/mod.ts";
import { exampleSite } from "../docs/examples/together.ts";

const ignore = !browserAvailable();

/** Serves the example to a browser. In the end nothing may have been refused or thrown. */
async function withExample(
  fn: (browser: TestBrowser, url: string) => Promise<void>,
): Promise<void> {
  const site = exampleSite();
  await using server = await serve(site, { hostname: "127.0.0.1", port: 0 });
  await withBrowser(async (browser) => {
    await fn(browser, server.url);
    assertEquals(browser.cspViolations, []);
    // There is no icon, and going offline breaks a connection.
    const errors = browser.errors.filter((text) =>
      !/404|ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(text)
    );
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

Deno.test({
  name: "two visitors see each other's changes without loading the page",
  ignore,
  fn: () =>
    withExample(async (browser, url) => {
      const ann = await openLive(browser, url);
      const bob = await openLive(browser, url);
      for (const page of [ann, bob]) await page.evaluate("window.same = true");
      await ann.click("#step1");
      await bob.waitForSelector("#ch-counter b:text-is('1')");
      await bob.click("#step1");
      await ann.waitForSelector("#ch-counter b:text-is('2')");

      await ann.fill("[name=task]", "<b>Buy</b> milk");
      await ann.keyboard.press("Enter");
      await bob.waitForSelector("#ch-todo >> text=<b>Buy</b> milk");
      await bob.click("#ch-todo button");
      await ann.waitForSelector("#ch-todo .done");
      await ann.click("#ch-todo button");
      await bob.waitForSelector("#ch-todo li", { state: "detached" });

      await bob.fill("[name=text]", "Hello");
      await bob.keyboard.press("Enter");
      await ann.waitForSelector("#ch-chat >> text=Hello");
      // The form is ready for the next message, the caret in it.
      const isReady =
        `document.activeElement.name === "text" && !document.activeElement.value`;
      while (!await bob.evaluate(isReady)) await bob.waitForTimeout(20);
      for (const page of [ann, bob]) {
        assertEquals(await page.evaluate("window.same"), true);
        assertEquals(page.url(), url);
      }
    }),
});

Deno.test({
  name: "the example works without JavaScript",
  ignore,
  fn: () =>
    withExample(async (browser, url) => {
      const page = await open(browser, url, { javaScriptEnabled: false });
      await page.click("#step1");
      await page.click("#step1");
      assertEquals(await page.textContent("#ch-counter b"), "2");
      await page.fill("[name=task]", "Buy milk");
      await page.click("text=Add");
      assertStringIncludes(
        await page.textContent("#ch-todo") ?? "",
        "Buy milk",
      );
      await page.fill("[name=text]", "Hello");
      await page.click("text=Send");
      assertStringIncludes(await page.textContent("#ch-chat") ?? "", "Hello");
    }),
});

Deno.test({
  name: "who was offline catches up, and is told meanwhile",
  ignore,
  fn: () =>
    withExample(async (browser, url) => {
      const ann = await openLive(browser, url);
      const bob = await openLive(browser, url);
      await ann.fill("[name=text]", "half typ");
      await ann.context().setOffline(true);
      await ann.waitForSelector("html[data-live=offline]");
      await ann.waitForSelector("#tpd2-status >> text=Offline");
      for (const text of ["one", "two", "three"]) {
        await bob.fill("[name=text]", text);
        await bob.click("text=Send");
        await bob.waitForSelector(`#ch-chat >> text=${text}`);
      }
      await bob.click("#step1");
      await ann.context().setOffline(false);
      await ann.waitForSelector("html[data-live=live]");
      await ann.waitForSelector("#ch-chat >> text=three");
      await ann.waitForSelector("#ch-counter b:text-is('1')");
      await ann.waitForSelector("#tpd2-status:empty", { state: "attached" });
      assertEquals(await ann.locator("#ch-chat li").count(), 3);
      assertEquals(await ann.inputValue("[name=text]"), "half typ");
    }),
});

for (const colorScheme of ["light", "dark"] as const) {
  Deno.test({
    name: `axe finds nothing serious in the example in the ${colorScheme}`,
    ignore,
    fn: () =>
      withExample(async (browser, url) => {
        // The page's own policy would keep the checker out, too.
        const options = { colorScheme, bypassCSP: true };
        const page = await open(browser, url, options);
        await page.waitForSelector("html[data-live=live]");
        await page.fill("[name=task]", "Buy milk");
        await page.click("text=Add");
        await page.click("#ch-todo button");
        await page.waitForSelector(".done");
        await page.fill("[name=text]", "Hello");
        await page.click("text=Send");
        await page.waitForSelector("#ch-chat li");
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) =>
          impact === "serious" || impact === "critical"
        );
        assertEquals(serious.map(({ id, nodes }) => [id, nodes[0]?.html]), []);
      }),
  });
}
