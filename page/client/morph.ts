// Copyright 2026 the tpd2 authors. MIT license.

import { isKept } from "./controls.ts";

/** A parent in a browser that can move nodes; others take them out and put them in. */
type Parent = Node & { moveBefore: Node["insertBefore"] };

/** Puts a node before another one, with its state where the browser can. */
export function move(parent: Node, node: Node, before: Node | null): void {
  const canMove = node.isConnected && "moveBefore" in parent;
  (parent as Parent)[canMove ? "moveBefore" : "insertBefore"](node, before);
}

/**
 * Makes a node what another one is, keeping all nodes that it can: those with
 * the same id, wherever they stand among their siblings, and those of the same
 * kind in the same order. What a person is typing stays, and what they opened.
 */
export function morph(from: ChildNode, to: ChildNode): void {
  if (!isAlike(from, to)) {
    // A cursor stays where the new markup has none.
    const { channel } = (from as HTMLElement).dataset ?? {};
    const { dataset } = to as HTMLElement;
    if (channel && dataset) dataset.channel ??= channel;
    from.replaceWith(to);
    return;
  }
  if (!(from instanceof Element)) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
    return;
  }
  const kept = isKept(from);
  morphAttributes(from, to as Element, kept);
  if (kept) return;
  morphChildren(from, to as Element);
  const control = from as HTMLInputElement;
  // Once a person has typed, the attribute no longer says what is shown.
  if ("defaultValue" in control) {
    if (control.value !== control.defaultValue) {
      control.value = control.defaultValue;
    }
    control.checked = control.defaultChecked;
  }
}

/** Makes the children of an element those of another one. */
export function morphChildren(from: Element, to: Element): void {
  const wanted = new Set([...to.children].map(idOf));
  const isWanted = (node: Node) => wanted.has(idOf(node) || " ");
  let next: ChildNode | null = from.firstChild;
  for (const want of [...to.childNodes]) {
    let match: ChildNode | null = next;
    const id = idOf(want);
    if (id) {
      match = [...from.children].find((child) => idOf(child) === id) ?? null;
    } else {
      // Text may become any text; an element stays with its own kind.
      while (match && (isWanted(match) || !isAlike(match, want))) {
        match = match.nextSibling;
      }
    }
    if (!match) from.insertBefore(want, next);
    else {
      if (match === next) next = next.nextSibling;
      else move(from, match, next);
      morph(match, want);
    }
  }
  while (next) {
    const after: ChildNode | null = next.nextSibling;
    next.remove();
    next = after;
  }
}

function morphAttributes(from: Element, to: Element, kept: boolean): void {
  // What a person typed, chose or opened is theirs.
  const isTheirs = (name: string) =>
    kept && /^(?:value|checked)$/.test(name) ||
    name === "open" && from.localName === "details";
  for (const { name, value } of [...to.attributes]) {
    if (!isTheirs(name) && from.getAttribute(name) !== value) {
      from.setAttribute(name, value);
    }
  }
  for (const { name } of [...from.attributes]) {
    if (
      !to.hasAttribute(name) && !isTheirs(name) && name !== "data-channel"
    ) from.removeAttribute(name);
  }
}

function isAlike(a: Node, b: Node): boolean {
  return a.nodeName === b.nodeName && idOf(a) === idOf(b);
}

/** The id of a node; as an attribute, since a form's property may be a control of that name. */
export function idOf(node: Node | null): string {
  return (node as Element | null)?.getAttribute?.("id") || "";
}
