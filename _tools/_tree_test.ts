// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { isModule, isTestData, isTestOrBench, readTree } from "./_tree.ts";

Deno.test("readTree() reads texts and passes over what is no source", async () => {
  const root = await Deno.makeTempDir();
  try {
    for (const folder of ["a/testdata", "node_modules/x", ".ci"]) {
      await Deno.mkdir(`${root}/${folder}`, { recursive: true });
    }
    const files = {
      "a/b.ts": "b",
      "a/testdata/c.md": "c",
      ".ci/run": "run",
      "LICENSE": "licence",
    };
    const others = { "node_modules/x/y.js": "y", "a/picture.png": "p" };
    for (const [path, text] of Object.entries({ ...files, ...others })) {
      await Deno.writeTextFile(`${root}/${path}`, text);
    }
    const sorted = Object.entries(files).sort(([a], [b]) => a < b ? -1 : 1);
    assertEquals([...await readTree(root)], sorted);
    assertEquals([...await readTree(new URL(`file://${root}/`))], sorted);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("isModule(), isTestOrBench() and isTestData() tell files apart", () => {
  const paths = [
    "net/a.ts",
    "net/a_test.ts",
    "net/a_bench.tsx",
    "net/testdata/a.ts",
    "net/testdata/a.md",
    "bench/load.ts",
    "types/a.d.ts",
  ];
  assertEquals(paths.filter(isModule).length, 5);
  assertEquals(paths.filter(isTestOrBench), paths.slice(1, 6));
  assertEquals(paths.filter(isTestData), paths.slice(3, 5));
});
