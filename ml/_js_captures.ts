// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

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

/** Names of the server's runtime, which a browser does not have. */
const SERVER_ONLY: ReadonlySet<string> = new Set([
  "Buffer",
  "Deno",
  "global",
  "process",
  "require",
]);

/** What a browser has and a server may lack, apart from classes named `HTML...`, `SVG...` and `CSS...`. */
const BROWSER: ReadonlySet<string> = new Set(
  ("addEventListener alert Animation atob Audio AudioContext btoa cancelAnimationFrame cancelIdleCallback clearInterval " +
    "clearTimeout ClipboardItem Comment confirm console cookieStore crypto CSS customElements CustomElementRegistry customEvent " +
    "dispatchEvent document Document DocumentFragment DOMException DOMMatrix DOMParser DOMPoint DOMRect DOMTokenList DragEvent " +
    "Element EventSource FileList FileReader FocusEvent frames getComputedStyle getSelection history Image indexedDB innerHeight " +
    "innerWidth InputEvent IntersectionObserver isSecureContext KeyboardEvent localStorage location matchMedia MediaRecorder " +
    "MouseEvent MutationObserver navigator Node NodeFilter NodeList Notification Option PointerEvent postMessage print prompt " +
    "queueMicrotask Range removeEventListener reportError requestAnimationFrame requestIdleCallback ResizeObserver screen scrollBy " +
    "scrollTo scrollX scrollY Selection self sessionStorage setInterval setTimeout ShadowRoot SharedWorker speechSynthesis Text " +
    "ToggleEvent TouchEvent TreeWalker trustedTypes ViewTransition visualViewport WheelEvent window XMLHttpRequest XMLSerializer " +
    "XPathEvaluator").split(" "),
);

function isGlobal(name: string): boolean {
  if (SERVER_ONLY.has(name)) return false;
  return BROWSER.has(name) || /^(?:HTML|SVG|CSS)[A-Z]/.test(name) ||
    name in globalThis;
}

/** For each opening bracket where it closes, and the other way round. */
function matchBrackets(tokens: readonly Token[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach(({ type, text }, index) => {
    if (type !== "mark") return;
    if (text === "(" || text === "[" || text === "{") open.push(index);
    else if (text === ")" || text === "]" || text === "}") {
      const start = open.pop();
      if (start === undefined) return;
      pairs.set(start, index);
      pairs.set(index, start);
    }
  });
  return pairs;
}

class Names {
  readonly declared = new Set<string>();
  readonly #tokens: readonly Token[];
  readonly #pairs: Map<number, number>;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    this.#pairs = matchBrackets(tokens);
  }

  #text(index: number): string {
    return this.#tokens[index]?.text ?? "";
  }

  #isWord(index: number): boolean {
    return this.#tokens[index]?.type === "word" &&
      !KEYWORDS.has(this.#text(index));
  }

  /** Whether the parameters of a function stand in the brackets. */
  #isParameters(open: number, close: number): boolean {
    const next = this.#text(close + 1);
    if (next === "=>") return true;
    return next === "{" && !CONTROL.has(this.#text(open - 1));
  }

  /** Declares every name between two tokens that is not the key of a pattern, nor in a default value. */
  #declareBetween(start: number, end: number): void {
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
        this.declared.add(text);
      }
    }
  }

  /** Declares the names after `const`, `let` or `var`, up to the end of the statement as far as it can be seen. */
  #declareVariables(start: number): void {
    let index = start;
    while (true) {
      const isPattern = this.#text(index) === "[" || this.#text(index) === "{";
      const end = isPattern ? this.#pairs.get(index) ?? index : index;
      this.#declareBetween(index, end + 1);
      index = end + 1;
      if (this.#text(index) === "=") {
        while (
          index < this.#tokens.length && !/^[,;)\]}]$/.test(this.#text(index))
        ) {
          index = (/^[([{]$/.test(this.#text(index))
            ? this.#pairs.get(index)
            : undefined) ?? index;
          index++;
        }
      }
      if (this.#text(index) !== ",") return;
      index++;
    }
  }

  collectDeclarations(): void {
    for (let index = 0; index < this.#tokens.length; index++) {
      const text = this.#text(index);
      if (text === "const" || text === "let" || text === "var") {
        this.#declareVariables(index + 1);
      } else if (text === "function" || text === "class") {
        const at = this.#text(index + 1) === "*" ? index + 2 : index + 1;
        if (this.#isWord(at)) this.declared.add(this.#text(at));
      } else if (text === "catch" && this.#text(index + 1) === "(") {
        this.#declareBetween(index + 2, this.#pairs.get(index + 1) ?? index);
      } else if (this.#text(index + 1) === "=>" && this.#isWord(index)) {
        this.declared.add(text);
      } else if (text === "(" && this.#tokens[index]!.type === "mark") {
        const close = this.#pairs.get(index);
        if (close !== undefined && this.#isParameters(index, close)) {
          this.#declareBetween(index + 1, close);
        }
      }
    }
  }

  /** Whether the word is the name of a property, a method or a label, rather than of a variable. */
  #isKey(index: number, inTernary: boolean): boolean {
    const before = this.#text(index - 1);
    if (before === "." || before === "?.") return true;
    const next = this.#text(index + 1);
    if (next === ":" && !inTernary) return true;
    if (next !== "(") return false;
    const close = this.#pairs.get(index + 1);
    return close !== undefined && this.#text(close + 1) === "{";
  }

  collectUses(): Set<string> {
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
        if (!this.#isKey(index, (ternaries.at(-1) ?? 0) > 0)) used.add(text);
      }
    }
    return used;
  }
}

/**
 * The names that a function's source uses but neither declares nor finds in every browser. A name declared anywhere in the source counts
 * as declared everywhere in it: scopes are not followed.
 */
export function capturedNames(source: string): string[] {
  const names = new Names(tokenize(source));
  names.collectDeclarations();
  return [...names.collectUses()].filter((name) =>
    !names.declared.has(name) && !isGlobal(name)
  );
}
