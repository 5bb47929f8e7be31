// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertThrows } from "@std/assert";
import { settle, TestClock } from "../net/testing.ts";
import { Dispatcher } from "./dispatcher.ts";
import { type EventStream, eventStream } from "./event_stream.ts";
import type { Answer } from "./exchange.ts";
import { exchangeFromRequest, responseFromAnswer } from "./fetch.ts";
import { serve } from "./server.ts";
import { type ServerSentEvent, sharedEvent } from "./server_sent_event.ts";

function responseOf(answer: Answer): Response {
  const exchange = exchangeFromRequest(new Request("http://localhost/"));
  return responseFromAnswer(answer, exchange);
}

/** Events that come when they are pushed. */
class Pushed implements AsyncIterable<ServerSentEvent> {
  returned = false;
  #waiter: PromiseWithResolvers<IteratorResult<ServerSentEvent>> | null = null;

  push(data: string): void {
    this.#waiter?.resolve({ done: false, value: { data } });
  }

  fail(error: Error): void {
    this.#waiter?.reject(error);
  }

  [Symbol.asyncIterator](): AsyncIterator<ServerSentEvent> {
    return {
      next: () => (this.#waiter = Promise.withResolvers()).promise,
      return: () => {
        this.returned = true;
        const end = { done: true, value: undefined } as const;
        this.#waiter?.resolve(end);
        return Promise.resolve(end);
      },
    };
  }
}

Deno.test("eventStream() has the fields that keep proxies from holding it", () => {
  const answer = eventStream(() => {}, { extra: [["x-a", "1"]] });
  assertEquals([...answer.fields.fields, ...answer.extra!], [
    ["content-type", "text/event-stream"],
    ["cache-control", "no-cache, no-transform"],
    ["x-accel-buffering", "no"],
    ["x-a", "1"],
  ]);
  assertThrows(() => eventStream(() => {}, { retry: -1 }), RangeError);
});

Deno.test("eventStream() sends what an iterable yields, and ends with it", async () => {
  async function* events() {
    yield { data: "a" };
    await Promise.resolve();
    yield sharedEvent({ data: "b" });
  }
  const response = responseOf(eventStream(events(), { retry: 500 }));
  assertEquals(
    await response.text(),
    "retry: 500\n\ndata: a\n\ndata: b\n\n",
  );
});

Deno.test("eventStream() beats while it is open, and stops when the client goes", async () => {
  const clock = new TestClock();
  let stream: EventStream | null = null;
  let cleaned = 0;
  const answer = eventStream((opened) => {
    stream = opened;
    return () => cleaned++;
  }, { clock });
  const reader = responseOf(answer).body!.getReader();
  const other = responseOf(answer).body!.getReader();
  assertEquals(clock.pending, 1);
  const decoder = new TextDecoder();
  clock.advance(15_000);
  assertEquals(decoder.decode((await reader.read()).value), ":\n\n");
  clock.advance(15_000);
  assertEquals(decoder.decode((await reader.read()).value), ":\n\n");
  await reader.cancel();
  assertEquals(cleaned, 1);
  assertEquals(clock.pending, 1);
  await other.cancel();
  assertEquals(cleaned, 2);
  assertEquals(clock.pending, 0);
  assertEquals(stream!.closed, true);
  assertEquals(stream!.send({ data: "late" }), false);
});

Deno.test("eventStream() does not beat for a client that does not read", async () => {
  const clock = new TestClock();
  const { body } = responseOf(eventStream(() => {}, { clock }));
  clock.advance(150_000);
  const reader = body!.getReader();
  assertEquals((await reader.read()).value!.length, 3);
  clock.advance(15_000);
  assertEquals((await reader.read()).value!.length, 3);
  await reader.cancel();
});

Deno.test("eventStream() tells the iterator when the client goes", async () => {
  const events = new Pushed();
  const reader = responseOf(eventStream(events)).body!.getReader();
  await settle();
  events.push("a");
  assertEquals((await reader.read()).value!.length, 9);
  await reader.cancel();
  await settle();
  assertEquals(events.returned, true);
});

Deno.test("eventStream() ends, and tells, when the events fail", async () => {
  const errors: unknown[] = [];
  const events = new Pushed();
  const answer = eventStream(events, {
    onError: (error) => errors.push(error),
  });
  const text = responseOf(answer).text();
  await settle();
  events.push("a");
  await settle();
  const error = new Error("Cannot go on");
  events.fail(error);
  assertEquals(await text, "data: a\n\n");
  assertEquals(errors, [error]);
});

Deno.test("eventStream() lets a client go that does not keep up", async () => {
  let stream: EventStream | null = null;
  const answer = eventStream((opened) => void (stream = opened), {
    maxQueued: 100_000,
  });
  const response = responseOf(answer);
  const event = { data: "x".repeat(1000) };
  let sent = 1;
  let roomy = 0;
  while (!stream!.closed && sent < 1000) {
    if (stream!.send(event)) roomy++;
    sent++;
  }
  assert(sent > 90 && sent < 110);
  // It was told long before.
  assert(roomy < 70);
  assert((await response.text()).endsWith("x\n\n"));
});

Deno.test("eventStream() waits for a slow client when events are pulled", async () => {
  let pulled = 0;
  async function* events() {
    while (true) {
      pulled++;
      yield { data: "x".repeat(1000) };
    }
  }
  const reader = responseOf(eventStream(events())).body!.getReader();
  await settle();
  assert(pulled < 100);
  await reader.read();
  await reader.cancel();
});

Deno.test("eventStream() works over a port, and notices that the client left", async () => {
  const streams = new Set<EventStream>();
  let left = Promise.withResolvers<void>();
  const dispatcher = new Dispatcher();
  dispatcher.add("GET", "/live", () =>
    eventStream((stream) => {
      streams.add(stream);
      return () => {
        streams.delete(stream);
        left.resolve();
      };
    }));
  await using server = await serve(dispatcher, { port: 0 });
  for (let i = 0; i < 2; i++) {
    left = Promise.withResolvers();
    const response = await fetch(`${server.url}live`);
    assertEquals(response.headers.get("content-type"), "text/event-stream");
    const reader = response.body!.getReader();
    for (const stream of streams) stream.send({ data: "tick" });
    const { value } = await reader.read();
    assertEquals(new TextDecoder().decode(value), "data: tick\n\n");
    await reader.cancel();
    await left.promise;
    assertEquals(streams.size, 0);
  }
});
