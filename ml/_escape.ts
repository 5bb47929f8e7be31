// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** `"`, `&`, `'`, `<` and `>`: the characters that mean something in text or in a quoted attribute. */
function replacement(code: number): string | undefined {
  switch (code) {
    case 34:
      return "&#34;";
    case 38:
      return "&amp;";
    case 39:
      return "&#39;";
    case 60:
      return "&lt;";
    case 62:
      return "&gt;";
  }
  return undefined;
}

function escapeAll(text: string): string {
  let out = "";
  let kept = 0;
  for (let index = text.search(SPECIAL); index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 62 || code < 34) continue;
    const found = replacement(code);
    if (found === undefined) continue;
    if (kept < index) out += text.slice(kept, index);
    out += found;
    kept = index + 1;
  }
  return kept < text.length ? out + text.slice(kept) : out;
}

/** The longest text searched by a loop; a regular expression costs more to start (12 ns) and less per character. */
const LOOP_LENGTH = 8;
const SPECIAL = /["&'<>]/;

/**
 * Escapes text so that it is inert both between tags and inside a quoted attribute. One function for both places: `<` and `>` in
 * attributes are escaped too, because a `<noscript>` or a sanitizer that parses again may read an attribute as text.
 */
export function escape(text: string): string {
  const length = text.length;
  if (length > LOOP_LENGTH) {
    return SPECIAL.test(text) ? escapeAll(text) : text;
  }
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 62 || code < 34) continue;
    if (
      code === 60 || code === 62 || code === 34 || code === 38 || code === 39
    ) {
      return escapeAll(text);
    }
  }
  return text;
}

/**
 * The same text as one flat string. A string that was concatenated is a tree until something reads it, and would be walked again each
 * time it is part of a page; a property's name is always flat.
 */
export function flat(text: string): string {
  return Object.keys({ [text]: true })[0]!;
}
