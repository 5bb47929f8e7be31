// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { a, br, type Child, type Markup, p } from "../ml/mod.ts";

/** What hides or turns round what stands beside it: no text of a comment needs it. */
const INVISIBLE =
  /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

const LINK = /\bhttps?:\/\/[^\s<>"'`\\^{|}]+/gi;

/** What ends a sentence, and not a URL. */
const END = /[.,:;!?…*_~]$/;

/**
 * A text as it is stored: its letters composed in one way, nothing in it that
 * cannot be seen, no space at the ends of lines, at most one line empty in a row.
 *
 * @param text What somebody wrote.
 * @returns The text; empty where there was nothing to see.
 */
export function tidyText(text: string): string {
  const lines = text.normalize("NFC").replace(INVISIBLE, "").split(/\r\n?|\n/);
  return lines.map((line) => line.trimEnd()).join("\n")
    .replace(/\n{3,}/g, "\n\n").trim();
}

/**
 * The name of an author as it is stored: in one line.
 *
 * @param name What somebody wrote.
 * @returns The name; empty where there was nothing to see.
 */
export function tidyName(name: string): string {
  return tidyText(name).replace(/\s+/g, " ");
}

/** A part of a text: what stands there, and where it leads if it is a link. */
interface Part {
  text: string;
  href?: string;
}

/**
 * How many links a text has.
 *
 * @param text The text.
 */
export function countLinks(text: string): number {
  return partsOf(text).filter(({ href }) => href !== undefined).length;
}

/**
 * Plain text as paragraphs, with links where it has URLs. Search engines are told
 * that the link is the reader's and not ours.
 *
 * @param text The text.
 * @returns The paragraphs.
 */
export function textParagraphs(text: string): Markup<"p">[] {
  return text.split(/\n{2,}/).map((paragraph) =>
    p(
      paragraph.split("\n").map((line, i): Child => [
        i > 0 && br(),
        partsOf(line).map(({ text, href }) =>
          href === undefined ? text : a({ href, rel: "nofollow ugc" }, text)
        ),
      ]),
    )
  );
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let position = 0;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const shown = withoutEnd(found);
    const href = URL.parse(shown)?.href;
    if (href === undefined) continue;
    if (index > position) parts.push({ text: text.slice(position, index) });
    parts.push({ text: shown, href });
    position = index + shown.length;
  }
  if (position < text.length) parts.push({ text: text.slice(position) });
  return parts;
}

/** Takes away what belongs to the sentence: a full stop, a bracket that was opened before. */
function withoutEnd(url: string): string {
  let end = url.length;
  let open = count(url, "(");
  let closed = count(url, ")");
  while (end > 0) {
    const last = url[end - 1]!;
    if (last === ")" && closed > open) closed--;
    else if (last === "(") open--;
    else if (!END.test(last)) break;
    end--;
  }
  return url.slice(0, end);
}

function count(text: string, letter: string): number {
  let found = 0;
  for (const other of text) if (other === letter) found++;
  return found;
}
