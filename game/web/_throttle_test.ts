// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { TestClock } from "../../net/testing.ts";
import { Throttle } from "./_throttle.ts";

Deno.test("Throttle calls at once, then once for all that comes too soon", () => {
  const clock = new TestClock();
  const calls: number[] = [];
  const throttle = new Throttle(() => calls.push(clock.now()), {
    clock,
    pause: 100,
  });
  throttle.call();
  throttle.call();
  throttle.call();
  assertEquals(calls, [0]);
  clock.advance(99);
  assertEquals(calls, [0]);
  clock.advance(1);
  assertEquals(calls, [0, 100]);
  clock.advance(500);
  throttle.call();
  assertEquals(calls, [0, 100, 600]);
  throttle.call();
  throttle.close();
  clock.advance(500);
  assertEquals([calls.length, clock.pending], [3, 0]);
});
