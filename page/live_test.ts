// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import type { BodyProducer } from "../http/body_producer.ts";
import { HttpError } from "../http/exchange.ts";
import { exchangeFromRequest } from "../http/fetch.ts";
import type { Reply } from "../http/reply.ts";
import { settle } from "../net/testing.ts";
import {
  ask,
  cursorsQuery,
  liveWith,
  NOBODY,
  open,
} from "./_test_live_endpoint.ts";
import { TestWriter } from "./_test_writer.ts";
import type { Channel } from "./channel.ts";
import { listChannel } from "./list_channel.ts";
import { messageChannel } from "./message_channel.ts";
import { stateChannel } from "./state_channel.ts";

/** A cursor of an earlier life of a channel. */
function strange({ id }: Channel): string {
  return `${id}~gone:5`;
}

const HELLO =
  'retry: 0\nevent: hello\ndata: {"build":"b1","heartbeat":15000}\n\n';

Deno.test("Live.handle() streams what was missed, then what happens", () => {
  const { live } = liveWith();
  const chat = messageChannel((text: string) => text, { id: "chat" });
  chat.append("one");
  const cursor = chat.cursor;
  chat.append("two");
  const reply = ask(live, [cursor]);
  assertEquals(reply.fields.get("content-type"), "text/event-stream");
  assertEquals(reply.fields.get("cache-control"), "no-cache, no-transform");
  assertEquals(reply.fields.get("x-accel-buffering"), "no");
  assertEquals(reply.fields.get("tpd2-build"), "b1");
  const writer = new TestWriter(reply.body as BodyProducer);
  const { epoch } = chat;
  assertEquals(
    writer.read(),
    `${HELLO}id: chat~${epoch}:2\ndata: ["chat","${epoch}",1,2,[["append","ch-chat","<li id=\\"ch-chat-2\\">two</li>"]]]\n\n`,
  );
  chat.append("three\nlines\r\rhere");
  const text = writer.read();
  assertEquals(text.match(/^data: /gm)?.length, 1);
  assertStringIncludes(text, `2,3,[["append"`);
  writer.close();
  assertEquals(chat.subscriberCount, 0);
});

Deno.test("Live.handle() gives a snapshot to who was there before the server was", () => {
  const { live } = liveWith();
  const tasks = listChannel((text: string) => text, {
    id: "tasks",
    key: (text) => text,
    items: ["a", "b"],
  });
  const writer = open(live, [strange(tasks)]);
  assertStringIncludes(
    writer.read(),
    `["tasks","${tasks.epoch}",-1,0,[["content"`,
  );
  // Nothing comes twice.
  tasks.append("c");
  assertStringIncludes(
    writer.read(),
    `["tasks","${tasks.epoch}",0,1,[["append"`,
  );
  writer.close();
});

Deno.test("Live.handle() gives a snapshot to who claims to have what is yet to come", () => {
  const { live } = liveWith();
  const score = stateChannel(() => "5", { id: "score" });
  const writer = open(live, [`score~${score.epoch}:99`]);
  assertStringIncludes(writer.read(), `"${score.epoch}",-1,0,[["content"`);
  writer.close();
});

Deno.test("Live.handle() counts Last-Event-ID where it is further", () => {
  const { live } = liveWith();
  const chat = messageChannel((text: string) => text, { id: "chat" });
  const cursor = chat.cursor;
  chat.append("one");
  const seen = chat.cursor;
  chat.append("two");
  const writer = open(live, [cursor], { lastEventId: seen });
  const text = writer.read();
  assert(!text.includes("one"));
  assertStringIncludes(text, "two");
  writer.close();
  // Neither an older one nor nonsense takes anything away.
  for (const lastEventId of [cursor, "nonsense", "other~x:9"]) {
    const writer = open(live, [seen], { lastEventId });
    assert(!writer.read().includes("one"));
    writer.close();
  }
});

Deno.test("Live.handle() says of a channel that is not there and of one that is forbidden the same", async () => {
  const { live } = liveWith();
  const closed = stateChannel(() => "secret", { id: "x1", allow: () => false });
  const slow = stateChannel(() => "secret", {
    id: "x2",
    allow: () => Promise.resolve(false),
  });
  const open = stateChannel(() => "news", {
    id: "x3",
    allow: () => Promise.resolve(true),
  });
  const cursors = [strange(closed), strange(slow), "x4~e:1", strange(open)];
  const query = cursorsQuery(cursors, "t=poll");
  const request = new Request(`http://localhost/_tpd2/live?${query}`);
  const reply = await live.handle(exchangeFromRequest(request)) as Reply;
  const events = JSON.parse(reply.body as string);
  assertEquals(events.slice(0, 3), [
    ["x1", "", -1, -1, [["gone", "ch-x1"]]],
    ["x2", "", -1, -1, [["gone", "ch-x2"]]],
    ["x4", "", -1, -1, [["gone", "ch-x4"]]],
  ]);
  assertEquals(events[3][4], [["content", "ch-x3", "news", 1]]);
});

Deno.test("Live.handle() refuses what it cannot read", () => {
  const { live } = liveWith({ maxChannels: 2 });
  const queries = ["t=socket", "c=", "c=a", "c=a~b", "c=a~b:-1", "c=a~b:01"];
  queries.push("c=%", "c=a~b:1&c=b~b:1&c=c~b:1", `c=${"a".repeat(65)}~b:1`);
  for (const query of queries) {
    const request = new Request(`http://localhost/_tpd2/live?${query}`);
    const exchange = exchangeFromRequest(request);
    const error = assertThrows(() => live.handle(exchange), HttpError);
    assertEquals(error.status, 400, query);
  }
});

Deno.test("Live.handle() refuses with 503 when there are too many, and takes others when some have left", () => {
  const { live } = liveWith({ maxSubscribers: 2 });
  const score = stateChannel(() => "5", { id: "score" });
  const writers = [open(live, [score.cursor]), open(live, [score.cursor])];
  const error = assertThrows(() => ask(live, [score.cursor]), HttpError);
  assertEquals(error.status, 503);
  assertEquals(error.fields, [["retry-after", "10"]]);
  assertEquals(live.stats().refusals, 1);
  writers[0]!.close();
  writers.push(open(live, [score.cursor]));
  for (const writer of writers) writer.close();
  assertEquals(live.stats().subscribers, 0);
});

Deno.test("Live.handle() answers a poll at once when something was missed", () => {
  const { live } = liveWith();
  const chat = messageChannel((text: string) => text, { id: "chat" });
  const cursor = chat.cursor;
  chat.append("one");
  chat.append("two");
  const reply = ask(live, [cursor], { poll: true });
  assertEquals(reply.fields.get("content-type"), "application/json");
  assertEquals(reply.fields.get("cache-control"), "no-store");
  const events = JSON.parse(reply.body as string);
  assertEquals(events.map((event: unknown[]) => event.slice(2, 4)), [[0, 1], [
    1,
    2,
  ]]);
});

Deno.test("Live.handle() answers a poll with all that happens in one go", async () => {
  const { live, clock } = liveWith();
  const chat = messageChannel((text: string) => text, { id: "chat" });
  const score = stateChannel(() => "5", { id: "score" });
  const writer = open(live, [chat.cursor, score.cursor], { poll: true });
  clock.advance(24_000);
  assertEquals(writer.closed, false);
  score.notify();
  chat.append("one");
  chat.append("two");
  await settle();
  assertEquals(writer.closed, true);
  const events = JSON.parse(writer.read());
  const names = events.map((event: unknown[]) => event[0]);
  assertEquals(names, ["chat", "chat", "score"]);
  assertEquals(live.stats().subscribers, 0);
  assertEquals(clock.pending, 0);
});

Deno.test("Live.handle() answers an idle poll with nothing after 25 seconds", () => {
  const { live, clock } = liveWith();
  const score = stateChannel(() => "5", { id: "score" });
  const first = open(live, [score.cursor], { poll: true });
  clock.advance(10_000);
  const second = open(live, [score.cursor], { poll: true });
  clock.advance(15_000);
  assertEquals([first.closed, second.closed], [true, false]);
  assertEquals(first.read(), "[]");
  clock.advance(10_000);
  assertEquals(second.read(), "[]");
  assertEquals(score.subscriberCount, 0);
  assertEquals(clock.pending, 0);
});

Deno.test("Live keeps all streams alive with one timer", () => {
  const { live, clock } = liveWith();
  const score = stateChannel(() => "5", { id: "score" });
  const writers = Array.from({ length: 100 }, () => open(live, [score.cursor]));
  assertEquals(clock.pending, 1);
  for (const writer of writers) writer.read();
  clock.advance(15_000);
  for (const writer of writers) assertEquals(writer.read(), ":\n\n");
  clock.advance(14_999);
  for (const writer of writers) assertEquals(writer.read(), "");
  clock.advance(1);
  for (const writer of writers) assertEquals(writer.read(), ":\n\n");
  assertEquals(clock.pending, 1);
  for (const writer of writers) writer.close();
  assertEquals(clock.pending, 0);
});

Deno.test("Channel.close() lets its subscribers go, and another of its id takes its place", () => {
  const { live } = liveWith();
  const first = stateChannel(() => "1", { id: "score" });
  const writer = open(live, [first.cursor]);
  const second = stateChannel(() => "2", { id: "score" });
  assertEquals(writer.closed, true);
  const again = open(live, [first.cursor]);
  assertStringIncludes(again.read(), `["score","${second.epoch}",-1,0,`);
  second.close();
  assertEquals(again.closed, true);
  const reply = ask(live, [second.cursor], { poll: true });
  assertStringIncludes(reply.body as string, '["gone","ch-score"]');
});

Deno.test("Live.eventsAfter() tells the client of an action what it lacks", async () => {
  const { live } = liveWith();
  let count = 0;
  const score = stateChannel(() => count, { id: "score" });
  const slow = stateChannel(() => count, {
    id: "slow",
    allow: () => Promise.resolve(true),
  });
  const after = (cursors?: string) =>
    live.eventsAfter(
      exchangeFromRequest(
        new Request("http://localhost/", {
          method: "POST",
          headers: cursors === undefined ? {} : { "tpd2-live": cursors },
        }),
      ),
      NOBODY(),
    );
  const cursors = `${score.cursor} none@3~e:1`;
  const slowly = `${cursors}  ${slow.cursor}`;
  count = 7;
  score.notify();
  const expected = [
    ["none@3", "", -1, -1, [["gone", "ch-none"]]],
    ["score", score.epoch, -1, 1, [["content", "ch-score", "7", 1]]],
  ];
  assertEquals(JSON.parse(JSON.stringify(after(cursors))), expected);
  // Who waits for a permission waits for it here, too, rather than have the page loaded again.
  slow.notify();
  assertEquals(JSON.parse(JSON.stringify(await after(slowly))), [
    ...expected,
    ["slow", slow.epoch, -1, 1, [["content", "ch-slow", "7", 1]]],
  ]);
  assertEquals(after(), []);
  assertEquals(after("1"), []);
  assertThrows(() => after("a b"), HttpError);
});

Deno.test("Live.close() ends streams, answers polls, and takes nobody more", () => {
  const { live, clock } = liveWith();
  const score = stateChannel(() => "5", { id: "score" });
  const stream = open(live, [score.cursor]);
  const poll = open(live, [score.cursor], { poll: true });
  live.close();
  assertEquals([stream.closed, poll.closed], [true, true]);
  assertEquals(poll.read(), "[]");
  assertEquals(clock.pending, 0);
  assertThrows(() => ask(live, [score.cursor]), HttpError);
});
