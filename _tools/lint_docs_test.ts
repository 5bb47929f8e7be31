// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { checkExamples, entryPoints } from "./lint_docs.ts";

Deno.test("entryPoints() lists each exported file once", () => {
  assertEquals(entryPoints("./mod.ts"), ["./mod.ts"]);
  assertEquals(
    entryPoints({ ".": "./mod.ts", "./a": "./a/mod.ts", "./b": "./a/mod.ts" }),
    ["./mod.ts", "./a/mod.ts"],
  );
});

Deno.test("checkExamples() finds what has no example that is run", () => {
  const root = "file:///a/";
  const of = (kind: string, doc: string, more = {}, path = "net/a.ts") => ({
    kind,
    declarationKind: "export",
    location: { filename: root + path, line: 4 },
    jsDoc: { doc },
    ...more,
  });
  const example = "Makes.\n\n```ts\nmake();\n```\n";
  const returns = (typeName: string) => ({
    def: { returnType: { kind: "typeRef", value: { typeName } } },
  });
  const problems = checkExamples(
    new Map([["./mod.ts", {
      module_doc: {},
      symbols: [
        { name: "shown", declarations: [of("function", example)] },
        {
          name: "overloaded",
          declarations: [of("function", example), of("function", "Also.")],
        },
        { name: "hidden", declarations: [of("function", "Hides.")] },
        {
          name: "ignored",
          declarations: [of("variable", "```ts ignore\nx();\n```")],
        },
        { name: "Made", declarations: [of("class", "A thing.")] },
        { name: "Base", declarations: [of("class", "A base.")] },
        { name: "Lonely", declarations: [of("class", "Alone.")] },
        {
          name: "make",
          declarations: [of("function", example, returns("Made"))],
        },
        {
          name: "Child",
          declarations: [of("class", example, { def: { extends: "Base" } })],
        },
        { name: "Options", declarations: [of("interface", "Options.")] },
        {
          name: "div",
          declarations: [of("variable", "A div.", {}, "ml/elements.ts")],
        },
      ],
    }]]),
    root,
  );
  assertEquals(
    problems.map(({ file, line, message }) => `${file}:${line}: ${message}`),
    [
      "./mod.ts:1: the entry point has no documentation with @module",
      "net/a.ts:5: the function hidden has no example that is run",
      "net/a.ts:5: the variable ignored has no example that is run",
      "net/a.ts:5: the class Lonely has no example that is run",
    ],
  );
});
