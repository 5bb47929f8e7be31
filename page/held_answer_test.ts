// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { redirect, reply, setCookieField, withFields } from "../http/mod.ts";
import { p } from "../ml/mod.ts";
import { TestClock } from "../net/testing.ts";
import { actionOf, Browser } from "./_browse.ts";
import { actionButton, site, type VisitorOptions } from "./mod.ts";

function setUp(visitors: VisitorOptions = {}) {
  const clock = new TestClock();
  const cancelled: string[] = [];
  const endless = () =>
    new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array([0x61])),
      cancel: () => void cancelled.push("export"),
    });
  const shop = site({ style: false, clock, visitors, onError() {} });
  shop.page("/", () =>
    p(
      actionButton("Export", () =>
        new Response("a;b", {
          headers: {
            "content-type": "text/csv",
            "content-disposition": 'attachment; filename="a.csv"',
          },
        })),
      actionButton("Text", () => reply("plain", { status: 403 })),
      actionButton("Nothing", () => new Response(null, { status: 204 })),
      actionButton("Leave", () =>
        withFields(redirect("/elsewhere"), [
          setCookieField({ name: "theme", value: "dark" }),
        ])),
      actionButton("Endless", () => new Response(endless())),
    ));
  return { shop, clock, cancelled };
}

/** Presses a button as the script of a page does; returns where that leads. */
async function press(browser: Browser, label: string): Promise<string> {
  const page = await browser.get("/");
  return JSON.parse((await browser.act(actionOf(page, label))).text).go;
}

Deno.test("an action that returns a file has the browser fetch it, once", async () => {
  const browser = new Browser(setUp().shop);
  const place = await press(browser, "Export");
  const file = await browser.send(place, {});
  assertEquals([file.status, file.text], [200, "a;b"]);
  assertEquals(
    file.headers.get("content-disposition"),
    'attachment; filename="a.csv"',
  );
  assertEquals(file.headers.get("cache-control"), "no-store");
  const again = await browser.send(place, {});
  assertEquals(again.status, 410);
  assert(again.text.includes("Cannot show this any more"));
});

Deno.test("what an action answers as a whole can be loaded again, with its status", async () => {
  const browser = new Browser(setUp().shop);
  const place = await press(browser, "Text");
  for (let i = 0; i < 2; i++) {
    const { status, text } = await browser.send(place, {});
    assertEquals([status, text], [403, "plain"]);
  }
});

Deno.test("an action that answers with nothing leaves the page as it is", async () => {
  const browser = new Browser(setUp().shop);
  const page = await browser.get("/");
  const answer = await browser.act(actionOf(page, "Nothing"));
  assertEquals([answer.status, answer.text], [200, "[]"]);
});

Deno.test("an action that leads elsewhere takes its cookies along", async () => {
  const browser = new Browser(setUp().shop);
  assertEquals(await press(browser, "Leave"), "/elsewhere");
  assertEquals(browser.cookies.get("theme"), "dark");
  assertEquals(browser.cookies.size, 2);
});

Deno.test("an answer is for who acted alone", async () => {
  const { shop } = setUp();
  const [one, two] = [new Browser(shop), new Browser(shop)];
  await two.get("/");
  assertNotEquals(one.cookies, two.cookies);
  const place = await press(one, "Export");
  assertEquals((await two.send(place, {})).status, 410);
  assertEquals((await new Browser(shop).send(place, {})).status, 410);
  assertEquals((await one.send(place, {})).text, "a;b");
});

Deno.test("answers that nobody fetches are let go of, by time and by number", async () => {
  const { shop, clock, cancelled } = setUp({ maxAnswers: 2, answerGrace: 500 });
  const browser = new Browser(shop);
  const places: string[] = [];
  for (let i = 0; i < 3; i++) places.push(await press(browser, "Endless"));
  assertEquals(cancelled.length, 1);
  assertEquals((await browser.send(places[0]!, {})).status, 410);
  clock.advance(500);
  for (const place of places) {
    assertEquals((await browser.send(place, {})).status, 410);
  }
  assertEquals(cancelled.length, 3);
});
