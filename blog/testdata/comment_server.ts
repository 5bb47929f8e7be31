// Copyright 2026 the tpd2 authors. MIT license.

/**
 * A blog of one entry that takes comments as fast as they come, for a test that
 * kills it. It is given the directory of its data.
 *
 * @module
 */

import { serve } from "../../http/mod.ts";
import { CommentStore } from "../comment_store.ts";
import { Comments } from "../comments.ts";
import { parseEntry } from "../entry.ts";
import { Library } from "../library.ts";
import { blogSite } from "../site.ts";

const library = new Library();
library.replace([
  parseEntry("hello.md", "---\ntitle: Hello\ndate: 2020-01-01\n---\nWords."),
]);
const comments = new Comments(new CommentStore(Deno.args[0]!), {
  moderation: "none",
  minTime: 0,
  maxPerAddress: 1_000_000,
});
comments.start();
const server = await serve(blogSite(library, { comments }), {
  hostname: "127.0.0.1",
  port: 0,
});
console.log(server.url);
