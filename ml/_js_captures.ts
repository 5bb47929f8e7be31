// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { isGlobal } from "./_js_globals.ts";
import { type Token, tokenize } from "./_js_tokens.ts";

const KEYWORDS: ReadonlySet<string> = new Set(
  ("arguments as async await break case catch class const continue debugger default delete do else export extends false finally " +
    "for from function get if import in instanceof let new null of return set static super switch this throw true try typeof " +
    "undefined var void while with yield").split(" "),
);

const CONTROL: ReadonlySet<string> = new Set([
  "catch",
  "for",
  "if",
  "switch",
  "while",
  "with",
]);

/** How brackets belong together, by the places of tokens. */
interface Brackets {
  /** For each opening bracket where it closes, and the other way round. */
  readonly pairs: ReadonlyMap<number, number>;
  /** For each token the innermost bracket around it, or -1. */
  readonly around: readonly number[];
}

function matchBrackets(tokens: readonly Token[]): Brackets {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  const around = tokens.map(({ type, text }, index) => {
    const isMark = type === "mark";
    if (isMark && /^[)\]}]$/.test(text)) {
      const start = open.pop();
      if (start !== undefined) pairs.set(start, index).set(index, start);
    }
    const inside = open.at(-1) ?? -1;
    if (isMark && /^[([{]$/.test(text)) open.push(index);
    return inside;
  });
  return { pairs, around };
}

/** Tokens from the first to the last, in which a name means what was declared. */
type Scope = readonly [first: number, last: number];

class Names {
  readonly #declared = new Map<string, Scope[]>();
  readonly #classBodies = new Set<number>();
  readonly #tokens: readonly Token[];
  readonly #pairs: ReadonlyMap<number, number>;
  readonly #around: readonly number[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    const { pairs, around } = matchBrackets(tokens);
    this.#pairs = pairs;
    this.#around = around;
  }

  #text(index: number): string {
    return this.#tokens[index]?.text ?? "";
  }

  #isWord(index: number): boolean {
    return this.#tokens[index]?.type === "word" &&
      !KEYWORDS.has(this.#text(index));
  }

  #declare(index: number, scope: Scope): void {
    const name = this.#text(index);
    const scopes = this.#declared.get(name);
    if (scopes === undefined) this.#declared.set(name, [scope]);
    else scopes.push(scope);
  }

  #isDeclared(index: number): boolean {
    const scopes = this.#declared.get(this.#text(index)) ?? [];
    return scopes.some(([first, last]) => first <= index && index <= last);
  }

  /** Whether the parameters of a function stand in the brackets. */
  #isParameters(open: number, close: number): boolean {
    const next = this.#text(close + 1);
    if (next === "=>") return true;
    return next === "{" && !CONTROL.has(this.#text(open - 1));
  }

  /** The innermost braces around a token; those of the function's body alone, if so wished. Without any, the whole source. */
  #block(index: number, ofFunction: boolean): Scope {
    for (let at = this.#around[index]!; at !== -1; at = this.#around[at]!) {
      const end = this.#pairs.get(at);
      if (end !== undefined && this.#text(at) === "{") {
        if (!ofFunction || this.#isBody(at)) return [at, end];
      }
    }
    return [0, this.#tokens.length];
  }

  /** Whether braces are the body of a function. */
  #isBody(open: number): boolean {
    const before = this.#text(open - 1);
    if (before !== ")") return before === "=>";
    return this.#isParameters(this.#pairs.get(open - 1) ?? 0, open - 1);
  }

  /** From the parameters of a function to the end of its body. */
  #functionScope(first: number, close: number): Scope {
    const body = this.#text(close + 1) === "=>" ? close + 2 : close + 1;
    return [
      first,
      this.#text(body) === "{"
        ? this.#pairs.get(body) ?? body
        : this.#expressionEnd(body),
    ];
  }

  /** Where an expression ends, or what stands around it: where no mark says so, a line may have ended it before. */
  #expressionEnd(start: number): number {
    let index = start;
    while (
      index < this.#tokens.length && !/^[,;)\]}]$/.test(this.#text(index))
    ) {
      index = (/^[([{]$/.test(this.#text(index))
        ? this.#pairs.get(index)
        : undefined) ?? index;
      index++;
    }
    return index;
  }

  /** Declares every name between two tokens that is not the key of a pattern, nor in a default value. */
  #declareBetween(start: number, end: number, scope: Scope): void {
    let isDefault = false;
    for (let index = start; index < end; index++) {
      const text = this.#text(index);
      if (text === "=") isDefault = true;
      else if (text === ",") isDefault = false;
      else if (isDefault && /^[([{]$/.test(text)) {
        index = this.#pairs.get(index) ?? index;
      } else if (
        !isDefault && this.#isWord(index) && this.#text(index + 1) !== ":"
      ) {
        this.#declare(index, scope);
      }
    }
  }

  /** Declares the names after `const`, `let` or `var`, up to the end of the statement as far as it can be seen. */
  #declareVariables(start: number, scope: Scope): void {
    let index = start;
    while (true) {
      const isPattern = this.#text(index) === "[" || this.#text(index) === "{";
      const end = isPattern ? this.#pairs.get(index) ?? index : index;
      this.#declareBetween(index, end + 1, scope);
      index = end + 1;
      if (this.#text(index) === "=") index = this.#expressionEnd(index);
      if (this.#text(index) !== ",") return;
      index++;
    }
  }

  /** The brace that opens a class, behind what it extends. */
  #classBody(start: number): number {
    let index = start;
    while (index < this.#tokens.length && this.#text(index) !== "{") {
      index = (this.#pairs.get(index) ?? index) + 1;
    }
    return index;
  }

  /** Where a name after `const` or `let` is known: in the head of a loop and its body, else in the braces around. */
  #lexicalScope(index: number): Scope {
    const open = index - 1;
    const close = this.#pairs.get(open);
    const isLoop = this.#text(open) === "(" && close !== undefined;
    // A body without braces has no end that could be seen here.
    return isLoop && this.#text(close + 1) === "{"
      ? [open, this.#pairs.get(close + 1) ?? close]
      : this.#block(index, false);
  }

  collectDeclarations(): void {
    for (let index = 0; index < this.#tokens.length; index++) {
      const text = this.#text(index);
      if (text === "const" || text === "let") {
        this.#declareVariables(index + 1, this.#lexicalScope(index));
      } else if (text === "var") {
        this.#declareVariables(index + 1, this.#block(index, true));
      } else if (text === "function" || text === "class") {
        const at = this.#text(index + 1) === "*" ? index + 2 : index + 1;
        if (this.#isWord(at)) this.#declare(at, this.#block(index, false));
        if (text === "class") this.#classBodies.add(this.#classBody(at));
      } else if (text === "catch" && this.#text(index + 1) === "(") {
        const close = this.#pairs.get(index + 1) ?? index;
        const end = this.#pairs.get(close + 1) ?? close;
        this.#declareBetween(index + 2, close, [index, end]);
      } else if (this.#text(index + 1) === "=>" && this.#isWord(index)) {
        this.#declare(index, this.#functionScope(index, index));
      } else if (text === "(" && this.#tokens[index]!.type === "mark") {
        const close = this.#pairs.get(index);
        if (close !== undefined && this.#isParameters(index, close)) {
          const scope = this.#functionScope(index, close);
          this.#declareBetween(index + 1, close, scope);
        }
      }
    }
  }

  /** Whether the word is the name of a property, a method or a label, rather than of a variable. */
  #isKey(index: number, inTernary: boolean): boolean {
    const before = this.#text(index - 1);
    if (/^(?:\??\.|break|continue)$/.test(before)) return true;
    const next = this.#text(index + 1);
    if (next === ":" && !inTernary) return true;
    if (next !== "(") return false;
    const close = this.#pairs.get(index + 1);
    return close !== undefined && this.#text(close + 1) === "{";
  }

  /** Whether the word is the name of a field, which stands in the braces of a class themselves. */
  #isField(index: number): boolean {
    return this.#classBodies.has(this.#around[index]!) &&
      /^(?:[{};]|static|accessor)$/.test(this.#text(index - 1));
  }

  collectFreeUses(): Set<string> {
    const used = new Set<string>();
    // How many `?` wait for their colon, in each bracket.
    const ternaries = [0];
    for (let index = 0; index < this.#tokens.length; index++) {
      const { type, text } = this.#tokens[index]!;
      if (type === "mark") {
        if (/^[([{]$/.test(text)) ternaries.push(0);
        else if (/^[)\]}]$/.test(text)) ternaries.pop();
        else if (text === "?") ternaries[ternaries.length - 1]!++;
        else if (text === ":" && ternaries.at(-1)! > 0) {
          ternaries[ternaries.length - 1]!--;
        }
      } else if (this.#isWord(index) && !text.startsWith("#")) {
        const isKey = this.#isKey(index, (ternaries.at(-1) ?? 0) > 0) ||
          this.#isField(index);
        if (!isKey && !this.#isDeclared(index)) used.add(text);
      }
    }
    return used;
  }
}

/**
 * The names that a function's source uses where they are not declared, and that not every browser has. Where the end of a scope cannot be
 * seen without parsing all of the grammar, it is taken to be later: a name too few is told, never one too many.
 */
export function capturedNames(source: string): string[] {
  const names = new Names(tokenize(source));
  names.collectDeclarations();
  return [...names.collectFreeUses()].filter((name) => !isGlobal(name));
}
