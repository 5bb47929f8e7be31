// Copyright 2026 the tpd2 authors. MIT license.

/** What links can name in a Markdown document, as hosts of code make it of headings. */

/** Blocks between fences: what looks like a heading in there is none. */
const FENCED = /^([ \t]*)(`{3,}|~{3,})[\s\S]*?^\1\2[ \t]*$/gm;

/**
 * Gives headings their names, each another one.
 *
 * @returns A function to be called with the text of each heading, in order.
 *
 * @example Usage
 * ```ts ignore
 * import { anchorMaker } from "./_tools/anchors.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const anchorOf = anchorMaker();
 * assertEquals(anchorOf("Two `words`"), "two-words");
 * assertEquals(anchorOf("Two words"), "two-words-1");
 * ```
 */
export function anchorMaker(): (heading: string) => string {
  const anchors = new Set<string>();
  return (heading) => {
    const base = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
      .trim()
      .replaceAll(" ", "-");
    let anchor = base;
    for (let n = 1; anchors.has(anchor); n++) anchor = `${base}-${n}`;
    anchors.add(anchor);
    return anchor;
  };
}

/**
 * Finds what links can name in a document.
 *
 * @param markdown The document.
 * @returns The names.
 */
export function anchorsOf(markdown: string): Set<string> {
  const anchorOf = anchorMaker();
  const headings = markdown.replace(FENCED, "").matchAll(/^#{1,6} +(.+)$/gm);
  return new Set(Array.from(headings, ([, text]) => anchorOf(text!)));
}
