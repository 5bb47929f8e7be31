// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertRejects } from "@std/assert";
import { nuCheck } from "../_tools/nu_check.ts";
import { writeSite } from "./main.ts";
import { renderDocument } from "./markdown.ts";
import { findSections, sectionsOf } from "./search.ts";
import { docsSite } from "./site.ts";
import { INDEX, nameOf, readDocuments } from "./tree.ts";

const ROOT = new URL("../", import.meta.url);
const tree = await readDocuments(ROOT);
const docs = await docsSite(tree);

async function textOf(name: string): Promise<string> {
  const response = await docs.site.fetch(
    new Request(`http://localhost/${name}`),
  );
  assertEquals(response.status, 200, name);
  return await response.text();
}

async function pages(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of docs.names) {
    if (name.endsWith(".html")) found.set(name, await textOf(name));
  }
  return found;
}

Deno.test("docsSite() has a page for each guide, in the order of the list", async () => {
  const shown = new Set(tree.chapters.flatMap(({ paths }) => paths));
  for await (const { name, isFile } of Deno.readDir(new URL("docs/", ROOT))) {
    const path = `docs/${name}`;
    if (!isFile || !name.endsWith(".md") || path === INDEX) continue;
    assert(shown.has(path), `no chapter has ${path}`);
    assert(docs.names.includes(nameOf(path)), `no page for ${path}`);
  }
  const [first, second] = tree.chapters[0]!.paths;
  const html = await textOf(nameOf(first!));
  assert(html.includes(`href="${nameOf(second!)}" rel="next"`));
});

Deno.test("docsSite() makes pages that the Nu checker accepts", async () => {
  assertEquals(await nuCheck(await pages()), []);
});

Deno.test("docsSite() has no link that leads nowhere, and nothing from elsewhere", async () => {
  const all = await pages();
  const ids = new Map(
    Array.from(all, ([name, html]) => [
      name,
      new Set(Array.from(html.matchAll(/ id="([^"]*)"/g), ([, id]) => id!)),
    ]),
  );
  const broken: string[] = [];
  for (const [name, html] of all) {
    for (const [, href] of html.matchAll(/<a [^>]*?href="([^"]*)"/g)) {
      if (/^https?:/.test(href!)) continue;
      const [file, fragment] = href!.split("#");
      const target = file === "" ? name : file!;
      const isThere = docs.names.includes(target) &&
        (fragment === undefined ||
          ids.get(target)?.has(decodeURIComponent(fragment)));
      if (!isThere) broken.push(`${name}: ${href}`);
    }
    for (
      const [, source] of html.matchAll(
        /<(?:script|img|link)\b[^>]*?(?:src|href)="([^"]*)"/g,
      )
    ) {
      if (!docs.names.includes(source!)) broken.push(`${name}: ${source}`);
    }
  }
  assertEquals(broken, []);
});

Deno.test("writeSite() writes every file", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await writeSite(docs, `${folder}/new`);
    const names: string[] = [];
    for await (const { name } of Deno.readDir(`${folder}/new`)) {
      names.push(name);
    }
    assertEquals(names.sort(), [...docs.names].sort());
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

function program(...args: string[]): Deno.Command {
  const main = new URL("main.ts", import.meta.url);
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", main.pathname, ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

Deno.test("main.ts serves the site", async () => {
  const child = program("--serve", "--port", "0").spawn();
  const errors = child.stderr.text();
  try {
    const output = child.stdout.pipeThrough(new TextDecoderStream());
    let url: string | undefined;
    for await (const text of output) {
      url = /^Listening on (\S+)/.exec(text)?.[1];
      if (url !== undefined) break;
    }
    const response = await fetch(url!);
    assert((await response.text()).includes("<h1>Guides</h1>"));
  } finally {
    child.kill("SIGKILL");
    await child.status;
    await errors;
  }
});

Deno.test("main.ts says in a sentence what it cannot do", async () => {
  for (
    const [args, expected] of [
      [["--prot", "1"], "Cannot use --prot: there is no such flag"],
      [["--serve", "--port", "x"], "Cannot use --port x: it is a number"],
      [[new URL("main.ts/x", import.meta.url).pathname], "Cannot write into"],
    ] as const
  ) {
    const { code, stderr } = await program(...args).output();
    const text = new TextDecoder().decode(stderr);
    assertEquals([code, text.startsWith(expected)], [1, true], text);
  }
});

Deno.test("readDocuments() says which link leads nowhere", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/docs`);
    await Deno.writeTextFile(`${folder}/${INDEX}`, "[a](./gone.md)");
    await assertRejects(
      () => readDocuments(new URL(`file://${folder}/`)),
      Error,
      "Cannot follow the link from docs/README.md: no file docs/gone.md",
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

const PAGE = renderDocument(
  "# Trees\n\nMany.\n\n## Apple `tree`\n\nIt has a < b.\n\n```sh\n# no heading\n```\n\n## Pear\n\nNone.\n",
  { resolve: (link) => link },
);

Deno.test("renderDocument() takes the title and names the headings", () => {
  assertEquals(PAGE.title, "Trees");
  assertEquals(
    PAGE.headings.map(({ anchor, text }) => [anchor, text]),
    [["apple-tree", "Apple tree"], ["pear", "Pear"]],
  );
  assert(!PAGE.html.includes("<h1"));
});

Deno.test("renderDocument() gives pictures their size", () => {
  const { html } = renderDocument("![A tree](tree.png)", {
    resolve: (link) => `x-${link}`,
    sizeOf: () => [20, 10],
  });
  assertEquals(
    html.trim(),
    '<p><img src="x-tree.png" alt="A tree" width="20" height="10"></p>',
  );
});

Deno.test("findSections() finds words that begin so, headings first", () => {
  const sections = sectionsOf("trees.html", PAGE);
  assertEquals(sections[1], [
    "trees.html#apple-tree",
    "Trees",
    "Apple tree",
    "It has a < b. # no heading",
  ]);
  const found = (query: string) =>
    findSections(sections, query).map(([address]) => address);
  assertEquals(found("app"), ["trees.html#apple-tree"]);
  assertEquals(found("tree"), [
    "trees.html#apple-tree",
    "trees.html",
    "trees.html#pear",
  ]);
  assertEquals(found("tree pear"), ["trees.html#pear"]);
  assertEquals(found("pple"), []);
  assertEquals(found(" "), []);
  assertEquals(found("(["), []);
});
