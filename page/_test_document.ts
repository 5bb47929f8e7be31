// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  defaultTreeAdapter as tree,
  type DefaultTreeAdapterTypes,
  parse,
  parseFragment,
  serialize,
} from "parse5";
import type { Operation } from "./fragment.ts";

/** An element of a page under test. */
export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;
type ChildNode = DefaultTreeAdapterTypes.ChildNode;

/** A page as a browser would have parsed it, without the browser. */
export class TestDocument {
  readonly #root: DefaultTreeAdapterTypes.Document;

  constructor(html: string) {
    this.#root = parse(html);
  }

  /** The document as markup. */
  get html(): string {
    return serialize(this.#root);
  }

  /** All elements that pass a test, in document order. */
  find(test: (element: Element) => boolean): Element[] {
    return [...elementsOf(this.#root)].filter(test);
  }

  /** The first element with an id. */
  byId(id: string): Element | null {
    for (const element of elementsOf(this.#root)) {
      if (attribute(element, "id") === id) return element;
    }
    return null;
  }

  /** Does what the live protocol says of an operation; returns where it says to go, if it does. */
  apply(operation: Operation): string | null {
    const [verb, id, value = "", more] = operation;
    if (verb === "navigate") return value;
    if (verb === "title") {
      const title = this.find(({ tagName }) => tagName === "title")[0];
      if (title !== undefined) setText(title, value ?? "");
      return null;
    }
    const element = this.byId(id);
    if (element !== null) this.#change(element, verb, String(value), more);
    return null;
  }

  #change(
    element: Element,
    verb: string,
    value: string,
    more: string | number | null | undefined,
  ): void {
    const parent = element.parentNode;
    switch (verb) {
      case "replace":
      case "morph": {
        const nodes = this.#parse(parent, value);
        // The cursor stays with the channel.
        const cursor = attribute(element, "data-channel");
        for (const node of nodes) {
          const isChannel = "attrs" in node && cursor !== null &&
            attribute(node, "id") === attribute(element, "id") &&
            attribute(node, "data-channel") === null;
          if (isChannel) {
            node.attrs.push({ name: "data-channel", value: cursor });
          }
          insertBefore(parent, node, element);
        }
        return tree.detachNode(element);
      }
      case "content":
        for (const child of [...element.childNodes]) tree.detachNode(child);
        for (const node of this.#parse(element, value)) {
          tree.appendChild(element, node);
        }
        return;
      case "append":
      case "prepend":
      case "before":
      case "after":
        return this.#insert(element, verb, value, more);
      case "remove":
        return tree.detachNode(element);
      case "attribute":
        element.attrs = element.attrs.filter(({ name }) => name !== value);
        if (typeof more === "string") {
          element.attrs.push({ name: value, value: more });
        }
        return;
      case "text":
        return setText(element, value);
    }
  }

  #insert(
    element: Element,
    verb: string,
    html: string,
    movedId: string | number | null | undefined,
  ): void {
    const isInside = verb === "append" || verb === "prepend";
    const parent = isInside ? element : element.parentNode;
    if (parent === null) return;
    const moved = typeof movedId === "string" ? this.byId(movedId) : null;
    const nodes = movedId === undefined
      ? this.#parse(parent, html)
      : moved === null
      ? []
      : [moved];
    for (const node of nodes) {
      const id = "attrs" in node ? attribute(node, "id") : null;
      const same = id === null ? null : this.byId(id);
      if (same !== null && same !== element) tree.detachNode(same);
    }
    const siblings = parent.childNodes;
    const reference = verb === "append"
      ? undefined
      : verb === "prepend"
      ? siblings[0]
      : verb === "before"
      ? element
      : siblings[siblings.indexOf(element) + 1];
    for (const node of nodes) insertBefore(parent, node, reference);
  }

  #parse(context: ParentNode | null, html: string): ChildNode[] {
    const fragment = context !== null && "tagName" in context
      ? parseFragment(context, html, {})
      : parseFragment(html);
    return [...fragment.childNodes];
  }
}

/** The value of an attribute. */
export function attribute(element: Element, name: string): string | null {
  return element.attrs.find((attr) => attr.name === name)?.value ?? null;
}

/** What a person reads in an element, with white space as it is shown. */
export function textOf(node: Node): string {
  return rawText(node).replace(/\s+/g, " ").trim();
}

/** The markup in an element. */
export function contentOf(element: Element): string {
  return serialize(element);
}

/** The elements in a node. */
export function* elementsOf(node: Node): Generator<Element> {
  if (!("childNodes" in node)) return;
  for (const child of node.childNodes) {
    if (!("tagName" in child)) continue;
    yield child;
    yield* elementsOf(child);
  }
}

function rawText(node: Node): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  if (!("childNodes" in node)) return "";
  if (node.nodeName === "script" || node.nodeName === "style") return "";
  return node.childNodes.map(rawText).join("");
}

function setText(element: Element, text: string): void {
  for (const child of [...element.childNodes]) tree.detachNode(child);
  tree.insertText(element, text);
}

function insertBefore(
  parent: ParentNode | null,
  node: ChildNode,
  reference: ChildNode | undefined,
): void {
  if (parent === null) return;
  tree.detachNode(node);
  if (reference === undefined) tree.appendChild(parent, node);
  else tree.insertBefore(parent, node, reference);
}
