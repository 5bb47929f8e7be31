// Copyright 2026 the tpd2 authors. MIT license.

/**
 * What makes a page pleasant whoever opens it: nothing jumps, nothing blocks, it
 * is small, and it says what it is. And open pages follow the files.
 */

import { assert, assertEquals } from "@std/assert";
import { AxeBuilder } from "@axe-core/playwright";
import { browserAvailable, withBrowser } from "../_tools/browser.ts";
import { BlogProcess } from "./testdata/blog_process.ts";

const ignore = !browserAvailable();
const PICTURE = new URL("./testdata/entries/nested/dot.png", import.meta.url);

/** What a page transfers at most, pictures apart, in bytes. */
const MAX_TRANSFER = 50_000;

/** An entry that is long, has pictures, tables, code and footnotes, and is new. */
function entryText(title: string): string {
  const part = (n: number) =>
    `## Part ${n}

${"Words of a paragraph that is as long as people write them. ".repeat(9)}

![A picture](dot.png)

| a | b |
| - | - |
| ${n} | 2 |

\`\`\`ts
const answer: number = ${n}; // A comment.
\`\`\`
`;
  const parts = Array.from({ length: 8 }, (_, i) => part(i + 1));
  return `---\ntitle: ${title}\ndate: ${
    new Date(Date.now() - 1000).toISOString()
  }\ntags: [a, b]\n---\nFirst[^1] words.\n\n${
    parts.join("\n")
  }\n[^1]: A note.\n`;
}

async function withDirectory(
  fn: (directory: string) => Promise<void>,
): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await Deno.copyFile(PICTURE, `${directory}/dot.png`);
    await fn(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** Runs in the page: what it is, and what it took to show it. */
const MEASURE = `new Promise((resolve) => {
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  const all = [
    ...performance.getEntriesByType("navigation"),
    ...performance.getEntriesByType("resource"),
  ].filter(({ name }) => !/\\.png$|\\/live\\?/.test(name));
  window.scrollTo(0, document.body.scrollHeight);
  requestAnimationFrame(() => requestAnimationFrame(() => resolve({
    shift,
    transfer: all.reduce((sum, { transferSize }) => sum + transferSize, 0),
    blocking: all.filter(({ initiatorType, renderBlockingStatus }) =>
      initiatorType === "script" && renderBlockingStatus === "blocking").length,
    scripts: [...document.scripts].filter(({ type, defer }) =>
      !/json/.test(type) && !defer).length,
    headings: document.querySelectorAll("h1").length,
    lang: document.documentElement.lang,
    viewport: document.querySelector("meta[name=viewport]")?.content ?? "",
    description: document.querySelector("meta[name=description]")?.content ?? "",
    unsized: [...document.images].filter((image) =>
      !image.hasAttribute("width") || !image.hasAttribute("height")).length,
    images: document.images.length,
    unnamed: [...document.querySelectorAll("a, button, img")].filter((element) =>
      !element.textContent.trim() && !element.ariaLabel &&
      !element.hasAttribute("alt")).length,
  })));
})`;

interface Measured {
  shift: number;
  transfer: number;
  blocking: number;
  scripts: number;
  headings: number;
  lang: string;
  viewport: string;
  description: string;
  unsized: number;
  images: number;
  unnamed: number;
}

Deno.test({
  name: "pages are small, say what they are, and neither jump nor block",
  ignore,
  fn: () =>
    withDirectory(async (directory) => {
      await Deno.writeTextFile(`${directory}/long.md`, entryText("Long"));
      await using blog = new BlogProcess([
        directory,
        "--port=0",
        "--lang=en-GB",
        "--description=What I learn",
      ]);
      const url = await blog.ready();
      await withBrowser(async (browser) => {
        const page = await browser.newPage({
          viewport: { width: 390, height: 700 },
        });
        for (
          const path of [
            "",
            "long",
            "latest",
            "archive",
            "tags",
            "tags/a",
            "search",
          ]
        ) {
          await page.goto(url + path, { waitUntil: "load" });
          const seen: Measured = await page.evaluate(MEASURE);
          assertEquals(seen.shift, 0, path);
          assert(seen.transfer > 0 && seen.transfer < MAX_TRANSFER, path);
          assertEquals([seen.blocking, seen.scripts], [0, 0], path);
          assertEquals(seen.headings, 1, path);
          assertEquals(seen.lang, "en-GB");
          assert(seen.viewport.includes("width=device-width"));
          assert(seen.description !== "", path);
          assertEquals(seen.unsized, 0, path);
          assertEquals(seen.images, path === "" || path === "long" ? 8 : 0);
          assertEquals(seen.unnamed, 0, path);
          for (const colorScheme of ["light", "dark"] as const) {
            await page.emulateMedia({ colorScheme });
            const { violations } = await new AxeBuilder({ page }).analyze();
            assertEquals(
              violations.map(({ id, nodes }) => [path, id, nodes[0]?.html]),
              [],
            );
          }
        }
        assertEquals(browser.cspViolations, []);
        assertEquals(browser.errors, []);
      });
    }),
});

Deno.test({
  name: "open pages follow the files without being loaded again",
  ignore,
  fn: () =>
    withDirectory(async (directory) => {
      const one = `${directory}/one.md`;
      await Deno.writeTextFile(one, entryText("One"));
      await using blog = new BlogProcess([directory, "--port=0"]);
      const url = await blog.ready();
      await withBrowser(async (browser) => {
        const entry = await browser.newPage();
        const front = await browser.newPage();
        await entry.goto(`${url}one#part-3`);
        await front.goto(url);
        for (const page of [entry, front]) {
          page.setDefaultTimeout(20_000);
          await page.waitForSelector("html[data-live=live]");
          await page.evaluate("window.same = true");
        }
        await Deno.writeTextFile(one, entryText("Changed"));
        await entry.waitForSelector("h1:text-is('Changed')");
        await front.waitForSelector("h2 >> text=Changed");
        await Deno.writeTextFile(`${directory}/two.md`, entryText("Two"));
        await front.waitForSelector("h2 >> text=Two");
        await Deno.remove(one);
        await entry.waitForSelector("text=This is no longer here.");
        for (const page of [entry, front]) {
          assertEquals(await page.evaluate("window.same"), true);
        }
        assertEquals(browser.cspViolations, []);
        assertEquals(browser.errors, []);
      });
    }),
});

Deno.test({
  name: "pages are whole without JavaScript",
  ignore,
  fn: () =>
    withDirectory(async (directory) => {
      await Deno.writeTextFile(`${directory}/one.md`, entryText("One"));
      await using blog = new BlogProcess([directory, "--port=0"]);
      const url = await blog.ready();
      await withBrowser(async (browser) => {
        const page = await browser.newPage({ javaScriptEnabled: false });
        await page.goto(url);
        await page.click("h2 >> text=One");
        await page.waitForSelector("h1:text-is('One')");
        await page.click(".note a");
        assertEquals(new URL(page.url()).hash, "#fn-1");
        assertEquals(browser.errors, []);
      });
    }),
});
