// Copyright 2026 the tpd2 authors. MIT license.

import { keepFocus } from "./controls.ts";
import type { Operation } from "./cursors.ts";
import { parse, runScript } from "./html.ts";
import { idOf, morph, morphChildren, move } from "./morph.ts";
import { navigate, reloadLater } from "./navigation.ts";

/** Applies what belongs to one event, together. */
export function apply(operations: Operation[]): void {
  keepFocus(() => operations.forEach(operate));
  // The focus is asked for by name; keeping it must not undo that.
  for (const [verb, id] of operations) {
    if (verb === "focus") byId(id)?.focus();
  }
}

function byId(id: string | undefined): HTMLElement | null {
  return document.getElementById(id!);
}

function operate([verb, id, value, more]: Operation): void {
  const text = value ?? "";
  if (verb === "title") document.title = text;
  if (verb === "navigate") navigate(text);
  if (verb === "script") runScript(text);
  const element = byId(id);
  if (!element) return;
  if (verb === "remove") element.remove();
  if (verb === "text") element.textContent = text;
  if (verb === "attribute") {
    if (more == null) element.removeAttribute(text);
    else element.setAttribute(text, String(more));
  }
  if (/replace|morph/.test(verb)) {
    const { childNodes } = parse(text, element.parentElement!);
    const [first, ...rest] = [...childNodes];
    if (!first) return element.remove();
    element.after(...rest);
    morph(element, first);
  }
  if (verb === "content") morphChildren(element, parse(text, element));
  if (verb === "gone") {
    element.removeAttribute("data-channel");
    reloadLater();
  }
  if (!/pend|before|after/.test(verb)) return;
  // The document's own methods are called as the verbs are, but would move
  // without keeping state: they only mark the place.
  const mark = new Text();
  element[verb as "append"](mark);
  const box = mark.parentElement!;
  const nodes = more
    ? [byId(more as string)]
    : [...parse(text, box).childNodes];
  // Who reads the end of a list goes on reading the end.
  const isAtEnd = box.scrollTop > 0 &&
    box.scrollHeight - box.scrollTop - box.clientHeight < 4;
  for (const node of nodes) {
    const twin = byId(idOf(node));
    if (twin !== node) twin?.remove();
  }
  for (const node of nodes) node && move(box, node, mark);
  mark.remove();
  if (isAtEnd) box.scrollTop = box.scrollHeight;
}
