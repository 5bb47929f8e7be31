// Copyright 2026 the tpd2 authors. MIT license.

import { TestClock } from "../../net/testing.ts";
import type { Site } from "../../page/mod.ts";
import { TestBrowser, type TestPage } from "../../page/testing.ts";
import type { NewComment } from "../comment.ts";
import { CommentStore } from "../comment_store.ts";
import { Comments, type CommentsOptions } from "../comments.ts";
import { parseEntry } from "../entry.ts";
import { Library } from "../library.ts";
import { blogSite } from "../site.ts";

/** When these blogs begin. */
export const NOON: number = Date.UTC(2026, 10, 22, 12);

/** A blog with two entries and comments. */
export interface CommentBlog extends Disposable {
  clock: TestClock;
  store: CommentStore;
  comments: Comments;
  library: Library;
  site: Site;
}

/**
 * Makes a blog with entries `hello` and `other`, and with `later` and `draft`, which
 * readers cannot see; in memory, unless there is a directory for what they say.
 */
export function commentBlog(
  options: CommentsOptions = {},
  directory: string | null = null,
): CommentBlog {
  const clock = new TestClock(NOON);
  const store = new CommentStore(directory);
  const comments = new Comments(store, { clock, ...options });
  const library = new Library({
    now: () => clock.date(),
    commentTimes: ({ slug }) => comments.timesOf(slug),
  });
  library.replace([
    parseEntry("hello.md", "---\ntitle: Hello\ndate: 2026-10-01\n---\nWords."),
    parseEntry("other.md", "---\ntitle: Other\ndate: 2026-10-02\n---\nMore."),
    parseEntry("later.md", "---\ntitle: Later\ndate: 2027-01-01\n---\nSoon."),
    parseEntry(
      "draft.md",
      "---\ntitle: Draft\ndate: 2026-10-03\ndraft: true\n---\nHalf.",
    ),
  ]);
  const site = blogSite(library, { title: "Notes", comments, clock });
  return {
    clock,
    store,
    comments,
    library,
    site,
    [Symbol.dispose](): void {
      comments.stop();
      store.close();
    },
  };
}

/** A comment as it is stored. */
export function newComment(changes: Partial<NewComment> = {}): NewComment {
  return {
    entry: "hello",
    author: "Ada",
    text: "Well said.",
    time: NOON,
    origin: "192.0.2.1",
    state: "shown",
    reason: "",
    byAdmin: false,
    authorKey: "",
    ...changes,
  };
}

/** Opens an entry and waits as long as it takes to write. */
export async function openSlowly(
  blog: CommentBlog,
  path = "/hello",
  browser: TestBrowser = new TestBrowser(blog.site),
): Promise<TestPage> {
  const page = await browser.open(path);
  blog.clock.advance(10_000);
  return page;
}
