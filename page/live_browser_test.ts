// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import {
  browserAvailable,
  type TestBrowser,
  withBrowser,
} from "../_tools/browser.ts";
import { Cutter } from "../_tools/cutter.ts";
import { serve } from "../http/mod.ts";
import { b, div, h1, input, li, ul } from "../ml/mod.ts";
import {
  type MessageChannel,
  messageChannel,
  setTitle,
  type Site,
  site,
  type StateChannel,
  stateChannel,
} from "./mod.ts";

const ignore = !browserAvailable();

/** A site with a state and messages, behind a proxy, in a browser. */
interface World {
  readonly site: Site;
  readonly state: { count: number; note: string };
  readonly counter: StateChannel;
  readonly log: MessageChannel<string>;
  readonly cutter: Cutter;
  readonly browser: TestBrowser;
  open(options?: object): Promise<Page>;
}

async function withWorld(fn: (world: World) => Promise<void>): Promise<void> {
  const state = { count: 0, note: "" };
  const counter = stateChannel(() => [
    h1("Count"),
    b(state.count),
    div({ id: "scroller", style: "height:3rem;overflow:auto" }, [
      ul(Array.from({ length: 50 }, (_, i) => li("Line ", i))),
    ]),
    input({ id: "note", "aria-label": "Note", value: state.note }),
    input({ id: "box", type: "checkbox", "aria-label": "Box" }),
  ], { id: "test-counter" });
  const log = messageChannel((text: string) => text, {
    id: "test-log",
    limit: 1000,
  });
  const policy = {
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["tpd2"],
  };
  const tested = site({
    title: "Test",
    security: { policy },
    live: { retry: 20 },
  });
  tested.page("/", () => [counter, log]);
  await using server = await serve(tested, { hostname: "127.0.0.1", port: 0 });
  await using cutter = new Cutter(Number(new URL(server.url).port));
  await withBrowser(async (browser) => {
    await fn({
      site: tested,
      state,
      counter,
      log,
      cutter,
      browser,
      async open(options = {}) {
        const page = await browser.newPage(options);
        page.setDefaultTimeout(20_000);
        await page.goto(cutter.origin);
        return page;
      },
    });
    assertEquals(browser.cspViolations, []);
    const errors = browser.errors.filter((text) => !/404|net::ERR_/.test(text));
    assertEquals(errors, []);
  });
}

/** A sequence that looks random and is the same each time (mulberry32). */
function seeded(seed: number): () => number {
  return () => {
    seed = seed + 0x6d2b79f5 | 0;
    let t = Math.imul(seed ^ seed >>> 15, 1 | seed);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 2 ** 32;
  };
}

function isLive(page: Page): Promise<unknown> {
  return page.waitForSelector("html[data-live=live]");
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits for something without a script in the page, whose policy forbids such. */
async function until(page: Page, condition: string): Promise<void> {
  while (!await page.evaluate(condition)) await pause(20);
}

Deno.test({
  name: "nothing is lost or there twice however often the connection is cut",
  ignore,
  fn: () =>
    withWorld(async ({ state, counter, log, cutter, open }) => {
      const page = await open();
      const random = seeded(42);
      const sent: string[] = [];
      for (let i = 0; i < 150; i++) {
        const text = `message ${i}`;
        sent.push(text);
        log.append(text);
        state.count++;
        counter.notify();
        if (random() < 0.2) cutter.cut();
        await pause(random() * 30);
      }
      await page.waitForSelector(`#ch-test-log >> text=message 149`);
      await page.waitForSelector(`b:text-is('150')`);
      assertEquals(await page.locator("#ch-test-log li").allInnerTexts(), sent);
      assert(cutter.count > 10, `only ${cutter.count} connections`);
    }),
});

Deno.test({
  name: "focus, caret, half-typed text and scrolling survive what comes",
  ignore,
  fn: () =>
    withWorld(async ({ state, counter, open }) => {
      const page = await open();
      await isLive(page);
      await page.fill("#note", "half typed");
      await page.check("#box");
      await page.focus("#note");
      await page.evaluate(
        `document.getElementById("note").setSelectionRange(2, 5);
        document.getElementById("scroller").scrollTop = 77`,
      );
      state.count = 7;
      state.note = "what the server says";
      counter.notify();
      await page.waitForSelector("b:text-is('7')");
      assertEquals(
        await page.evaluate(`[document.activeElement.id, note.value,
          note.selectionStart, note.selectionEnd, box.checked, scroller.scrollTop]`),
        ["note", "half typed", 2, 5, true, 77],
      );
    }),
});

Deno.test({
  name: "a control that nobody works at shows what the server says",
  ignore,
  fn: () =>
    withWorld(async ({ state, counter, open }) => {
      const page = await open();
      await isLive(page);
      state.note = "news";
      counter.notify();
      await until(page, `note.value === "news"`);
      counter.send(setTitle("Two new"));
      await until(page, `document.title === "Two new"`);
    }),
});

Deno.test({
  name: "a proxy that holds streams back leads to polls, not to silence",
  ignore,
  fn: () =>
    withWorld(async ({ site, log, cutter, open }) => {
      cutter.holdsBack = true;
      const page = await open();
      while (site.live.stats().polls === 0) await pause(50);
      await isLive(page);
      log.append("through");
      await page.waitForSelector("#ch-test-log >> text=through");
      log.append("again");
      await page.waitForSelector("#ch-test-log >> text=again");
      assertEquals(await page.locator("#ch-test-log li").count(), 2);
    }),
});

Deno.test({
  name: "the tabs of a browser share one connection, and one inherits it",
  ignore,
  fn: () =>
    withWorld(async ({ site, log, browser, cutter }) => {
      const context = await browser.newContext();
      const tabs: Page[] = [];
      for (let i = 0; i < 4; i++) {
        const tab = await context.newPage();
        tab.setDefaultTimeout(10_000);
        await tab.goto(cutter.origin);
        await isLive(tab);
        tabs.push(tab);
      }
      assertEquals(site.live.stats().subscribers, 1);
      log.append("for all");
      for (const tab of tabs) {
        await tab.waitForSelector("#ch-test-log >> text=for all");
      }
      await tabs[0]!.close();
      log.append("from the heir");
      for (const tab of tabs.slice(1)) {
        await tab.waitForSelector("#ch-test-log >> text=from the heir");
        assertEquals(await tab.locator("#ch-test-log li").count(), 2);
      }
      assertEquals(site.live.stats().subscribers, 1);
    }),
});

for (const missing of ["locks", "permission"]) {
  Deno.test({
    name: `tabs that cannot agree have each a connection, without ${missing}`,
    ignore,
    fn: () =>
      withWorld(async ({ site, log, browser, cutter }) => {
        const context = await browser.newContext();
        await context.addInitScript(
          missing === "locks"
            ? `Object.defineProperty(Navigator.prototype, "locks", { value: undefined })`
            : `if (navigator.locks) navigator.locks.request = () =>
                Promise.reject(new DOMException("no", "SecurityError"))`,
        );
        const tabs: Page[] = [];
        for (let i = 0; i < 2; i++) {
          const tab = await context.newPage();
          tab.setDefaultTimeout(10_000);
          await tab.goto(cutter.origin);
          await isLive(tab);
          tabs.push(tab);
        }
        while (site.live.stats().streams < 2) await pause(10);
        log.append("for each");
        for (const tab of tabs) {
          await tab.waitForSelector("#ch-test-log >> text=for each");
        }
      }),
  });
}

Deno.test({
  name: "a hidden page lets the connection go, and catches up when seen again",
  ignore,
  fn: () =>
    withWorld(async ({ site, log, browser, cutter }) => {
      const page = await browser.newPage();
      page.setDefaultTimeout(10_000);
      await page.clock.install();
      await page.goto(cutter.origin);
      await page.clock.runFor(100);
      await isLive(page);
      const hide = (hidden: boolean) =>
        page.evaluate(
          `Object.defineProperty(document, "hidden", { configurable: true, value: ${hidden} });
          document.dispatchEvent(new Event("visibilitychange"))`,
        );
      await hide(true);
      await page.clock.runFor(4000);
      while (site.live.stats().subscribers > 0) await pause(10);
      log.append("meanwhile");
      await hide(false);
      await page.clock.runFor(100);
      await page.waitForSelector("#ch-test-log >> text=meanwhile");
    }),
});

Deno.test({
  name: "the tab's number goes from the address",
  ignore,
  fn: () =>
    withWorld(async ({ browser, cutter }) => {
      const page = await browser.newPage();
      await page.goto(`${cutter.origin}/?tab=7&other=1#part`);
      await isLive(page);
      assertEquals(page.url(), `${cutter.origin}/?other=1#part`);
    }),
});
