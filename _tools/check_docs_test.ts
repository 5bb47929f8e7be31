// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { checkDocs } from "./check_docs.ts";

const COPYRIGHT = "// Copyright 2026 the tpd2 authors. MIT license.\n";

function messages(files: Record<string, string>): string[] {
  return checkDocs(new Map(Object.entries(files))).map((problem) =>
    `${problem.file}:${problem.line}: ${problem.message}`
  );
}

Deno.test("checkDocs() accepts files in good form", () => {
  assertEquals(
    messages({
      "README.md": "[net](./net/mod.ts) [all](net/) [web](https://a.b/c)\n",
      "net/mod.ts": `${COPYRIGHT}\n/**\n * Doc.\n *\n * @module\n */\n`,
      "net/deno_transport.ts": `${COPYRIGHT}Deno.listen();\n`,
      "blog/main.ts": `#!/usr/bin/env deno\n${COPYRIGHT}Deno.exit();\n`,
      "net/testdata/broken.md": "[x](gone.md)\n",
      "net/testdata/cases.ts": COPYRIGHT + "x;\n".repeat(500),
      "ml/_html_table.ts": COPYRIGHT + "x;\n".repeat(500),
    }),
    [],
  );
});

Deno.test("checkDocs() demands copyright, name, length and documentation", () => {
  assertEquals(
    messages({
      "net/mod.ts": COPYRIGHT,
      "net/camelCase.ts": COPYRIGHT,
      "net/kebab-case.ts": COPYRIGHT,
      "net/none.ts": "export {};\n",
      "net/long.ts": COPYRIGHT + "x;\n".repeat(400),
    }),
    [
      "net/mod.ts:1: the module has no documentation with @module",
      "net/camelCase.ts:1: the name is not in snake_case",
      "net/kebab-case.ts:1: the name is not in snake_case",
      'net/none.ts:1: the first line is not "// Copyright 2026 the tpd2 authors. MIT license."',
      "net/long.ts:400: 401 lines are more than 400",
    ],
  );
});

Deno.test("checkDocs() finds Deno.* where it does not belong", () => {
  assertEquals(
    messages({
      "page/site.ts": `${COPYRIGHT}// Deno.a\nx("Deno.b");\nDeno.c;\n`,
      "page/site_test.ts": `${COPYRIGHT}Deno.test("x", () => {});\n`,
      "page/other.ts": `${COPYRIGHT}globalThis.Deno; myDeno.x;\n`,
    }),
    ["page/site.ts:4: Deno.* is for the files that own it"],
  );
});

Deno.test("checkDocs() finds broken links between documents", () => {
  assertEquals(
    messages({
      "docs/a.md":
        "\n[x](../net/gone.ts) [y](./b.md#a-part-of-it) [z](#here)\n",
      "docs/b.md":
        "## A *part* of `it`\n[a](a.md) [b](#a-part-of-it-1)\n## A part of it\n",
      "docs/c.md": "```sh\n# no heading\n```\n[c](#no-heading)\n",
      "blog/entries/c_d.md": "[e](e-f) [g](g-h)\n",
      "blog/entries/e_f.md": "[a](https://a.b/c)\n",
    }),
    [
      "docs/a.md:2: the link to net/gone.ts is broken",
      "docs/a.md:2: the link to docs/a.md#here is broken: no such heading",
      "docs/c.md:4: the link to docs/c.md#no-heading is broken: no such heading",
      "blog/entries/c_d.md:1: the link to blog/entries/g-h is broken",
    ],
  );
});

Deno.test("checkDocs() knows of pictures", () => {
  const tree = new Map([["docs/a.md", "![a](./a.png)\n![b](./b.png)\n"]]);
  assertEquals(
    checkDocs(tree, ["docs/a.png"]).map(({ message }) => message),
    ["the link to docs/b.png is broken"],
  );
});

Deno.test("checkDocs() finds machines, registries and second versions", () => {
  // Joined here, so that this file itself is in good form.
  const machine = ["", "work", "main"].join("/");
  const registry = ["registry", "npmjs", "org"].join(".");
  const other = ["deno", "1.2.3"].join("@");
  assertEquals(
    messages({
      "a.md": `\nsee ${machine}\n`,
      "b.yml": `host: ${registry}\n`,
      "c.md": "npx deno@2.9.6 and https://a.b/work/main\n",
      "d.md": `npx ${other}\n`,
    }),
    [
      `a.md:2: "${machine}" names a path of one machine`,
      `b.yml:1: "${registry}" names the host of a registry`,
      `d.md:1: ${other} here, deno@2.9.6 elsewhere`,
    ],
  );
});
