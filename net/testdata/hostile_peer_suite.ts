// Copyright 2026 the tpd2 authors. MIT license.

/** The part of the transport suite about peers that leave, stall, dawdle or flood. */

import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { ConnectionGoneError, DeadlineError } from "../errors.ts";
import { settle } from "../testing.ts";
import { pattern, type SuiteTest, text, until } from "./suite_helpers.ts";

/**
 * Makes the tests.
 *
 * @param test Makes one test.
 */
export function testHostilePeers(test: SuiteTest): void {
  test("end of input means gone where only we speak", async (pair) => {
    const { server, client } = pair;
    server.endMeansGone = true;
    const reading = server.readSome();
    client.closeWrite();
    await assertRejects(() => reading, ConnectionGoneError, "peer closed");
    assert(server.gone.aborted);
    assert(server.closed);
  });

  test("end of input means gone, too, when it came before", async (pair) => {
    const { server, client } = pair;
    client.closeWrite();
    assertEquals(await server.readSome(), null);
    server.endMeansGone = true;
    assert(server.gone.aborted);
    await server.finished;
  });

  test("a reset ends a read that is pending", async ({ server, client }) => {
    await server.write(pattern(60_000));
    await client.peek(1);
    const reading = server.readSome();
    // Closed with input unread: the kernel resets the connection. Some say
    // goodbye before, and then only writing tells.
    client.abort();
    await assertRejects(async () => {
      if (await reading === null) { while (true) await server.write("more"); }
    }, ConnectionGoneError);
    assert(server.gone.aborted);
    assertInstanceOf(server.failure, ConnectionGoneError);
  });

  test("a reset ends a write that waits", async ({ server, client }) => {
    const writing = assertRejects(async () => {
      while (true) await server.write(pattern(100_000));
    }, ConnectionGoneError);
    await client.peek(1);
    client.abort();
    await writing;
    assert(server.closed);
    await assertRejects(() => server.drained(), ConnectionGoneError);
  });

  test("a reset while idle is noticed, and writing fails", async (pair) => {
    const { server, client } = pair;
    await server.write(pattern(60_000));
    await client.peek(1);
    client.abort();
    await assertRejects(async () => {
      await server.readSome();
      while (true) await server.write("more");
    }, ConnectionGoneError);
  });

  test("a peer that never reads is given up", async (pair) => {
    const { server, clock } = pair;
    const writing = server.write(pattern(8_000_000));
    await settle(20);
    assert(server.congested);
    clock.advance(4_000);
    // Writing more is no progress.
    server.write("more").catch(() => {});
    await settle(5);
    clock.advance(1_100);
    await assertRejects(() => writing, ConnectionGoneError, "did not read");
    assert(server.gone.aborted);
    assertEquals(server.output.size <= 8_000_004, true);
  }, { writeTimeout: 5_000 });

  test("a writer that does not wait is cut off", async ({ server }) => {
    let queued = 0;
    while (!server.closed && queued < 100_000_000) {
      server.write(pattern(100_000));
      queued += 100_000;
    }
    assert(queued <= 1_200_000);
    assertStringIncludes(server.failure!.message, "Cannot write more");
    await assertRejects(() => server.write("x"), ConnectionGoneError);
    await server.finished;
  }, { maxOutput: 1_000_000 });

  test("discardAndClose() lets the answer through to a busy sender", async (pair) => {
    const { server, client } = pair;
    const sending = client.write(pattern(150_000)).catch(() => {});
    assertEquals((await server.readExactly(10)).length, 10);
    server.write("enough");
    server.discardAndClose();
    assertEquals(text(await client.readAll()), "enough");
    await sending;
    client.close();
    await server.finished;
    assertEquals(server.failure, null);
  });

  test("discardAndClose() does not wait for ever", async (pair) => {
    const { server, client, clock } = pair;
    server.write("bye");
    server.discardAndClose();
    assertEquals(text(await client.readAll()), "bye");
    await until(() => server.output.size === 0);
    await settle();
    assert(!server.closed);
    clock.advance(2_100);
    assert(server.closed);
    assertEquals(server.failure, null);
  });

  test("abort() ends reads, writes and waits", async ({ server }) => {
    const reading = server.readSome();
    const writing = server.write(pattern(8_000_000));
    server.abort();
    await assertRejects(() => reading, ConnectionGoneError);
    await assertRejects(() => writing, ConnectionGoneError);
    await server.finished;
    // We ended it: the peer is not gone.
    assert(!server.gone.aborted);
    await assertRejects(() => server.readSome(), ConnectionGoneError);
    server.setDeadline(1);
    server.close();
    server.discardAndClose();
    server.closeWrite();
    server.again();
  });

  test("a read that gets nothing meets its deadline", async (pair) => {
    const { server, client, clock } = pair;
    const reading = server.readSome({ timeout: 1_000 });
    clock.advance(999);
    await settle();
    clock.advance(100);
    await assertRejects(() => reading, DeadlineError, "1000 ms");
    // The connection is well, and may be used on.
    await client.write("late");
    assertEquals(text(await server.readExactly(4)), "late");
  });

  test("a sender gains no time by sending byte by byte", async (pair) => {
    const { server, client, clock } = pair;
    const reading = server.readLine({ timeout: 1_000 });
    // Nothing comes for a while: the wait for the first byte counts apart.
    clock.advance(900);
    let count = 0;
    let failure: unknown = null;
    reading.catch((error) => failure = error);
    while (failure === null && count < 100) {
      const before = server.bytesIn;
      await client.write("x");
      await until(() => server.bytesIn > before || failure !== null);
      clock.advance(100);
      await settle(2);
      count++;
    }
    assertInstanceOf(failure, DeadlineError);
    assert(count >= 10 && count <= 12);
  });
}
