// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import type { Connection } from "./connection.ts";
import { schedule } from "./schedule.ts";
import { memoryListener, settle, TestClock } from "./testing.ts";
import { runAll, setUp, tearDown } from "./testdata/scheduler_setup.ts";

Deno.test("schedule() lets a greedy connection make nobody wait", async () => {
  const setup = setUp({ maxInput: 1 << 20 });
  const { listener, scheduler } = setup;
  const POLITE = 999;
  // The greedy one sends thousands of requests at once; the polite ones send the
  // next when the last was answered. Each turn serves so many at most.
  const PER_TURN = 16;
  const greedy = listener.connect({ client: { capacity: 1 << 20 } });
  greedy.write("\n".repeat(400_000)).catch(() => {});
  const polite: Connection[] = [];
  for (let i = 0; i < POLITE; i++) polite.push(listener.connect());
  let turn = 0;
  let worstWait = 0;
  let answered = 0;
  const arrived = new Map<Connection, number>();
  const phase = { phase: "test" };
  const loop = (async () => {
    for await (const ready of scheduler) {
      turn++;
      for (const connection of ready) {
        connection.protocol ??= phase;
        const { input } = connection;
        // When its request arrived is told below, by who sent it.
        const since = arrived.get(connection);
        if (since !== undefined && input.length > 0) {
          worstWait = Math.max(worstWait, turn - since);
          arrived.delete(connection);
        }
        const count = Math.min(PER_TURN, input.length);
        if (count > 0) connection.output.putText(".".repeat(count));
        answered += count;
        input.start += count;
        if (input.length > 0) connection.again();
        else if (connection.inputEnded) connection.close();
      }
    }
  })();
  while (scheduler.stats().connections < POLITE + 1) await settle(1);
  const before = turn;
  await Promise.all(polite.map(async (client) => {
    for (let i = 0; i < 3; i++) {
      const sentAt = turn;
      await client.write("\n");
      await client.readExactly(1);
      worstWait = Math.max(worstWait, turn - sentAt);
    }
  }));
  assert(turn - before > 3);
  assert(answered > POLITE * 3 + PER_TURN);
  assert(greedy.output.size > 0 || answered < 400_000);
  // Its request is there when a turn begins, and answered in that turn or the next.
  assert(worstWait <= 4, `somebody waited ${worstWait} turns`);
  greedy.abort();
  for (const client of polite) client.abort();
  await tearDown(setup);
  await loop;
});

Deno.test("schedule() lets the event loop turn while connections are never done", async () => {
  const setup = setUp();
  const { listener, scheduler } = setup;
  const client = listener.connect();
  let turns = 0;
  const loop = (async () => {
    for await (const ready of scheduler) {
      for (const connection of ready) {
        turns++;
        connection.protocol ??= { phase: "busy" };
        connection.wake();
      }
    }
  })();
  const before = turns;
  await settle(20);
  assert(turns > before);
  client.abort();
  await tearDown(setup);
  await loop;
});

Deno.test("schedule() gives one connection all of a turn's output in one write", async () => {
  const setup = setUp();
  const { listener, scheduler } = setup;
  const client = listener.connect();
  const { value } = await scheduler.next();
  const [connection] = value!;
  for (let i = 0; i < 10; i++) connection!.write(`${i}`);
  scheduler.next();
  const some = await client.readSome();
  assertEquals(new TextDecoder().decode(some!), "0123456789");
  client.abort();
  await tearDown(setup);
});

Deno.test("schedule() leaves newcomers waiting at the bound", async () => {
  const setup = setUp({ maxConnections: 2 });
  const { listener, scheduler } = setup;
  const loop = runAll(scheduler);
  const clients = [1, 2, 3, 4].map(() => listener.connect());
  for (const client of clients) client.write("hi\n");
  for (const client of clients.slice(0, 2)) {
    assertEquals(await client.readLine(), "hi");
  }
  await settle();
  assertEquals(scheduler.stats().connections, 2);
  assertEquals(clients[2]!.input.length, 0);
  // One goes, one comes: also when all of that happens at once.
  clients[0]!.close();
  assertEquals(await clients[2]!.readLine(), "hi");
  clients[1]!.close();
  clients[2]!.close();
  assertEquals(await clients[3]!.readLine(), "hi");
  assertEquals(scheduler.stats().accepted, 4);
  clients[3]!.close();
  await tearDown(setup);
  await loop;
});

Deno.test("schedule() keeps its bound over several listeners", async () => {
  const clock = new TestClock();
  const listeners = [memoryListener(), memoryListener(), memoryListener()];
  const scheduler = schedule(listeners, { clock, maxConnections: 1 });
  let most = 0;
  const loop = runAll(scheduler, async (connection) => {
    await connection.readLine();
    await settle();
    most = Math.max(most, scheduler.stats().connections);
    await connection.write("served\n");
  });
  const clients = listeners.map((listener) => listener.connect());
  await Promise.all(clients.map(async (client) => {
    await client.write("hi\n");
    assertEquals(await client.readLine(), "served");
    client.close();
  }));
  assertEquals(most, 1);
  await tearDown({ listener: listeners[0]!, scheduler, clock, errors: [] });
  await loop;
});

Deno.test("schedule() sheds who was idle longest, and only when somebody comes", async () => {
  const setup = setUp({ maxConnections: 3, atCapacity: "shed" });
  const { listener, scheduler, clock } = setup;
  const loop = runAll(scheduler);
  const clients: Connection[] = [];
  for (let i = 0; i < 3; i++) {
    const client = listener.connect();
    clients.push(client);
    client.write("hi\n");
    assertEquals(await client.readLine(), "hi");
    clock.advance(1_000);
  }
  // The first one stirs; now the second is idle for longest.
  clients[0]!.write("hi\n");
  await clients[0]!.readLine();
  await settle();
  assertEquals(scheduler.stats().shed, 0);
  assertEquals(scheduler.stats().connections, 3);
  const newcomer = listener.connect();
  newcomer.write("hi\n");
  assertEquals(await newcomer.readLine(), "hi");
  assertEquals(scheduler.stats().shed, 1);
  assertEquals(await clients[1]!.readSome(), null);
  clients[0]!.write("hi\n");
  assertEquals(await clients[0]!.readLine(), "hi");
  for (const client of [...clients, newcomer]) client.abort();
  await tearDown(setup);
  await loop;
});

Deno.test("schedule() sheds hundreds in the order of their idleness", async () => {
  const setup = setUp({ maxConnections: 200, atCapacity: "shed" });
  const { listener, scheduler, clock } = setup;
  const loop = runAll(scheduler);
  const clients: Connection[] = [];
  for (let i = 0; i < 200; i++) {
    clients.push(listener.connect());
    await settle(2);
    clock.advance(10);
  }
  for (let i = 0; i < 150; i++) {
    clients.push(listener.connect());
    await settle(2);
    clock.advance(10);
    assertEquals(await clients[i]!.readSome(), null);
  }
  assertEquals(scheduler.stats().shed, 150);
  for (const client of clients) client.abort();
  await tearDown(setup);
  await loop;
});

Deno.test("schedule() backs off when accepting fails, tells it once, and recovers", async () => {
  const setup = setUp();
  const { listener, scheduler, clock, errors } = setup;
  const loop = runAll(scheduler);
  const old = listener.connect();
  old.write("hi\n");
  assertEquals(await old.readLine(), "hi");
  for (let i = 0; i < 5; i++) {
    listener.failNextAccept(new Error("Too many open files (os error 24)"));
  }
  const client = listener.connect();
  client.write("hi\n");
  await settle();
  // Who is in goes on being served.
  old.write("still here\n");
  assertEquals(await old.readLine(), "still here");
  assertEquals(client.bytesIn, 0);
  await clock.advanceAsync(20 + 40 + 80 + 160 + 320, 20);
  assertEquals(await client.readLine(), "hi");
  assertEquals(errors.length, 1);
  // The next bout is told again.
  listener.failNextAccept(new Error("Too many open files (os error 24)"));
  await clock.advanceAsync(100);
  assertEquals(errors.length, 2);
  old.close();
  client.close();
  await tearDown(setup);
  await loop;
});

Deno.test("schedule() does not mind who leaves before being accepted", async () => {
  const setup = setUp();
  const { listener, scheduler, errors } = setup;
  const loop = runAll(scheduler);
  await settle();
  for (const name of ["ConnectionAborted", "ConnectionReset", "NotConnected"]) {
    const left = new Error("the peer left");
    left.name = name;
    listener.failNextAccept(left);
  }
  const client = listener.connect();
  client.write("hi\n");
  assertEquals(await client.readLine(), "hi");
  assertEquals(errors, []);
  client.close();
  await tearDown(setup);
  await loop;
});

Deno.test("schedule() accepts no more from a listener that was closed", async () => {
  const setup = setUp();
  const { listener, scheduler, clock, errors } = setup;
  const loop = runAll(scheduler);
  const client = listener.connect();
  client.write("hi\n");
  assertEquals(await client.readLine(), "hi");
  listener.close();
  await clock.advanceAsync(5_000);
  assertEquals(errors, []);
  client.write("hi\n");
  assertEquals(await client.readLine(), "hi");
  client.close();
  await tearDown(setup);
  await loop;
});
