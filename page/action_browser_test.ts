// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { browserAvailable } from "../_tools/browser.ts";
import { b } from "../ml/mod.ts";
import { openLive, withSite } from "./testdata/browser_site.ts";
import { actionButton, site, stateChannel } from "./mod.ts";

const ignore = !browserAvailable();

Deno.test({
  name: "two tabs of a visitor have each its own, and act without a reload",
  ignore,
  async fn() {
    const points = new Map<number, number>();
    const hand = stateChannel(
      (frame) => [
        b(`Tab ${frame.tab}: ${points.get(frame.tab) ?? 0}`),
        actionButton("Point", () => {
          points.set(frame.tab, (points.get(frame.tab) ?? 0) + 1);
          hand.notify();
        }, { id: "point" }),
      ],
      { perFrame: true, id: "hand" },
    );
    const tested = site().page("/", (_values, { frame }) => hand.for(frame));
    await withSite(tested, async (browser, url) => {
      const context = await browser.newContext();
      const tabs: Page[] = [];
      for (let i = 0; i < 2; i++) {
        const tab = await context.newPage();
        tab.setDefaultTimeout(10_000);
        await tab.goto(url);
        await tab.waitForSelector("html[data-live=live]");
        await tab.evaluate("window.same = true");
        tabs.push(tab);
      }
      const [one, two] = tabs as [Page, Page];
      // Both are served by one connection.
      while (tested.live.stats().channels.get("hand")?.subscribers !== 2) {
        await one.waitForTimeout(10);
      }
      assertEquals(tested.live.stats().streams, 1);
      for (let points = 1; points <= 3; points++) {
        await one.focus("#point");
        await one.keyboard.press("Enter");
        await one.waitForSelector(`b:text-is('Tab 1: ${points}')`);
        assertEquals(await one.evaluate("document.activeElement.id"), "point");
      }
      await two.click("#point");
      await two.waitForSelector("b:text-is('Tab 2: 1')");
      assertEquals(await one.textContent("b"), "Tab 1: 3");
      for (const tab of tabs) {
        assertEquals(await tab.evaluate("window.same"), true);
      }
      assertEquals(tested.live.stats().streams, 1);
      // Whoever is left goes on, told by the server and not by its own action.
      await one.close();
      while (tested.live.stats().channels.get("hand")?.subscribers !== 1) {
        await two.waitForTimeout(10);
      }
      points.set(2, 9);
      hand.notify();
      await two.waitForSelector("b:text-is('Tab 2: 9')");
      assertEquals(await two.evaluate("window.same"), true);
    });
  },
});

Deno.test({
  name:
    "a tab that may not see a channel does not take it from another that may",
  ignore,
  async fn() {
    let count = 0;
    let visits = 0;
    const guarded = stateChannel(() => b(count), {
      id: "guarded",
      allow: ({ frame }) => frame !== null,
    });
    const tested = site()
      .page("/in", (_values, { frame: _frame }) => guarded)
      .page("/out", () => {
        visits++;
        return guarded;
      });
    await withSite(tested, async (browser, url) => {
      const context = await browser.newContext();
      const inside = await context.newPage();
      await inside.goto(`${url}in`);
      await inside.waitForSelector("html[data-live=live]");
      await inside.evaluate("window.same = true");
      const outside = await context.newPage();
      await outside.goto(`${url}out`);
      // It is told that there is no such channel, and loads the page again.
      while (visits < 2) await inside.waitForTimeout(20);
      for (count = 1; count <= 2; count++) {
        guarded.notify();
        await inside.waitForSelector(`b:text-is('${count}')`);
      }
      assertEquals(await inside.evaluate("window.same"), true);
    });
  },
});

Deno.test({
  name: "an action that returns a file has it downloaded, and the page stays",
  ignore,
  async fn() {
    let exports = 0;
    const count = stateChannel(() => b(exports), { id: "exports" });
    const tested = site();
    tested.page("/", (_values, { frame: _frame }) => [
      count,
      actionButton("Export", () => {
        exports++;
        count.notify();
        return new Response("a;b", {
          headers: {
            "content-type": "text/csv",
            "content-disposition": 'attachment; filename="table.csv"',
          },
        });
      }),
      actionButton("Show", () => new Response("shown as it is")),
    ]);
    await withSite(tested, async (browser, url) => {
      const page = await openLive(browser, url);
      await page.evaluate("window.same = true");
      for (let i = 1; i <= 2; i++) {
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.click("text=Export"),
        ]);
        assertEquals(download.suggestedFilename(), "table.csv");
        assertEquals(await Deno.readTextFile(await download.path()), "a;b");
        await page.waitForSelector(`#ch-exports b:text-is('${i}')`);
      }
      assertEquals(await page.evaluate("window.same"), true);
      await page.click("text=Show");
      await page.waitForSelector("text=shown as it is");
    });
  },
});

Deno.test({
  name:
    "an action on a page whose channels wait for a permission does not load it again",
  ignore,
  async fn() {
    let count = 0;
    const slow = stateChannel(() => b(count), {
      id: "slow",
      allow: () => new Promise((resolve) => setImmediate(() => resolve(true))),
    });
    const tested = site();
    const add = tested.action(() => {
      count++;
      slow.notify();
    });
    tested.page("/", () => [slow, actionButton("Add", add)]);
    await withSite(tested, async (browser, url) => {
      const page = await openLive(browser, url);
      await page.evaluate("window.same = true");
      for (let i = 1; i <= 3; i++) {
        await page.click("text=Add");
        await page.waitForSelector(`#ch-slow b:text-is('${i}')`);
      }
      assertEquals(await page.evaluate("window.same"), true);
    });
  },
});
