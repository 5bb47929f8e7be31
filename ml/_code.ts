// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * What may have been wrapped: only {@linkcode js} and its methods make one.
 *
 * @example Usage
 * ```ts
 * import { type Code, js } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const greeting: Code = js`alert(${"</script>"})`;
 * assertEquals(greeting.source.includes("</script>"), false);
 * ```
 */
export class Code {
  /** Only there to make the type nominal. */
  declare protected readonly isCode: true;

  /** JavaScript that cannot end the script element it stands in. */
  readonly source: string;

  /** Made by `js` only. */
  constructor(source: string) {
    this.source = source;
  }

  /**
   * The code.
   *
   * @returns Its source text.
   */
  toString(): string {
    return this.source;
  }
}

/** A style sheet: made by `css` only. */
export class StyleSheet {
  /** Only there to make the type nominal. */
  declare protected readonly isStyleSheet: true;

  /** CSS that cannot end the style element it stands in. */
  readonly source: string;

  /** Made by `css` only. */
  constructor(source: string) {
    this.source = source;
  }

  /**
   * The style sheet.
   *
   * @returns Its source text.
   */
  toString(): string {
    return this.source;
  }
}

/** Everything that could end a script or begin something else in it, replaced by an escape that JavaScript and JSON read back. */
function escapeInScript(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * A value as a JavaScript expression (and as JSON) that cannot leave a script element.
 *
 * @throws {TypeError} When the value has no JSON form.
 */
export function jsonSource(value: unknown): string {
  const json = JSON.stringify(value);
  if (json === undefined) {
    throw new TypeError(
      `Cannot embed value in a script: ${typeof value} has no JSON form`,
    );
  }
  return json.replace(/[<>&\u2028\u2029]/g, escapeInScript);
}

/** Code as it may stand in a script element: `</script` and `<!--` cannot occur outside of strings, patterns and comments. */
export function scriptSource(code: string): string {
  return code.replace(/<(?=\/script|script|!--)/gi, "\\x3c");
}
