// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Escaping one text, beside the function of the JSX library that is known for its
 * speed, and beside what most people write by hand.
 */

import { escapeHtml } from "@kitajs/html";
import { escape } from "./_escape.ts";

const TEXTS = {
  "a name": "John",
  "a sentence": "A computer scientist is someone who fixes things.",
  "a sentence with one to escape": "fixes things that aren't broken, mostly",
  "hostile": `<script>alert("This should not be displayed & run");</script>`,
  "a paragraph": "Nothing in here means anything to a parser. ".repeat(40),
};

function replaceAll(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;").replaceAll('"', "&#34;").replaceAll("'", "&#39;");
}

for (const [group, text] of Object.entries(TEXTS)) {
  Deno.bench({
    name: "escape",
    group,
    baseline: true,
    fn: () => void escape(text),
  });
  Deno.bench({ name: "@kitajs/html", group, fn: () => void escapeHtml(text) });
  Deno.bench({
    name: "replaceAll() by hand",
    group,
    fn: () => void replaceAll(text),
  });
}
