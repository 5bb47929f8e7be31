// Copyright 2026 the tpd2 authors. MIT license.

import { makeFunction } from "./element.ts";
import { renderToString, setDevelopment } from "./mod.ts";
import { assertEquals } from "@std/assert";
import fc from "fast-check";

/** More calls than pass until something is remembered. */
const MANY = 200;

function inProduction<Result>(make: () => Result): Result {
  setDevelopment(false);
  try {
    return make();
  } finally {
    setDevelopment(true);
  }
}

const value = fc.constantFrom<unknown>(
  "x",
  "y",
  `"<&`,
  1,
  "1",
  true,
  false,
  null,
  undefined,
  ["x", "y"],
  "long ".repeat(40),
);
const text = fc.constantFrom("", "Edit", "<b>", "&", "long ".repeat(8));
const call = fc.oneof(
  fc.tuple(text),
  fc.tuple(fc.dictionary(fc.constantFrom("class", "id", "hidden"), value)),
  fc.tuple(fc.record({ class: value, title: text }), text),
  fc.tuple(fc.constant({}), text),
).map((args: unknown[]) => {
  // Only a class takes a list.
  const first = args[0];
  if (typeof first === "object") {
    for (const [name, item] of Object.entries(first as object)) {
      if (name !== "class" && Array.isArray(item)) {
        (first as Record<string, unknown>)[name] = "list";
      }
    }
  }
  return args;
});

Deno.test("elements that repeat are written as if each were the first", () => {
  // The checks of development take a road that remembers nothing.
  fc.assert(
    fc.property(fc.array(call, { minLength: 1, maxLength: 12 }), (calls) => {
      const remembering = makeFunction("x-row", "x-row");
      const plain = makeFunction("x-row", "x-row");
      const expected = calls.map((args) => renderToString(plain(...args)));
      for (let turn = 0; turn < MANY / calls.length; turn++) {
        assertEquals(
          inProduction(() =>
            calls.map((args) => renderToString(remembering(...args)))
          ),
          expected,
        );
      }
    }),
  );
});

Deno.test("attributes that an object inherits are not those that were remembered", () => {
  const row = makeFunction("x-row", "x-row");
  const inherited = Object.create({ class: "a" });
  inProduction(() => {
    for (let turn = 0; turn < MANY; turn++) row({ class: "a" }, "text");
    assertEquals(renderToString(row(inherited, "x")), "<x-row>x</x-row>");
  });
});

Deno.test("a list of classes that has changed is written anew", () => {
  const row = makeFunction("x-row", "x-row");
  const classes = ["a"];
  const attributes = { class: classes };
  inProduction(() => {
    for (let turn = 0; turn < MANY; turn++) row(attributes);
    classes.push("b");
    assertEquals(
      renderToString(row(attributes)),
      '<x-row class="a b"></x-row>',
    );
  });
});

Deno.test("an object that can be iterated is children, whatever was remembered", () => {
  const row = makeFunction("x-row", "x-row");
  const children = {
    *[Symbol.iterator]() {
      yield "<";
    },
  };
  inProduction(() => {
    for (let turn = 0; turn < MANY; turn++) row({});
    assertEquals(renderToString(row(children)), "<x-row>&lt;</x-row>");
  });
});
