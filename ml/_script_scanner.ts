// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

type State =
  | "code"
  | "string"
  | "template"
  | "line comment"
  | "comment"
  | "pattern"
  | "unsure";

/** What a pattern may follow, rather than a division. */
const BEFORE_PATTERN =
  /(?:^|[(,=:[!&|?{;+\-*%~^<>]|\b(?:return|typeof|case|in|of|void|delete))\s*$/;

/**
 * Follows JavaScript just closely enough to know whether the next character is code. Where a slash could begin a pattern or divide,
 * it gives up rather than guess, and no value may follow.
 */
export class ScriptScanner {
  readonly #isData: boolean;
  #state: State = "code";
  #quote = "";
  #inClass = false;
  #before = "";

  constructor(isData: boolean) {
    this.#isData = isData;
  }

  /** Takes the text up to a value, and says where the value stands if that is not in code. */
  scan(text: string): string | undefined {
    for (let index = 0; index < text.length; index++) {
      index += this.#step(text, index);
    }
    if (this.#state === "code") {
      // The value is an expression: a slash after it divides.
      this.#before = "x";
      return undefined;
    }
    if (this.#state === "unsure") {
      return "after a slash that may divide or begin a pattern";
    }
    return `in a ${
      this.#state === "template" ? "template literal" : this.#state
    }`;
  }

  #step(text: string, index: number): number {
    const char = text[index]!;
    const next = text[index + 1];
    switch (this.#state) {
      case "string":
      case "template":
        if (char === "\\") return 1;
        if (char === this.#quote) {
          this.#state = "code";
          this.#before = "x";
        } else if (this.#state === "template" && char === "$" && next === "{") {
          this.#state = "unsure";
        }
        return 0;
      case "line comment":
        if (/[\n\r\u2028\u2029]/.test(char)) this.#state = "code";
        return 0;
      case "comment":
        if (char !== "*" || next !== "/") return 0;
        this.#state = "code";
        return 1;
      case "pattern":
        if (char === "\\") return 1;
        if (char === "[") this.#inClass = true;
        else if (char === "]") this.#inClass = false;
        else if (char === "/" && !this.#inClass) {
          this.#state = "code";
          this.#before = "x";
        } else if (char === "\n") this.#state = "unsure";
        return 0;
      case "unsure":
        return 0;
    }
    return this.#code(char, next);
  }

  #code(char: string, next: string | undefined): number {
    if (char === '"' || (!this.#isData && (char === "'" || char === "`"))) {
      this.#state = char === "`" ? "template" : "string";
      this.#quote = char;
    } else if (char === "/" && next === "/") this.#state = "line comment";
    else if (char === "/" && next === "*") {
      this.#state = "comment";
      return 1;
    } else if (char === "/") {
      if (BEFORE_PATTERN.test(this.#before)) this.#state = "pattern";
      else if (/[)}\]]\s*$/.test(this.#before)) this.#state = "unsure";
    }
    this.#before = (this.#before + char).slice(-16);
    return 0;
  }
}

/** Follows CSS to know whether the next character is in a string or a comment. */
export class StyleScanner {
  #state = "";

  /** Takes the text up to a value, and says where the value stands if it cannot be guarded there. */
  scan(text: string): string | undefined {
    for (let index = 0; index < text.length; index++) {
      const char = text[index]!;
      if (this.#state === "/*") {
        if (char === "*" && text[index + 1] === "/") this.#state = "";
      } else if (this.#state !== "") {
        if (char === "\\") index++;
        else if (char === this.#state) this.#state = "";
      } else if (char === '"' || char === "'") this.#state = char;
      else if (char === "/" && text[index + 1] === "*") {
        this.#state = "/*";
        index++;
      }
    }
    if (this.#state === "/*") return "in a comment";
    if (this.#state !== "") return "in a string";
    return /url\([^)]*$/i.test(text) ? "in url()" : undefined;
  }
}
