// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import { fencesOf, wordsOf } from "./guide.ts";
import { isDocument, readDocuments } from "./tree.ts";

const ROOT = new URL("../", import.meta.url);
const { files } = await readDocuments(ROOT);
const readme = await Deno.readTextFile(new URL("README.md", ROOT));
const decoder = new TextDecoder();

/** All documents by their paths, the front page among them. */
const documents = new Map([["README.md", readme]]);
for (const { path, bytes } of files.values()) {
  if (isDocument(path)) documents.set(path, decoder.decode(bytes));
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(new URL(path, ROOT))).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

Deno.test("documents name tasks that are there", async () => {
  const { tasks } = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", ROOT)),
  );
  let count = 0;
  for (const [path, text] of documents) {
    for (const [, task] of text.matchAll(/\bdeno task ([a-z][\w:-]*)/g)) {
      // What `init` makes has tasks of its own.
      const isKnown = task! in tasks || ["dev", "start"].includes(task!);
      assert(isKnown, `${path}: there is no task ${task}`);
      count++;
    }
  }
  assert(count > 5);
});

Deno.test("documents run programs that are there", async () => {
  const missing: string[] = [];
  for (const [path, text] of documents) {
    for (const { lang, text: commands } of fencesOf(text)) {
      if (lang !== "sh") continue;
      for (const words of commands.split("\n").map(wordsOf)) {
        const program = words.find((word) =>
          /^[\w-]+(?:\/[\w-]+)+\.ts$/.test(word)
        );
        if (program === undefined || await exists(program)) continue;
        missing.push(`${path}: ${program}`);
      }
    }
  }
  assertEquals(missing, []);
});

Deno.test("documents show JSON that is JSON", () => {
  for (const [path, text] of documents) {
    for (const { lang, line, text: json } of fencesOf(text)) {
      if (lang !== "json") continue;
      try {
        JSON.parse(json);
      } catch (error) {
        throw new Error(`${path}:${line}: ${(error as Error).message}`);
      }
    }
  }
});
