// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertMatch } from "@std/assert";
import { AxeBuilder } from "@axe-core/playwright";
import { serve } from "@tpd2/tpd2/http";
import { browserAvailable, withBrowser } from "../_tools/browser.ts";
import { docsSite } from "./site.ts";
import { readDocuments } from "./tree.ts";

const tree = await readDocuments(new URL("../", import.meta.url));

Deno.test({
  name: "the documentation can be read and searched, at any size",
  ignore: !browserAvailable(),
  fn: async () => {
    const { site, names } = await docsSite(tree);
    await using server = await serve(site, { port: 0 });
    await withBrowser(async (browser) => {
      for (const colorScheme of ["light", "dark"] as const) {
        for (const width of [360, 1400]) {
          const page = await browser.newPage({
            colorScheme,
            viewport: { width, height: 800 },
          });
          await page.goto(`${server.url}security.html`);
          const { violations } = await new AxeBuilder({ page }).analyze();
          assertEquals(
            violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
            [],
          );
          await page.context().close();
        }
      }

      const phone = await browser.newPage({
        viewport: { width: 360, height: 700 },
      });
      for (const name of names.filter((name) => name.endsWith(".html"))) {
        await phone.goto(server.url + name);
        const overflow = await phone.evaluate(
          "document.documentElement.scrollWidth - innerWidth",
        );
        assertEquals(overflow, 0, name);
      }

      const page = await browser.newPage();
      await page.goto(`${server.url}index.html`);
      await page.keyboard.press("/");
      await page.keyboard.type("smuggle");
      const first = page.locator(".search li a").first();
      await first.waitFor();
      assertMatch((await first.textContent())!, /^Security: Requests/);
      await page.keyboard.press("Enter");
      await page.waitForURL("**/security.html#requests");

      assertEquals(browser.cspViolations, []);
      assertEquals(browser.errors, []);
    });
  },
});
