// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import plugin from "./lint_plugin.ts";

function messages(source: string, file = "page/a.ts"): string[] {
  return Deno.lint.runPlugin(plugin, file, source)
    .map(({ message }) => message);
}

Deno.test("error-message takes sentences that say what cannot be done, and parts of them", () => {
  for (
    const source of [
      'throw new TypeError("Cannot add page: the path is taken");',
      "throw new TypeError(`Cannot add ${path}`);",
      'throw new TypeError("Cannot add page: " + why);',
      'throw new SyntaxError("must be a date");',
      "throw new SyntaxError(`${name} must be a date`);",
      'throw new HttpError(404, "There is nothing at /x");',
      "throw new TypeError(message);",
      "throw new RangeError();",
      'throw new Map([["Not", "an error."]]);',
    ]
  ) assertEquals(messages(source), [], source);
});

Deno.test("error-message refuses other words", () => {
  assertEquals(messages('throw new TypeError("Cannot add page.");'), [
    "The message of TypeError ends in a full stop",
  ]);
  assertEquals(messages("throw new HttpError(404, `No ${page} here.`);"), [
    "The message of HttpError ends in a full stop",
  ]);
  assertEquals(messages(`throw new Error("Cannot: it isn't " + "there");`), [
    `The message of Error has the contraction "isn't"`,
  ]);
  assertEquals(messages('throw new RangeError("Invalid length");'), [
    "The message of RangeError does not say what cannot be done, " +
    'as "Cannot ..." does',
  ]);
});

Deno.test("error-message leaves tests alone", () => {
  assertEquals(messages('new Error("Oops.");', "page/a_test.ts"), []);
});
