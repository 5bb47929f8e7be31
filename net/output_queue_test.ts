// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type OutputBuffer, OutputBufferPool } from "./output_buffer.ts";
import { OutputQueue } from "./output_queue.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function queue(pool = new OutputBufferPool()): OutputQueue {
  return new OutputQueue(pool, () => {});
}

/** Takes all that waits, `most` bytes at a time. */
function drain(output: OutputQueue, most = Infinity): string {
  const parts: string[] = [];
  let bytes = output.take();
  while (bytes !== null) {
    const count = Math.min(most, bytes.length);
    parts.push(decoder.decode(bytes.slice(0, count)));
    output.written(count);
    bytes = output.take();
  }
  return parts.join("");
}

Deno.test("OutputQueue gives all of a turn as one array", () => {
  const output = queue();
  output.putText("one ");
  output.putBytes(encoder.encode("two "));
  const buffer = output.reserve(10);
  buffer.putText("three");
  output.commit(buffer);
  assertEquals(output.size, 13);
  const bytes = output.take()!;
  assertEquals(decoder.decode(bytes), "one two three");
  assert(output.writing);
  assertEquals(output.take(), null);
  output.written(13);
  assertEquals([output.size, output.writing], [0, false]);
});

Deno.test("OutputQueue tells when something is put into the empty queue", () => {
  let told = 0;
  const output = new OutputQueue(new OutputBufferPool(), () => told++);
  output.putText("");
  output.putBytes(new Uint8Array());
  output.putShared(new Uint8Array());
  assertEquals(told, 0);
  output.putText("a");
  output.putText("b");
  assertEquals(told, 1);
  drain(output);
  output.putShared(encoder.encode("c"));
  assertEquals(told, 2);
});

Deno.test("OutputQueue tells when it is over its maximum and grows on", () => {
  const told: boolean[] = [];
  const output = new OutputQueue(
    new OutputBufferPool(),
    (overflow) => told.push(overflow),
    10,
  );
  output.putText("a single long text may go beyond");
  assertEquals(told, [false]);
  output.putText("x");
  assertEquals(told, [false, true]);
});

Deno.test("OutputQueue keeps connections that share a buffer apart", () => {
  const pool = new OutputBufferPool();
  const [a, b] = [queue(pool), queue(pool)];
  a.putText("a1");
  b.putText("b1");
  a.putText("a2");
  b.putText("b2");
  const first = a.take()!;
  assertEquals(decoder.decode(first), "a1a2");
  assertEquals(drain(b), "b1b2");
  b.putText("b3");
  // What is being written lies still, whatever others write.
  assertEquals(decoder.decode(first), "a1a2");
  a.written(first.length);
  assertEquals(drain(b), "b3");
});

Deno.test("OutputQueue does not touch what is being written, though thousands write", () => {
  const pool = new OutputBufferPool();
  const slow: [OutputQueue, Uint8Array, string][] = [];
  for (let i = 0; i < 1_000; i++) {
    const output = queue(pool);
    const text = `message ${i} for a peer that never reads `;
    output.putText(text);
    slow.push([output, output.take()!, text]);
    const other = queue(pool);
    for (let j = 0; j < 8; j++) other.putText("x".repeat(8_000));
    drain(other);
  }
  for (const [, bytes, text] of slow) assertEquals(decoder.decode(bytes), text);
  // Most of them lie in arrays of their own size, not in a large one each.
  const arrays = new Set(slow.map(([, bytes]) => bytes.buffer));
  let held = 0;
  for (const { byteLength } of arrays) held += byteLength;
  assert(held < 12_000_000, `${held} bytes are held`);
  for (const [output, bytes] of slow) output.written(bytes.length);
  assert(!pool.crowded);
});

Deno.test("OutputQueue lets go of its buffers when closed, also during a write", () => {
  const pool = new OutputBufferPool();
  for (let i = 0; i < 2_000; i++) {
    const output = queue(pool);
    output.putText("x".repeat(8_000));
    output.putText("y".repeat(8_000));
    const bytes = output.take();
    output.putText("z");
    output.close();
    assertEquals(output.size, bytes!.length);
    // The write that was under way fails.
    output.close();
    assertEquals(output.size, 0);
    output.putText("too late");
    output.putShared(encoder.encode("too late"));
    assertEquals([output.size, output.take()], [0, null]);
  }
  assert(!pool.crowded);
});

Deno.test("OutputQueue encodes long and wide text exactly", () => {
  const texts = [
    "",
    "ascii",
    "a".repeat(64),
    "é",
    "日本語".repeat(3_000),
    "😀".repeat(30),
    "x".repeat(100_000),
    `${"a".repeat(62)}é`,
    "lone \ud800 surrogate",
  ];
  for (const text of texts) {
    const output = queue();
    output.putText(text);
    assertEquals(output.size, encoder.encode(text).length);
    assertEquals(drain(output), decoder.decode(encoder.encode(text)));
  }
});

Deno.test("OutputQueue sends exactly what was put, in order, however writes fall short", () => {
  const put = fc.record({
    kind: fc.constantFrom(
      "text",
      "bytes",
      "shared",
      "reserve",
      "take",
      "front",
    ),
    length: fc.oneof(fc.nat(100), fc.nat(40_000)),
    most: fc.integer({ min: 0, max: 50_000 }),
  });
  fc.assert(
    fc.property(
      fc.array(fc.array(put, { maxLength: 30 }), { maxLength: 3 }),
      (plans) => {
        const pool = new OutputBufferPool();
        const outputs = plans.map(() => queue(pool));
        const expected = plans.map(() => "");
        const got = plans.map(() => "");
        const writing: (Uint8Array | null)[] = plans.map(() => null);
        const longest = Math.max(0, ...plans.map((plan) => plan.length));
        for (let step = 0; step < longest; step++) {
          for (const [i, plan] of plans.entries()) {
            const op = plan[step];
            if (op === undefined) continue;
            const output = outputs[i]!;
            const text = String.fromCharCode(97 + (step + i) % 26)
              .repeat(op.length);
            if (op.kind === "front") {
              const bytes = output.front();
              if (bytes === null) continue;
              const count = Math.min(op.most, output.size);
              got[i] += decoder.decode(bytes.subarray(0, count));
              output.wroteFront(count);
              continue;
            }
            if (op.kind === "take") {
              const bytes = writing[i] ?? output.take();
              if (bytes === null) continue;
              const count = Math.min(op.most, bytes.length);
              // A write that goes on for a while must not see its bytes change.
              if (op.length % 2 === 0) writing[i] = bytes;
              else {
                got[i] += decoder.decode(bytes.subarray(0, count));
                output.written(count);
                writing[i] = null;
              }
              continue;
            }
            expected[i] += text;
            if (op.kind === "text") output.putText(text);
            else if (op.kind === "bytes") output.putBytes(encoder.encode(text));
            else if (op.kind === "shared") {
              output.putShared(
                encoder.encode(text),
              );
            } else {
              const buffer: OutputBuffer = output.reserve(text.length);
              buffer.putBytes(encoder.encode(text));
              output.commit(buffer);
            }
          }
        }
        for (const [i, output] of outputs.entries()) {
          const bytes = writing[i]!;
          if (bytes !== null) {
            got[i] += decoder.decode(bytes);
            output.written(bytes.length);
          }
          got[i] += drain(output, 7_777);
          assertEquals(got[i] === expected[i], true);
          assertEquals(output.size, 0);
        }
      },
    ),
  );
});
