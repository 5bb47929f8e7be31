// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertMatch } from "@std/assert";
import { serve } from "@tpd2/tpd2/http";
import type { Site } from "@tpd2/tpd2/page";
import { browserAvailable, withBrowser } from "../_tools/browser.ts";
import { stepsOf } from "./guide.ts";

/** The site that the tutorial ends with, from its text. */
async function tutorialSite(folder: string): Promise<Site> {
  const tutorial = new URL("../docs/tutorial.md", import.meta.url);
  for (const step of stepsOf(await Deno.readTextFile(tutorial))) {
    if (step.kind !== "write" || step.file !== "picnic.ts") continue;
    await Deno.writeTextFile(`${folder}/picnic.ts`, step.text);
  }
  const { picnicSite }: { picnicSite: () => Site } = await import(
    `file://${folder}/picnic.ts`
  );
  return picnicSite();
}

Deno.test({
  name: "the page of the tutorial is live, loses nothing, and needs no script",
  ignore: !browserAvailable(),
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      const site = await tutorialSite(folder);
      await using server = await serve(site, { port: 0 });
      await withBrowser(async (browser) => {
        const ada = await browser.newPage();
        const bob = await browser.newPage();
        await ada.goto(server.url);
        await bob.goto(server.url);
        await bob.locator("html[data-live=live]").waitFor();

        // Everybody sees it, and what is half typed stays.
        await bob.fill("[name=what]", "half a sen");
        await ada.click("text=I am coming");
        await bob.locator("#ch-count >> text=1 are coming").waitFor();
        await ada.fill("[name=what]", "<b>bread</b>");
        await ada.click("text=Add");
        await bob.locator("#ch-dishes li").waitFor();
        assertMatch(
          (await bob.textContent("#ch-dishes li"))!,
          /^<b>bread<\/b> from \S+ \S \S+/,
        );
        assertEquals(await bob.inputValue("[name=what]"), "half a sen");

        // What happens while the network is away comes after it.
        await bob.context().setOffline(true);
        for (let count = 2; count < 5; count++) {
          await ada.click("text=I am coming");
          await ada.locator(`#ch-count >> text=${count} are coming`).waitFor();
        }
        await bob.context().setOffline(false);
        await bob.locator("#ch-count >> text=4 are coming").waitFor();

        // Without JavaScript a reload shows what is new.
        const eve = await browser.newPage({ javaScriptEnabled: false });
        await eve.goto(server.url);
        await eve.click("text=I am coming");
        await eve.locator("#ch-count >> text=5 are coming").waitFor();
        await bob.locator("#ch-count >> text=5 are coming").waitFor();

        assertEquals(browser.cspViolations, []);
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
