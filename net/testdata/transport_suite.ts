// Copyright 2026 the tpd2 authors. MIT license.

/**
 * How connections behave, whatever carries them: the same tests run in memory
 * and over real sockets.
 */

import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import type { Connection } from "../connection.ts";
import { ConnectionGoneError, UnexpectedEndError } from "../errors.ts";
import { schedule } from "../schedule.ts";
import type { ScheduleOptions } from "../schedule_options.ts";
import { settle, TestClock } from "../testing.ts";
import type { WireListener } from "../transport.ts";
import { testHostilePeers } from "./hostile_peer_suite.ts";
import { type Pair, pattern, text, until } from "./suite_helpers.ts";

const NONE = new Uint8Array();

/** A listener, and how to connect to it. */
export interface TransportUnderTest {
  listener: WireListener;
  connect: () => Promise<Connection> | Connection;
}

/**
 * Runs the suite over one transport.
 *
 * @param name What the transport is called.
 * @param make Makes a fresh listener.
 */
export function testTransport(
  name: string,
  make: () => TransportUnderTest,
): void {
  function test(
    what: string,
    body: (pair: Pair) => Promise<void>,
    options: ScheduleOptions = {},
  ): void {
    Deno.test(`${name}: ${what}`, async () => {
      const clock = new TestClock();
      const { listener, connect } = make();
      const scheduler = schedule(listener, {
        clock,
        shutdownGrace: 0,
        ...options,
      });
      const accepted = Promise.withResolvers<Connection>();
      const loop = (async () => {
        for await (const ready of scheduler) {
          for (const connection of ready) {
            connection.run(async (connection) => {
              accepted.resolve(connection);
              await connection.finished;
            });
          }
        }
      })();
      const client = await connect();
      // Over TLS nothing happens before somebody speaks.
      await client.write("!");
      const server = await accepted.promise;
      try {
        assertEquals(text(await server.readExactly(1)), "!");
        await body({ server, client, clock });
      } finally {
        client.abort();
        const done = scheduler.shutdown();
        clock.advance(1);
        await done;
        await loop;
        // What the runtime was still at is over when the event loop has turned.
        await settle();
      }
    });
  }

  test("connections carry bytes both ways and count them", async (pair) => {
    const { server, client } = pair;
    await client.write("hel", new Uint8Array([0x6c, 0x6f]));
    assertEquals(text(await server.readExactly(5)), "hello");
    await server.write("wörld\n");
    assertEquals(await client.readLine(), "wörld");
    await until(() => server.bytesOut === 7);
    assertEquals([server.bytesIn, client.bytesIn], [6, 7]);
  });

  test("connections know both addresses", ({ server, client }) => {
    assertEquals(server.localAddress.transport, client.localAddress.transport);
    if (client.remoteAddress.transport === "tcp") {
      assertEquals(client.remoteAddress, server.localAddress);
      assertEquals(client.localAddress, server.remoteAddress);
    }
    return Promise.resolve();
  });

  test("reading primitives take what they name and leave the rest", async (pair) => {
    const { server, client } = pair;
    await client.write("one\r\ntwo\nabc|defghij");
    client.closeWrite();
    assertEquals(text(await server.peek(3)), "one");
    assertEquals(await server.readLine(), "one");
    assertEquals(await server.readLine(), "two");
    const bar = new TextEncoder().encode("|");
    assertEquals(text(await server.readUntil(bar)), "abc|");
    assertEquals(text(await server.readExactly(3)), "def");
    assertEquals(text(await server.readSome({ maxLength: 1 })), "g");
    const target = new Uint8Array(2).fill(0x21);
    assertEquals(await server.readInto(target.subarray(0, 1)), 1);
    assertEquals(text(target), "h!");
    assertEquals(text(await server.peek(100)), "ij");
    assertEquals(text(await server.readAll()), "ij");
    assertEquals(await server.readInto(target), null);
    await assertRejects(() => server.readInto(NONE), RangeError);
    assertEquals(await server.readSome(), null);
    assertEquals(await server.readLine(), null);
    assertEquals(await server.readUntil(bar), null);
    assertEquals(text(await server.peek(1)), "");
    await assertRejects(() => server.readExactly(1), UnexpectedEndError);
  });

  test("lines() yields lines as they come, however they are cut", async (pair) => {
    const { server, client } = pair;
    const got: string[] = [];
    const reading = (async () => {
      for await (const line of server.lines()) got.push(line);
    })();
    for (const piece of ["a", "b\r", "\nc\n\n", "dd", "\n"]) {
      const before = server.bytesIn;
      await client.write(piece);
      await until(() => server.bytesIn > before);
    }
    client.closeWrite();
    await reading;
    assertEquals(got, ["ab", "c", "", "dd"]);
  });

  test("a line that is cut off is an error", async ({ server, client }) => {
    await client.write("half");
    client.closeWrite();
    await assertRejects(() => server.readLine(), UnexpectedEndError);
  });

  test("bounds are kept", async ({ server, client }) => {
    await client.write("0123456789");
    await assertRejects(
      () => server.readLine({ maxLength: 5 }),
      RangeError,
      "not found within 5 bytes",
    );
    await assertRejects(() => server.readExactly(2000), RangeError);
    client.closeWrite();
    await assertRejects(
      () => server.readAll({ maxLength: 5 }),
      RangeError,
      "more than 5 bytes",
    );
  }, { maxInput: 1500 });

  test("the window holds no more than it may", async ({ server, client }) => {
    client.write(pattern(50_000)).catch(() => {});
    assertEquals((await server.peek(100_000)).length, 3000);
    assertEquals(server.input.length, 3000);
    await assertRejects(() => server.waitForInput(), RangeError, "full");
    const all = new Uint8Array(50_000);
    for (let at = 0; at < all.length;) {
      const some = await server.readSome();
      all.set(some!, at);
      at += some!.length;
    }
    assertEquals(all, pattern(50_000));
  }, { maxInput: 3000 });

  test("half-close: the client ends, and still gets its answer", async (pair) => {
    const { server, client } = pair;
    await client.write("question");
    client.closeWrite();
    assertEquals(text(await server.readAll()), "question");
    assert(server.inputEnded);
    assert(!server.gone.aborted);
    await server.write("answer");
    server.close();
    assertEquals(text(await client.readAll()), "answer");
    await server.finished;
    assertEquals(server.failure, null);
  });

  test("half-close: the server ends, and still listens", async (pair) => {
    const { server, client } = pair;
    await server.write("bye");
    server.closeWrite();
    await assertRejects(() => server.write("more"), ConnectionGoneError);
    assertEquals(text(await client.readAll()), "bye");
    await client.write("one more thing");
    assertEquals(text(await server.readExactly(14)), "one more thing");
  });

  test("writers wait for slow readers, and no byte is lost", async (pair) => {
    const { server, client } = pair;
    const total = 2_000_000;
    const sent = pattern(total);
    let most = 0;
    const writing = (async () => {
      for (let at = 0; at < total; at += 10_000) {
        await server.write(sent.subarray(at, at + 10_000));
        most = Math.max(most, server.output.size);
      }
      server.close();
    })();
    const got = await client.readAll({ maxLength: total });
    await writing;
    assertEquals(got.length, total);
    assertEquals(got, sent);
    assert(most <= 64 * 1024 + 10_000);
  });

  test("shared bytes arrive in their place among others", async (pair) => {
    const { server, client } = pair;
    const shared = pattern(20_000, 7);
    server.write("a");
    assert(server.writeShared(shared));
    server.write("b".repeat(9_000), "c");
    server.writeShared(shared);
    server.write("d");
    server.close();
    const got = await client.readAll({ maxLength: 100_000 });
    assertEquals(got.length, 49_003);
    assertEquals(got.subarray(1, 20_001), shared);
    assertEquals(got.subarray(29_002, 49_002), shared);
    assertEquals(
      [got[0], got[20_001], got[29_001], got[49_002]],
      [0x61, 0x62, 0x63, 0x64],
    );
  });

  test("close() sends what is queued first", async ({ server, client }) => {
    const sent = pattern(700_000);
    server.write(sent);
    server.close();
    assert(server.closing);
    assertEquals(await client.readAll({ maxLength: 700_000 }), sent);
    await server.finished;
  });

  test("disposing of a connection waits until it has ended", async (pair) => {
    const { server, client } = pair;
    {
      await using disposable = server;
      disposable.write("last words");
    }
    assert(server.closed);
    assertEquals(text(await client.readAll()), "last words");
  });

  test("only one read waits at a time", async ({ server, client }) => {
    const first = server.readSome();
    await assertRejects(() => server.readSome(), TypeError, "another read");
    await client.write("x");
    assertEquals(text(await first), "x");
  });

  testHostilePeers(test);

  Deno.test(`${name}: any interleaving of pieces arrives whole and in order`, async () => {
    const { listener, connect } = make();
    const scheduler = schedule(listener, { shutdownGrace: 0 });
    async function echo(connection: Connection): Promise<void> {
      let some = await connection.readSome();
      while (some !== null) {
        await connection.write(some);
        some = await connection.readSome({ maxLength: 3_000 });
      }
    }
    const loop = (async () => {
      for await (const ready of scheduler) {
        for (const connection of ready) connection.run(echo);
      }
    })();
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 12 }),
          { minLength: 1, maxLength: 6 },
        ),
        async (clients) => {
          await Promise.all(clients.map(async (sizes, seed) => {
            await using client = await connect();
            const total = sizes.reduce((sum, size) => sum + size, 0);
            const sent = pattern(total, seed);
            const writing = (async () => {
              let at = 0;
              for (const size of sizes) {
                await client.write(sent.subarray(at, at += size));
                if (size % 2 === 0) await settle(1);
              }
              client.closeWrite();
            })();
            assertEquals(await client.readAll(), sent);
            await writing;
          }));
        },
      ),
      { numRuns: 15 },
    );
    await scheduler.shutdown();
    await loop;
    await settle();
  });
}
