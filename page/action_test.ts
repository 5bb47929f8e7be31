// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { HttpError } from "../http/exchange.ts";
import { redirect, type Reply } from "../http/reply.ts";
import { body, h1, head, html, li, p, title, ul } from "../ml/mod.ts";
import { TestClock } from "../net/test_clock.ts";
import { actionOf, Browser } from "./_browse.ts";
import { MemoryExchange } from "./_memory_exchange.ts";
import { renderRegion, renderShared } from "./_rendering.ts";
import {
  actionButton,
  actionLink,
  type Frame,
  integer,
  type Site,
  site,
  type SiteOptions,
  variable,
} from "./mod.ts";

const count = variable("count", 0);

function counter(options: SiteOptions = {}): Site {
  return site({ style: false, ...options }).page(
    "/",
    (_values, { frame }) =>
      p(
        `Count ${frame.get(count)} `,
        actionButton("More", () => frame.set(count, frame.get(count) + 1)),
      ),
  );
}

Deno.test("actionButton() acts and goes back to the page when there is no script", async () => {
  const browser = new Browser(counter());
  let page = await browser.get("/");
  assertStringIncludes(page.text, "Count 0");
  page = await browser.post(actionOf(page, "More"));
  assertEquals(page.status, 200);
  assertStringIncludes(page.text, "Count 1");
  assertStringIncludes(browser.url, "/?tab=1");
  page = await browser.post(actionOf(page, "More"));
  assertStringIncludes(page.text, "Count 2");
});

Deno.test("actionButton() belongs to one empty form of the page", async () => {
  const two = site({ style: false }).page("/", () => [
    p(actionButton("One", () => {}, { class: "big", id: "one" })),
    p(actionLink("Two", () => {}, { description: "Two more", current: true })),
  ]);
  const { text, headers } = await new Browser(two).get("/");
  assertMatch(
    text,
    /<p><button type="submit" form="tpd2-actions" formaction="\/_tpd2\/action\/[\w-]{22}\?tab=1" id="one" class="big">One<\/button><\/p>/,
  );
  assertMatch(
    text,
    /class="tpd2-link" aria-label="Two more" aria-current="true">Two<\/button>/,
  );
  assertStringIncludes(
    text,
    '</main><form id="tpd2-actions" method="post" data-tab="1" hidden>' +
      '<input type="hidden" name="tab" value="1"></form>',
  );
  assertEquals(headers.get("cache-control"), "no-store");
});

Deno.test("a page that needs no frame has no cookie and no form", async () => {
  const plain = site().page("/", () => h1("Hello"));
  for (const path of ["/", "/?tab=1"]) {
    const { headers, text } = await new Browser(plain).get(path);
    assertEquals(headers.getSetCookie(), []);
    assert(!text.includes("<form"));
  }
  const { headers } = await new Browser(plain).get("/");
  assertEquals(headers.get("cache-control"), null);
  assertEquals(plain.frames.stats(), { visitors: 0, acted: 0, frames: 0 });
});

Deno.test("the form of the buttons stands in documents and in bare content", async () => {
  const both = site()
    .page(
      "/document",
      () =>
        html(
          { lang: "en" },
          head(title("t")),
          body(p(actionButton("Go", () => {}))),
        ),
    )
    .page("/bare", () => p(actionButton("Go", () => {})), { layout: false });
  const browser = new Browser(both);
  const document = await browser.get("/document");
  assertMatch(
    document.text,
    /<\/p><form id="tpd2-actions".*<\/form>.*<\/body><\/html>$/,
  );
  const bare = await browser.get("/bare");
  assertMatch(bare.text, /<\/p><form id="tpd2-actions".*<\/form>/);
});

Deno.test("an action of another visitor or another tab cannot be chosen", async () => {
  const one = counter();
  const ada = new Browser(one);
  const eve = new Browser(one);
  const action = actionOf(await ada.get("/"), "More");
  await eve.get("/");
  assertEquals((await eve.post(action)).status, 410);
  await ada.get("/");
  const other = action.replace("tab=1", "tab=2");
  assertNotEquals(other, action);
  assertEquals((await ada.post(other)).status, 410);
  assertStringIncludes((await ada.get("/?tab=1")).text, "Count 0");
  assertStringIncludes((await ada.get("/?tab=2")).text, "Count 0");
});

Deno.test("two tabs are two frames of one visitor", async () => {
  const browser = new Browser(counter());
  const first = await browser.get("/");
  const second = await browser.get("/");
  await browser.post(actionOf(first, "More"));
  assertStringIncludes((await browser.get("/?tab=1")).text, "Count 1");
  assertStringIncludes((await browser.get("/?tab=2")).text, "Count 0");
  await browser.post(actionOf(second, "More"));
  assertStringIncludes((await browser.get("/?tab=2")).text, "Count 1");
});

Deno.test("an action that expired says so and offers the page again", async () => {
  const clock = new TestClock();
  const browser = new Browser(counter({ clock }));
  const page = await browser.get("/?from=mail&x=%20");
  clock.advance(1_800_000);
  const answer = await browser.post(actionOf(page, "More"));
  assertEquals(answer.status, 410);
  assertStringIncludes(answer.text, "offered too long ago");
  assertStringIncludes(
    answer.text,
    '<a href="/?from=mail&amp;x=%20">Go to the page as it is now</a>',
  );
  const again = await browser.act(actionOf(page, "More"));
  assertEquals(again.status, 410);
  assertEquals(JSON.parse(again.text).go, "/?from=mail&x=%20");
});

Deno.test("actions of what was rendered again end after the grace period", async () => {
  const clock = new TestClock();
  const browser = new Browser(
    counter({ clock, visitors: { actionGrace: 60_000 } }),
  );
  const old = actionOf(await browser.get("/"), "More");
  await browser.get("/?tab=1");
  clock.advance(59_999);
  assertStringIncludes((await browser.post(old)).text, "Count 1");
  clock.advance(1);
  assertEquals((await browser.post(old)).status, 410);
});

Deno.test("actions of a region end on their own", async () => {
  const clock = new TestClock();
  const one = site({ clock, visitors: { actionGrace: 1000 } });
  let frame: Frame | undefined;
  let chosen = "";
  one.page("/", (_values, context) => {
    frame = context.frame;
    return p(actionButton("Page", () => chosen = "page"));
  });
  const browser = new Browser(one);
  const page = actionOf(await browser.get("/"), "Page");
  const render = (label: string) =>
    renderRegion(
      frame!,
      "hand",
      () => actionButton(label, () => chosen = label),
    ).toString();
  const first = actionOf(render("first"), "first");
  const second = actionOf(render("second"), "second");
  await browser.post(first);
  assertEquals(chosen, "first");
  clock.advance(1000);
  assertEquals((await browser.post(first)).status, 410);
  const again = await browser.post(second);
  assertEquals(chosen, "second");
  await browser.post(actionOf(again, "Page"));
  assertEquals(chosen, "page");
  // The page was rendered again by all this; the hand was not.
  await browser.post(second);
  assertEquals(chosen, "second");
  assertEquals((await browser.post(page)).status, 410);
});

Deno.test("a frame has no more actions than it may have", async () => {
  const faults: unknown[] = [];
  const many = site({
    visitors: { maxActions: 3 },
    onError: (error) => faults.push(error),
  }).page(
    "/",
    { count: integer() },
    ({ count }) =>
      ul(
        Array.from({ length: count }, (_, i) =>
          li(actionButton(`b${i}`, () => {}))),
      ),
  );
  const browser = new Browser(many);
  assertEquals((await browser.get("/?count=3")).status, 200);
  // What is on its way out makes room.
  assertEquals((await browser.get("/?count=3&tab=1")).status, 200);
  assertEquals((await browser.get("/?count=4&tab=1")).status, 500);
  assertMatch(String(faults[0]), /Cannot add an action/);
});

Deno.test("an action cannot be made where nothing is rendered, or for everybody", async () => {
  assertThrows(
    () => actionButton("x", () => {}),
    TypeError,
    "no page is being rendered",
  );
  assertThrows(
    () => renderShared("/_tpd2/", () => actionButton("x", () => {})),
    TypeError,
    "for everybody",
  );
  const one = site({ onError() {} }).page("/", async (_values, context) => {
    await Promise.resolve();
    assertThrows(() => actionButton("x", () => {}), TypeError, "{ context }");
    return p(actionButton("Later", () => {}, { context }));
  });
  assertEquals((await new Browser(one).get("/")).status, 200);
});

Deno.test("concurrent renderings keep their actions apart", async () => {
  const gate = Promise.withResolvers<void>();
  const slow = site().page("/slow", async (_values, context) => {
    const before = actionButton("Before", () => {});
    await gate.promise;
    return [p(before), p(actionButton("After", () => {}, { context }))];
  }).page("/fast", () => p(actionButton("Fast", () => {})));
  const ada = new Browser(slow);
  const bob = new Browser(slow);
  const pending = ada.get("/slow");
  const fast = await bob.get("/fast");
  gate.resolve();
  const page = await pending;
  for (const label of ["Before", "After"]) {
    assertEquals((await ada.post(actionOf(page, label))).status, 200);
    assertEquals((await bob.post(actionOf(page, label))).status, 410);
  }
  assertEquals((await bob.post(actionOf(fast, "Fast"))).status, 200);
});

Deno.test("an action may answer by itself, and a script is told where to go", async () => {
  const one = site({ style: false }).page("/", () =>
    p(
      actionButton("Go", () => redirect("/there")),
      actionButton("Stay", () => {}),
    ));
  const browser = new Browser(one);
  const page = await browser.get("/");
  const act = async (label: string) =>
    (await browser.act(actionOf(page, label))).text;
  assertEquals(JSON.parse(await act("Go")), { go: "/there" });
  assertEquals(JSON.parse(await act("Stay")), { go: "/?tab=1" });
  one.onActed((frame, exchange) => [[frame.tab, exchange.field("tpd2-live")]]);
  assertEquals(JSON.parse(await act("Stay")), [[1, "1"]]);
  assertEquals(JSON.parse(await act("Go")), { go: "/there" });
});

Deno.test("an action that refuses says why, as a page or to a script", async () => {
  const one = site({ style: false }).page(
    "/",
    () =>
      p(actionButton("Move", () => {
        throw new HttpError(409, "Cannot move: it is too late");
      })),
  );
  const browser = new Browser(one);
  const page = await browser.get("/");
  const shown = await browser.post(actionOf(page, "Move"));
  assertEquals(shown.status, 409);
  assertStringIncludes(shown.text, "Cannot move: it is too late");
  const told = await browser.act(actionOf(page, "Move"));
  assertEquals(told.status, 409);
  assertEquals(JSON.parse(told.text), {
    go: "/?tab=1",
    error: "Cannot move: it is too late",
  });
});

Deno.test("a page with a frame is answered at once, and for one visitor alone", () => {
  const one = site().page(
    "/",
    (_values, { frame }) => p(frame.tab, " ", actionButton("Go", () => {})),
    { fields: { "cache-control": "public, max-age=60" } },
  );
  const first = one.handle(new MemoryExchange("/")) as Reply;
  const [name, cookie] = first.extra![0]!;
  assertEquals(name, "set-cookie");
  assertEquals(first.fields.get("cache-control"), "no-store");
  const fields = { cookie: cookie.split(";")[0]! };
  const again = one.handle(
    new MemoryExchange("/?tab=1", { fields }),
  ) as Reply;
  assertEquals(again.extra, null);
  assert(again.fields === first.fields);
  assertStringIncludes(String(again.body), "<p>1 <button");
  assertEquals(one.frames.stats(), { visitors: 1, acted: 0, frames: 1 });
});

Deno.test("buttons lead where they are told, whatever is chosen when", async () => {
  // A model: each tab counts its own clicks, the visitor counts all of them.
  const all = variable("all", 0);
  const step = fc.record({
    tab: fc.nat(2),
    wait: fc.nat(40_000),
    old: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const clock = new TestClock();
      const one = site({ clock, style: false }).page(
        "/",
        (_values, { frame, visitor }) =>
          p(
            `${frame.get(count)} of ${visitor.get(all)} `,
            actionButton("More", () => {
              frame.set(count, frame.get(count) + 1);
              visitor.set(all, visitor.get(all) + 1);
            }),
          ),
      );
      const browser = new Browser(one);
      const tabs: { clicks: number; actions: [id: string, since: number][] }[] =
        [];
      for (let i = 0; i < 3; i++) {
        const action = actionOf(await browser.get("/"), "More");
        tabs.push({ clicks: 0, actions: [[action, Infinity]] });
      }
      let total = 0;
      for (const { tab, wait, old } of steps) {
        clock.advance(wait);
        const { actions } = tabs[tab]!;
        const [action, retired] = actions.at(old ? 0 : -1)!;
        const page = await browser.post(action);
        if (clock.now() - retired >= 60_000) {
          assertEquals(page.status, 410);
          continue;
        }
        const clicks = ++tabs[tab]!.clicks;
        assertStringIncludes(page.text, `${clicks} of ${++total} `);
        actions.at(-1)![1] = clock.now();
        actions.push([actionOf(page, "More"), Infinity]);
      }
    }),
    { numRuns: 40 },
  );
});
