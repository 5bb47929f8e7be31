// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { p } from "../ml/mod.ts";
import { actionOf, Browser } from "./_browse.ts";
import { renderShared } from "./_rendering.ts";
import { locationInTab, locationOf } from "./_sessions.ts";
import {
  actionButton,
  integer,
  linkToPage,
  replaceLink,
  site,
  variable,
} from "./mod.ts";

const count = variable("count", 0);

Deno.test("site.action() can have a parameter of any name", async () => {
  const seen: unknown[] = [];
  const one = site({ style: false });
  const remove = one.action({ id: integer() }, ({ id }) => seen.push(id));
  one.page("/", () => p(actionButton("Remove", remove.with({ id: 7 }))));
  const browser = new Browser(one);
  await browser.post(actionOf(await browser.get("/"), "Remove"));
  assertEquals(seen, [7]);
});

Deno.test("site.action() is for everybody and is told who acts", async () => {
  const one = site({ style: false });
  const seen: unknown[] = [];
  const vote = one.action(
    { choice: integer({ min: 0, max: 1 }) },
    ({ choice }, { frame }) => {
      frame.set(count, frame.get(count) + 1);
      seen.push([choice, frame.tab, frame.location, frame.get(count)]);
    },
  );
  const shared = renderShared(
    "/_tpd2/",
    () => p(actionButton("Yes", vote.with({ choice: 1 }))),
  ).toString();
  one.page("/", (_values, { frame }) => [p(`tab ${frame.tab}`)])
    .page("/shared", () => p(actionButton("No", vote.with({ choice: 0 }))))
    .page("/bad", () => p(actionButton("Bad", vote.with({ choice: 7 }))));
  const browser = new Browser(one);
  await browser.get("/?a=1");
  await browser.get("/?a=1");
  // The page's form says which tab it is.
  await browser.post(
    actionOf(shared, "Yes"),
    new URLSearchParams({ tab: "1" }),
  );
  assertEquals(seen.pop(), [1, 1, "/?a=1", 1]);
  assertStringIncludes(browser.url, "/?a=1&tab=1");
  // So does the page's address, and else the last tab that shows the page.
  await browser.post(actionOf(shared, "Yes"));
  assertEquals(seen.pop(), [1, 1, "/?a=1", 2]);
  browser.url = "http://localhost/?a=1";
  await browser.post(actionOf(shared, "Yes"));
  assertEquals(seen.pop(), [1, 1, "/?a=1", 3]);
  // Who has no frame gets one.
  const stranger = new Browser(one);
  const page = await stranger.get("/shared");
  assertEquals(stranger.cookies.size, 0);
  await stranger.post(actionOf(page, "No"));
  assertEquals(seen.pop(), [0, 1, "/shared", 1]);
  assertStringIncludes(stranger.url, "/shared?tab=1");
  assertEquals(stranger.cookies.size, 1);
  const bad = await stranger.post(actionOf(await stranger.get("/bad"), "Bad"));
  assertEquals(bad.status, 400);
});

Deno.test("replaceLink() shows something else in the place of the page", async () => {
  const one = site({ style: false }).page("/", () => [
    p("Front"),
    p(replaceLink("Help", () => [p("Helping"), p(replaceLink("Back", null))])),
    p(linkToPage("Other", "/other", { params: { n: 1 } })),
  ]).page("/other", () => p("Elsewhere"));
  const browser = new Browser(one);
  const front = await browser.get("/");
  let page = await browser.post(actionOf(front, "Help"));
  assertStringIncludes(page.text, "Helping");
  assertStringIncludes((await browser.get("/")).text, "Front");
  page = await browser.post(actionOf(page, "Back"));
  assertStringIncludes(page.text, "Front");
  assertStringIncludes(page.text, '<a href="/other?n=1&amp;tab=1">Other</a>');
  // Going elsewhere and coming back finds the page itself.
  await browser.post(actionOf(page, "Help"));
  assertStringIncludes(
    (await browser.get("/other?n=1&tab=1")).text,
    "Elsewhere",
  );
  assertStringIncludes((await browser.get("/?tab=1")).text, "Front");
});

Deno.test("the way back never leads to another host", () => {
  const cases: [path: string, query: string, location: string][] = [
    ["/a", "", "/a?tab=1"],
    ["/a b", "tab=1", "/a%20b?tab=1"],
    ["/a", "x=1&tab=7&y=2", "/a?x=1&y=2&tab=1"],
    ["//evil.example/x", "", "/.//evil.example/x?tab=1"],
    ["/\\evil.example", "", "/%5Cevil.example?tab=1"],
    ["/a?b", "", "/a%3Fb?tab=1"],
  ];
  for (const [path, query, location] of cases) {
    assertEquals(locationInTab(locationOf({ path, query }), 1), location);
  }
});

Deno.test("no parameter may be called like the number of the tab", () => {
  const one = site();
  const params = { tab: integer() };
  assertThrows(() => one.page("/", params, () => null), TypeError, '"tab"');
  assertThrows(() => one.action(params, () => {}), TypeError, '"tab"');
});
