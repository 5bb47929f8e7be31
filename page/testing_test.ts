// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { serve } from "../http/server.ts";
import { TestClock } from "../net/testing.ts";
import { button, form, h1, input, p } from "../ml/mod.ts";
import { redirect } from "../http/reply.ts";
import type { WireEvent } from "./_test_live.ts";
import { actionButton } from "./action_markup.ts";
import { navigateTo } from "./fragment.ts";
import { messageChannel } from "./message_channel.ts";
import { type Site, site } from "./site.ts";
import type { SiteOptions } from "./site_options.ts";
import { stateChannel } from "./state_channel.ts";
import { string } from "./string.ts";
import { TestBrowser } from "./testing.ts";
import { variable } from "./variable.ts";

const cards = variable("cards", 0);

/** A site with a counter for all, a hand for each tab, a log and a chat. */
function table(options: SiteOptions = {}): Site {
  const table = site(options);
  let count = 0;
  const more = table.action(() => {
    count++;
    counter.notify();
  });
  const counter = stateChannel(
    () => ["Count: ", count, " ", actionButton("More", more)],
    { id: "count" },
  );
  const hand = stateChannel((frame) => [
    p("Cards: ", frame.get(cards)),
    actionButton("Draw", ({ frame }) => {
      frame.set(cards, frame.get(cards) + 1);
      hand.notify();
      log.append(`tab ${frame.tab} drew`);
    }),
  ], { id: "hand", perFrame: true });
  const log = messageChannel((text: string) => text, { id: "log" });
  table.page("/", (_values, { frame }) => [
    h1("Table"),
    counter,
    hand.for(frame),
    log,
    form(
      { method: "post", action: "/say" },
      input({ name: "text", "aria-label": "Text" }),
      button("Say"),
    ),
  ]);
  table.page("/end", () => h1("The end"));
  table.on("POST", "/say", { text: string() }, ({ text }) => {
    if (text === "end") log.send(navigateTo("/end"));
    else log.append(text);
    return redirect("/");
  });
  return table;
}

for (const transport of ["stream", "poll"] as const) {
  Deno.test(`TestBrowser shows two visitors what the other does, by ${transport}`, async () => {
    const example = table();
    const ann = await new TestBrowser(example).open("/");
    const bob = await new TestBrowser(example).open("/");
    await bob.listen({ transport });
    await ann.listen({ transport });
    await ann.press("More");
    assertStringIncludes(ann.textOf("ch-count")!, "Count: 1");
    await bob.update();
    assertStringIncludes(bob.textOf("ch-count")!, "Count: 1");
    // Not as the other sees it, and the page stays where it is.
    await bob.press("Draw");
    await bob.press("Draw");
    assertStringIncludes(bob.textOf("ch-hand")!, "Cards: 2");
    assertEquals(bob.textOf("ch-log"), "tab 1 drewtab 1 drew");
    while (ann.textOf("ch-log") !== bob.textOf("ch-log")) await ann.update();
    assertStringIncludes(ann.textOf("ch-hand")!, "Cards: 0");
    await ann.close();
    await bob.close();
    assertEquals(example.live.stats().subscribers, 0);
  });
}

Deno.test("TestBrowser acts without scripts while it does not listen", async () => {
  const example = table();
  const page = await new TestBrowser(example).open("/");
  await page.press("More");
  assertEquals(page.location.split("?")[0], "/");
  assertStringIncludes(page.textOf("ch-count")!, "Count: 1");
  await page.press("Draw");
  assertStringIncludes(page.textOf("ch-hand")!, "Cards: 1");
  await page.submit({ text: "Hello <all>" });
  assertEquals(page.textOf("ch-log"), "tab 1 drewHello <all>");
  await assertRejects(() => page.press("Fold"), TypeError, 'button "Fold"');
  await assertRejects(() => page.submit({ none: "" }), TypeError, "form");
  await assertRejects(() => page.follow("Home"), TypeError, 'link "Home"');
});

Deno.test("TestPage.update() goes where the page is sent", async () => {
  const example = table();
  const page = await new TestBrowser(example).open("/");
  await page.listen();
  const other = await new TestBrowser(example).open("/");
  await other.press("Say", { text: "end" });
  await page.update();
  assertEquals(page.location, "/end");
  await page.close();
});

Deno.test("TestPage.listen() gets what came while it did not listen", async () => {
  const example = table();
  const page = await new TestBrowser(example).open("/");
  const other = await new TestBrowser(example).open("/");
  await page.listen();
  await page.close();
  for (const text of ["one", "two", "three"]) await other.submit({ text });
  await page.listen();
  while (!page.textOf("ch-log")!.includes("three")) await page.update();
  assertEquals(page.textOf("ch-log"), "onetwothree");
  await page.close();
});

Deno.test("Site.live keeps a frame alive that listens, and lets go of one that left", async () => {
  const clock = new TestClock();
  const example = table({ clock, visitors: { frameIdle: 60_000 } });
  const page = await new TestBrowser(example).open("/");
  await page.listen();
  await page.press("Draw");
  clock.advance(600_000);
  await page.press("Draw");
  assertStringIncludes(page.textOf("ch-hand")!, "Cards: 2");
  await page.close();
  assertEquals(example.live.stats().subscribers, 0);
  // A short absence does no harm, a long one is the end.
  clock.advance(59_000);
  await page.listen();
  await page.press("Draw");
  assertStringIncludes(page.textOf("ch-hand")!, "Cards: 3");
  await page.close();
  clock.advance(61_000);
  await page.reload();
  assertStringIncludes(page.textOf("ch-hand")!, "Cards: 0");
  assertEquals(clock.pending, 0);
});

Deno.test("Site.live refuses a channel per frame to who has no such frame", async () => {
  const example = table();
  const page = await new TestBrowser(example).open("/");
  const query = page.cursors.map((cursor) => `c=${encodeURIComponent(cursor)}`)
    .join("&").replaceAll(/%3A\d+/g, "%3A9");
  const stranger = new TestBrowser(example);
  const response = await stranger.fetch(`/_tpd2/live?t=poll&${query}`);
  const events = await response.json();
  const verbs = Object.fromEntries(
    events.map((event: WireEvent) => [event[0], event[4][0]![0]]),
  );
  assertEquals(verbs, {
    "hand@1": "gone",
    count: "content",
    log: "content",
  });
});

Deno.test("Site.live streams and polls over a port, to clients of HTTP/1.1 and 1.0", async () => {
  const example = table();
  await using server = await serve(example, { port: 0 });
  const overPort = {
    fetch: (request: Request) => {
      const url = new URL(request.url);
      return fetch(new URL(url.pathname + url.search, server.url), {
        method: request.method,
        headers: [...request.headers].filter(([name]) => name !== "origin"),
        redirect: "manual",
        ...(request.body === null ? {} : { body: request.body }),
      });
    },
  };
  for (const transport of ["stream", "poll"] as const) {
    const page = await new TestBrowser(overPort).open("/");
    await page.listen({ transport });
    const waiting = page.update();
    const other = await new TestBrowser(example).open("/");
    await other.submit({ text: transport });
    await waiting;
    assert(page.textOf("ch-log")!.endsWith(transport));
    await page.close();
  }
  // A proxy that speaks HTTP/1.0 gets a body that ends with the connection.
  const page = await new TestBrowser(example).open("/");
  const cursor = page.cursors.find((cursor) => cursor.startsWith("log@1~"))!;
  const { hostname, port } = new URL(server.url);
  using old = await Deno.connect({ hostname, port: Number(port) });
  const target = `/_tpd2/live?t=poll&c=${encodeURIComponent(cursor)}`;
  await old.write(
    new TextEncoder().encode(`GET ${target} HTTP/1.0\r\nhost: x\r\n\r\n`),
  );
  const answer = new Response(old.readable).text();
  while (example.live.stats().polls === 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const other = await new TestBrowser(example).open("/");
  await other.submit({ text: "old" });
  const text = await answer;
  assert(!text.toLowerCase().includes("transfer-encoding"));
  const body = JSON.parse(text.slice(text.indexOf("\r\n\r\n")));
  assertStringIncludes(body[0][4][0][2], ">old<");
  while (example.live.stats().subscribers > 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
});
