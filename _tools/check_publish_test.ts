// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { checkFiles, loadedBy, readDryRun } from "./check_publish.ts";

Deno.test("readDryRun() tells files from warnings", () => {
  const output = `Checking for slow types in the public API...
\x1b[0m\x1b[1m\x1b[32mSimulating publish\x1b[0m of \x1b[0m@a/b@1.0.0\x1b[0m with files:
   file:///a/LICENSE (1.05KB)
   file:///a/net/_libc.ts (501B)
   file:///a/one warning.ts (12KB)
Warning unanalyzable dynamic import was found
error[missing-explicit-return-type]: missing explicit return type
\x1b[0m\x1b[32mSuccess\x1b[0m Dry run complete
`;
  assertEquals(readDryRun(output, "file:///a/"), {
    files: ["LICENSE", "net/_libc.ts", "one warning.ts"],
    warnings: [
      "Warning unanalyzable dynamic import was found",
      "error[missing-explicit-return-type]: missing explicit return type",
    ],
  });
});

Deno.test("checkFiles() refuses what is no part of a package", () => {
  const files = [
    "LICENSE",
    "blog/entries/how_we_measure.md",
    "mod.ts",
    "deno.lock",
    "net/a_test.ts",
    "net/a_bench.ts",
    "net/testdata/a.bin",
    ".github/workflows/ci.yml",
    "docs/guide.md",
    "page/lonely.ts",
  ];
  const reachable = new Set(["mod.ts", "net/left_out.ts"]);
  assertEquals(
    checkFiles(files, reachable).map(({ file, message }) =>
      `${file} ${message.split(":")[0]}`
    ),
    [
      "deno.lock would be published, but it is a lock file",
      "net/a_test.ts would be published, but it is a test",
      "net/a_bench.ts would be published, but it is a benchmark",
      "net/testdata/a.bin would be published, but it is a fixture",
      ".github/workflows/ci.yml would be published, but it is hidden",
      "docs/guide.md would be published, but no entry point leads to it",
      "page/lonely.ts would be published, but no entry point leads to it",
      "net/left_out.ts is imported, but would not be published",
    ],
  );
});

Deno.test("loadedBy() finds what is loaded by its address", () => {
  const source = `new Worker(new URL("./_worker.ts", import.meta.url));
const data = new URL("../data.bin", import.meta.url);
const root = new URL("../", import.meta.url);
start(new URL(
  "../net/_other.ts",
  import.meta.url,
));
// As in serve(import.meta.resolve("./site.ts")).
const handle = import.meta.resolve("./_handle.ts");`;
  assertEquals(loadedBy("http/a.ts", source), [
    "http/_worker.ts",
    "net/_other.ts",
    "http/_handle.ts",
  ]);
});
