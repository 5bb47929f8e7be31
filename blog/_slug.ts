// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** Names that differ in their signs alone keep apart: C, C++ and C#. */
const SPOKEN_SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\+/g, " plus "],
  [/#/g, " sharp "],
  [/&/g, " and "],
];

/**
 * Turns a title, a tag or a heading into what can stand in a URL: letters and
 * digits of any script in lower case, and single hyphens between them.
 *
 * Accents go (`é` becomes `e`); other scripts stay as they are.
 *
 * @param text Any text.
 * @returns The slug; empty where the text holds no letter and no digit.
 */
export function slugify(text: string): string {
  let spoken = text;
  for (const [sign, word] of SPOKEN_SIGNS) spoken = spoken.replace(sign, word);
  return spoken
    .normalize("NFKD")
    // Only the accents of Latin letters: in other scripts marks are letters.
    .replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}
