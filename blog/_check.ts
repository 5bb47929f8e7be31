// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Entry } from "./entry.ts";
import { unknownTags } from "./_template_tags.ts";

/**
 * Names the tags of Liquid and of Hugo's templates that stand in entries as text,
 * since nobody here understands them.
 *
 * @param entries The entries.
 * @returns One sentence for each tag.
 */
export function leftTags(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) =>
    unknownTags(entry.html).map((tag) =>
      `Cannot replace ${tag} in ${entry.file}: templates are not understood`
    )
  );
}

/** Options of {@linkcode brokenReferences}. */
export interface BrokenReferencesOptions {
  /** Asks the blog for a page or a file. */
  fetch: (request: Request) => Promise<Response>;
  /**
   * Where readers find the blog: what is there is checked, too, when an entry
   * says it in full.
   *
   * @default {undefined}
   */
  baseUrl?: string | undefined;
}

/** Stands for the blog's origin where nobody said it. */
const PLACE = "http://base.invalid";

/**
 * Follows the links and images of entries to pages and files of the blog itself.
 * Other hosts are not asked.
 *
 * @param entries The entries.
 * @param options Who answers.
 * @returns One sentence for each reference that leads nowhere.
 */
export async function brokenReferences(
  entries: readonly Entry[],
  options: BrokenReferencesOptions,
): Promise<string[]> {
  const origin = options.baseUrl ?? PLACE;
  const pages = new Map<string, string | null>();
  const sentences: string[] = [];
  for (const entry of entries) {
    const own = new URL(entry.path, origin);
    for (const reference of new Set(referencesOf(entry))) {
      const url = URL.parse(reference, own);
      if (url === null || url.origin !== own.origin) continue;
      const isOwn = url.pathname === own.pathname;
      // A draft has no page yet, but its own headings can be looked up.
      if (!isOwn || url.hash === "") {
        const page = url.pathname + url.search;
        if (!pages.has(page)) pages.set(page, await read(url, options.fetch));
        if (pages.get(page) === null) {
          sentences.push(sentence(entry, reference, "there is nothing there"));
          continue;
        }
      }
      const html = isOwn ? entry.html : pages.get(url.pathname + url.search)!;
      if (!hasTarget(html, url.hash.slice(1))) {
        sentences.push(
          sentence(entry, reference, "there is no such part of the page"),
        );
      }
    }
  }
  return sentences;
}

function sentence(entry: Entry, reference: string, reason: string): string {
  return `Cannot follow ${reference} in ${entry.file}: ${reason}`;
}

function referencesOf(entry: Entry): string[] {
  // Within tags alone: a text may speak of references, too.
  const tags = entry.html.match(/<[a-z][^>]*>/g) ?? [];
  const found = tags.flatMap((tag) =>
    [...tag.matchAll(/ (?:href|src|poster)="([^"]*)"/g)]
      .map(([, reference]) => reference!.replaceAll("&amp;", "&"))
  );
  return entry.image === null ? found : [...found, entry.image];
}

/** The text of a page, empty for what is no page; `null` where there is nothing. */
async function read(
  url: URL,
  fetch: BrokenReferencesOptions["fetch"],
): Promise<string | null> {
  let at = url;
  for (let hops = 0; hops < 5; hops++) {
    const response = await fetch(new Request(at));
    const location = response.headers.get("location");
    const type = response.headers.get("content-type") ?? "";
    if (response.ok && type.startsWith("text/html")) {
      return await response.text();
    }
    await response.body?.cancel();
    if (response.ok) return "";
    if (location === null) return null;
    at = new URL(location, at);
  }
  return null;
}

function hasTarget(html: string, fragment: string): boolean {
  if (fragment === "" || fragment === "top" || html === "") return true;
  let id: string;
  try {
    id = decodeURIComponent(fragment);
  } catch {
    return false;
  }
  const escaped = id.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
  return html.includes(` id="${escaped}"`);
}
