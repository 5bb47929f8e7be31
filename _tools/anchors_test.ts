// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { anchorMaker, anchorsOf } from "./anchors.ts";

Deno.test("anchorMaker() names headings as hosts of code do", () => {
  const anchorOf = anchorMaker();
  assertEquals(
    [
      "What `page` is, and is not",
      "[A link](./x.md) in it",
      "Ünïcode & signs!",
      "Ünïcode & signs?",
    ].map(anchorOf),
    [
      "what-page-is-and-is-not",
      "a-link-in-it",
      "ünïcode--signs",
      "ünïcode--signs-1",
    ],
  );
});

Deno.test("anchorsOf() overlooks what stands between fences", () => {
  const markdown =
    "# One\n\n```sh\n# two\n```\n\n~~~\n# three\n~~~\n\n## Four\n";
  assertEquals([...anchorsOf(markdown)], ["one", "four"]);
});
