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

function escapeFrom(text: string, start: number): string {
  let out = "";
  let kept = 0;
  for (let index = start; index < text.length; index++) {
    const found = replacement(text.charCodeAt(index));
    if (found === undefined) continue;
    out += text.slice(kept, index) + found;
    kept = index + 1;
  }
  return out + text.slice(kept);
}

/** The longest text searched by a loop; a regular expression costs more to start and less per character. */
const LOOP_LENGTH = 40;
const SPECIAL = /["&'<>]/;

/**
 * Escapes text so that it is inert both between tags and inside a quoted attribute. One function for both places: `<` and `>` in
 * attributes are escaped too, because a `<noscript>` or a sanitizer that parses again may read an attribute as text.
 */
export function escape(text: string): string {
  const length = text.length;
  if (length > LOOP_LENGTH) {
    const found = text.search(SPECIAL);
    return found === -1 ? text : escapeFrom(text, found);
  }
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 62 || code < 34) continue;
    if (
      code === 60 || code === 62 || code === 34 || code === 38 || code === 39
    ) {
      return escapeFrom(text, index);
    }
  }
  return text;
}
