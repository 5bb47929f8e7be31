// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Answer } from "./exchange.ts";
import { type Field, FieldBlock } from "./field_block.ts";

/**
 * The value of a field of an answer, whichever kind of answer it is.
 *
 * @param answer The answer.
 * @param name The field's name, in lower case.
 * @returns The value, lines of the same name joined by `, `; null if there is none.
 *
 * @example Usage
 * ```ts
 * import { answerField, reply } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(answerField(reply("hi"), "content-type"), "text/plain; charset=utf-8");
 * assertEquals(answerField(new Response("hi"), "x-other"), null);
 * ```
 */
export function answerField(answer: Answer, name: string): string | null {
  if (answer instanceof Response) return answer.headers.get(name);
  let value: string | null = null;
  for (const list of [answer.fields.fields, answer.extra ?? []]) {
    for (const [other, text] of list) {
      if (other.toLowerCase() !== name) continue;
      value = value === null ? text : `${value}, ${text}`;
    }
  }
  return value;
}

/** Blocks without fields of some names, each made once. */
const strippedBlocks = new WeakMap<FieldBlock, Map<string, FieldBlock>>();

/**
 * An answer with more fields. What it has of the same names goes.
 *
 * @param answer The answer; a `Response` must not be used afterwards.
 * @param fields The fields, names in lower case.
 * @returns The new answer.
 *
 * @example Usage
 * ```ts
 * import { answerField, reply, withFields } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const answer = withFields(reply("hi"), [["content-type", "text/x-hi"]]);
 * assertEquals(answerField(answer, "content-type"), "text/x-hi");
 * ```
 */
export function withFields<T extends Answer>(
  answer: T,
  fields: readonly Field[],
): T;
export function withFields(answer: Answer, fields: readonly Field[]): Answer {
  if (fields.length === 0) return answer;
  const names = new Set(fields.map(([name]) => name));
  if (answer instanceof Response) {
    const { status, statusText } = answer;
    const headers = new Headers(answer.headers);
    for (const name of names) headers.delete(name);
    for (const [name, value] of fields) headers.append(name, value);
    return new Response(answer.body, { status, statusText, headers });
  }
  const kept = answer.extra?.filter(([name]) => !names.has(name.toLowerCase()));
  return {
    ...answer,
    fields: stripped(answer.fields, names),
    extra: [...kept ?? [], ...fields],
  };
}

/**
 * An answer that says what of the request it depends on, besides what it says
 * already.
 *
 * @param answer The answer; a `Response` must not be used afterwards.
 * @param name The name of a request field, in lower case.
 * @returns The new answer; the same one if it says so.
 *
 * @example Usage
 * ```ts
 * import { answerField, reply, withVary } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const answer = withVary(withVary(reply("hi"), "origin"), "accept");
 * assertEquals(answerField(answer, "vary"), "origin, accept");
 * ```
 */
export function withVary<T extends Answer>(answer: T, name: string): T {
  const value = answerField(answer, "vary");
  if (value === null) return withFields(answer, [["vary", name]]);
  const names = value.toLowerCase().split(",").map((part) => part.trim());
  if (names.includes(name) || names.includes("*")) return answer;
  return withFields(answer, [["vary", `${value}, ${name}`]]);
}

function stripped(block: FieldBlock, names: ReadonlySet<string>): FieldBlock {
  if (!block.fields.some(([name]) => names.has(name))) return block;
  let byNames = strippedBlocks.get(block);
  if (byNames === undefined) {
    byNames = new Map();
    strippedBlocks.set(block, byNames);
  }
  const present = block.fields.filter(([name]) => names.has(name));
  const key = present.map(([name]) => name).join();
  let result = byNames.get(key);
  if (result === undefined) {
    result = new FieldBlock(block.fields.filter(([name]) => !names.has(name)));
    byNames.set(key, result);
  }
  return result;
}
