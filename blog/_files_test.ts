// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects } from "@std/assert";
import { isDirectory } from "./_blog_folders.ts";
import { EntryFolder, readEntries } from "./_files.ts";

const FIXTURES = new URL("./testdata/entries", import.meta.url).pathname;

Deno.test("readEntries() reads folders and reports what is broken", async () => {
  const { entries, problems } = await readEntries(FIXTURES);
  assertEquals(entries.map(({ file }) => file), [
    "2026-03-01-first-things.md",
    "draft.md",
    "expired.md",
    "future.md",
    "nested/moved.md",
    "nested/third.md",
    "second.md",
    "zz-double.md",
  ]);
  assertEquals(problems.map(({ message }) => message), [
    'Cannot read entry broken.md:3: `date` is "tomorrow", not a date such as 2026-11-22 or 2026-11-22T10:00:00+01:00',
  ]);
});

Deno.test("readEntries() reports files it cannot take", async () => {
  const directory = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${directory}/notes.txt`, "no entry");
    await Deno.writeTextFile(`${directory}/_partial.md`, "no entry");
    await Deno.writeTextFile(`${directory}/.hidden.md`, "no entry");
    await Deno.writeTextFile(`${directory}/long.md`, "x".repeat(101));
    await Deno.writeFile(
      `${directory}/latin.md`,
      new Uint8Array([45, 45, 45, 10, 0xe9, 10]),
    );
    await Deno.symlink(`${directory}/nowhere`, `${directory}/link.md`);
    const { entries, problems } = await readEntries(directory, {
      maxSize: 100,
    });
    assertEquals(entries, []);
    assertEquals(problems.map(({ message }) => message), [
      "Cannot read entry latin.md:2: it is not UTF-8",
      "Cannot read entry link.md:1: it is gone, or a link to nothing",
      "Cannot read entry long.md:1: it is longer than 100 bytes",
    ]);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("readEntries() rejects when there is no such directory", async () => {
  await assertRejects(
    () => readEntries(`${FIXTURES}/none`),
    Deno.errors.NotFound,
  );
});

Deno.test("isDirectory() tells directories from the rest", async () => {
  assertEquals(await isDirectory(FIXTURES), true);
  assertEquals(await isDirectory(`${FIXTURES}/second.md`), false);
  assertEquals(await isDirectory(`${FIXTURES}/none`), false);
});

Deno.test("EntryFolder reads again what changed, and keeps the last good version", async () => {
  const directory = await Deno.makeTempDir();
  const write = (name: string, title: string) =>
    Deno.writeTextFile(
      `${directory}/${name}.md`,
      `---\ntitle: ${title}\ndate: 2026-11-22\n---\n`,
    );
  try {
    const folder = new EntryFolder(directory);
    await write("a", "One");
    await write("b", "Two");
    // Long ago: so the time of the file says all about its content.
    await Deno.utime(`${directory}/b.md`, 1000, 1000);
    const first = await folder.read();
    await write("a", "[broken");
    await write("c", "Three");
    const second = await folder.read();
    assertEquals(second.entries.map(({ title }) => title), [
      "One",
      "Two",
      "Three",
    ]);
    assertEquals(second.problems.map(({ file }) => file), ["a.md"]);
    // What did not change was not even rendered again.
    assertEquals(second.entries[1] === first.entries[1], true);
    await write("a", "Mended");
    await Deno.remove(`${directory}/b.md`);
    const third = await folder.read();
    assertEquals(third.entries.map(({ title }) => title), ["Mended", "Three"]);
    assertEquals(third.problems, []);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("readEntries() tells how large pictures are", async () => {
  const directory = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${directory}/folder`);
    await Deno.copyFile(
      `${FIXTURES}/nested/dot.png`,
      `${directory}/folder/a b.png`,
    );
    await Deno.writeTextFile(
      `${directory}/folder/one.md`,
      "---\ntitle: T\ndate: 2026-01-01\n---\n![a](<a b.png>) ![b](none.png) ![c](../../etc/a.png)",
    );
    const { entries } = await readEntries(directory);
    assertEquals(
      entries[0]!.html.match(/<img src="\/folder\/a%20b.png"[^>]*>/g),
      [
        '<img src="/folder/a%20b.png" alt="a" loading="lazy" decoding="async" width="8" height="8">',
      ],
    );
    assertEquals(entries[0]!.html.match(/width=/g)?.length, 1);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
