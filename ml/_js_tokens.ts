// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** A word, or a mark of punctuation; literals are left out but for a mark in their place. */
export interface Token {
  readonly type: "word" | "mark" | "literal";
  readonly text: string;
}

const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /(?:0[xob][\da-f_]+|\.?\d[\d_.]*(?:e[+-]?\d+)?)n?/iy;
const MARK =
  /=>|\?\.(?!\d)|\?\?=?|\.\.\.|\+\+|--|&&=?|\|\|=?|[<>=!]==?|[^\s]/uy;

/** A slash after these begins a pattern. */
const BEFORE_PATTERN =
  /^(?:[(,=:[!&|?{};+\-*%~^<>]|=>|&&|\|\||\?\?|[<>=!]==?|return|typeof|case|in|of|void|delete|await)$/;

function skipQuoted(source: string, start: number): number {
  const quote = source[start];
  for (let index = start + 1; index < source.length; index++) {
    if (source[index] === "\\") index++;
    else if (source[index] === quote) return index + 1;
  }
  return source.length;
}

function skipPattern(source: string, start: number): number {
  let inClass = false;
  for (let index = start + 1; index < source.length; index++) {
    const char = source[index];
    if (char === "\\") index++;
    else if (char === "[") inClass = true;
    else if (char === "]") inClass = false;
    else if (char === "/" && !inClass) {
      const flags = /[a-z]*/y;
      flags.lastIndex = index + 1;
      flags.test(source);
      return flags.lastIndex;
    }
  }
  return source.length;
}

/** The words and marks of JavaScript that is known to be valid. Good enough to look for names, not to compile. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  // One entry for each open brace: true for those of `${` in a template.
  const braces: boolean[] = [];
  let index = 0;

  function template(start: number): number {
    for (let at = start; at < source.length; at++) {
      if (source[at] === "\\") at++;
      else if (source[at] === "`") {
        tokens.push({ type: "literal", text: "`" });
        return at + 1;
      } else if (source[at] === "$" && source[at + 1] === "{") {
        braces.push(true);
        tokens.push({ type: "mark", text: "(" });
        return at + 2;
      }
    }
    return source.length;
  }

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = index;
    return pattern.exec(source)?.[0];
  }

  while (index < source.length) {
    const char = source[index]!;
    const pair = source.slice(index, index + 2);
    if (/\s/.test(char)) index++;
    else if (pair === "//") {
      const end = source.indexOf("\n", index);
      index = end === -1 ? source.length : end;
    } else if (pair === "/*") {
      const end = source.indexOf("*/", index + 2);
      index = end === -1 ? source.length : end + 2;
    } else if (char === '"' || char === "'") {
      index = skipQuoted(source, index);
      tokens.push({ type: "literal", text: char });
    } else if (char === "`") index = template(index + 1);
    else if (char === "}" && braces.pop() === true) {
      tokens.push({ type: "mark", text: ")" });
      index = template(index + 1);
    } else if (
      char === "/" && BEFORE_PATTERN.test(tokens.at(-1)?.text ?? "(")
    ) {
      index = skipPattern(source, index);
      tokens.push({ type: "literal", text: "/" });
    } else {
      const number = match(NUMBER);
      const word = number === undefined ? match(WORD) : undefined;
      const text = number ?? word ?? match(MARK) ?? char;
      if (number !== undefined) tokens.push({ type: "literal", text: "0" });
      else tokens.push({ type: word === undefined ? "mark" : "word", text });
      if (text === "{") braces.push(false);
      index += text.length;
    }
  }
  return tokens;
}
