// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  attributeSource,
  attributesSource,
  guardedValue,
  idOf,
  isAttributes,
} from "./_attributes.ts";
import { checkElement } from "./_check.ts";
import { Code, jsonSource, scriptSource, StyleSheet } from "./_code.ts";
import { development } from "./_development.ts";
import { prefixInside } from "./_foreign_names.ts";
import { escape } from "./_escape.ts";
import {
  childSource,
  describe,
  PartsBuilder,
  type TreeNode,
} from "./_parts.ts";
import { sheetSource } from "./_raw_text.ts";
import { refusedStyleValue } from "./_style.ts";
import type { Hole, Template, TreeEvent } from "./_template_types.ts";
import { Markup, NONCE, Raw } from "./markup.ts";

/** An attribute that JSX has put in a tag. */
export class TagAttribute {
  readonly name: string;
  readonly value: unknown;

  constructor(name: string, value: unknown) {
    this.name = name;
    this.value = value;
  }
}

function refuse(hole: Hole, why: string): never {
  throw new TypeError(`Cannot render value in <${hole.element}>: ${why}`);
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || typeof value === "boolean";
}

function plainText(hole: Hole, value: unknown): string {
  if (isNothing(value)) return "";
  if (
    typeof value === "object" || typeof value === "function" ||
    typeof value === "symbol"
  ) {
    return refuse(hole, `expected text, got ${describe(value)}`);
  }
  return String(value);
}

function styleSource(hole: Hole, value: unknown): string {
  if (value instanceof StyleSheet) return value.source;
  if (value instanceof Raw) return sheetSource(value.source);
  const text = plainText(hole, value);
  const why = refusedStyleValue(text);
  if (why === undefined) return text;
  if (development) {
    refuse(hole, `${JSON.stringify(text.slice(0, 80))} is refused, ${why}`);
  }
  return "";
}

function scriptValue(value: unknown): string {
  if (value instanceof Code) return value.source;
  if (value instanceof Raw) return scriptSource(value.source);
  return value === undefined ? "undefined" : jsonSource(value);
}

/** The text of an attribute of several values, or of values mixed with text. */
function mixedText(hole: Hole, values: readonly unknown[]): string {
  const pieces = hole.pieces!;
  let text = pieces[0]!;
  for (let index = 1; index < pieces.length; index++) {
    const value = values[hole.index + index - 1];
    const isStyle = hole.name.toLowerCase() === "style";
    text += isStyle ? styleSource(hole, value) : classText(hole, value);
    text += pieces[index]!;
  }
  return text;
}

/** An attribute of several values, or of values mixed with text: guarded as the whole that a browser will see. */
function mixedAttribute(hole: Hole, values: readonly unknown[]): string {
  const text = mixedText(hole, values);
  return hole.open + escape(guardedValue(hole.element, hole.name, text)) + '"';
}

function classText(hole: Hole, value: unknown): string {
  if (value instanceof URL) return value.href;
  if (Array.isArray(value)) {
    return value.filter((item) => typeof item === "string").join(" ");
  }
  return plainText(hole, value);
}

function tagAttributes(hole: Hole, value: unknown): string {
  if (value instanceof TagAttribute) {
    return attributeSource(hole.element, value.name, value.value);
  }
  if (isNothing(value)) return "";
  if (isAttributes(value)) return attributesSource(hole.element, value);
  return refuse(
    hole,
    `a tag takes an object of attributes, got ${describe(value)}`,
  );
}

/** The source of a value that is not a child. */
function placedSource(hole: Hole, values: readonly unknown[]): string {
  const value = values[hole.index];
  switch (hole.place) {
    case "attribute":
      return attributeSource(hole.element, hole.name, value);
    case "part":
      return mixedAttribute(hole, values);
    case "attributes":
      return tagAttributes(hole, value);
    case "script":
      return scriptValue(value);
    case "data":
      return value instanceof Code ? value.source : jsonSource(value);
    case "style":
      return styleSource(hole, value);
    case "comment":
      return escape(plainText(hole, value)).replaceAll("-", "&#45;");
    default:
      if (value instanceof Raw) return value.source.replaceAll("<", "&lt;");
      return escape(plainText(hole, value));
  }
}

/** Builds the tree of a template for the development checks. */
class TreeBuilder {
  readonly #roots: TreeNode[] = [];
  readonly #stack: {
    name: string;
    attributes: string[];
    id: string | undefined;
    children: TreeNode[];
  }[] = [];

  get children(): TreeNode[] {
    return this.#stack.at(-1)?.children ?? this.#roots;
  }

  /** Elements in SVG and MathML share names with those of HTML, but not their rules. */
  #nameInside(name: string): string {
    const parent = this.#stack.at(-1)?.name;
    if (parent === undefined || /^(?:svg|math)$|:/.test(name)) return name;
    return prefixInside(parent) + name;
  }

  apply(events: readonly TreeEvent[]): void {
    for (const event of events) {
      if (event.type === "text") {
        this.children.push({
          name: event.isSpace ? "#space" : "#text",
          attributes: [],
          children: [],
        });
      } else if (event.type === "open") {
        this.#stack.push({
          name: this.#nameInside(event.name),
          attributes: [...event.attributes],
          id: event.id,
          children: [],
        });
      } else {
        const node = this.#stack.pop()!;
        checkElement(node);
        this.children.push(node);
      }
    }
  }

  addAttributes(value: unknown): void {
    const top = this.#stack.at(-1);
    if (top === undefined) return;
    if (value instanceof TagAttribute) {
      if (!isNothing(value.value) || value.value === true) {
        top.attributes.push(value.name);
      }
      top.id ??= idOf({ [value.name]: value.value });
    } else if (isAttributes(value)) {
      top.attributes.push(...Object.keys(value));
      top.id ??= idOf(value);
    }
  }

  /** Takes the id from a value that stands in a tag as it was written. */
  addId(hole: Hole, values: readonly unknown[]): void {
    const top = this.#stack.at(-1);
    if (top === undefined || hole.name.toLowerCase() !== "id") return;
    top.id = idOf({
      id: hole.place === "part" ? mixedText(hole, values) : values[hole.index],
    });
  }
}

function renderSlowly(template: Template, values: readonly unknown[]): Markup {
  const out = new PartsBuilder(development);
  const tree = new TreeBuilder();
  for (const hole of template.holes) {
    out.write(hole.before);
    if (development) tree.apply(hole.events);
    if (hole.place === "nonce") out.defer(NONCE);
    else if (hole.place === "child") {
      out.nodes = development ? tree.children : null;
      out.append(values[hole.index]);
    } else {
      if (development) {
        if (hole.place === "attributes") tree.addAttributes(values[hole.index]);
        else tree.addId(hole, values);
      }
      out.write(placedSource(hole, values));
    }
  }
  out.write(template.tail);
  if (!development) return out.finish(null);
  tree.apply(template.events);
  return out.finish(tree.children);
}

/**
 * The markup of a template with its values.
 *
 * @throws {TypeError} When a value cannot stand where it is.
 */
export function renderTemplate(
  template: Template,
  values: readonly unknown[],
): Markup {
  if (development) return renderSlowly(template, values);
  const { holes } = template;
  let out = "";
  for (let index = 0; index < holes.length; index++) {
    const hole = holes[index]!;
    const value = values[hole.index];
    out += hole.before;
    if (hole.place === "child") {
      if (typeof value === "string") out += escape(value);
      else {
        const source = childSource(value);
        if (source === undefined) return renderSlowly(template, values);
        out += source;
      }
    } else if (hole.place === "nonce") return renderSlowly(template, values);
    else out += placedSource(hole, values);
  }
  return new Markup(out + template.tail);
}
