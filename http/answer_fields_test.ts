// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertStrictEquals } from "@std/assert";
import { answerField, withFields, withVary } from "./answer_fields.ts";
import { FieldBlock } from "./field_block.ts";
import { reply } from "./reply.ts";

const BLOCK = new FieldBlock([["x-a", "1"], ["x-b", "2"]]);

Deno.test("withFields() replaces fields, in the block and beside it", () => {
  const answer = reply("", { fields: BLOCK, extra: [["X-C", "3"]] });
  const more = withFields(answer, [["x-b", "4"], ["x-c", "5"], ["x-c", "6"]]);
  assertEquals(more.fields.fields, [["x-a", "1"]]);
  assertEquals(answerField(more, "x-b"), "4");
  assertEquals(answerField(more, "x-c"), "5, 6");
  assertEquals(answerField(answer, "x-c"), "3");
  assertEquals(answerField(more, "x-d"), null);
});

Deno.test("withFields() uses the block again, as it is or without some fields", () => {
  const answer = reply("", { fields: BLOCK });
  assertStrictEquals(withFields(answer, [["x-c", "1"]]).fields, BLOCK);
  assertStrictEquals(
    withFields(answer, [["x-a", "1"]]).fields,
    withFields(answer, [["x-a", "2"]]).fields,
  );
  assertStrictEquals(withFields(answer, []), answer);
});

Deno.test("withFields() takes responses, immutable ones too", async () => {
  const response = withFields(Response.redirect("http://a/b"), [
    ["x-a", "1"],
    ["location", "/c"],
  ]);
  assertEquals(response.status, 302);
  assertEquals([...response.headers], [["location", "/c"], ["x-a", "1"]]);
  const text = withFields(new Response("hi", { status: 201 }), [["x-a", "1"]]);
  assertEquals([text.status, await text.text()], [201, "hi"]);
});

Deno.test("withVary() says each name once, and nothing more than everything", () => {
  let answer = withVary(reply(""), "origin");
  answer = withVary(answer, "accept-encoding");
  assertEquals(answerField(answer, "vary"), "origin, accept-encoding");
  assertStrictEquals(withVary(answer, "origin"), answer);
  const all = reply("", { extra: [["vary", "*"]] });
  assertStrictEquals(withVary(all, "origin"), all);
});
