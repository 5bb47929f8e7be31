// Copyright 2026 the tpd2 authors. MIT license.

/**
 * What a page costs above the connection: found again, rendered anew, and read
 * from Markdown.
 */

import { type Exchange, exchangeFromRequest } from "../http/mod.ts";
import { setDevelopment } from "../ml/mod.ts";
import { parseEntry } from "./entry.ts";
import { Library } from "./library.ts";
import { blogSite } from "./site.ts";

setDevelopment(false);

const COUNT = 1000;
const BODY = `Some words of an entry, with *emphasis* and a [link](/entry-1).

## A heading

\`\`\`ts
const answer: number = 42;
\`\`\`

${"A paragraph that is as long as people write them, more or less. ".repeat(6)}
`;

function textOf(number: number): string {
  const date = new Date(Date.UTC(2026, 0, 1) - number * 3_600_000);
  return `---
title: Entry ${number}
date: ${date.toISOString()}
tags: [tag ${number % 7}, tag ${number % 11}]
---
${BODY}`;
}

const library = new Library();
const entries = Array.from(
  { length: COUNT },
  (_, number) => parseEntry(`entry-${number}.md`, textOf(number)),
);
library.replace(entries);
const blog = blogSite(library);

function exchange(
  path: string,
  headers: Record<string, string> = {},
): Exchange {
  return exchangeFromRequest(
    new Request(`http://localhost${path}`, { headers }),
  );
}

const front = exchange("/");
const entry = exchange("/entry-500");
const missing = exchange("/nowhere");
const { headers } = await blog.fetch(new Request("http://localhost/entry-500"));
const known = exchange("/entry-500", {
  "if-none-match": headers.get("etag") ?? "",
});

Deno.bench("front page", { group: "kept", baseline: true }, () => {
  blog.handle(front);
});

Deno.bench("entry page", { group: "kept" }, () => {
  blog.handle(entry);
});

Deno.bench("entry page that the reader has", { group: "kept" }, () => {
  blog.handle(known);
});

Deno.bench("no such page", { group: "kept" }, () => {
  blog.handle(missing);
});

Deno.bench("front page, anew", { group: "anew" }, () => {
  library.touch();
  blog.handle(front);
});

Deno.bench("entry page, anew", { group: "anew" }, () => {
  library.touch();
  blog.handle(entry);
});

Deno.bench("look at 1,000 entries", { group: "anew" }, () => {
  library.touch();
});

Deno.bench("read one entry", { group: "anew" }, () => {
  parseEntry("entry.md", textOf(1));
});
