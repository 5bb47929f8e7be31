// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { isFileReference } from "./_asset.ts";
import type { ImageSize } from "./_image_size.ts";
import { renderMarkdown } from "./_markdown.ts";
import { rewrite } from "./_rewrite.ts";
import { sizeImages } from "./_sized_images.ts";

/** What the text of an entry becomes. */
export interface EntryBody {
  /** Sanitised HTML, whose headings begin with `h2`. */
  html: string;
  /** Its text, without code, for searching. */
  text: string;
  /** What it begins with; empty where it has no paragraph. */
  summary: string;
  /** How long it takes to read, in whole minutes. */
  minutes: number;
}

/** What an entry's text has to do with the files around it. */
export interface EntryBodyOptions {
  /** The path of its folder, escaped, with a slash at its end. */
  base: string;
  /** Tells how large a picture is. */
  imageSize: ((path: string) => ImageSize | null) | undefined;
}

/** How long a summary made from the first paragraph may be, in characters. */
const MAX_SUMMARY = 280;

/** Words that a practised reader takes in a minute. */
const WORDS_PER_MINUTE = 220;

/**
 * Renders the text of an entry.
 *
 * @param source The Markdown.
 * @param options Where it stands.
 * @returns What it becomes.
 */
export function renderBody(
  source: string,
  { base, imageSize }: EntryBodyOptions,
): EntryBody {
  const { html, text, firstParagraph } = renderMarkdown(source);
  const placed = rewrite(html, { base, only: isFileReference });
  return {
    html: imageSize === undefined ? placed : sizeImages(placed, imageSize),
    text,
    summary: shorten(firstParagraph, MAX_SUMMARY),
    minutes: Math.max(1, Math.round(countWords(text) / WORDS_PER_MINUTE)),
  };
}

/** Words, where scripts without spaces count two characters as one. */
function countWords(text: string): number {
  const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
  const spaced = text.replace(dense, " ").match(/\p{L}[\p{L}\p{N}'’-]*/gu);
  return (spaced?.length ?? 0) + (text.match(dense)?.length ?? 0) / 2;
}

/** Cuts a text at the end of a sentence, or else of a word. */
function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const head = text.slice(0, maxLength);
  const sentence = /^.*[.!?…](?=\s)/su.exec(head)?.[0] ?? "";
  if (sentence.length > maxLength / 3) return sentence;
  return head.replace(/\s+\S*$/, "").replace(/[\s,;:–-]+$/, "") + "…";
}
