// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { refusedUrl } from "./_url.ts";

/** `color`, `-webkit-appearance`, `--custom`. */
const PROPERTY = /^(?:--[\w-]+|-?[a-z][a-z0-9-]*)$/;

/** What no value of a declaration may hold, outside of strings: it would end the declaration, or begin something else. */
const UNSAFE_VALUE =
  /[;{}<>\\]|\/\*|\*\/|<!--|-->|@import|expression\s*\(|behavior\s*:|-moz-binding/i;

const STRING =
  /"(?:[^"\\\n\r\f<]|\\[^\n\r\f<])*"|'(?:[^'\\\n\r\f<]|\\[^\n\r\f<])*'/g;
const URL_FUNCTION = /(?:url|src|image)\(\s*(["']?)(.*?)\1\s*\)/gis;

/**
 * Why a text may not be the value of a CSS declaration, or `undefined` when it may. A value cannot leave its declaration: no `;`,
 * braces, comments, escapes, unbalanced quotes or brackets, and no URL that runs code.
 */
export function refusedStyleValue(value: string): string | undefined {
  for (const match of value.matchAll(URL_FUNCTION)) {
    const refused = refusedUrl(match[2]!, "img");
    if (refused !== undefined) return refused;
    // An address in url() without quotes ends at the first bracket, so nothing in it can be a declaration.
    if (match[1] === "" && /["'\s(]/.test(match[2]!)) {
      return "a URL in it has no quotes";
    }
  }
  if (value.includes("\0")) return "it holds a null character";
  const bare = value.replace(STRING, "").replace(
    /url\([^"'()\s\\<>{}]*\)/gi,
    "",
  );
  const unsafe = UNSAFE_VALUE.exec(bare);
  if (unsafe !== null) return `it holds ${JSON.stringify(unsafe[0])}`;
  if (/["'\n\r\f]/.test(bare)) return "its quotes do not match";
  const stack: string[] = [];
  for (const bracket of bare.match(/[()[\]]/g) ?? []) {
    if (bracket === "(" || bracket === "[") stack.push(bracket);
    else if (stack.pop() !== (bracket === ")" ? "(" : "[")) {
      return "its brackets do not match";
    }
  }
  return stack.length === 0 ? undefined : "its brackets do not match";
}

/** Splits the text of a style attribute at the semicolons that are not in strings or brackets. */
function declarations(text: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (char === ";" && depth <= 0) {
      out.push(text.slice(start, index));
      start = index + 1;
    }
  }
  out.push(text.slice(start));
  return out;
}

/** Why a text may not be a whole style attribute, or `undefined` when it may. */
export function refusedStyle(text: string): string | undefined {
  for (const declaration of declarations(text)) {
    if (declaration.trim() === "") continue;
    const colon = declaration.indexOf(":");
    const property = declaration.slice(0, Math.max(colon, 0)).trim();
    if (!PROPERTY.test(property.toLowerCase())) {
      return `${JSON.stringify(declaration.trim())} is no declaration`;
    }
    const refused = refusedStyleValue(declaration.slice(colon + 1));
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** `backgroundColor` to `background-color`, `WebkitAppearance` and `webkitAppearance` to `-webkit-appearance`. */
export function cssPropertyName(name: string): string {
  if (name.startsWith("--")) return name;
  const hyphenated = name.replace(
    /[A-Z]/g,
    (letter) => `-${letter.toLowerCase()}`,
  );
  return /^(?:webkit|moz|ms|o)-/.test(hyphenated)
    ? `-${hyphenated}`
    : hyphenated;
}

/** Whether a text can be the name of a property. */
export function isCssProperty(name: string): boolean {
  return PROPERTY.test(name);
}
