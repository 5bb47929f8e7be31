// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { ByteWindow } from "./byte_window.ts";
import {
  NOTHING,
  roomBehind,
  SMALL_SIZE,
  takeSmall,
} from "./_input_buffers.ts";

function emptyWindow(): ByteWindow {
  return new ByteWindow(NOTHING, 0, 0);
}

Deno.test("roomBehind() starts small, grows for who sends much, and shrinks again", () => {
  const window = emptyWindow();
  assertEquals(roomBehind(window, 65_536, false)!.length, SMALL_SIZE);
  assertEquals(roomBehind(window, 65_536, true)!.length, 16_384);
  assertEquals(roomBehind(window, 65_536, true)!.length, 16_384);
  assertEquals(roomBehind(window, 65_536, false)!.length, SMALL_SIZE);
});

Deno.test("roomBehind() gives no more room than the window may hold", () => {
  const window = emptyWindow();
  assertEquals(roomBehind(window, 10, false)!.length, 10);
  window.end = 4;
  assertEquals(roomBehind(window, 10, true)!.length, 6);
  window.end = 10;
  assertEquals(roomBehind(window, 10, true), null);
  window.start = 9;
  assertEquals(roomBehind(window, 10, false)!.length, 9);
});

Deno.test("takeSmall() never hands out the same bytes twice", () => {
  const taken = Array.from({ length: 200 }, takeSmall);
  for (const [i, bytes] of taken.entries()) bytes.fill(i);
  for (const [i, bytes] of taken.entries()) {
    assertEquals(bytes.length, SMALL_SIZE);
    assert(bytes.every((byte) => byte === i % 256));
  }
});

Deno.test("roomBehind() keeps what arrived, whatever is read and consumed", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(7, 1_000, 1_024, 5_000, 65_536),
      fc.array(
        fc.record({
          fill: fc.double({ min: 0, max: 1, noNaN: true }),
          consume: fc.oneof(
            fc.constant(1),
            fc.double({ min: 0, max: 1, noNaN: true }),
          ),
          hungry: fc.boolean(),
        }),
        { maxLength: 60 },
      ),
      (maxSize, steps) => {
        const window = emptyWindow();
        let arrived = 0;
        let consumed = 0;
        for (const { fill, consume, hungry } of steps) {
          const room = roomBehind(window, maxSize, hungry);
          if (room === null) assertEquals(window.length, maxSize);
          else {
            assert(room.length > 0);
            assert(window.length + room.length <= maxSize);
            const count = Math.ceil(room.length * fill);
            for (let i = 0; i < count; i++) room[i] = arrived++ * 7;
            window.end += count;
          }
          const take = Math.floor(window.length * consume);
          for (let i = 0; i < take; i++) {
            assert(window.bytes[window.start++] === (consumed++ * 7 & 0xff));
          }
        }
        assertEquals(window.length, arrived - consumed);
      },
    ),
  );
});
