// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects } from "@std/assert";
import { settle, TestClock } from "../net/testing.ts";
import { EntryError, parseEntry } from "./entry.ts";
import { Follower } from "./_follower.ts";
import type { EntryFiles, FileChange } from "./_files.ts";
import { Library } from "./library.ts";

const ONE = parseEntry("one.md", "---\ntitle: One\ndate: 2026-01-01\n---\n");
const TWO = parseEntry("two.md", "---\ntitle: Two\ndate: 2026-01-02\n---\n");
const DOUBLE = parseEntry(
  "x/one.md",
  "---\ntitle: Other\ndate: 2026-01-02\n---\n",
);

/** A follower of files that a test changes, and all that it says. */
function following() {
  const clock = new TestClock();
  const library = new Library();
  const said: string[] = [];
  let changes = new TransformStream<FileChange, FileChange>();
  let writer = changes.writable.getWriter();
  const state = {
    watches: 0,
    files: { entries: [ONE], problems: [] } as EntryFiles,
    failure: null as Error | null,
  };
  const follower = new Follower(library, {
    name: "here",
    read: () =>
      state.failure === null
        ? Promise.resolve(state.files)
        : Promise.reject(state.failure),
    watch: () => {
      if (state.watches++ > 0) {
        changes = new TransformStream<FileChange, FileChange>();
        writer = changes.writable.getWriter();
      }
      const { readable } = changes;
      const own = writer;
      return {
        changes: readable,
        [Symbol.dispose]: () => void own.close().catch(() => {}),
      };
    },
  }, { say: (sentence) => said.push(sentence), clock });
  /** Lets it see that something changed. */
  async function change(kind: FileChange = "changed"): Promise<void> {
    writer.write(kind).catch(() => {});
    await settle();
    clock.advance(100);
    await settle();
  }
  const titles = () => library.entries.map(({ title }) => title);
  const abort = (error: Error) => writer.abort(error);
  return { follower, library, clock, said, state, change, abort, titles };
}

Deno.test("Follower shows what changed, and nothing where nothing did", async () => {
  const { follower, library, state, change, titles } = following();
  await follower.load();
  follower.watch();
  const { version } = library;
  await change();
  assertEquals(library.version, version);
  state.files = { entries: [ONE, TWO], problems: [] };
  await change();
  assertEquals(titles(), ["Two", "One"]);
  await follower.close();
});

Deno.test("Follower says each problem once, and again when it is back", async () => {
  const { follower, said, state, change } = following();
  const problem = new EntryError("three.md", 1, "it is odd");
  state.files = { entries: [ONE, DOUBLE], problems: [problem] };
  await follower.load();
  follower.watch();
  await change();
  const sentences = [
    "Cannot read entry three.md:1: it is odd",
    "Cannot read entry x/one.md:1: /one is taken by one.md: give one of them another `slug`",
  ];
  assertEquals(said, sentences);
  state.files = { entries: [ONE], problems: [] };
  await change();
  state.files = { entries: [ONE, DOUBLE], problems: [problem] };
  await change();
  assertEquals(said, [...sentences, ...sentences]);
  await follower.close();
});

Deno.test("Follower keeps what it has when the files cannot be read", async () => {
  const { follower, said, state, change, titles } = following();
  await follower.load();
  follower.watch();
  state.failure = new Error("Cannot read entries from here: gone");
  await change();
  await change();
  assertEquals([titles(), said], [["One"], [state.failure.message]]);
  state.failure = null;
  state.files = { entries: [TWO], problems: [] };
  await change();
  assertEquals(titles(), ["Two"]);
  await follower.close();
});

Deno.test("Follower says that it cannot watch, and goes on", async () => {
  const { follower, said, abort, titles } = following();
  await follower.load();
  follower.watch();
  await abort(new Error("no more room"));
  await settle();
  assertEquals(said, [
    "Cannot watch here: no more room, so changes show after a restart",
  ]);
  assertEquals(titles(), ["One"]);
  await follower.close();
});

Deno.test("Follower rejects when the first read fails", async () => {
  const { follower, state } = following();
  state.failure = new Error("Cannot read entries from here: gone");
  await assertRejects(() => follower.load(), Error, "gone");
  await follower.close();
});

Deno.test("Follower watches anew where something was removed", async () => {
  const { follower, state, change, titles } = following();
  await follower.load();
  follower.watch();
  await change();
  assertEquals(state.watches, 1);
  state.files = { entries: [TWO], problems: [] };
  await change("removed");
  assertEquals([state.watches, titles()], [2, ["Two"]]);
  state.files = { entries: [ONE], problems: [] };
  await change();
  assertEquals([state.watches, titles()], [2, ["One"]]);
  await follower.close();
});

Deno.test("Follower looks for a directory that is gone until it is back", async () => {
  const { follower, clock, said, state, change, titles } = following();
  await follower.load();
  follower.watch();
  state.failure = new Error("Cannot read entries from here: gone");
  await change("removed");
  for (let i = 0; i < 3; i++) {
    clock.advance(1000);
    await settle();
    clock.advance(100);
    await settle();
  }
  assertEquals([said.length, state.watches, titles()], [1, 1, ["One"]]);
  state.failure = null;
  state.files = { entries: [TWO], problems: [] };
  clock.advance(1000);
  await settle();
  clock.advance(100);
  await settle();
  assertEquals([state.watches, titles()], [2, ["Two"]]);
  state.files = { entries: [ONE, TWO], problems: [] };
  await change();
  assertEquals(titles(), ["Two", "One"]);
  await follower.close();
  assertEquals(clock.pending, 0);
});
