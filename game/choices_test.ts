// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  boolean,
  type Choices,
  choicesFrom,
  integer,
  oneOf,
} from "./choices.ts";

const anyChoices: fc.Arbitrary<Choices> = fc.oneof(
  fc.constant(boolean() as Choices),
  fc.uniqueArray(fc.oneof(fc.string(), fc.integer()), { minLength: 1 })
    .map((values) => oneOf(...values) as Choices),
  fc.tuple(
    fc.integer({ min: -50, max: 50 }),
    fc.nat(50),
    fc.integer({ min: 1, max: 7 }),
  ).map(([from, span, step]) =>
    integer(from, from + span, { step }) as Choices
  ),
);

Deno.test("Choices include each of theirs, also after a journey as JSON", () => {
  fc.assert(fc.property(anyChoices, (choices) => {
    const again = choicesFrom(JSON.parse(JSON.stringify(choices.describe())));
    assertEquals(again.count, choices.count);
    assert(choices.includes(choices.otherwise));
    for (let i = 0; i < choices.count; i++) {
      assert(choices.includes(choices.at(i)));
      assertEquals(again.at(i), choices.at(i));
    }
    assertThrows(() => choices.at(choices.count), RangeError);
    assertThrows(() => choices.at(-1), RangeError);
  }));
});

Deno.test("Choices include nothing that they do not offer", () => {
  const stakes = integer(2, 9, { step: 3 });
  for (const value of [1, 3, 9, 11, 2.5, NaN, "2", null, undefined, [2]]) {
    assertEquals(stakes.includes(value), false, String(value));
  }
  for (const value of [0, 1, "true", null, {}]) {
    assertEquals(boolean().includes(value), false);
  }
  const signs = oneOf("rock", "paper");
  for (const value of ["Rock", "toString", ["rock"], { rock: 1 }]) {
    assertEquals(signs.includes(value), false);
  }
});

Deno.test("integer() and oneOf() refuse to offer nothing", () => {
  assertThrows(() => integer(1, 0), RangeError, "Cannot offer integers");
  assertThrows(() => integer(0, 1, { step: 0 }), RangeError);
  assertThrows(() => integer(0, 9, { otherwise: 10 }), RangeError);
  assertThrows(() => oneOf(), TypeError, "there are none");
  assertThrows(() => oneOf("a", "a"), TypeError, "twice");
});
