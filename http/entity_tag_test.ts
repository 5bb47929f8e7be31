// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  entityTag,
  equalsStrongly,
  equalsWeakly,
  parseEntityTags,
  weakened,
} from "./entity_tag.ts";

Deno.test("equalsStrongly() and equalsWeakly() agree with the table of RFC 9110 section 8.8.3.2", () => {
  for (
    const [a, b, strong, weak] of [
      ['W/"1"', 'W/"1"', false, true],
      ['W/"1"', 'W/"2"', false, false],
      ['W/"1"', '"1"', false, true],
      ['"1"', '"1"', true, true],
    ] as const
  ) {
    assertEquals(equalsStrongly(a, b), strong);
    assertEquals(equalsWeakly(a, b), weak);
  }
});

Deno.test("parseEntityTags() reads lists, and null where malformed", () => {
  for (
    const [value, tags] of [
      ['"xyzzy"', ['"xyzzy"']],
      ['W/"xyzzy"', ['W/"xyzzy"']],
      ['""', ['""']],
      ['"a", "b" ,"c"', ['"a"', '"b"', '"c"']],
      [' , "a",, "b", ', ['"a"', '"b"']],
      ['"a,b"', ['"a,b"']],
      ['"a\\"', ['"a\\"']],
      ["*", "*"],
      ["", null],
      [",", null],
      ["a", null],
      ['"a', null],
      ['w/"a"', null],
      ['"a" "b"', null],
      ['"a b"', null],
      ['"a", *', null],
      ['"a"; x', null],
    ] as const
  ) {
    assertEquals(parseEntityTags(value), tags, value);
  }
});

Deno.test("parseEntityTags() reads what entityTag() makes", () => {
  const opaque = fc.stringMatching(/^[!#-~]*$/);
  const tag = fc.tuple(opaque, fc.boolean()).map(([text, weak]) =>
    entityTag(text, { weak })
  );
  fc.assert(fc.property(fc.array(tag, { minLength: 1 }), (tags) => {
    assertEquals(parseEntityTags(tags.join(", ")), tags);
  }));
});

Deno.test("entityTag() refuses what would end the tag or the field", () => {
  for (const text of ['a"', "a b", "a\r\nb", "\0", "日"]) {
    assertThrows(() => entityTag(text), TypeError);
  }
  assertEquals(weakened(weakened('"a"')), 'W/"a"');
});
