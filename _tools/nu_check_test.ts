// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { nuAvailable, nuCheck } from "./nu_check.ts";

const ignore = !nuAvailable();

function page(body: string): string {
  return `<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head>\n<body>${body}</body></html>\n`;
}

Deno.test({
  name: "nuCheck() tells which page is wrong, where, and how",
  ignore,
  async fn() {
    const problems = await nuCheck(
      new Map([
        ["/good", page("<h1>Hello</h1>")],
        ["/list", page("<ul><p>x</p></ul>")],
        ["/also-good", page("<p>Hello</p>")],
        ["/broken", page("<b>x")],
      ]),
    );
    assertEquals([...new Set(problems.map((problem) => problem.page))], [
      "/list",
      "/broken",
    ]);
    assertEquals(problems[0]!.line, 3);
    assertEquals(problems[0]!.kind, "error");
    assertStringIncludes(problems[0]!.message, "not allowed as child");
    assertStringIncludes(problems[0]!.extract, "<ul><p>");
  },
});

Deno.test({
  name: "nuCheck() returns warnings only when asked",
  ignore,
  async fn() {
    const pages = new Map([["/", page("<section><p>x</p></section>")]]);
    assertEquals(await nuCheck(pages), []);
    const [warning] = await nuCheck(pages, { warnings: true });
    assertEquals(warning?.kind, "warning");
  },
});

Deno.test("nuCheck() finds nothing in no pages", async () => {
  assertEquals(await nuCheck(new Map(), { java: "no-such-java" }), []);
});

Deno.test("nuAvailable() skips without Java and throws in CI", () => {
  const before = Deno.env.get("CI");
  try {
    Deno.env.set("CI", "true");
    assertThrows(
      () => nuAvailable("no-such-java"),
      Error,
      "Cannot run the Nu HTML checker: no no-such-java",
    );
    Deno.env.delete("CI");
    assertEquals(nuAvailable("no-such-java"), false);
  } finally {
    if (before === undefined) Deno.env.delete("CI");
    else Deno.env.set("CI", before);
  }
});
