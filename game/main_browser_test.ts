// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { browserAvailable, withBrowser } from "../_tools/browser.ts";
import { Program } from "./testdata/program.ts";

/** How long a browser may take for one step, in milliseconds. */
const PATIENCE = 60_000;

/** Waits until there is something to choose; the title says so, too. */
async function turnOf(page: Page): Promise<void> {
  await page.locator(".offer[role=group] button").first().waitFor();
  assertEquals(await page.title(), "Your turn - Truc - Games");
}

Deno.test({
  name: "pages that are open when the program is killed go on when it is back",
  ignore: !browserAvailable(),
  async fn() {
    const data = await Deno.makeTempDir();
    try {
      await using first = await Program.start(data);
      const { port } = new URL(first.url);
      await withBrowser(async (browser) => {
        const player = await browser.newPage();
        player.setDefaultTimeout(PATIENCE);
        await player.goto(first.url);
        await player.getByRole("button", { name: "Play Truc", exact: true })
          .click();
        await player.getByRole("button", { name: "Play with robots now" })
          .click();
        await turnOf(player);
        await player.waitForSelector("html[data-live=live]");
        const hand = ".near .hand [aria-label]";
        const labels = () =>
          player.locator(hand).evaluateAll((cards) =>
            cards.map((card) => card.getAttribute("aria-label"))
          );
        const before = await labels();
        assertEquals(before.length, 3);
        const watcher = await browser.newPage();
        watcher.setDefaultTimeout(PATIENCE);
        await watcher.goto(player.url());
        await watcher.waitForSelector("html[data-live=live]");
        await watcher.evaluate("window.same = 1");

        await first.end("SIGKILL");
        await player.waitForSelector("html:not([data-live=live])");
        await using _second = await Program.start(data, Number(port));
        for (const page of [player, watcher]) {
          await page.waitForSelector("html[data-live=live]");
        }
        await turnOf(player);
        assertEquals(await labels(), before);
        await player.locator(".offer button", { hasText: "Keep" }).click();
        await player.locator(".question", { hasNotText: "other cards" })
          .waitFor();
        await player.getByLabel("Say").fill("That was quick");
        await player.keyboard.press("Enter");
        await watcher.getByText("That was quick").waitFor();
        // Who only watches has seen it without loading the page again.
        assertEquals(await watcher.evaluate("window.same"), 1);
        assertEquals(browser.cspViolations, []);
        // While nobody listens there are refused connections, and no other errors.
        const others = browser.errors.filter((text) =>
          !text.includes("ERR_CONNECTION_REFUSED") &&
          !text.includes("ERR_INCOMPLETE_CHUNKED_ENCODING")
        );
        assert(others.length === 0, others.join("\n"));
      });
    } finally {
      await Deno.remove(data, { recursive: true });
    }
  },
});
