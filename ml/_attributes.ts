// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { development } from "./_development.ts";
import { escape, flat } from "./_escape.ts";
import { Code } from "./_code.ts";
import {
  cssPropertyName,
  isCssProperty,
  refusedStyle,
  refusedStyleValue,
} from "./_style.ts";
import {
  REFUSED_URL,
  refusedRefresh,
  refusedUrl,
  refusedUrlList,
} from "./_url.ts";
import { describe } from "./_parts.ts";
import { Markup, Raw } from "./markup.ts";

/** What an attribute's value means to a browser, and so how it is guarded. */
type Kind =
  | "plain"
  | "url"
  | "urls"
  | "refresh"
  | "style"
  | "class"
  | "event"
  | "markup"
  | "words";

interface AttributeRule {
  readonly kind: Kind;
  /** Whether text needs nothing but escaping. */
  readonly isText: boolean;
  /** ` name="`, ready to be concatenated. */
  readonly open: string;
  /** The value written last, and the attribute if it has been written twice in a row: rows of a list share their attributes. */
  lastValue: string;
  lastSource: string | null;
}

const KINDS: Readonly<Record<string, Kind>> = {
  action: "url",
  archive: "urls",
  background: "url",
  by: "urls",
  cite: "url",
  class: "class",
  codebase: "url",
  // Of meta, which with http-equiv="refresh" leads to an address.
  content: "refresh",
  data: "url",
  formaction: "url",
  from: "urls",
  href: "url",
  icon: "url",
  imagesrcset: "urls",
  longdesc: "url",
  manifest: "url",
  ping: "urls",
  poster: "url",
  profile: "url",
  src: "url",
  srcdoc: "markup",
  srcset: "urls",
  style: "style",
  to: "urls",
  values: "urls",
  "xlink:href": "url",
  // These have the words "true" and "false" as values; for every other attribute a boolean says whether it is there.
  contenteditable: "words",
  draggable: "words",
  spellcheck: "words",
  virtualkeyboardpolicy: "words",
  // Those of MathML have, too.
  accent: "words",
  accentunder: "words",
  displaystyle: "words",
  fence: "words",
  largeop: "words",
  movablelimits: "words",
  separator: "words",
  stretchy: "words",
  symmetric: "words",
};

/** Names are checked once and remembered; the bound keeps names that come from outside from filling the memory. */
const MAX_REMEMBERED_NAMES = 4096;
const NAME = /^[a-z_@:][\w.:@-]*$/i;
const rules = new Map<string, AttributeRule>();

function learn(name: string): AttributeRule {
  if (!NAME.test(name)) {
    throw new TypeError(
      `Cannot render attribute ${JSON.stringify(name)}: not a valid name`,
    );
  }
  const lower = name.toLowerCase();
  const kind = Object.hasOwn(KINDS, lower)
    ? KINDS[lower]!
    : lower.startsWith("on")
    ? "event"
    : lower.startsWith("aria-")
    ? "words"
    : lower.endsWith(":href") || lower === "xml:base"
    ? "url"
    : "plain";
  const isText = kind === "plain" || kind === "class" || kind === "words";
  const open = flat(` ${name}="`);
  const rule: AttributeRule = {
    kind,
    isText,
    open,
    lastValue: "",
    lastSource: null,
  };
  if (rules.size < MAX_REMEMBERED_NAMES) rules.set(name, rule);
  return rule;
}

function refuse(element: string, name: string, why: string): never {
  throw new TypeError(
    `Cannot render attribute ${name} of <${element}>: ${why}`,
  );
}

function classNames(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.filter((item) => typeof item === "string" && item !== "").join(
    " ",
  );
}

function styleText(element: string, value: unknown): string {
  if (typeof value === "string") {
    const why = refusedStyle(value);
    if (why === undefined) return value;
    if (development) refuse(element, "style", why);
    return "";
  }
  if (typeof value !== "object" || value === null) {
    return refuse(
      element,
      "style",
      `expected text or an object, got ${describe(value)}`,
    );
  }
  let out = "";
  for (const [key, item] of Object.entries(value)) {
    if (item === null || item === undefined || item === false) continue;
    const property = cssPropertyName(key);
    if (!isCssProperty(property)) {
      refuse(element, "style", `${JSON.stringify(key)} is no property`);
    }
    const text = String(item);
    const why = refusedStyleValue(text);
    if (why === undefined) {
      out += `${out === "" ? "" : "; "}${property}: ${text}`;
    } else if (development) {
      refuse(element, "style", `the value of ${property} is refused, ${why}`);
    }
  }
  return out;
}

/**
 * The text of an attribute's value, safe in its place but not yet escaped.
 *
 * A hostile value throws while developing, so that the missing check on input is seen. In production it is replaced by something
 * inert: a visitor's bad link must not take the page away from everybody else.
 */
export function guardedValue(
  element: string,
  name: string,
  value: unknown,
): string {
  const { kind } = rules.get(name) ?? learn(name);
  switch (kind) {
    case "class":
      return classNames(value);
    case "style":
      return styleText(element, value);
    case "event":
      if (value instanceof Code) return value.source;
      return refuse(element, name, "event handlers take code made by js only");
    case "markup":
      if (value instanceof Markup) return value.toString();
      return refuse(
        element,
        name,
        "its value is a document, so it takes markup only",
      );
  }
  if (typeof value === "object" && value !== null && !(value instanceof URL)) {
    return refuse(element, name, `expected text, got ${describe(value)}`);
  }
  if (typeof value === "function" || typeof value === "symbol") {
    return refuse(element, name, `expected text, got ${describe(value)}`);
  }
  const text = String(value);
  if (kind !== "url" && kind !== "urls" && kind !== "refresh") return text;
  const why = refusedAddress(kind, text, element);
  if (why === undefined) return text;
  if (development) {
    refuse(
      element,
      name,
      `${JSON.stringify(text.slice(0, 80))} is refused, ${why}`,
    );
  }
  return REFUSED_URL;
}

/** Why a text may not be the value of an attribute that holds addresses, or `undefined` when it may. */
function refusedAddress(
  kind: Kind,
  text: string,
  element: string,
): string | undefined {
  switch (kind) {
    case "url":
      return refusedUrl(text, element);
    case "urls":
      return refusedUrlList(text, element);
    case "refresh":
      return refusedRefresh(text);
  }
}

/** Why a constant of a template may not be the value of an attribute that holds a URL, or `undefined` when it may. */
export function refusedConstant(
  element: string,
  name: string,
  text: string,
): string | undefined {
  const { kind } = rules.get(name) ?? learn(name);
  return refusedAddress(kind, text, element);
}

/** One attribute with the space before it, or `""` when its value says that it is not there. */
export function attributeSource(
  element: string,
  name: string,
  value: unknown,
): string {
  if (value === undefined || value === null) return "";
  const rule = rules.get(name) ?? learn(name);
  if (typeof value === "boolean" && rule.kind !== "words") {
    return value ? rule.open.slice(0, -2) : "";
  }
  if (rule.isText) {
    if (typeof value === "string") return rule.open + escape(value) + '"';
    if (typeof value === "number") return rule.open + value + '"';
  }
  if (value instanceof Raw && rule.kind !== "markup") {
    return rule.open + value.source.replaceAll('"', "&#34;") + '"';
  }
  return rule.open + escape(guardedValue(element, name, value)) + '"';
}

/** The longest value that is remembered. */
const MAX_REMEMBERED_VALUE = 40;

function textAttribute(rule: AttributeRule, value: string): string {
  const source = rule.open + escape(value) + '"';
  if (value === rule.lastValue) rule.lastSource = flat(source);
  else if (value.length <= MAX_REMEMBERED_VALUE) {
    rule.lastValue = value;
    rule.lastSource = null;
  }
  return source;
}

/** The id that an object of attributes gives an element, if any. */
export function idOf(attributes: object): string | undefined {
  const { id } = attributes as { id?: unknown };
  return typeof id === "string" && id !== "" ? id : undefined;
}

/** All attributes of an object. */
export function attributesSource(element: string, attributes: object): string {
  const values = attributes as Readonly<Record<string, unknown>>;
  let out = "";
  // Faster than Object.keys(), which makes a list; hasOwn() is free here.
  for (const name in values) {
    if (!Object.hasOwn(values, name)) continue;
    const value = values[name];
    const rule = rules.get(name);
    if (rule !== undefined && rule.isText && typeof value === "string") {
      out += value === rule.lastValue && rule.lastSource !== null
        ? rule.lastSource
        : textAttribute(rule, value);
    } else out += attributeSource(element, name, value);
  }
  return out;
}

/**
 * Whether a value is most likely an object of attributes. The quick half of {@linkcode isAttributes}: each further question costs as
 * much as an attribute, and only a plain object without any named property can turn out to be iterable.
 */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const { constructor, toMarkup } = value as Record<string, unknown>;
  if (constructor !== Object) {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return false;
  }
  return toMarkup === undefined;
}

/** Whether a value is an object of attributes: a plain one, that is, and not something to render. */
export function isAttributes(value: unknown): value is object {
  return isPlainObject(value) && !(Symbol.iterator in value) &&
    !(Symbol.asyncIterator in value) &&
    !("then" in value);
}
