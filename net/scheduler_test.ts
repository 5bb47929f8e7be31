// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { Connection } from "./connection.ts";
import { ConnectionGoneError } from "./errors.ts";
import { schedule } from "./schedule.ts";
import type { ScheduleOptions } from "./schedule_options.ts";
import type { Scheduler } from "./scheduler.ts";
import {
  type MemoryListener,
  memoryListener,
  settle,
  TestClock,
} from "./testing.ts";

interface Setup {
  listener: MemoryListener;
  scheduler: Scheduler;
  clock: TestClock;
  errors: unknown[];
}

function setUp(options: ScheduleOptions = {}): Setup {
  const clock = new TestClock();
  const listener = memoryListener();
  const errors: unknown[] = [];
  const scheduler = schedule(listener, {
    clock,
    onError: (error) => errors.push(error),
    ...options,
  });
  return { listener, scheduler, clock, errors };
}

async function echo(connection: Connection): Promise<void> {
  for await (const line of connection.lines()) {
    await connection.write(line, "\n");
  }
}

async function runAll(
  scheduler: Scheduler,
  protocol: (connection: Connection) => Promise<void> = echo,
): Promise<void> {
  for await (const ready of scheduler) {
    for (const connection of ready) connection.run(protocol);
  }
}

/** The connections of the next turn. */
async function nextBatch(
  turn: Promise<IteratorResult<Connection[], void>>,
): Promise<(Connection | undefined)[]> {
  const { value } = await turn;
  return value === undefined ? [] : [...value];
}

/** Ends it, however many connections are left. */
async function tearDown({ scheduler, clock }: Setup): Promise<void> {
  const done = scheduler.shutdown();
  clock.advance(60_000);
  await done;
  await settle();
}

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
  const aborted = new Error("Connection aborted");
  aborted.name = "ConnectionAborted";
  listener.failNextAccept(aborted);
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

Deno.test("Scheduler.shutdown() lets connections end, and aborts what is left", async () => {
  const setup = setUp({ shutdownGrace: 5_000 });
  const { listener, scheduler, clock } = setup;
  const yielded: Connection[][] = [];
  const loop = (async () => {
    for await (const ready of scheduler) {
      yielded.push([...ready]);
      for (const connection of ready) {
        connection.protocol ??= { phase: "test" };
        if (connection.closed || !connection.draining) continue;
        if (connection.bytesIn === 0) connection.close();
      }
    }
  })();
  const idle = listener.connect();
  const busy = listener.connect();
  busy.write("working");
  await settle();
  const done = scheduler.shutdown();
  let finished = false;
  done.then(() => finished = true);
  assert(scheduler.draining);
  assertEquals(await idle.readSome(), null);
  // Nobody is let in any more.
  const late = listener.connect();
  assertEquals(await late.readSome(), null);
  await clock.advanceAsync(4_900);
  assert(!finished && !busy.closed);
  assertEquals(scheduler.stats().connections, 1);
  await clock.advanceAsync(200);
  assert(finished);
  await done;
  await loop;
  assertEquals(await busy.readSome(), null);
  // Each was yielded at its end, for its protocol to see it.
  assert(yielded.at(-1)!.length === 0 || yielded.length > 2);
  assertEquals((await scheduler.next()).done, true);
  assertEquals(clock.pending, 0);
  for (const client of [idle, busy, late]) client.close();
});

Deno.test("Scheduler ends when its signal aborts, also before it began", async () => {
  for (const early of [true, false]) {
    const stop = new AbortController();
    if (early) stop.abort();
    const { listener, scheduler, clock } = setUp({ signal: stop.signal });
    const loop = runAll(scheduler);
    if (!early) {
      const client = listener.connect();
      client.write("hi\n");
      assertEquals(await client.readLine(), "hi");
      stop.abort();
      await settle();
      assert(scheduler.draining);
      client.close();
    }
    await loop;
    await scheduler.finished;
    assert(listener.closed);
    assertEquals(clock.pending, 0);
  }
});

Deno.test("Scheduler aborts all when its loop is left", async () => {
  const { listener, scheduler, clock } = setUp();
  const client = listener.connect();
  for await (const ready of scheduler) {
    assertEquals(ready.length, 1);
    break;
  }
  assertEquals(await client.readSome(), null);
  await scheduler.finished;
  assertEquals(clock.pending, 0);
  client.close();
});

Deno.test("Scheduler yields one batch at a time", async () => {
  const setup = setUp();
  const first = setup.scheduler.next();
  await assertRejects(() => setup.scheduler.next(), TypeError, "is awaited");
  await tearDown(setup);
  assertEquals((await first).done, true);
});

Deno.test("Scheduler.stats() tells phases and what waits to leave", async () => {
  const setup = setUp();
  const { listener, scheduler } = setup;
  const clients = [listener.connect(), listener.connect()];
  await settle();
  const { value } = await scheduler.next();
  const [first] = value!;
  first!.protocol = { phase: "talking" };
  first!.output.putText("hello");
  assertEquals(scheduler.stats(), {
    connections: 2,
    accepted: 2,
    shed: 0,
    queuedBytes: 5,
    phases: { talking: 1, new: 1 },
  });
  for (const client of clients) client.abort();
  await tearDown(setup);
});

Deno.test("Scheduler.carry() takes what comes from elsewhere, until it has ended", async () => {
  const setup = setUp();
  const { listener, scheduler } = setup;
  const elsewhere = memoryListener();
  const client = elsewhere.connect();
  const carried = scheduler.carry(await elsewhere.accept());
  const { value } = await scheduler.next();
  assertEquals(value, [carried]);
  client.abort();
  await tearDown(setup);
  const late = elsewhere.connect();
  const wire = await elsewhere.accept();
  assertThrows(() => scheduler.carry(wire), TypeError, "has ended");
  assertEquals(await late.readSome(), null);
  late.close();
  assert(listener.closed);
});

Deno.test("Connection.run() tells errors of its own, not those of the peer", async () => {
  const setup = setUp();
  const { listener, scheduler, errors } = setup;
  const mine = new Error("Mine");
  const loop = runAll(scheduler, async (connection) => {
    const line = await connection.readLine({ maxLength: 10 });
    if (line === "throw") throw mine;
  });
  const [a, b] = [listener.connect(), listener.connect()];
  a.write("throw\n");
  assertEquals(await a.readSome(), null);
  b.write("cut");
  b.closeWrite();
  assertEquals(await b.readSome(), null);
  assertEquals(errors, [mine]);
  a.close();
  b.close();
  await tearDown(setup);
  await loop;
});

Deno.test("Connection.run() tells what a plain function throws, too", async () => {
  const setup = setUp();
  const { listener, scheduler, errors } = setup;
  const mine = new Error("Mine");
  const loop = runAll(scheduler, () => {
    throw mine;
  });
  const client = listener.connect();
  assertEquals(await client.readSome(), null);
  assertEquals(errors, [mine]);
  client.close();
  await tearDown(setup);
  await loop;
});

Deno.test("Connection.expired is set when the deadline of a protocol passes", async () => {
  const setup = setUp();
  const { listener, scheduler, clock } = setup;
  const client = listener.connect();
  const [connection] = (await scheduler.next()).value!;
  connection!.setDeadline(1_000);
  const next = scheduler.next();
  clock.advance(1_100);
  assertEquals(await nextBatch(next), [connection]);
  assert(connection!.expired);
  connection!.clearDeadline();
  assert(!connection!.expired);
  connection!.setDeadline(1_000);
  connection!.clearDeadline();
  const another = scheduler.next();
  clock.advance(5_000);
  client.write("x");
  assertEquals(await nextBatch(another), [connection]);
  assert(!connection!.expired);
  client.abort();
  await tearDown(setup);
});

Deno.test("a protocol is yielded once more when its connection is gone", async () => {
  const setup = setUp();
  const { listener, scheduler } = setup;
  const client = listener.connect({ client: { resetAfter: 3 } });
  const [connection] = (await scheduler.next()).value!;
  client.write("abc").catch(() => {});
  assertEquals(await nextBatch(scheduler.next()), [connection]);
  if (!connection!.closed) {
    assertEquals(await nextBatch(scheduler.next()), [connection]);
  }
  assert(connection!.closed);
  assert(connection!.failure instanceof ConnectionGoneError);
  await tearDown(setup);
});
