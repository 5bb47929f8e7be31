// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { StyleSheet } from "./_code.ts";
import { flat } from "./_escape.ts";
import { cssPropertyName, isCssProperty, refusedStyleValue } from "./_style.ts";

export type { StyleSheet } from "./_code.ts";

/**
 * The properties of CSS and their values, from the package `csstype`.
 *
 * @internal
 */
export type CssProperties = import("csstype").Properties<string | number>;

/**
 * The declarations and nested rules of a selector. Properties are in camel case, or custom ones with their hyphens; a list is a value
 * with its fallbacks, the last one first choice. Numbers are written as they are: a length needs its unit.
 *
 * Keys that begin with `&`, `@`, `:`, `.`, `#`, `>`, `+`, `~`, `[` or `*`, or that hold a space, are nested rules.
 */
export type StyleRules =
  & {
    readonly [Name in keyof CssProperties]?:
      | CssProperties[Name]
      | readonly NonNullable<CssProperties[Name]>[];
  }
  & { readonly [name: `--${string}`]: string | number | undefined }
  & {
    readonly [
      selector: `${
        | "&"
        | "@"
        | ":"
        | "."
        | "#"
        | ">"
        | "+"
        | "~"
        | "["
        | "*"}${string}`
    ]:
      | StyleRules
      | undefined;
  };

/** A style sheet: rules by their selectors; at-rules such as `@media (width < 40em)` hold more of them. */
export interface StyleSheetRules {
  /** The rules of one selector or at-rule. */
  readonly [selector: string]: StyleRules | StyleSheetRules;
}

/** Prefixes that browsers in use still need, by property. Source: MDN's browser compatibility data. */
const PREFIXED: Readonly<Record<string, readonly string[]>> = {
  "appearance": ["-webkit-appearance"],
  "backdrop-filter": ["-webkit-backdrop-filter"],
  "box-decoration-break": ["-webkit-box-decoration-break"],
  "hyphens": ["-webkit-hyphens"],
  "initial-letter": ["-webkit-initial-letter"],
  "line-clamp": ["-webkit-line-clamp"],
  "mask-image": ["-webkit-mask-image"],
  "text-size-adjust": ["-webkit-text-size-adjust"],
  "user-select": ["-webkit-user-select"],
};

/** At-rules whose blocks hold declarations rather than rules. */
const DECLARATION_RULE =
  /^@(?:font-face|page|property|counter-style|font-palette-values|view-transition|position-try)\b/;
const RULE_KEY = /^[&@:.#>+~[*]|\s/;

function refuse(why: string): never {
  throw new TypeError(`Cannot make style sheet: ${why}`);
}

/** Strings of a selector or a condition may hold anything but the end of the style element. */
function checkPrelude(prelude: string): string {
  const bare = prelude.replace(
    /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'/g,
    "",
  );
  if (/[{};"']|\/\*|<!--|<\/|\\$/.test(bare) || /<[/!]/.test(prelude)) {
    refuse(`${JSON.stringify(prelude)} is no selector`);
  }
  if (/^@(?:import|charset|namespace)\b/i.test(bare)) {
    refuse(`${JSON.stringify(prelude)} has no block`);
  }
  return prelude.trim();
}

function declaration(name: string, value: unknown): string {
  const property = cssPropertyName(name);
  if (!isCssProperty(property)) {
    refuse(`${JSON.stringify(name)} is no property`);
  }
  const values = Array.isArray(value) ? value : [value];
  let out = "";
  for (const item of values) {
    const text = String(item);
    const why = refusedStyleValue(text);
    if (why !== undefined) {
      refuse(`the value of ${property} is refused, ${why}`);
    }
    for (const written of [...(PREFIXED[property] ?? []), property]) {
      out += `${out === "" ? "" : ";"}${written}:${text}`;
    }
  }
  return out;
}

function isRules(value: unknown): value is StyleSheetRules {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function block(rules: object, isInside: boolean): string {
  const parts: string[] = [];
  let needsSemicolon = false;
  for (const [key, value] of Object.entries(rules)) {
    if (value === undefined || value === null || value === false) continue;
    if (isRules(value)) {
      const holdsDeclarations = isInside || !key.startsWith("@") ||
        DECLARATION_RULE.test(key);
      parts.push(
        `${needsSemicolon ? ";" : ""}${checkPrelude(key)}{${
          block(value, holdsDeclarations)
        }}`,
      );
      needsSemicolon = false;
    } else {
      if (!isInside) {
        refuse(`${JSON.stringify(key)} is no selector with a block`);
      }
      if (RULE_KEY.test(key)) refuse(`${JSON.stringify(key)} needs a block`);
      parts.push(`${needsSemicolon ? ";" : ""}${declaration(key, value)}`);
      needsSemicolon = true;
    }
  }
  return parts.join("");
}

/**
 * Makes a style sheet for a `<style>` element or a file. Properties are checked while compiling, values when it is made: none can
 * leave its declaration. Nesting is that of CSS itself; prefixes that browsers still need are added.
 *
 * @example Usage
 * ```ts
 * import { css, renderToString, style } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const sheet = css({
 *   ".card": {
 *     color: "navy",
 *     height: ["100vh", "100dvh"],
 *     "&:hover": { color: "blue" },
 *     "@media (width < 40em)": { padding: "1em" },
 *   },
 * });
 * assertEquals(
 *   renderToString(style(sheet)),
 *   "<style>.card{color:navy;height:100vh;height:100dvh;&:hover{color:blue}@media (width < 40em){padding:1em}}</style>",
 * );
 * ```
 *
 * @param rules The rules.
 * @returns The style sheet.
 * @throws {TypeError} When a selector, a property or a value is not valid.
 */
export function css(rules: StyleSheetRules): StyleSheet {
  return new StyleSheet(flat(block(rules, false)));
}

/** A style sheet whose class names nobody else uses. */
export interface ScopedStyles<Name extends string> {
  /** The names to put into `class` attributes. */
  readonly names: Readonly<Record<Name, string>>;
  /** The style sheet. */
  readonly sheet: StyleSheet;
}

/** A short number that depends on the text alone: the same on every server (FNV-1a). */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value >>> 0).toString(36);
}

/**
 * Makes a style sheet from class names, each with an ending of its own that depends on the rules: two components can use the same
 * names, and the same component has the same names on every server.
 *
 * @example Usage
 * ```ts
 * import { p, renderToString, scopedCss } from "@tpd2/tpd2/ml";
 * import { assertMatch } from "@std/assert";
 *
 * const { names, sheet } = scopedCss({ note: { color: "red", "&:hover": { color: "blue" } } });
 * assertMatch(String(sheet), /^\.note_\w+\{color:red;&:hover\{color:blue\}\}$/);
 * assertMatch(renderToString(p({ class: names.note }, "Hi")), /^<p class="note_\w+">Hi<\/p>$/);
 * ```
 *
 * @param rules The rules by class name.
 * @returns The names, and the style sheet.
 * @throws {TypeError} When a name, a property or a value is not valid.
 */
export function scopedCss<Name extends string>(
  rules: Readonly<Record<Name, StyleRules>>,
): ScopedStyles<Name> {
  const names: Record<string, string> = {};
  const sheet: Record<string, StyleRules> = {};
  const ending = hash(
    block(
      Object.fromEntries(
        Object.entries(rules).map(([name, rule]) => [`.${name}`, rule]),
      ),
      false,
    ),
  );
  for (const [name, rule] of Object.entries<StyleRules>(rules)) {
    if (!/^[a-z][\w-]*$/i.test(name)) {
      refuse(`${JSON.stringify(name)} is no class name`);
    }
    names[name] = `${name}_${ending}`;
    sheet[`.${name}_${ending}`] = rule;
  }
  return { names: names as Record<Name, string>, sheet: css(sheet) };
}
