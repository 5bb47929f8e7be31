// Copyright 2026 the tpd2 authors. MIT license.
/// <reference lib="deno.ns" />

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  accept,
  type Cursors,
  type LiveEvent,
  merge,
  readCursor,
  writeCursors,
} from "./cursors.ts";

function at(epoch: string, counter: number): Cursors {
  return new Map([["chat", [epoch, counter]]]);
}

Deno.test("accept() follows the table of the protocol", () => {
  const cases: [LiveEvent, boolean | null, Cursors][] = [
    // Snapshots.
    [["chat", "e", -1, 7, []], true, at("e", 7)],
    [["chat", "e", -1, 5, []], false, at("e", 5)],
    [["chat", "e", -1, 4, []], false, at("e", 5)],
    [["chat", "f", -1, 2, []], true, at("f", 2)],
    // Steps.
    [["chat", "e", 5, 6, []], true, at("e", 6)],
    [["chat", "e", 3, 8, []], true, at("e", 8)],
    [["chat", "e", 4, 5, []], false, at("e", 5)],
    [["chat", "e", 6, 7, []], null, at("e", 5)],
    [["chat", "f", 5, 6, []], null, at("e", 5)],
    // Not on the page.
    [["todo", "e", 5, 6, []], false, at("e", 5)],
  ];
  for (const [event, expected, after] of cases) {
    const cursors = at("e", 5);
    assertEquals(accept(cursors, event), expected, JSON.stringify(event));
    assertEquals(cursors, after);
  }
});

Deno.test("accept() takes what belongs to no channel each time", () => {
  const cursors = at("e", 5);
  assertEquals(accept(cursors, ["", "", -1, 0, []]), true);
  assertEquals(accept(cursors, ["", "", -1, 0, []]), true);
  assertEquals(cursors, at("e", 5));
});

Deno.test("accept() applies each step once, in order, whatever comes twice", () => {
  fc.assert(fc.property(
    fc.array(fc.tuple(fc.nat({ max: 9 }), fc.integer({ min: 1, max: 3 }))),
    (events) => {
      const cursors = at("e", 0);
      let have = 0;
      for (const [from, length] of events) {
        const to = from + length;
        const taken = accept(cursors, ["chat", "e", from, to, []]);
        assertEquals(taken, to <= have ? false : from <= have ? true : null);
        if (taken) have = to;
        assertEquals(cursors.get("chat"), ["e", have]);
      }
    },
  ));
});

Deno.test("readCursor() reads what writeCursors() writes", () => {
  const cursors: Cursors = new Map([["a.b-c", ["E_1-", 0]], ["d", ["x", 17]]]);
  const texts = writeCursors(cursors);
  assertEquals(texts, ["a.b-c~E_1-:0", "d~x:17"]);
  assertEquals(new Map(texts.map((text) => readCursor(text)!)), cursors);
  assertEquals(readCursor("chat"), null);
});

Deno.test("merge() keeps the least of what tabs have", () => {
  const all = at("e", 5);
  assertEquals(merge(all, at("e", 6)), 0);
  assertEquals(all, at("e", 5));
  assertEquals(merge(all, at("e", 3)), 2);
  assertEquals(all, at("e", 3));
  assertEquals(merge(all, new Map([["todo", ["x", 1]]])), 1);
  assertEquals(all.size, 2);
});

Deno.test("merge() asks for a snapshot where tabs know two lives of a server", () => {
  const all = at("old", 5);
  assertEquals(merge(all, at("new", 6)), 2);
  assertEquals(all, at("0", 0));
  // That is asked for already.
  assertEquals(merge(all, at("new", 6)), 0);
});
