// Copyright 2026 the tpd2 authors. MIT license.

import type { RenderedDocument } from "./markdown.ts";

/** One part of a document that can be found: what stands below a heading. */
export type Section = [
  address: string,
  document: string,
  heading: string,
  text: string,
];

/**
 * Cuts a document at its headings.
 *
 * @param name The name of its page.
 * @param document The document.
 * @returns The parts, as text.
 */
export function sectionsOf(
  name: string,
  document: RenderedDocument,
): Section[] {
  const title = textOf(document.title);
  return document.html.split(/(?=<h[2-6] id=)/).map((part) => {
    const [, anchor, heading = ""] =
      /^<h[2-6] id="([^"]*)">(.*?)<\/h[2-6]>/s.exec(part) ?? [];
    const body = part.replace(/^<h[2-6].*?<\/h[2-6]>/s, "");
    return [
      anchor === undefined ? name : `${name}#${anchor}`,
      title,
      textOf(heading),
      textOf(body),
    ];
  });
}

function textOf(html: string): string {
  return html.replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"').replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ").trim();
}

/**
 * Finds the parts that hold all words of a question, or words that begin so. It
 * runs in the browser, so it names nothing but its arguments.
 *
 * @param sections The parts.
 * @param query The question.
 * @returns The best ten.
 */
export function findSections(
  sections: readonly Section[],
  query: string,
): Section[] {
  const words = query.toLowerCase().split(/\s+/)
    .filter((word) => word !== "").slice(0, 8);
  if (words.length === 0) return [];
  const starts = words.map((word) =>
    new RegExp(
      `(?<![\\p{L}\\p{N}_])${word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}`,
      "giu",
    )
  );
  const found: [score: number, section: Section][] = [];
  for (const section of sections) {
    const [, document, heading, text] = section;
    let total = 0;
    for (const start of starts) {
      const score = (heading.match(start)?.length ?? 0) * 20 +
        (document.match(start)?.length ?? 0) * 10 +
        Math.min(5, text.match(start)?.length ?? 0);
      if (score === 0) {
        total = 0;
        break;
      }
      total += score;
    }
    if (total > 0) found.push([total, section]);
  }
  return found.sort(([a], [b]) => b - a).slice(0, 10)
    .map(([, section]) => section);
}
