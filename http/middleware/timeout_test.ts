// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { settle, TestClock } from "../../net/testing.ts";
import { type Answer, HttpError } from "../exchange.ts";
import { exchangeFromRequest } from "../fetch.ts";
import { reply } from "../reply.ts";
import { serve } from "../server.ts";
import { timeout } from "./timeout.ts";

function exchange(signal?: AbortSignal) {
  return exchangeFromRequest(
    new Request("http://localhost/", signal ? { signal } : {}),
  );
}

Deno.test("timeout() does nothing to what is in time", async () => {
  const clock = new TestClock();
  const sync = timeout(() => reply("now"), { after: 1000, clock });
  assertEquals((sync(exchange()) as Answer).body, "now");
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const handler = timeout(() => promise, { after: 1000, clock });
  const pending = handler(exchange());
  clock.advance(999);
  resolve(reply("soon"));
  assertEquals((await pending).body, "soon");
  assertEquals(clock.pending, 0);
  reject(new Error("of no matter"));
  const failing = timeout(() => Promise.reject(new Error("broken")), {
    after: 1000,
    clock,
  });
  await assertRejects(async () => await failing(exchange()), Error, "broken");
  assertEquals(clock.pending, 0);
});

Deno.test("timeout() refuses, aborts the signal, and throws away what comes late", async () => {
  for (const status of [503, 504] as const) {
    const clock = new TestClock();
    const { promise, resolve } = Promise.withResolvers<Answer>();
    let signal: AbortSignal | null = null;
    const handler = timeout((inner) => {
      signal = inner.signal;
      return promise;
    }, { after: 1000, clock, status });
    const pending = handler(exchange());
    clock.advance(1000);
    const error = await assertRejects(async () => await pending, HttpError);
    assertEquals(error.status, status);
    assertEquals(signal!.aborted, true);
    let cancelled = false;
    resolve(
      reply(
        new ReadableStream({
          cancel: () => {
            cancelled = true;
          },
        }),
      ),
    );
    await settle();
    assertEquals(cancelled, true);
  }
});

Deno.test("timeout() passes on that the client is gone", async () => {
  const controller = new AbortController();
  const handler = timeout((inner) =>
    new Promise((_, reject) => {
      inner.signal.addEventListener("abort", () => reject(inner.signal.reason));
    }), { after: 60_000, clock: new TestClock() });
  const pending = handler(exchange(controller.signal));
  controller.abort(new Error("gone"));
  await assertRejects(async () => await pending, Error, "gone");
});

Deno.test("timeout() refuses what is no time", () => {
  for (const after of [0, -1, NaN, Infinity]) {
    assertThrows(() => timeout(() => reply(""), { after }), RangeError);
  }
});

Deno.test("timeout() works over a port", async () => {
  const handle = timeout(() => new Promise<Answer>(() => {}), { after: 1 });
  await using server = await serve({ handle }, { port: 0 });
  const response = await fetch(server.url);
  assertEquals(response.status, 503);
  await response.body?.cancel();
});
