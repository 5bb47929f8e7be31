// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { settle, TestClock } from "../net/testing.ts";
import { Reloader } from "./_reloader.ts";

Deno.test("Reloader reloads once when many changes are over", async () => {
  const clock = new TestClock();
  let count = 0;
  const reloader = new Reloader(() => {
    count++;
    return Promise.resolve();
  }, { clock });
  for (let i = 0; i < 5; i++) {
    reloader.change();
    clock.advance(99);
  }
  assertEquals(count, 0);
  clock.advance(1);
  assertEquals(count, 1);
  await reloader.close();
  reloader.change();
  assertEquals(clock.pending, 0);
});

Deno.test("Reloader reloads though changes never end", async () => {
  const clock = new TestClock();
  let count = 0;
  const reloader = new Reloader(() => {
    count++;
    return Promise.resolve();
  }, { clock, quiet: 100, maxWait: 1000 });
  for (let i = 0; i < 201; i++) {
    reloader.change();
    clock.advance(50);
    await settle();
  }
  assertEquals(count >= 9 && count <= 11, true, `${count} times`);
  await reloader.close();
});

Deno.test("Reloader never reloads twice at a time, and misses no change", async () => {
  const clock = new TestClock();
  const gates: PromiseWithResolvers<void>[] = [];
  const reloader = new Reloader(() => {
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    return gate.promise;
  }, { clock });
  reloader.change();
  clock.advance(100);
  reloader.change();
  clock.advance(100);
  assertEquals(gates.length, 1);
  gates[0]!.resolve();
  await settle();
  clock.advance(100);
  assertEquals(gates.length, 2);
  let closed = false;
  const closing = reloader.close().then(() => closed = true);
  await settle();
  assertEquals(closed, false);
  gates[1]!.resolve();
  await closing;
});
