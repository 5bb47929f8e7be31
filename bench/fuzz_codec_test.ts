// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { fuzz, readCorpus } from "./fuzz_codec.ts";
import { mutate, randomFrom } from "./fuzz_mutation.ts";
import { examine } from "./fuzz_oracle.ts";

Deno.test("fuzz() finds nothing in the first few thousand inputs", () => {
  const corpus = readCorpus();
  assert(corpus.length > 0);
  const result = fuzz((inputs) => inputs < 5000, { seed: 7, corpus });
  assertEquals(result.inputs, 5000);
  assert(result.accepted > 100);
  assert(result.ways > 100);
});

Deno.test("fuzz() takes the same ways for the same seed", () => {
  const more = (inputs: number) => inputs < 800;
  assertEquals(fuzz(more, { seed: 3 }), fuzz(more, { seed: 3 }));
});

Deno.test("examine() tells the inputs of the corpus apart", () => {
  const ways = readCorpus().map((input) =>
    examine(input, { method: null, random: randomFrom(1) })
  );
  assertEquals(new Set(ways).size, ways.length);
});

Deno.test("mutate() changes a copy", () => {
  const random = randomFrom(1);
  const bytes = new TextEncoder().encode("GET / HTTP/1.1\r\n\r\n");
  const before = bytes.slice();
  let changed = 0;
  for (let n = 0; n < 50; n++) {
    const mutated = mutate(bytes, { other: bytes, random });
    assertEquals(bytes, before);
    if (mutated.join() !== bytes.join()) changed++;
  }
  assertNotEquals(changed, 0);
});
