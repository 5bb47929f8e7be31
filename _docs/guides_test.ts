// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { fencesOf, missingLine, stepsOf, wordsOf } from "./guide.ts";
import { runGuide } from "./guide_run.ts";

const ROOT = new URL("../", import.meta.url);
const DOCS = new URL("docs/", ROOT);

function fenced(...blocks: [string, string][]): string {
  return blocks.map(([info, text]) => `\`\`\`${info}\n${text}\n\`\`\`\n`).join(
    "\n",
  );
}

const GUIDES = [...Deno.readDirSync(DOCS)]
  .filter(({ name }) => name.endsWith(".md"))
  .map(({ name }) => `docs/${name}`)
  .sort();

for (const path of ["README.md", ...GUIDES]) {
  Deno.test(`${path} does what it says`, async () => {
    const markdown = await Deno.readTextFile(new URL(path, ROOT));
    await runGuide(stepsOf(markdown));
  });
}

Deno.test("fencesOf() finds blocks, their flags and their lines", () => {
  const markdown = `# A\n\n${fenced(["ts ignore", "a();"], ["sh", "b"])}`;
  assertEquals(fencesOf(markdown), [
    { line: 3, lang: "ts", flags: ["ignore"], text: "a();\n" },
    { line: 7, lang: "sh", flags: [], text: "b\n" },
  ]);
});

Deno.test("fencesOf() takes the indentation of lists away", () => {
  const [fence] = fencesOf("- A list\n  ```sh\n  deno\n  ```\n");
  assertEquals(fence!.text, "deno\n");
});

Deno.test("wordsOf() splits as a shell does", () => {
  assertEquals(
    wordsOf(`curl -d 'a "b"' "c d"e  f`),
    ["curl", "-d", 'a "b"', "c de", "f"],
  );
});

Deno.test("stepsOf() refuses blocks that nothing tests", () => {
  assertThrows(
    () => stepsOf(fenced(["ts ignore", "a();"])),
    SyntaxError,
    "names no file",
  );
  assertThrows(
    () => stepsOf(fenced(["ts ignore", "// a.ts\na();"])),
    SyntaxError,
    "no command of the guide runs it",
  );
  assertThrows(
    () => stepsOf(fenced(["ts ignore", "// a.ts"], ["ts ignore", "// a.ts"])),
    SyntaxError,
    "writes it again",
  );
  assertThrows(
    () => stepsOf(fenced(["console", "hello"])),
    SyntaxError,
    'does not begin with "$ "',
  );
});

Deno.test("missingLine() wants the lines in their order", () => {
  assertEquals(missingLine("a\r\nb\nc\n", ["a", "...", "c"]), null);
  assertEquals(missingLine("a\nb\n", ["b", "a"]), "a");
  assertEquals(missingLine("<h1>Hello</h1>\n", ["...Hello..."]), null);
  assertEquals(missingLine("<h1>Hello</h1>\n", ["Hello"]), "Hello");
});

Deno.test("runGuide() runs programs, asks them, and compares", async () => {
  const program = `// a.ts
import { serve } from "@tpd2/tpd2";
await serve(() => new Response("hello\\n"), { port: 8080 });`;
  const question = "$ curl -i http://127.0.0.1:8080/\nHTTP/1.1 200 OK\n...\n";
  const steps = stepsOf(fenced(
    ["ts ignore", program],
    ["sh", "deno run --allow-net a.ts"],
    ["console", `${question}hello`],
    ["console", `${question}goodbye`],
  ));
  await assertRejects(
    () => runGuide(steps),
    Error,
    'Cannot follow line 18: no line "goodbye"',
  );
});

Deno.test("runGuide() tells why a program does not run", async () => {
  const steps = stepsOf(fenced(
    ["ts ignore", "// a.ts\nconst a: string = 1;"],
    ["sh", "deno run a.ts"],
  ));
  await assertRejects(() => runGuide(steps), Error, "not assignable");
});
