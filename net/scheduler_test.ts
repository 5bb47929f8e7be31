// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { Connection } from "./connection.ts";
import { ConnectionGoneError } from "./errors.ts";
import { memoryListener, settle } from "./testing.ts";
import {
  nextBatch,
  runAll,
  setUp,
  tearDown,
} from "./testdata/scheduler_setup.ts";

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
