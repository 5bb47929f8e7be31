// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { p } from "../ml/mod.ts";
import { actionOf, Browser } from "./_browse.ts";
import { collapser, type Selectable, selectOne, site } from "./mod.ts";

Deno.test("selectOne() runs the action of an item, or replaces the page", async () => {
  let colour = "red";
  const items = (): Selectable[] => [
    ...["red", "green"].map((name) => ({
      label: name,
      action: () => colour = name,
      current: name === colour,
    })),
    { label: "help", replace: () => p("Choose.") },
    { label: "never", action: () => colour = "never", disabled: true },
  ];
  const paint = site({ style: false }).page(
    "/",
    () => selectOne(items(), { class: "colours", id: "colours" }),
  );
  const browser = new Browser(paint);
  const page = await browser.get("/");
  assertMatch(
    page.text,
    /<ul id="colours" class="colours"><li><button [^>]*aria-current="true">red<\/button><\/li>/,
  );
  assertMatch(page.text, /disabled[^>]*>never<\/button>/);
  const after = await browser.post(actionOf(page, "green"));
  assertEquals(colour, "green");
  assertMatch(after.text, /aria-current="true">green</);
  assertStringIncludes(
    (await browser.post(actionOf(after, "help"))).text,
    "<p>Choose.</p>",
  );
});

Deno.test("selectOne() refuses items that say too little or too much", async () => {
  const faults: unknown[] = [];
  const bad = site({ onError: (error) => faults.push(error) })
    .page("/none", () => selectOne([{ label: "x" }]))
    .page(
      "/both",
      () => selectOne([{ label: "x", action: () => {}, replace: null }]),
    );
  for (const path of ["/none", "/both"]) {
    assertEquals((await new Browser(bad).get(path)).status, 500);
    assertMatch(String(faults.pop()), /either an action or/);
  }
});

Deno.test("collapser() is open or not", () => {
  assertEquals(
    collapser("More", "text", { open: true, id: "a", class: "b" }).toString(),
    '<details id="a" class="b" open><summary>More</summary>text</details>',
  );
});
