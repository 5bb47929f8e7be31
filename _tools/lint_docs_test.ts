// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { entryPoints } from "./lint_docs.ts";

Deno.test("entryPoints() lists each exported file once", () => {
  assertEquals(entryPoints("./mod.ts"), ["./mod.ts"]);
  assertEquals(
    entryPoints({ ".": "./mod.ts", "./a": "./a/mod.ts", "./b": "./a/mod.ts" }),
    ["./mod.ts", "./a/mod.ts"],
  );
});
