// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { checkLayers, type Configuration } from "./check_layers.ts";

const CONFIGURATION: Configuration = {
  name: "@a/b",
  exports: { ".": "./mod.ts", "./net": "./net/mod.ts", "./ml": "./ml/mod.ts" },
  imports: { "@std/assert": "x", "rou3": "x", "marked": "x" },
};

function messages(files: Record<string, string>): string[] {
  const tree = new Map(Object.entries(files));
  return checkLayers(tree, CONFIGURATION).map(({ file, line, message }) =>
    `${file}:${line}: ${message}`
  );
}

Deno.test("checkLayers() accepts imports that run downwards", () => {
  assertEquals(
    messages({
      "mod.ts": `export * from "./page/mod.ts";\n`,
      "net/mod.ts": `export * from "./_bytes.ts";\n`,
      "net/_bytes.ts": `export const a = 1;\n`,
      "ml/mod.ts": `export const b = 1;\n`,
      "http/mod.ts": `import { a } from "@a/b/net";\nimport "rou3";\n`,
      "page/mod.ts": `import "../ml/mod.ts";\nimport "../http/mod.ts";\n`,
      "blog/main.ts": `import "../mod.ts";\nimport "marked";\n`,
    }),
    [],
  );
});

Deno.test("checkLayers() refuses imports that run upwards or sideways", () => {
  assertEquals(
    messages({
      "net/mod.ts": `\nimport type { A } from "../http/mod.ts";\n`,
      "http/mod.ts": `import "../ml/mod.ts";\n`,
      "ml/mod.ts": `import "../net/mod.ts";\n`,
      "page/mod.ts": `import "../_tools/x.ts";\n`,
      "_tools/x.ts": "",
    }),
    [
      `net/mod.ts:2: net may not import http ("../http/mod.ts")`,
      `http/mod.ts:1: http may not import ml ("../ml/mod.ts")`,
      `ml/mod.ts:1: ml may not import net ("../net/mod.ts")`,
      `page/mod.ts:1: page may not import _tools ("../_tools/x.ts")`,
    ],
  );
});

Deno.test("checkLayers() lets tests and benches import anything", () => {
  assertEquals(
    messages({
      "net/mod_test.ts": `import "../blog/main.ts";\nimport "npm:x";\n`,
      "net/testdata/data.ts": `import "../../blog/main.ts";\n`,
      "net/other_test.ts": `import "./testdata/data.ts";\n`,
      "bench/load.ts": `import "../blog/main.ts";\n`,
      "blog/main.ts": "",
    }),
    [],
  );
});

Deno.test("checkLayers() keeps internal modules in their folder", () => {
  assertEquals(
    messages({
      "net/_bytes.ts": "",
      "page/_client/a.ts": `import "../x.ts";\n`,
      "page/x.ts": "",
      "page/y.ts": `import "./_client/a.ts";\n`,
      "http/a.ts": `import "../net/_bytes.ts";\n`,
    }),
    [`http/a.ts:1: "../net/_bytes.ts" is internal to its folder`],
  );
});

Deno.test("checkLayers() finds a circle once and spares types", () => {
  assertEquals(
    messages({
      "net/a.ts": `import "./b.ts";\n`,
      "net/b.ts": `import "./c.ts";\n`,
      "net/c.ts": `import "./a.ts";\n`,
      "net/d.ts": `import type { E } from "./e.ts";\n`,
      "net/e.ts": `import "./d.ts";\n`,
    }),
    [
      "net/a.ts:1: imports run in a circle: net/a.ts -> net/b.ts -> net/c.ts -> net/a.ts",
    ],
  );
});

Deno.test("checkLayers() refuses what is not there or not allowed", () => {
  assertEquals(
    messages({
      "net/a.ts": `import "./gone.ts";\n`,
      "net/b.ts": `import "marked";\nimport type { M } from "marked";\n`,
      "net/c.ts": `import "node:fs";\n`,
      "blog/d.ts": `import "npm:marked";\nimport "unknown";\n`,
      "blog/e.ts": `import "./e_test.ts";\n`,
      "blog/e_test.ts": "",
    }),
    [
      `net/a.ts:1: "./gone.ts" leads to net/gone.ts, which does not exist`,
      `net/b.ts:1: "marked" is not among the dependencies of the core`,
      `net/c.ts:1: net runs wherever there are web standards: no "node:fs"`,
      `blog/d.ts:1: import "npm:marked" by a name of the import map`,
      `blog/d.ts:2: "unknown" is not in the import map`,
      `blog/e.ts:1: "./e_test.ts" is a test: only tests import tests`,
    ],
  );
});
