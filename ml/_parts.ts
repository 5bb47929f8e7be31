// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { escape } from "./_escape.ts";
import { type Child, Markup, Raw } from "./markup.ts";

/** A stretch of markup: text that is final, or something only the renderer can supply. A symbol is the place of a nonce. */
export type Part =
  | string
  | symbol
  | PromiseLike<Child>
  | AsyncIterable<Child>;

/** What the development checks know of a child: an element, some text, or markup nobody can look into. */
export interface TreeNode {
  /** The element's name, `#text`, or `#raw`. */
  readonly name: string;
  /** The names of its attributes. */
  readonly attributes: readonly string[];
  /** Its id, if it has one. */
  readonly id?: string | undefined;
  /** Its children. */
  readonly children: readonly TreeNode[];
}

const TEXT: TreeNode = { name: "#text", attributes: [], children: [] };
const UNKNOWN: TreeNode = { name: "#raw", attributes: [], children: [] };

/** A short name of a value, for messages. */
export function describe(value: unknown): string {
  if (typeof value === "function") {
    return `the function ${value.name || "without a name"}`;
  }
  if (typeof value !== "object" || value === null) return typeof value;
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return name === undefined || name === "Object"
    ? "a plain object"
    : `an object of class ${name}`;
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}

/**
 * Collects markup piece by piece when the fast way, one string, will not do: something is deferred, a list can be read only once, or
 * development checks want a tree.
 */
export class PartsBuilder {
  #text = "";
  #parts: Part[] | null = null;

  /** Where nodes of children are collected; `null` when nobody wants them. */
  nodes: TreeNode[] | null;

  constructor(wantsTree: boolean) {
    this.nodes = wantsTree ? [] : null;
  }

  /** Adds text that is markup already. */
  write(source: string): void {
    this.#text += source;
  }

  /** Adds something that the renderer resolves. */
  defer(part: Exclude<Part, string>): void {
    this.#parts ??= [];
    if (this.#text !== "") this.#parts.push(this.#text);
    this.#text = "";
    this.#parts.push(part);
  }

  /** Adds finished markup. */
  writeMarkup(markup: Markup): void {
    if (markup.parts === null) this.#text += markup.source;
    else {
      for (const part of markup.parts) {
        if (typeof part === "string") this.#text += part;
        else this.defer(part);
      }
    }
    if (this.nodes === null) return;
    if (markup.tree === null) this.nodes.push(UNKNOWN);
    else for (const node of markup.tree) this.nodes.push(node);
  }

  /**
   * Adds a child.
   *
   * @throws {TypeError} When the child is nothing that can be rendered.
   */
  append(child: unknown): void {
    switch (typeof child) {
      case "string":
        if (child === "") return;
        this.#text += escape(child);
        this.nodes?.push(
          child.trim() === "" ? { ...TEXT, name: "#space" } : TEXT,
        );
        return;
      case "number":
      case "bigint":
        this.#text += child;
        this.nodes?.push(TEXT);
        return;
      case "boolean":
      case "undefined":
        return;
    }
    if (child === null) return;
    if (child instanceof Markup) return this.writeMarkup(child);
    if (isObject(child)) {
      if (typeof child.toMarkup === "function") {
        return this.append(child.toMarkup());
      }
      if (Symbol.iterator in child) {
        for (const item of child as unknown as Iterable<unknown>) {
          this.append(item);
        }
        return;
      }
      if (typeof child.then === "function" || Symbol.asyncIterator in child) {
        // A rejection reaches whoever renders; until then it is not unhandled.
        if (child instanceof Promise) child.catch(() => {});
        this.defer(
          child as unknown as PromiseLike<Child> | AsyncIterable<Child>,
        );
        this.nodes?.push(UNKNOWN);
        return;
      }
    }
    throw new TypeError(
      `Cannot render child: ${
        describe(child)
      } is neither text nor markup and has no toMarkup()`,
    );
  }

  /** Everything collected as markup that stands for the given nodes. */
  finish(tree: readonly TreeNode[] | null): Markup {
    if (this.#parts === null) return new Markup(this.#text, null, tree);
    const parts = this.#parts;
    if (this.#text !== "") parts.push(this.#text);
    return new Markup("", parts, tree);
  }
}

/**
 * The source of a child when it can be had at once; `undefined` when only a {@linkcode PartsBuilder} can take it. Consumes nothing
 * in the second case.
 */
export function childSource(child: unknown): string | undefined {
  if (typeof child === "string") return escape(child);
  if (child instanceof Markup) {
    return child.parts === null ? child.source : undefined;
  }
  if (child === null || child === undefined || typeof child === "boolean") {
    return "";
  }
  if (typeof child === "number") return String(child);
  if (Array.isArray(child)) return listSource(child);
  return undefined;
}

function listSource(list: readonly unknown[]): string | undefined {
  let out = "";
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    if (item instanceof Markup && item.parts === null) out += item.source;
    else {
      const source = childSource(item);
      if (source === undefined) return undefined;
      out += source;
    }
  }
  return out;
}

/** Whether a value is raw markup, the only kind trusted where text is not. */
export function isRaw(value: unknown): value is Raw {
  return value instanceof Raw;
}
