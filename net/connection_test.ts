// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { Connection } from "./connection.ts";
import { ConnectionGoneError, DeadlineError } from "./errors.ts";
import { schedule } from "./schedule.ts";
import {
  type Faults,
  memoryListener,
  memoryPair,
  resetConnection,
  settle,
  TestClock,
  writeInPieces,
} from "./testing.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

Deno.test("reading primitives refuse what is no length", async () => {
  const [left, right] = memoryPair();
  await left.write("secret");
  await right.peek(6);
  right.input.start += 3;
  // Going backwards would show what was consumed already.
  for (const count of [-1, -3, 1.5, NaN, Infinity]) {
    await assertRejects(() => right.readExactly(count), RangeError);
    await assertRejects(() => right.peek(count), RangeError);
  }
  for (const maxLength of [0, -3, NaN]) {
    await assertRejects(() => right.readSome({ maxLength }), RangeError);
  }
  await assertRejects(() => right.readUntil(new Uint8Array()), RangeError);
  assertEquals(decoder.decode((await right.readSome())!), "ret");
  left.close();
  right.close();
});

Deno.test("a connection never shows what another one left in its bytes", async () => {
  const listener = memoryListener();
  const scheduler = schedule(listener);
  const seen: string[] = [];
  const loop = (async () => {
    for await (const ready of scheduler) {
      for (const connection of ready) {
        connection.run(async (connection) => {
          let some = await connection.readSome();
          while (some !== null) {
            // The array that is given is exact: nothing lies around it.
            assertEquals(some.buffer.byteLength, some.length);
            seen.push(decoder.decode(some));
            await connection.write(`${some.length}\n`);
            some = await connection.readSome();
          }
        });
      }
    }
  })();
  for (let i = 0; i < 30; i++) {
    const first = listener.connect();
    await first.write("SECRET".repeat(100));
    await first.readLine();
    // Every way to an end gives the bytes back.
    if (i % 3 === 0) first.close();
    else {
      if (i % 3 === 1) resetConnection(first);
      first.abort();
    }
    await settle(2);
    const second = listener.connect();
    for (const piece of ["a", "bc"]) {
      await second.write(piece);
      assertEquals(await second.readLine(), `${piece.length}`);
    }
    second.close();
    await settle(2);
  }
  assertEquals(seen.length, 90);
  assertEquals(
    seen.filter((text) => text.includes("S")).length,
    30,
  );
  await scheduler.shutdown();
  await loop;
});

Deno.test("a read that is outstanding when its connection ends spoils no other", async () => {
  // The array of an aborted connection may be another's only when its read is over.
  const pairs: [Connection, Connection][] = [];
  for (let i = 0; i < 100; i++) {
    const [left, right] = memoryPair();
    const reading = right.readSome();
    left.write("stale");
    right.abort();
    await assertRejects(() => reading, ConnectionGoneError);
    left.abort();
    const fresh = memoryPair();
    fresh[0].write(`${i}`);
    pairs.push(fresh);
  }
  for (const [i, [left, right]] of pairs.entries()) {
    left.closeWrite();
    assertEquals(decoder.decode(await right.readAll()), `${i}`);
    left.close();
    right.close();
  }
});

Deno.test("closeWrite(), close() and discardAndClose() may follow each other", async () => {
  const clock = new TestClock();
  const [left, right] = memoryPair({ clock });
  left.write("bye");
  left.closeWrite();
  left.closeWrite();
  left.discardAndClose();
  left.discardAndClose();
  left.close();
  assertEquals(decoder.decode(await right.readAll()), "bye");
  assert(left.closing && !left.closed);
  // A deadline of before has no say any more, nor has one that is set now.
  left.setDeadline(1);
  left.clearDeadline();
  await clock.advanceAsync(1_000);
  assert(!left.closed);
  right.close();
  await left.finished;
  await right.finished;
  assertEquals(clock.pending, 0);
});

Deno.test("discardAndClose() discards so much and no more", async () => {
  const [left, right] = memoryPair();
  const writing = (async () => {
    while (true) await left.write(new Uint8Array(10_000));
  })();
  await right.peek(1);
  right.discardAndClose(100_000);
  await assertRejects(() => writing, ConnectionGoneError);
  await right.finished;
  assert(right.bytesIn >= 100_000 && right.bytesIn < 200_000);
  left.abort();
});

Deno.test("discardAndClose() sends all first, to a reader that takes its time", async () => {
  const clock = new TestClock();
  const [left, right] = memoryPair({ clock, left: { capacity: 1_000 } });
  left.write("x".repeat(20_000));
  left.discardAndClose();
  let got = 0;
  while (got < 20_000) {
    // Longer than lingering would take.
    await clock.advanceAsync(1_500);
    got += (await right.readSome({ maxLength: 1_000 }))!.length;
  }
  assertEquals(await right.readSome(), null);
  right.close();
  await left.finished;
  assertEquals(left.failure, null);
});

Deno.test("a write that nobody awaits ends nothing when it fails", async () => {
  const [left, right] = memoryPair();
  resetConnection(left);
  right.write("x");
  await settle();
  assert(right.closed);
  right.write("x");
  right.drained();
  assertEquals(right.writeShared(encoder.encode("x")), false);
  left.abort();
  await settle();
});

Deno.test("writers are resumed when the queue has room again", async () => {
  const [left, right] = memoryPair({ highWater: 1_000 });
  let writes = 0;
  const writing = (async () => {
    for (; writes < 20; writes++) await left.write("x".repeat(10_000));
    left.close();
  })();
  await settle();
  assert(writes < 20);
  assertEquals((await right.readAll({ maxLength: 200_000 })).length, 200_000);
  await writing;
  right.close();
});

Deno.test("a reader is not woken by room to write", async () => {
  const [left, right] = memoryPair({ highWater: 1_000 });
  left.write("x".repeat(200_000));
  let got: string | null | undefined;
  const reading = left.readSome().then((some) =>
    got = some === null ? null : decoder.decode(some)
  );
  assertEquals((await right.readExactly(60_000)).length, 60_000);
  assertEquals((await right.readExactly(60_000)).length, 60_000);
  assertEquals((await right.readExactly(60_000)).length, 60_000);
  assertEquals((await right.readExactly(20_000)).length, 20_000);
  await settle();
  assert(!left.congested);
  assertEquals(got, undefined);
  await right.write("answer");
  await reading;
  assertEquals(got, "answer");
  left.close();
  right.close();
});

Deno.test("writeInPieces() cuts where it is told", async () => {
  for (
    const [options, expected] of [
      [{}, ["a", "b", "c", "d", "e"]],
      [{ size: 2 }, ["ab", "cd", "e"]],
      [{ at: [0, 1, 4, 9] }, ["a", "bcd", "e"]],
    ] as const
  ) {
    const [left, right] = memoryPair();
    const pieces: string[] = [];
    const reading = (async () => {
      let some = await right.readSome();
      while (some !== null) {
        pieces.push(decoder.decode(some));
        some = await right.readSome();
      }
    })();
    await writeInPieces(left, "abcde", options);
    left.close();
    await reading;
    assertEquals(pieces, [...expected]);
    right.close();
  }
  const [left, right] = memoryPair();
  await assertRejects(() => writeInPieces(left, "x", { size: 0 }), RangeError);
  left.close();
  right.close();
});

Deno.test("resetConnection() is for connections in memory", () => {
  const [left, right] = memoryPair();
  assertThrows(() => resetConnection({} as Connection), TypeError);
  left.abort();
  right.abort();
});

Deno.test("whatever goes wrong on the way, the exact bytes arrive or an error does", async () => {
  const faults: fc.Arbitrary<Faults> = fc.record({
    capacity: fc.integer({ min: 1, max: 5_000 }),
    maxRead: fc.integer({ min: 1, max: 2_000 }),
    maxWrite: fc.integer({ min: 1, max: 2_000 }),
    resetAfter: fc.oneof(fc.constant(Infinity), fc.nat(20_000)),
    stallAfter: fc.oneof(fc.constant(Infinity), fc.nat(20_000)),
  });
  await fc.assert(
    fc.asyncProperty(
      faults,
      faults,
      fc.array(fc.integer({ min: 1, max: 4_000 }), { maxLength: 10 }),
      async (client, server, sizes) => {
        const clock = new TestClock();
        const listener = memoryListener();
        const scheduler = schedule(listener, { clock });
        const loop = (async () => {
          for await (const ready of scheduler) {
            for (const connection of ready) {
              connection.run(async (connection) => {
                let some = await connection.readSome();
                while (some !== null) {
                  await connection.write(some);
                  some = await connection.readSome();
                }
              });
            }
          }
        })();
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const sent = new Uint8Array(total).map((_, i) => i * 13 + (i >> 8));
        const connection = listener.connect({ client, server, clock });
        let got: Uint8Array | null = null;
        let failure: unknown = null;
        const speaking = (async () => {
          const reading = connection.readAll({ maxLength: total });
          reading.catch(() => {});
          let at = 0;
          for (const size of sizes) {
            await connection.write(sent.subarray(at, at += size));
          }
          connection.closeWrite();
          got = await reading;
        })().catch((error) => failure = error);
        for (let i = 0; i < 400 && got === null && failure === null; i++) {
          await settle(1);
        }
        // Who stalls meets a deadline.
        for (let i = 0; i < 200 && got === null && failure === null; i++) {
          clock.advance(1_000);
          await settle(1);
        }
        await speaking;
        const wrong = [client, server].some((each) =>
          Number.isFinite(each.resetAfter) || Number.isFinite(each.stallAfter)
        );
        if (got === null) {
          assert(
            failure instanceof ConnectionGoneError ||
              failure instanceof DeadlineError,
            String(failure),
          );
        } else {
          // A server that gave up on a stalled connection closed it: what
          // arrived before is exact, though it is not all.
          const arrived: Uint8Array = got;
          assertEquals(arrived, sent.subarray(0, arrived.length));
        }
        if (!wrong) assertEquals(got, sent);
        connection.abort();
        const done = scheduler.shutdown();
        clock.advance(60_000);
        await done;
        await loop;
        assertEquals(scheduler.stats().connections, 0);
      },
    ),
    { numRuns: 60 },
  );
});
