// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import { serve } from "../http/mod.ts";
import { ProbeClient } from "../http/testdata/probe_client.ts";
import { TestBrowser } from "./testing.ts";
import { messageChannel, type Site, site, stateChannel } from "./mod.ts";
import type { WireEvent } from "./_test_live.ts";

/** A game with a hand of cards for each tab, and a log that all see. */
function game() {
  const hand = stateChannel((frame) => `Hand of ${frame.tab}`, {
    id: "hand",
    perFrame: true,
  });
  const log = messageChannel((text: string) => text, { id: "log" });
  const closed = stateChannel(() => "secret", {
    id: "closed",
    allow: ({ frame }) => Promise.resolve(frame?.tab === 2),
  });
  const table = site({ style: false });
  table.page("/", (_values, { frame }) => [hand.for(frame), log, closed]);
  return { table, hand, log, closed };
}

/** What is missed by who asks with such cursors. */
async function poll(
  browser: TestBrowser,
  cursors: readonly string[],
): Promise<WireEvent[]> {
  const query = new URLSearchParams([
    ["t", "poll"],
    ...cursors.map((cursor): [string, string] => ["c", cursor]),
  ]);
  return await (await browser.fetch(`/_tpd2/live?${query}`)).json();
}

/** The names and texts of events. */
function told(events: readonly WireEvent[]): string[] {
  return events.map(([name, , , , [operation]]) =>
    `${name} ${operation![0]} ${operation![2] ?? ""}`.trim()
  );
}

Deno.test("one request serves several tabs, each by its own frame", async () => {
  const { table, hand, log, closed } = game();
  const browser = new TestBrowser(table);
  const [one, two] = [await browser.open("/"), await browser.open("/")];
  hand.notify();
  closed.notify();
  log.append("first");
  const cursors = [...one.cursors, ...two.cursors];
  const after = told(await poll(browser, cursors)).sort();
  assertEquals(after, [
    "closed content secret",
    "closed@1 gone",
    "hand@1 content Hand of 1",
    "hand@2 content Hand of 2",
    'log append <li id="ch-log-1">first</li>',
  ]);
  // Each takes what is its own.
  await one.listen({ transport: "poll" });
  await two.listen({ transport: "poll" });
  await one.update();
  await two.update();
  assertEquals(
    [one, two].map((page) => page.textOf("ch-hand")),
    ["Hand of 1", "Hand of 2"],
  );
});

Deno.test("nobody is served the tabs of somebody else", async () => {
  const { table, hand, log } = game();
  const page = await new TestBrowser(table).open("/");
  const stranger = new TestBrowser(table);
  await stranger.open("/");
  const cursors = page.cursors.map((cursor) => cursor.replace("@1", "@7"));
  hand.notify();
  log.append("public");
  assertEquals(told(await poll(stranger, cursors)).sort(), [
    "closed@7 gone",
    "hand@7 gone",
    'log append <li id="ch-log-1">public</li>',
  ]);
  // The same number is another tab with another visitor.
  const [own] = await poll(stranger, page.cursors.slice(0, 1));
  assertEquals(own?.[4][0]?.[2], "Hand of 1");
  assertEquals(table.frames.stats(), { visitors: 2, acted: 0, frames: 2 });
});

Deno.test("a channel that several tabs show is told once, from where the least stands", async () => {
  const { table, log } = game();
  const browser = new TestBrowser(table);
  for (const text of ["a", "b", "c"]) log.append(text);
  const at = (tab: string, counter: number) =>
    `log${tab}~${log.epoch}:${counter}`;
  const events = await poll(browser, [at("@1", 2), at("", 1), at("@2", 3)]);
  assertEquals(told(events), [
    'log append <li id="ch-log-2">b</li>',
    'log append <li id="ch-log-3">c</li>',
  ]);
});

for (const transport of ["stream", "poll"]) {
  Deno.test(`who logs out is let go from what was for the account alone, by ${transport}`, async () => {
    const inbox = stateChannel(() => "letters", {
      id: "inbox",
      allow: ({ visitor }) => visitor?.account === "ada",
    });
    const news = stateChannel(() => "for all", { id: "news" });
    const office = site({ style: false });
    const visitor = office.frames.createVisitor();
    office.frames.changeAccount(visitor, "ada");
    const listen = (cursor: string) => {
      const cookie = `tpd2=${office.frames.secretOf(visitor)}`;
      const url = `http://localhost/_tpd2/live?t=${transport}&c=${cursor}`;
      return office.fetch(new Request(url, { headers: { cookie } }));
    };
    const [guarded, open] = [
      await listen(inbox.cursor),
      await listen(news.cursor),
    ];
    assertEquals(office.live.stats().subscribers, 2);
    office.frames.changeAccount(visitor, null);
    // Only the one that was let in by the account has to ask again.
    assertEquals(office.live.stats().subscribers, 1);
    inbox.notify();
    assert(!(await guarded.text()).includes("letters"));
    const again = (await listen(inbox.cursor)).body!.getReader();
    let text = "";
    while (!text.includes("gone")) {
      text += new TextDecoder().decode((await again.read()).value);
    }
    assert(!text.includes("letters"));
    await again.cancel();
    await open.body!.cancel();
    assertEquals(office.live.stats().subscribers, 0);
  });
}

for (const transport of ["deno", "epoll"] as const) {
  Deno.test({
    name:
      `a server that shuts down ends streams and answers polls over ${transport}`,
    ignore: transport === "epoll" && Deno.build.os !== "linux",
    async fn() {
      const { table, log } = game();
      const server = await serve(table, {
        hostname: "127.0.0.1",
        port: 0,
        transport,
      });
      using stream = await ProbeClient.connect(server.port);
      using poll = await ProbeClient.connect(server.port);
      const ask = (kind: string) =>
        `GET /_tpd2/live?t=${kind}&c=${log.cursor} HTTP/1.1\r\nHost: a\r\n\r\n`;
      await stream.send(ask("stream"));
      await poll.send(ask("poll"));
      await until(table, 2);
      await server.shutdown();
      const [streamed] = await stream.responses(1);
      const [polled] = await poll.responses(1);
      assertEquals(polled?.body, "[]");
      assertEquals(streamed?.body.startsWith("retry: "), true);
      for (const client of [stream, poll]) {
        assertEquals(await client.read(), false);
        assertEquals(client.failure, null);
      }
      assertEquals(table.live.stats().subscribers, 0);
    },
  });
}

async function until(table: Site, subscribers: number): Promise<void> {
  while (table.live.stats().subscribers !== subscribers) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
