// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import {
  conditional,
  type ConditionResult,
  evaluateConditions,
  evaluateIfRange,
} from "./conditional.ts";
import { FieldBlock } from "./field_block.ts";
import { formatHttpDate } from "./http_date.ts";
import { reply } from "./reply.ts";

const TIME = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const SAME = formatHttpDate(TIME);
const BEFORE = formatHttpDate(TIME - 1000);
const AFTER = formatHttpDate(TIME + 1000);

function exchange(fields: Record<string, string>, method = "GET") {
  return { method, field: (name: string) => fields[name] ?? null };
}

const CASES: [
  fields: Record<string, string>,
  get: ConditionResult,
  put: ConditionResult,
][] = [
  [{}, "proceed", "proceed"],
  [{ "if-match": '"a"' }, "proceed", "proceed"],
  [{ "if-match": '"b", "a"' }, "proceed", "proceed"],
  [{ "if-match": "*" }, "proceed", "proceed"],
  [{ "if-match": '"b"' }, "failed", "failed"],
  [{ "if-match": 'W/"a"' }, "failed", "failed"],
  [{ "if-match": "a" }, "failed", "failed"],
  [{ "if-unmodified-since": SAME }, "proceed", "proceed"],
  [{ "if-unmodified-since": BEFORE }, "failed", "failed"],
  [{ "if-unmodified-since": "yesterday" }, "proceed", "proceed"],
  [{ "if-match": '"a"', "if-unmodified-since": BEFORE }, "proceed", "proceed"],
  [{ "if-none-match": '"a"' }, "not-modified", "failed"],
  [{ "if-none-match": 'W/"a"' }, "not-modified", "failed"],
  [{ "if-none-match": '"b", "a"' }, "not-modified", "failed"],
  [{ "if-none-match": "*" }, "not-modified", "failed"],
  [{ "if-none-match": '"b"' }, "proceed", "proceed"],
  [{ "if-none-match": "a" }, "proceed", "proceed"],
  [{ "if-modified-since": SAME }, "not-modified", "proceed"],
  [{ "if-modified-since": AFTER }, "not-modified", "proceed"],
  [{ "if-modified-since": BEFORE }, "proceed", "proceed"],
  [{ "if-modified-since": "0" }, "proceed", "proceed"],
  [
    { "if-none-match": '"b"', "if-modified-since": AFTER },
    "proceed",
    "proceed",
  ],
  [{ "if-match": '"b"', "if-none-match": '"a"' }, "failed", "failed"],
];

Deno.test("evaluateConditions() keeps the order of RFC 9110 section 13.2.2", () => {
  const validators = { etag: '"a"', lastModified: TIME };
  for (const [fields, get, put] of CASES) {
    const text = JSON.stringify(fields);
    assertEquals(evaluateConditions(exchange(fields), validators), get, text);
    const head = exchange(fields, "HEAD");
    assertEquals(evaluateConditions(head, validators), get, text);
    const other = exchange(fields, "PUT");
    assertEquals(evaluateConditions(other, validators), put, text);
  }
});

Deno.test("evaluateConditions() knows that there may be no representation", () => {
  assertEquals(
    evaluateConditions(exchange({ "if-match": "*" }, "PUT"), null),
    "failed",
  );
  assertEquals(
    evaluateConditions(exchange({ "if-none-match": "*" }, "PUT"), null),
    "proceed",
  );
  const since = exchange({ "if-modified-since": AFTER });
  assertEquals(evaluateConditions(since, { etag: '"a"' }), "proceed");
});

Deno.test("evaluateIfRange() compares strongly, and dates exactly", () => {
  const validators = { etag: '"a"', lastModified: TIME };
  for (
    const [value, expected] of [
      ['"a"', true],
      ['"b"', false],
      ['W/"a"', false],
      ['"a", "b"', false],
      [SAME, true],
      [BEFORE, false],
      [AFTER, false],
      ["x", false],
    ] as const
  ) {
    const result = evaluateIfRange(exchange({ "if-range": value }), validators);
    assertEquals(result, expected, value);
  }
  assertEquals(evaluateIfRange(exchange({}), validators), true);
  const weak = { etag: 'W/"a"' };
  assertEquals(evaluateIfRange(exchange({ "if-range": 'W/"a"' }), weak), false);
});

Deno.test("conditional() repeats in a 304 what caches need, and no more", () => {
  const answer = reply("hello", {
    fields: new FieldBlock([
      ["content-type", "text/plain"],
      ["cache-control", "no-cache"],
      ["x-other", "1"],
    ]),
    extra: [["vary", "accept-encoding"]],
  });
  const validators = { etag: '"a"', lastModified: TIME };
  const fresh = conditional(
    exchange({ "if-none-match": '"a"' }),
    answer,
    validators,
  );
  assertEquals(fresh.status, 304);
  assertEquals(fresh.body, null);
  assertEquals([...fresh.fields.fields, ...fresh.extra!], [
    ["cache-control", "no-cache"],
    ["vary", "accept-encoding"],
    ["etag", '"a"'],
    ["last-modified", SAME],
  ]);
  const whole = conditional(exchange({}), answer, validators);
  assertEquals([whole.status, whole.body], [200, "hello"]);
  assertEquals(whole.fields, answer.fields);
  const failed = conditional(
    exchange({ "if-match": '"b"' }),
    answer,
    validators,
  );
  assertEquals(failed.status, 412);
});

Deno.test("conditional() lets go of a stream that it does not send", async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    cancel: () => {
      cancelled = true;
    },
  });
  conditional(exchange({ "if-none-match": "*" }), reply(body), { etag: '"a"' });
  await Promise.resolve();
  assertEquals(cancelled, true);
});
