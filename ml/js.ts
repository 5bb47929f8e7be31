// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { Code, jsonSource, scriptSource } from "./_code.ts";
import { capturedNames } from "./_js_captures.ts";
import { ScriptScanner } from "./_script_scanner.ts";

export type { Code } from "./_code.ts";

/** A value that can be sent to a browser in a script. */
export type ScriptValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | Code
  | readonly ScriptValue[]
  | { readonly [name: string]: ScriptValue };

/** Any function; its parameters matter where it is called. */
// deno-lint-ignore ban-types
export type AnyFunction = Function;

/** Options of {@linkcode js} for functions. */
export interface JsOptions {
  /**
   * Names that the function may use because other scripts of the page declare them.
   *
   * @default {[]}
   */
  globals?: readonly string[];
}

/** Makes code for a browser. */
export interface JsFunction {
  /** Takes code as it is written, with values embedded as expressions. */
  (
    code: TemplateStringsArray,
    ...values: readonly (ScriptValue | AnyFunction)[]
  ): Code;
  /** Takes a function by its own source text. */
  (source: AnyFunction, options?: JsOptions): Code;
  /** A call of a function, with its arguments embedded: a whole statement, or the value of an event handler. */
  call<Parameters extends readonly ScriptValue[]>(
    source: (...parameters: Parameters) => unknown,
    ...parameters: Parameters
  ): Code;
}

function refuse(name: string, why: string): never {
  throw new TypeError(
    `Cannot deliver function ${
      name || "without a name"
    } to the browser: ${why}`,
  );
}

const METHOD =
  /^(async\s+)?(\*\s*)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*\(/u;

/** The text of a function as an expression. A method's text lacks the word `function`. */
function expressionSource(source: AnyFunction, text: string): string {
  if (/\{\s*\[native code\]\s*\}\s*$/.test(text)) {
    refuse(source.name, "it is native or bound, so it has no source text");
  }
  if (
    /^(?:async\s+)?function\b|^class\b|^(?:async\s*)?(?:\([^]*?\)|[\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>/u
      .test(text)
  ) {
    return text;
  }
  const method = METHOD.exec(text);
  if (method === null || /^(?:get|set|static)\s/.test(text)) {
    return refuse(
      source.name,
      "only functions, arrows and plain methods can be delivered",
    );
  }
  const [whole, asynchronous = "", star = "", name] = method;
  return `${asynchronous}function${star.trim()} ${name}(${
    text.slice(whole.length)
  }`;
}

/** What is known of the text of a function. */
interface KnownText {
  /** As it may stand in a script. */
  readonly safe: string;
  readonly captured: readonly string[];
}

/** An arrow in a handler is a new function each time, of the same text; the bound keeps texts made at run time from filling the memory. */
const MAX_KNOWN_TEXTS = 1024;
const texts = new Map<string, KnownText>();

function knownText(source: AnyFunction): KnownText {
  const text = Function.prototype.toString.call(source);
  let known = texts.get(text);
  if (known === undefined) {
    const expression = expressionSource(source, text);
    known = {
      safe: scriptSource(expression),
      captured: capturedNames(expression),
    };
    if (texts.size < MAX_KNOWN_TEXTS) texts.set(text, known);
  }
  return known;
}

const sources = new WeakMap<AnyFunction, string>();

function functionSource(
  source: AnyFunction,
  options: JsOptions | undefined,
): string {
  const delivered = sources.get(source);
  if (delivered !== undefined) return delivered;
  const known = knownText(source);
  const captured = known.captured.filter((name) =>
    !options?.globals?.includes(name)
  );
  if (captured.length > 0) {
    refuse(
      source.name,
      `it captures ${
        captured.join(", ")
      }, which stays on the server; pass it as an argument, declare it inside, or list it ` +
        "under globals if another script of the page declares it",
    );
  }
  sources.set(source, known.safe);
  return known.safe;
}

/** The text of a value as an expression that cannot leave its script. */
function valueSource(value: unknown): string {
  if (value instanceof Code) return value.source;
  if (typeof value === "function") {
    return `(${functionSource(value, undefined)})`;
  }
  if (value === undefined) return "undefined";
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number" && !Number.isFinite(value)) return `(${value})`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[${value.map(valueSource).join(",")}]`;
  if (typeof value === "object" && value !== null && !("toJSON" in value)) {
    return `{${
      Object.entries(value).map(([name, item]) => {
        // A plain "__proto__" would set the prototype.
        const key = name === "__proto__" ? '["__proto__"]' : jsonSource(name);
        return `${key}:${valueSource(item)}`;
      }).join(",")
    }}`;
  }
  return jsonSource(value);
}

const checked = new WeakSet<TemplateStringsArray>();

function checkTemplate(statics: TemplateStringsArray): void {
  if (checked.has(statics)) return;
  const scanner = new ScriptScanner(false);
  for (const text of statics.raw.slice(0, -1)) {
    const why = scanner.scan(text);
    if (why !== undefined) {
      throw new SyntaxError(`Cannot make script: a value cannot stand ${why}`);
    }
  }
  checked.add(statics);
}

function isStatics(value: unknown): value is TemplateStringsArray {
  return Array.isArray(value) && "raw" in value;
}

function make(
  first: TemplateStringsArray | AnyFunction,
  ...rest: readonly unknown[]
): Code {
  if (!isStatics(first)) {
    return new Code(functionSource(first, rest[0] as JsOptions | undefined));
  }
  checkTemplate(first);
  let out = scriptSource(first.raw[0]!);
  rest.forEach((value, index) => {
    out += valueSource(value) + scriptSource(first.raw[index + 1]!);
  });
  return new Code(out);
}

function call(source: AnyFunction, ...parameters: readonly unknown[]): Code {
  return new Code(
    `(${functionSource(source, undefined)})(${
      parameters.map(valueSource).join(",")
    })`,
  );
}

/**
 * Makes code for a browser: from a template with embedded values, or from a function, which is delivered by its own source text.
 *
 * Values become expressions that cannot leave the script, whatever is in them. A function must be complete in itself: a name that it
 * captures from around it would not exist in the browser, and is refused with an explanation. To have a function checked against the
 * types of the DOM, put it into a file with `/// <reference lib="dom" />`.
 *
 * @example Usage
 * ```ts
 * import { js, renderToString, script } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const name = "</script>";
 * assertEquals(
 *   renderToString(script(js`greet(${name});`)),
 *   '<script>greet("\\u003c/script\\u003e");</script>',
 * );
 * ```
 *
 * @example A function and its arguments
 * ```ts
 * import { js } from "@tpd2/tpd2/ml";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(String(js.call((text: string) => console.log(text), "Hi")), '((text)=>console.log(text))("Hi")');
 *
 * const secret = 1;
 * assertThrows(() => js(() => console.log(secret)), TypeError, "it captures secret");
 * ```
 *
 * @throws {SyntaxError} When a value stands in a string, a comment or a pattern.
 * @throws {TypeError} When a function cannot be delivered, or a value has no form in JavaScript.
 */
export const js: JsFunction = Object.assign(make, { call }) as JsFunction;
