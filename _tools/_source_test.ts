// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { codeOf, importsOf, lineAt } from "./_source.ts";

Deno.test("codeOf() blanks comments and strings and keeps code", () => {
  const source = `a; // Deno.one\nb("Deno.two"); /* Deno\n.three */ Deno.four`;
  const code = codeOf(source);
  assertEquals(code.match(/Deno\.\w+/g), ["Deno.four"]);
  assertEquals(code.split("\n").length, 3);
});

Deno.test("codeOf() keeps what stands in a template's substitution", () => {
  const source =
    "x`Deno.a ${Deno.b({ c: `Deno.d ${Deno.e}` })} Deno.f`; Deno.g";
  assertEquals(codeOf(source).match(/Deno\.\w/g), [
    "Deno.b",
    "Deno.e",
    "Deno.g",
  ]);
});

Deno.test("codeOf() is not misled by quotes in a regular expression", () => {
  const source = "const q = /[\"'`/]/g; // Deno.a\nconst r = b / c; Deno.d";
  assertEquals(codeOf(source).match(/Deno\.\w/g), ["Deno.d"]);
});

Deno.test("codeOf() keeps strings when asked", () => {
  assertEquals(codeOf(`f("a//b")`, { keepStrings: true }), `f("a//b")`);
  assertEquals(codeOf(`f("a//b")`), `f(      )`);
});

Deno.test("codeOf() keeps the length and the lines of any text", () => {
  const piece = fc.constantFrom(
    ..."`\"'/*\\\n${}[]() a=".split(""),
    "${",
    "//",
    "/*",
    "*/",
  );
  fc.assert(fc.property(fc.array(piece), (pieces) => {
    const source = pieces.join("");
    const code = codeOf(source);
    assertEquals(code.length, source.length);
    for (let i = 0; i < code.length; i++) {
      assert(code[i] === source[i] || code[i] === " ");
      assertEquals(code[i] === "\n", source[i] === "\n");
    }
  }));
});

Deno.test("importsOf() finds every kind of import with its line", () => {
  const source = `// import "./comment.ts";
import a, { b } from "./a.ts";
import type { C } from "./c.ts";
export * from './d.ts';
export type {
  E,
} from "./e.ts";
import "./f.ts";
const text = \`
import x from "./template.ts";
\`;
const g = await import("./g.ts");
`;
  assertEquals(importsOf(source), [
    { specifier: "./a.ts", line: 2, typeOnly: false },
    { specifier: "./c.ts", line: 3, typeOnly: true },
    { specifier: "./d.ts", line: 4, typeOnly: false },
    { specifier: "./e.ts", line: 5, typeOnly: true },
    { specifier: "./f.ts", line: 8, typeOnly: false },
    { specifier: "./g.ts", line: 12, typeOnly: false },
  ]);
});

Deno.test("lineAt() counts from one", () => {
  assertEquals([0, 1, 2, 3].map((offset) => lineAt("a\nb\n", offset)), [
    1,
    1,
    2,
    2,
  ]);
});
