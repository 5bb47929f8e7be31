// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { TestClock } from "./testing.ts";

Deno.test("TestClock.advance() calls timers in the order in which they are due", () => {
  const clock = new TestClock(1_000);
  const rang: string[] = [];
  clock.setTimer(() => rang.push("b"), 20);
  clock.setTimer(() => rang.push("c"), 20);
  clock.setTimer(() => {
    rang.push(`a at ${clock.now()}`);
    clock.setTimer(() => rang.push(`nested at ${clock.now()}`), 5);
  }, 10);
  const forgotten = clock.setTimer(() => rang.push("never"), 15);
  clock.clearTimer(forgotten);
  clock.setTimer(() => rang.push("later"), 100);
  clock.advance(50);
  assertEquals(rang, ["a at 10", "nested at 15", "b", "c"]);
  assertEquals([clock.now(), clock.date(), clock.pending], [50, 1_050, 1]);
});

Deno.test("TestClock.advanceAsync() lets promises settle between steps", async () => {
  const clock = new TestClock();
  const times: number[] = [];
  const wait = (delay: number) =>
    new Promise<void>((resolve) => clock.setTimer(resolve, delay));
  const running = (async () => {
    for (let i = 0; i < 3; i++) {
      await wait(10);
      times.push(clock.now());
    }
  })();
  await clock.advanceAsync(100, 5);
  await running;
  assertEquals(times, [10, 20, 30]);
});
