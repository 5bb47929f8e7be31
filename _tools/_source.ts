// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * A small reader of TypeScript source for the checks in this folder. It knows
 * where comments, strings, templates and regular expressions begin and end, and
 * no more: the checks must run before anything else works.
 */

/** Options for {@linkcode codeOf}. */
export interface CodeOfOptions {
  /**
   * Whether the text of quoted strings is kept, as import specifiers need it.
   *
   * @default {false}
   */
  keepStrings?: boolean;
}

/** After one of these a slash begins a regular expression, not a division. */
const BEFORE_REGEXP =
  /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|void|yield|await|delete))\s*$/;

const REGEXP = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
const QUOTED = /"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?/y;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const TEMPLATE_TEXT = /(?:\\[\s\S]|\$(?!\{)|[^\\`$])*/y;

function matchAt(pattern: RegExp, source: string, index: number): string {
  pattern.lastIndex = index;
  return pattern.exec(source)?.[0] ?? "";
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/**
 * The code of a module: comments, template text, regular expressions and (unless
 * kept) strings become spaces. Lines and columns stay where they were.
 *
 * @param source The text of a module.
 * @param options What to keep.
 * @returns Text of the same length.
 */
export function codeOf(source: string, options: CodeOfOptions = {}): string {
  const { keepStrings = false } = options;
  let out = "";
  let index = 0;
  // One entry per open template: how many braces are open inside its `${`.
  const braces: number[] = [];

  function take(text: string, keep: boolean): void {
    out += keep ? text : blank(text);
    index += text.length;
  }

  while (index < source.length) {
    const char = source[index]!;
    const depth = braces.at(-1);
    if (char === "/") {
      const comment = matchAt(COMMENT, source, index);
      if (comment !== "") {
        take(comment, false);
        continue;
      }
      const before = out.slice(Math.max(0, out.length - 64));
      const regexp = BEFORE_REGEXP.test(before)
        ? matchAt(REGEXP, source, index)
        : "";
      take(regexp || char, regexp === "");
    } else if (char === '"' || char === "'") {
      take(matchAt(QUOTED, source, index), keepStrings);
    } else if (char === "`") {
      take(char, true);
      takeTemplateText();
    } else if (char === "{" && depth !== undefined) {
      braces[braces.length - 1] = depth + 1;
      take(char, true);
    } else if (char === "}" && depth !== undefined) {
      take(char, true);
      if (depth > 1) {
        braces[braces.length - 1] = depth - 1;
      } else {
        braces.pop();
        takeTemplateText();
      }
    } else {
      take(char, true);
    }
  }
  return out;

  function takeTemplateText(): void {
    take(matchAt(TEMPLATE_TEXT, source, index), false);
    if (source.startsWith("${", index)) {
      take("${", true);
      braces.push(1);
    } else if (source[index] === "`") {
      take("`", true);
    }
  }
}

/** One import or re-export of a module. */
export interface Import {
  /** The specifier as written. */
  specifier: string;
  /** The line it stands in, from 1. */
  line: number;
  /** Whether only types are imported, so that nothing of it runs. */
  typeOnly: boolean;
}

const STATIC_IMPORT =
  /^[ \t]*(?:import|export)\s+(type\b)?[^"';()=]*?\bfrom\s*(["'])([^"'\n]+)\2/gm;
const BARE_IMPORT = /^[ \t]*import\s*(["'])([^"'\n]+)\1/gm;
const DYNAMIC_IMPORT = /\bimport\s*\(\s*(["'])([^"'\n]+)\1/g;

/** The line, from 1, of an offset in a text. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) if (text.charCodeAt(i) === 10) line++;
  return line;
}

/**
 * The imports of a module: static, bare, dynamic with a literal, and re-exports.
 *
 * @param source The text of a module.
 * @returns The imports in the order of their kinds, then of the text.
 */
export function importsOf(source: string): Import[] {
  const code = codeOf(source, { keepStrings: true });
  const found: Import[] = [];
  function add(match: RegExpMatchArray, specifier: string, typeOnly: boolean) {
    const lead = match[0].length - match[0].trimStart().length;
    const line = lineAt(code, (match.index ?? 0) + lead);
    found.push({ specifier, line, typeOnly });
  }
  for (const match of code.matchAll(STATIC_IMPORT)) {
    add(match, match[3]!, match[1] !== undefined);
  }
  for (const match of code.matchAll(BARE_IMPORT)) add(match, match[2]!, false);
  for (const match of code.matchAll(DYNAMIC_IMPORT)) {
    add(match, match[2]!, false);
  }
  return found;
}
