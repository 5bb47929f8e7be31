// Copyright 2026 the tpd2 authors. MIT license.

// Who reads slowly, leaves in the middle, or comes and goes by the thousand.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { settle } from "../net/testing.ts";
import { liveWith, open } from "./_test_live_endpoint.ts";
import type { TestWriter } from "./_test_writer.ts";
import { messageChannel } from "./message_channel.ts";
import { stateChannel } from "./state_channel.ts";

Deno.test("Live gives who reads slowly the latest state, not all of them", async () => {
  const { live, clock } = liveWith();
  let count = 0;
  const score = stateChannel(() => "x".repeat(50) + count, { id: "score" });
  const writer = open(live, [score.cursor], { capacity: 200 });
  for (let i = 0; i < 100; i++) {
    count++;
    score.notify();
    await Promise.resolve();
  }
  assert(writer.queued < 600);
  assertEquals(live.stats().lagging, 1);
  assert(live.stats().lag > 90);
  assertEquals(live.stats().channels.get("score")?.subscribers, 1);
  writer.read();
  clock.advance(100);
  const text = writer.read();
  assertEquals(text.match(/^data: /gm)?.length, 1);
  assertStringIncludes(text, `${"x".repeat(50)}100`);
  assertEquals(live.stats().lagging, 0);
  assertEquals(live.stats().lag, 0);
  writer.close();
});

Deno.test("Live gives who reads slowly each message as long as the channel remembers it", () => {
  const { live, clock } = liveWith();
  const chat = messageChannel((text: string) => text, { id: "chat" });
  const writer = open(live, [chat.cursor], { capacity: 1000 });
  const seen: number[] = [];
  for (let i = 1; i <= 200; i++) {
    chat.append(`m${i}`);
    if (i % 10 !== 0 && i < 200) continue;
    clock.advance(100);
    for (const [, n] of writer.read().matchAll(/>m(\d+)</g)) {
      seen.push(Number(n));
    }
  }
  for (let i = 0; i < 50; i++) {
    clock.advance(100);
    for (const [, n] of writer.read().matchAll(/>m(\d+)</g)) {
      seen.push(Number(n));
    }
  }
  assertEquals(seen, Array.from({ length: 200 }, (_, i) => i + 1));
  writer.close();
});

Deno.test("Live lets go of who does not read for too long", () => {
  const { live, clock } = liveWith({ maxQueued: 100 });
  const chat = messageChannel((text: string) => text, { id: "chat" });
  const writer = open(live, [chat.cursor]);
  const other = open(live, [chat.cursor]);
  chat.append("one");
  chat.append("two");
  other.read();
  clock.advance(29_900);
  other.read();
  assertEquals(writer.closed, false);
  clock.advance(200);
  assertEquals(writer.closed, true);
  assertEquals(other.closed, false);
  assertEquals(live.stats().drops, 1);
  assertEquals(chat.subscriberCount, 1);
  other.close();
  assertEquals(clock.pending, 0);
});

Deno.test("Live goes on with the others when one leaves while they are told", () => {
  const { live } = liveWith();
  const chat = messageChannel((text: string) => text, { id: "chat" });
  const writers: TestWriter[] = [];
  for (let i = 0; i < 9; i++) writers.push(open(live, [chat.cursor]));
  for (const leaver of [8, 4, 0]) {
    const write = writers[leaver]!.write.bind(writers[leaver]);
    writers[leaver]!.write = (chunk) => {
      write(chunk);
      // A connection that is over its maximum is cut in the middle of a write.
      for (const other of [leaver, (leaver + 1) % 9]) writers[other]!.cut();
    };
  }
  for (const writer of writers) writer.read();
  chat.append("one");
  chat.append("two");
  for (const [i, writer] of writers.entries()) {
    if ([8, 0, 4, 5, 1].includes(i)) continue;
    const numbers = [...writer.read().matchAll(/>(\w+)</g)].map(([, text]) =>
      text
    );
    assertEquals(numbers, ["one", "two"], `${i}`);
  }
  for (const writer of writers) writer.cut();
  assertEquals(chat.subscriberCount, 0);
});

Deno.test("Live keeps nothing of 10,000 who came and left", async () => {
  const { live, clock } = liveWith();
  const chat = messageChannel((n: number) => n, { id: "chat" });
  const score = stateChannel(() => "5", { id: "score" });
  let here: TestWriter[] = [];
  for (let i = 0; i < 10_000; i++) {
    const poll = i % 3 === 0;
    const capacity = i % 5 === 0 ? 50 : Infinity;
    const cursors = [chat.cursor, score.cursor];
    here.push(open(live, cursors, { poll, capacity }));
    if (i % 100 === 99) {
      chat.append(i);
      score.notify();
      await Promise.resolve();
      clock.advance(1000);
      for (const writer of here) {
        if (i % 200 === 99) writer.cut();
        else writer.close();
      }
      here = [];
    }
  }
  await settle();
  const { channels, drops: _, ...rest } = live.stats();
  assertEquals(rest, {
    subscribers: 0,
    streams: 0,
    polls: 0,
    queued: 0,
    lagging: 0,
    lag: 0,
    refusals: 0,
  });
  assertEquals(channels.size, 0);
  assertEquals([chat.subscriberCount, score.subscriberCount], [0, 0]);
  assertEquals(clock.pending, 0);
});
