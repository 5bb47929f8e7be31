// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import {
  exportComments,
  importComments,
  parseComments,
  removeDuplicates,
} from "./_comment_archive.ts";
import { CommentStore } from "./comment_store.ts";
import { newComment, NOON } from "./testdata/comment_blog.ts";

Deno.test("CommentStore gives back what it was given", () => {
  using store = new CommentStore(null);
  const { authorKey: _, ...rest } = newComment();
  const added = store.add(newComment());
  assertEquals(added, { id: 1, ...rest });
  assertEquals(store.get(1), added);
  assertEquals(store.get(2), undefined);
  store.change(1, "Bob", "'; DROP TABLE comment; --");
  assertEquals(store.get(1)?.text, "'; DROP TABLE comment; --");
  assertEquals(store.newest("hello", 50).map(({ author }) => author), ["Bob"]);
});

Deno.test("CommentStore orders by time, and hides what is not shown", () => {
  using store = new CommentStore(null);
  for (const [text, time] of [["c", 3], ["a", 1], ["b", 2]] as const) {
    store.add(newComment({ text, time }));
  }
  store.add(newComment({ text: "held", state: "held", time: 4 }));
  store.add(newComment({ text: "elsewhere", entry: "other" }));
  const texts = (limit: number) =>
    store.newest("hello", limit).map(({ text }) => text);
  assertEquals(texts(50), ["a", "b", "c"]);
  assertEquals(texts(2), ["b", "c"]);
  assertEquals(store.slice("hello", 1, 1).map(({ text }) => text), ["b"]);
  assertEquals(store.timesOf("hello").sort(), [1, 2, 3]);
  assertEquals([...store.times().keys()].sort(), ["hello", "other"]);
  assertEquals(store.last("hello")?.text, "held");
  assertEquals(store.count("held"), 1);
  store.setState(4, "shown", NOON);
  assertEquals(texts(1), ["held"]);
  store.setState(4, "deleted", NOON);
  assertEquals(texts(1), ["c"]);
  assertEquals(store.last("hello")?.text, "b");
});

Deno.test("CommentStore knows authors of whom something is shown", () => {
  using store = new CommentStore(null);
  store.add(newComment({ authorKey: "k", state: "held" }));
  assert(!store.knows("k"));
  store.setState(1, "shown", NOON);
  assert(store.knows("k"));
  store.add(newComment({ authorKey: "" }));
  assert(!store.knows(""));
});

Deno.test("CommentStore forgets addresses, and what was deleted", () => {
  using store = new CommentStore(null);
  store.add(newComment({ time: 100 }));
  store.add(newComment({ time: 300 }));
  store.add(newComment({ time: 300 }));
  store.setState(3, "deleted", 150);
  assertEquals(store.forget(200), 2);
  assertEquals(store.get(1)?.origin, "");
  assertEquals(store.get(2)?.origin, "192.0.2.1");
  assertEquals(store.get(3), undefined);
  assertEquals(store.forget(200), 0);
});

Deno.test("CommentStore keeps all in a file, for one program or two", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const data = `${directory}/a/b`;
    using store = new CommentStore(data);
    using other = new CommentStore(data);
    const { version } = store;
    const secret = store.secret("s");
    assertEquals(other.secret("s"), secret);
    assertNotEquals(other.secret("t"), secret);
    other.add(newComment());
    assertNotEquals(store.version, version);
    assertEquals(store.count("shown"), 1);
    const pragma = (name: string) =>
      Object.values(store.database.prepare(`PRAGMA ${name}`).get()!)[0];
    assertEquals(pragma("journal_mode"), "wal");
    assertEquals(pragma("synchronous"), 2);
    if (Deno.build.os !== "windows") {
      // Nobody else on the machine reads addresses, or the hash of the password.
      const { mode } = await Deno.stat(`${data}/blog.sqlite`);
      assertEquals(mode! & 0o777, 0o600);
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("CommentStore says why it cannot use a file", async () => {
  const directory = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${directory}/blog.sqlite`, "x".repeat(4096));
    assertThrows(
      () => new CommentStore(directory),
      Error,
      `Cannot keep comments in ${directory}/blog.sqlite: it is damaged`,
    );
    await Deno.remove(`${directory}/blog.sqlite`);
    using store = new CommentStore(directory);
    store.database.exec("PRAGMA user_version = 99");
    store.close();
    assertThrows(
      () => new CommentStore(directory),
      Error,
      "a later version of this program made it",
    );
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("comments can be exported, and imported again", () => {
  using store = new CommentStore(null);
  store.add(newComment({ text: 'one\n"two"', byAdmin: true }));
  store.add(newComment({ text: "held", state: "held", reason: "3 links" }));
  store.add(newComment({ text: "deleted" }));
  store.setState(3, "deleted", NOON);
  const text = exportComments(store.database);
  assertEquals(text.trimEnd().split("\n").length, 4);
  using other = new CommentStore(null);
  const comments = parseComments(text);
  assertEquals(importComments(other.database, comments), 2);
  assertEquals(exportComments(other.database), text);
  // Again, and where some are there already.
  assertEquals(importComments(other.database, comments), 0);
  assertEquals(importComments(store.database, comments), 0);
  assertEquals(
    parseComments(exportComments(new CommentStore(null).database)),
    [],
  );
});

Deno.test("importComments() takes all or none", () => {
  using store = new CommentStore(null);
  const broken = newComment({ text: null as unknown as string });
  assertThrows(() => importComments(store.database, [newComment(), broken]));
  assertEquals(store.count("shown"), 0);
});

Deno.test("parseComments() reads little, and says what is wrong", () => {
  const [comment] = parseComments(
    `{"comments": [{"entry": "e", "author": " A ", "text": "t", "time": "2026-11-22T12:00:00Z"}]}`,
  );
  assertEquals(
    comment,
    newComment({ entry: "e", author: "A", text: "t", origin: "" }),
  );
  const cases: [text: string, message: string][] = [
    ["x", "Cannot read comments: it is not JSON"],
    ["[]", "Cannot read comments: there is no list `comments`"],
    [
      `{"format": 2, "comments": []}`,
      "Cannot read comments: the format is 2, and this program knows 1",
    ],
    [`{"comments": [1]}`, "Cannot read comment 1: `time` is no date"],
    [
      `{"comments": [{"time": 0}]}`,
      "Cannot read comment 1: `entry` is no text of 1 to 300 characters",
    ],
    [
      `{"comments": [{"time": 0, "entry": "e", "author": "a", "text": "${
        "x".repeat(8000)
      }"}]}`,
      "Cannot read comment 1: `text` is no text of 1 to 7999 characters",
    ],
    [
      `{"comments": [{"time": 0, "entry": "/", "author": "a", "text": "t"}]}`,
      "Cannot read comment 1: `entry` is neither a slug nor an address",
    ],
    [
      `{"comments": [{"time": 8640000000000001}]}`,
      "Cannot read comment 1: `time` is no date",
    ],
    [
      `{"comments": [{"time": "+275760-09-13"}]}`,
      "Cannot read comment 1: `time` is no date",
    ],
    [
      `{"comments": [{"time": 0, "state": "deleted"}]}`,
      "Cannot read comment 1: `state` is neither",
    ],
  ];
  for (const [text, message] of cases) {
    assertThrows(() => parseComments(text), SyntaxError, message);
  }
});

Deno.test("removeDuplicates() leaves the first that is shown", () => {
  using store = new CommentStore(null);
  store.add(newComment({ time: 1, state: "held" }));
  store.add(newComment({ time: 2 }));
  store.add(newComment({ time: 3 }));
  store.add(newComment({ time: 4, author: "Bob" }));
  store.add(newComment({ time: 5, entry: "other" }));
  assertEquals(removeDuplicates(store.database), 2);
  assertEquals(store.newest("hello", 9).map(({ time }) => time), [2, 4]);
  assertEquals(store.count("held"), 0);
  assertEquals(store.count("shown"), 3);
});
