// Copyright 2026 the tpd2 authors. MIT license.

import { AxeBuilder } from "@axe-core/playwright";
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { browserAvailable } from "../../_tools/browser.ts";
import { nuCheck } from "../../_tools/nu_check.ts";
import { GAMES } from "../mod.ts";
import {
  live,
  playOn,
  press,
  pressAny,
  sitDown,
  withGames,
} from "./testdata/browser_games.ts";

const ignore = !browserAvailable();

/** What axe finds serious on a page. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`);
}

for (const colorScheme of ["light", "dark"] as const) {
  Deno.test({
    name: `axe finds nothing serious in the games in the ${colorScheme}`,
    ignore,
    fn: () =>
      withGames(async ({ open, url }) => {
        // The page's own policy would keep the checker out, too. What moves is
        // not to be looked at before it has arrived.
        const page = await open({
          colorScheme,
          bypassCSP: true,
          reducedMotion: "reduce",
        });
        await sitDown(page, "Truc");
        await live(page);
        const faults = await faultsOf(page);
        for (const { title } of GAMES.values()) {
          await page.goto(url);
          await sitDown(page, title);
          await page.click("text=Play with robots now");
          await page.waitForSelector(".offer[role=group]");
          faults.push(...await faultsOf(page));
        }
        await page.goto(url);
        await sitDown(page, "Rock, paper, scissors");
        await page.click("text=Play with robots now");
        await playOn(page, pressAny("first"));
        faults.push(...await faultsOf(page));
        await page.click("text=Watch it move by move");
        await page.waitForSelector(".moves");
        faults.push(...await faultsOf(page));
        await page.goto(url);
        faults.push(...await faultsOf(page));
        assertEquals(faults, []);
      }),
  });
}

Deno.test({
  name: "the Nu checker finds no fault with lobby, tables and replay",
  ignore,
  fn: () =>
    withGames(async ({ open, url }) => {
      const page = await open();
      const pages = new Map<string, string>();
      async function keep(name: string): Promise<void> {
        const response = await page.context().request.get(page.url());
        pages.set(name, await response.text());
      }
      await keep("lobby");
      for (const { name, title } of GAMES.values()) {
        await page.goto(url);
        await sitDown(page, title);
        await keep(`${name} waits`);
        await page.click("text=Play with robots now");
        await page.waitForSelector(".offer[role=group]");
        await keep(`${name} begins`);
        await pressAny("first")(page);
        await page.waitForSelector(".offer[role=group], .result");
        await keep(`${name} goes on`);
      }
      await page.goto(url);
      await sitDown(page, "Rock, paper, scissors");
      await page.click("text=Play with robots now");
      await playOn(page, pressAny("first"));
      await keep("end");
      await page.click("text=Watch it move by move");
      await page.waitForSelector(".moves");
      await keep("replay");
      await page.goto(url);
      await keep("full lobby");
      assertEquals(pages.size, 22);
      assertEquals(await nuCheck(pages, { warnings: true }), []);
    }),
});

Deno.test({
  name: "cards are drawn, and lie still where motion is not wanted",
  ignore,
  fn: () =>
    withGames(async ({ open }) => {
      for (const reducedMotion of ["reduce", "no-preference"] as const) {
        const page = await open({ reducedMotion });
        await sitDown(page, "Truc");
        await page.click("text=Play with robots now");
        const card = page.locator(".near .hand .card").first();
        await card.waitFor();
        const moves = await page.evaluate(
          `getComputedStyle(document.querySelector(".near .hand .card")).animationName`,
        );
        assertEquals(moves, reducedMotion === "reduce" ? "none" : "deal");
        // Waits for the file with the pictures, of which the card is one.
        const isDrawn = `document.querySelector(".near .hand .card use")
          .getBoundingClientRect().width > 20`;
        await page.waitForFunction(isDrawn);
        await press(page, "Keep them");
      }
    }),
});

Deno.test({
  name: "no page is wider than a phone",
  ignore,
  fn: () =>
    withGames(async ({ open, url }) => {
      const page = await open({ viewport: { width: 340, height: 700 } });
      const wide = "document.documentElement.scrollWidth > innerWidth";
      assert(!await page.evaluate(wide), "lobby");
      for (const { name, title } of GAMES.values()) {
        await page.goto(url);
        await sitDown(page, title);
        assert(!await page.evaluate(wide), `${name} waits`);
        await page.click("text=Play with robots now");
        await page.waitForSelector(".offer[role=group]");
        assert(!await page.evaluate(wide), name);
        await pressAny("first")(page);
        await page.waitForSelector(".offer[role=group], .result");
        assert(!await page.evaluate(wide), `${name} goes on`);
      }
    }),
});
