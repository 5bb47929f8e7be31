// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertRejects,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { FakeTime, TimeError } from "@std/testing/time";

const realDate = Date;
const realTimeout = setTimeout;

Deno.test("FakeTime calls timers when time is moved", () => {
  using time = new FakeTime("2026-01-02T03:04:05Z");
  const calls: string[] = [];
  setTimeout(() => calls.push(new Date().toISOString()), 1000);
  const interval = setInterval(() => calls.push("again"), 400);
  time.tick(999);
  assertEquals(calls, ["again", "again"]);
  time.tick(1);
  assertEquals(calls, ["again", "again", "2026-01-02T03:04:06.000Z"]);
  clearInterval(interval);
  time.now += 5000;
  assertEquals(calls.length, 3);
  assertEquals(time.now - time.start, 6000);
  assertThrows(() => time.now = 0, RangeError, "Cannot set now");
});

Deno.test("FakeTime goes from timer to timer", () => {
  using time = new FakeTime(0);
  const calls: number[] = [];
  setTimeout(() => setTimeout(() => calls.push(Date.now()), 5), 10);
  assert(time.next());
  assert(time.next());
  assertEquals(time.next(), false);
  setTimeout(() => calls.push(Date.now()), 100);
  time.runAll();
  assertEquals(calls, [15, 115]);
});

Deno.test("FakeTime lets promises run in between", async () => {
  using time = new FakeTime(0);
  const calls: number[] = [];
  async function twice() {
    await time.delay(10);
    calls.push(Date.now());
    await time.delay(10);
    calls.push(Date.now());
  }
  const done = twice();
  await time.tickAsync(15);
  assertEquals(calls, [10]);
  assert(await time.nextAsync());
  assertEquals(calls, [10, 20]);
  await done;
  const third = time.delay(7).then(() => calls.push(Date.now()));
  await time.runAllAsync();
  await third;
  assertEquals(calls, [10, 20, 27]);
});

Deno.test("FakeTime.delay() ends early when it is aborted", async () => {
  using time = new FakeTime(0);
  const controller = new AbortController();
  const { signal } = controller;
  const waiting = assertRejects(() => time.delay(10, { signal }), RangeError);
  controller.abort(new RangeError("enough"));
  await waiting;
  assertEquals(time.next(), false);
});

Deno.test("FakeTime restores what it replaced", async () => {
  const time = new FakeTime(0);
  assertThrows(() => new FakeTime(), TimeError, "already faked");
  setTimeout(() => {}, 10);
  const faked = setTimeout;
  await FakeTime.restoreFor((date) => {
    assertStrictEquals(setTimeout, realTimeout);
    assertStrictEquals(Date, date);
  }, realDate);
  assertStrictEquals(setTimeout, faked);
  assert(time.next(), "the timer is still pending");
  FakeTime.restore();
  assertStrictEquals(Date, realDate);
  assertStrictEquals(setTimeout, realTimeout);
  assertThrows(() => time.restore(), TimeError, "it is not faked");
  assertThrows(() => FakeTime.restore(), TimeError);
  await assertRejects(() => FakeTime.restoreFor(() => 1), TimeError);
});

Deno.test("FakeTime moves by itself when asked", async () => {
  using time = new FakeTime(0, { advanceRate: 1000, advanceFrequency: 1 });
  await time.delay(5000);
  assert(time.now >= 5000);
});

Deno.test("FakeTime refuses what makes no sense", () => {
  assertThrows(() => new FakeTime("no date"), TypeError, "not a date");
  assertThrows(() => new FakeTime(0, { advanceRate: -1 }), TypeError);
  assertThrows(
    () => new FakeTime(0, { advanceRate: 1, advanceFrequency: 0 }),
    TypeError,
  );
  assertStrictEquals(Date, realDate);
});
