// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { keepPage, keptPages } from "./_kept_pages.ts";
import { judge } from "./check_kept_pages.ts";
import type { NuProblem } from "./nu_check.ts";

Deno.test("keepPage() keeps one of the documents that differ in random names alone", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const page = (name: string, text = "Hi") =>
      `<!DOCTYPE html><title>x</title><form action="/act/${name}?tab=3"><p>${text}`;
    const keep = (text: string, module = "b_test.ts") =>
      keepPage(folder, { module, text });
    assertEquals(keep(page("aB3-k9_x")), true);
    assertEquals(keep(page("Zz81mQ-7"), "a_test.ts"), false);
    assertEquals(keep(page("aB3-k9_x", "Ho"), "a_test.ts"), true);
    assertEquals(keep("<p>no document"), false);
    assertEquals(await keptPages(folder), [
      { module: "a_test.ts", text: page("aB3-k9_x", "Ho") },
      { module: "b_test.ts", text: page("aB3-k9_x") },
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("judge() takes out what is wrong on purpose, and names exceptions that nothing needs", () => {
  const problem = (page: string, message: string): NuProblem => ({
    page,
    message,
    line: 1,
    kind: "error",
    extract: "",
  });
  const purposely = {
    module: "a_test.ts",
    message: /stray/i,
    reason: "tests stray tags",
  };
  const unused = { module: "b_test.ts", message: /./, reason: "none" };
  const problems = [
    problem("a_test.ts page 1", "Stray end tag"),
    problem("a_test.ts page 1", "Bad value"),
    problem("a_test.tsx page 2", "Stray end tag"),
  ];
  assertEquals(judge(problems, [purposely, unused]), {
    problems: problems.slice(1),
    unused: [unused],
  });
});
