// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { exchangeFromRequest } from "../http/fetch.ts";
import { b, p, renderToString, ul } from "../ml/mod.ts";
import { movesBetween } from "./_reordering.ts";
import { TestDocument } from "./_test_document.ts";
import { LivePage, type WireEvent } from "./_test_live.ts";
import type { Channel } from "./channel.ts";
import {
  appendTo,
  insertAfter,
  insertBefore,
  navigateTo,
  prependTo,
  removeElement,
  replaceContent,
  replaceElement,
  setAttribute,
  setText,
  setTitle,
} from "./fragment.ts";
import { listChannel } from "./list_channel.ts";
import { messageChannel } from "./message_channel.ts";
import { stateChannel } from "./state_channel.ts";
import fc from "fast-check";

/** A page that shows a channel. */
function pageOf(channel: Channel): LivePage {
  return new LivePage(new TestDocument(renderToString(channel)));
}

/** What a page lacks that showed the channel when it had come so far. */
function missedSince(channel: Channel, counter: number): WireEvent[] {
  channel.settle();
  if (counter === channel.counter) return [];
  return channel.missed(counter, null).map(({ json }) => JSON.parse(json));
}

Deno.test("stateChannel() renders an element with its cursor", () => {
  const channel = stateChannel(() => b("<one>"), { id: "score" });
  assertEquals(
    renderToString(channel),
    `<div id="ch-score" data-channel="score~${channel.epoch}:0"><b>&lt;one&gt;</b></div>`,
  );
});

Deno.test("stateChannel() takes an element and attributes", () => {
  const channel = stateChannel(() => "x", {
    id: "a.b",
    element: "output",
    attributes: { class: "big", "aria-live": "polite" },
  });
  assertStringIncludes(
    renderToString(channel),
    '<output class="big" aria-live="polite" id="ch-a.b"',
  );
});

Deno.test("stateChannel() refuses ids that would not survive a URL or an attribute", () => {
  for (const id of ["", "a b", "a~b", "a:b", "ä", "x".repeat(65)]) {
    assertThrows(() => stateChannel(() => "", { id }), TypeError, "channel");
  }
});

Deno.test("stateChannel() has an epoch of its own and an unguessable id by default", () => {
  const one = stateChannel(() => "");
  const two = stateChannel(() => "");
  assert(one.epoch !== two.epoch);
  assert(one.id !== two.id);
  assertEquals(one.id.length, 22);
});

Deno.test("StateChannel.notify() renders once for many changes in one go", async () => {
  let renderings = 0;
  const channel = stateChannel(() => ++renderings, { id: "n" });
  for (let i = 0; i < 10; i++) channel.notify();
  assertEquals(renderings, 0);
  await Promise.resolve();
  assertEquals(renderings, 1);
  assertEquals(channel.counter, 10);
});

Deno.test("StateChannel.notify() counts a change that was made after a page was rendered in the same go", () => {
  let state = 1;
  const channel = stateChannel(() => state, { id: "n" });
  channel.notify();
  const page = pageOf(channel);
  state = 2;
  channel.notify();
  const have = channel.counter - 1;
  for (const event of missedSince(channel, have)) page.take(event);
  assertStringIncludes(page.document.html, ">2</div>");
});

Deno.test("stateChannel() sends the title that belongs to the state", async () => {
  let turn = "Ann";
  const channel = stateChannel(() => turn, {
    id: "n",
    title: () => `${turn} is to move`,
  });
  turn = "Bob";
  channel.notify();
  await Promise.resolve();
  const [event] = missedSince(channel, 0);
  assertEquals(event?.[4], [
    ["content", "ch-n", "Bob", 1],
    ["title", "", "Bob is to move"],
  ]);
});

Deno.test("StateChannel.notify() reports a rendering that fails, and the next one makes up for it", async () => {
  const errors: unknown[] = [];
  let broken = false;
  const channel = stateChannel(() => {
    if (broken) throw new Error("broken");
    return "fine";
  }, { id: "n", onError: (error) => errors.push(error) });
  const page = pageOf(channel);
  broken = true;
  channel.notify();
  await Promise.resolve();
  assertEquals(errors.length, 1);
  broken = false;
  channel.notify();
  const [event] = missedSince(channel, 0);
  assertEquals(page.take(event!), "applied");
});

Deno.test("Channel.missed() gives effects that came after the latest state", async () => {
  const channel = stateChannel(() => "x", { id: "n" });
  channel.notify();
  await Promise.resolve();
  channel.send(setTitle("New"));
  const events = missedSince(channel, 0);
  assertEquals(events.map(([, , from, to]) => [from, to]), [[-1, 1], [1, 2]]);
  assertEquals(missedSince(channel, 1).map((event) => event[2]), [1]);
});

Deno.test("Channel.missed() falls back to a snapshot when the history is too short or too large", () => {
  const bounds = [{ maxHistory: 3 }, { maxHistorySize: 300 }];
  for (const options of bounds) {
    const channel = messageChannel((text: string) => text, {
      id: "chat",
      ...options,
    });
    const page = pageOf(channel);
    for (let i = 0; i < 10; i++) channel.append(`message ${i}`);
    assertEquals(missedSince(channel, 9).map((event) => event[2]), [9]);
    const events = missedSince(channel, 0);
    assertEquals(events.map((event) => event[2]), [-1]);
    assertEquals(page.take(events[0]!), "applied");
    assertEquals(
      page.document.html,
      pageOf(channel).document.html.replace(
        channel.cursor,
        `chat~${channel.epoch}:0`,
      ),
    );
  }
});

Deno.test("MessageChannel.append() keeps the newest messages and tells which one goes", () => {
  const channel = messageChannel((text: string) => text, {
    id: "chat",
    limit: 2,
  });
  const page = pageOf(channel);
  for (const text of ["a", "<b>", "c"]) channel.append(text);
  assertEquals(channel.messages, ["<b>", "c"]);
  for (const event of missedSince(channel, 0)) page.take(event);
  assertStringIncludes(
    page.document.html,
    '<li id="ch-chat-2">&lt;b&gt;</li><li id="ch-chat-3">c</li></ul>',
  );
});

Deno.test("MessageChannel.remove() removes what a test says, here and in the pages", () => {
  const channel = messageChannel((n: number) => n, { id: "chat" });
  for (let n = 1; n <= 4; n++) channel.append(n);
  const page = pageOf(channel);
  assertEquals(channel.remove((n) => n % 2 === 0), 2);
  assertEquals(channel.remove((n) => n > 9), 0);
  for (const event of missedSince(channel, 4)) page.take(event);
  assertEquals(channel.messages, [1, 3]);
  assert(!page.document.html.includes("ch-chat-2"));
});

Deno.test("MessageChannel.append() throws and counts nothing when the message cannot be rendered", () => {
  const channel = messageChannel((n: number) => {
    if (n < 0) throw new RangeError("negative");
    return n;
  });
  assertThrows(() => channel.append(-1), RangeError);
  assertEquals(channel.counter, 0);
  assertEquals(channel.messages, []);
});

Deno.test("ListChannel says what happened to its items, and refuses what cannot be", () => {
  interface Task {
    id: number;
    text: string;
  }
  const channel = listChannel((task: Task) => task.text, {
    id: "tasks",
    key: (task) => task.id,
    items: [{ id: 1, text: "one" }],
    itemAttributes: (task) => ({ class: task.text }),
    limit: 4,
  });
  const page = pageOf(channel);
  channel.append({ id: 2, text: "two" });
  channel.insert({ id: 3, text: "three" }, 1);
  channel.update({ id: 1, text: "ONE" });
  assertEquals(channel.remove(2), true);
  assertEquals(channel.remove(2), false);
  channel.append({ id: 4, text: "four" });
  channel.reorder([4, 1, 3]);
  assertEquals(channel.items.map(({ id }) => id), [4, 1, 3]);
  for (const event of missedSince(channel, 0)) {
    assertEquals(page.take(event), "applied");
  }
  assertStringIncludes(
    page.document.html,
    '<li class="four" id="ch-tasks-4">four</li><li class="ONE" id="ch-tasks-1">ONE</li><li class="three" id="ch-tasks-3">three</li></ul>',
  );
  assertEquals(channel.get(4)?.text, "four");
  channel.append({ id: 5, text: "five" });
  const { counter } = channel;
  assertThrows(() => channel.append({ id: 6, text: "" }), RangeError, "has 4");
  assertThrows(() => channel.insert({ id: 5, text: "" }, 4), TypeError);
  assertThrows(() => channel.insert({ id: 7, text: "" }, 77), TypeError);
  assertThrows(() => channel.update({ id: 8, text: "" }), TypeError);
  assertThrows(() => channel.reorder([1]), TypeError, "each key once");
  assertThrows(() => channel.reorder([1, 3, 4, 4]), TypeError, "each key once");
  assertEquals(channel.counter, counter);
});

Deno.test("movesBetween() leads from any order to any other, and moves no more than it must", () => {
  const keys = fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 12 });
  fc.assert(fc.property(
    keys.chain((keys) =>
      fc.tuple(
        fc.constant(keys),
        fc.shuffledSubarray(keys, {
          minLength: keys.length,
          maxLength: keys.length,
        }),
      )
    ),
    ([before, after]) => {
      const list = [...before];
      const moves = movesBetween(before, after);
      for (const [key, next] of moves) {
        list.splice(list.indexOf(key), 1);
        list.splice(next === null ? list.length : list.indexOf(next), 0, key);
      }
      assertEquals(list, after);
      if (before.length > 0) assert(moves.length < before.length);
    },
  ));
});

Deno.test("Channel.script() is for channels that opted in", () => {
  const careful = stateChannel(() => "", { id: "a" });
  assertThrows(() => careful.script("alert(1)"), TypeError, "scripts");
  const bold = stateChannel(() => "", { id: "b", scripts: true });
  const page = pageOf(bold);
  bold.script("ring('\u2028</script>')");
  for (const event of missedSince(bold, 0)) page.take(event);
  assertEquals(page.scripts, ["ring('\u2028</script>')"]);
});

Deno.test("Channel.send() carries every verb", () => {
  const channel = stateChannel(() => "", { id: "any" });
  const page = new LivePage(
    new TestDocument(
      `<title>old</title>${
        renderToString([channel, ul({ id: "u" }), p({ id: "p" }, "x")])
      }`,
    ),
  );
  channel.send(
    setTitle("new"),
    setAttribute("u", "class", "nice"),
    setText("p", "<text>"),
    insertBefore("p", b({ id: "before" }, 1)),
    insertAfter("p", b({ id: "after" }, 2)),
    prependTo("after", "first "),
    appendTo("after", " last"),
    replaceContent("before", "content"),
    replaceElement("u", p({ id: "v" }, "list")),
    removeElement("ch-none"),
    navigateTo("/there"),
  );
  for (const event of missedSince(channel, 0)) page.take(event);
  assertStringIncludes(page.document.html, "<title>new</title>");
  assertStringIncludes(
    page.document.html,
    '<p id="v">list</p><b id="before">content</b><p id="p">&lt;text&gt;</p><b id="after">first 2 last</b>',
  );
  assertEquals(page.location, "/there");
});

Deno.test("setAttribute() and navigateTo() refuse what runs code", () => {
  for (const name of ["onclick", "ONLOAD", "srcdoc", "a b", "data-channel"]) {
    assertThrows(() => setAttribute("x", name, "y"), TypeError);
  }
  assertThrows(
    () => setAttribute("x", "href", "java\nscript:alert(1)"),
    TypeError,
  );
  assertEquals(setAttribute("x", "href", null), [
    "attribute",
    "x",
    "href",
    null,
  ]);
  assertThrows(() => navigateTo("javascript:alert(1)"), TypeError);
  assertThrows(() => navigateTo("data:text/html,x"), TypeError);
  assertEquals(navigateTo("https://example.com/")[2], "https://example.com/");
});

Deno.test("Channel.allows() asks the application, and never lets one without a frame into a channel per frame", () => {
  const exchange = exchangeFromRequest(new Request("http://localhost/?key=1"));
  const request = { frame: null, visitor: null, exchange };
  assertEquals(stateChannel(() => "").allows(request), true);
  const picky = stateChannel(() => "", {
    allow: ({ exchange }) => exchange.query === "key=2",
  });
  assertEquals(picky.allows(request), false);
  const own = stateChannel(() => "", { perFrame: true, allow: () => true });
  assertEquals(own.allows(request), false);
  assertThrows(() => renderToString(own), TypeError, "per frame");
});
