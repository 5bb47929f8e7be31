// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  attributesSource,
  idOf,
  isAttributes,
  isPlainObject,
} from "./_attributes.ts";
import { checkElement } from "./_check.ts";
import type { ElementName } from "./_content_model.ts";
import { development } from "./_development.ts";
import type { CheckArguments, ElementArguments } from "./_element_types.ts";
import type { Attributes } from "./attributes.ts";
import { escape, flat } from "./_escape.ts";
import { childSource, type Part, PartsBuilder } from "./_parts.ts";
import { appendRawText, isRawText } from "./_raw_text.ts";
import { Labels, MAX_LABEL, StartTags } from "./_repeated.ts";
import { VOID_ELEMENTS } from "./_void_elements.ts";
import { Markup, NONCE } from "./markup.ts";

/**
 * Makes one kind of HTML element. The first argument may be an object of attributes; all others are children.
 *
 * The types check the attributes' names and values and every direct child; the last line of the message says what is wrong, as in
 * `"<p> is not allowed in <ul>; allowed: li, script, template"`.
 *
 * @typeParam Name The element's name.
 */
export interface ElementFunction<Name extends ElementName> {
  /** Makes the element. */
  <Given extends ElementArguments<Name>>(
    ...args: CheckArguments<Name, Attributes<Name>, Given>
  ): Markup<Name>;
}

/** How an element is written; `html` begins a document, so it brings its doctype. */
interface Shape {
  readonly name: string;
  /** The name in the tree of the checks, where elements of SVG and MathML have a prefix. */
  readonly treeName: string;
  readonly open: string;
  readonly end: string;
  readonly isRawText: boolean;
}

function makeSlowly(shape: Shape, args: readonly unknown[]): Markup {
  const { name } = shape;
  const out = new PartsBuilder(development);
  const hasAttributes = isAttributes(args[0]);
  const attributes = hasAttributes ? args[0] as object : {};
  out.write(shape.open + attributesSource(name, attributes));
  if (
    (name === "script" || name === "style") &&
    !Object.hasOwn(attributes, "nonce")
  ) {
    out.defer(NONCE);
  }
  out.write(">");
  const children = hasAttributes ? args.slice(1) : args;
  if (shape.isRawText) appendRawText(out, name, attributes, children);
  else for (const child of children) out.append(child);
  out.write(shape.end);
  if (out.nodes === null) return out.finish(null);
  const node = {
    name: shape.treeName,
    attributes: Object.keys(attributes),
    id: idOf(attributes),
    children: out.nodes,
  };
  checkElement(node);
  return out.finish([node]);
}

function addChild(out: string, child: unknown): string | undefined {
  if (typeof child === "string") return out + escape(child);
  if (typeof child === "number") return out + child;
  if (child instanceof Markup && child.parts === null) {
    return out + child.source;
  }
  const source = childSource(child);
  return source === undefined ? undefined : out + source;
}

/**
 * An element in which something waits for the renderer, mostly the nonce of a script: what is between is still one concatenation.
 * `undefined` when a child is none of the usual kinds.
 */
function joinParts(
  start: string,
  children: readonly unknown[],
  end: string,
): Markup | undefined {
  const parts: Part[] = [];
  let text = start;
  for (const child of children) {
    if (child instanceof Markup && child.parts !== null) {
      for (const part of child.parts) {
        if (typeof part === "string") text += part;
        else {
          parts.push(text, part);
          text = "";
        }
      }
      continue;
    }
    const source = childSource(child);
    if (source === undefined) return undefined;
    text += source;
  }
  parts.push(text + end);
  return new Markup("", parts);
}

/** A script or a style sheet without content, as those with an address are. */
function makeEmptyCode(shape: Shape, first: unknown): Markup {
  if (!isPlainObject(first) || Object.hasOwn(first, "nonce")) {
    return makeSlowly(shape, [first]);
  }
  const attributes = attributesSource(shape.name, first);
  if (attributes === "") return makeSlowly(shape, [first]);
  return new Markup("", [shape.open + attributes, NONCE, `>${shape.end}`]);
}

/**
 * A function that makes elements of one name.
 *
 * The common cases (text, finished markup and lists of it) are one concatenation. Everything else takes the slow road: development
 * checks, promises, generators, script and style.
 */
export function makeElement<Name extends ElementName>(
  name: Name,
): ElementFunction<Name> {
  return makeFunction(name, name) as unknown as ElementFunction<Name>;
}

/** The same without a type; `treeName` is what the development checks call the element. */
export function makeFunction(
  name: string,
  treeName: string,
): (...args: readonly unknown[]) => Markup {
  const open = flat(`${treeName === "html" ? "<!DOCTYPE html>" : ""}<${name}`);
  const start = flat(`${open}>`);
  const isHtml = name === treeName;
  const isVoid = isHtml && VOID_ELEMENTS.has(name);
  const end = isVoid ? "" : flat(`</${name}>`);
  const shape: Shape = {
    name,
    treeName,
    open,
    end,
    isRawText: isHtml && isRawText(name),
  };
  const isCode = isHtml && (name === "script" || name === "style");

  const startTags = new StartTags(name, open);
  const labels = new Labels(start, end);

  // Named parameters: an array of all of them would be made on each call, because the slow road might want it. A missing one is
  // undefined and renders nothing.
  function make(
    first?: unknown,
    second?: unknown,
    third?: unknown,
    fourth?: unknown,
    ...rest: unknown[]
  ): Markup {
    const isAlone = second === undefined && third === undefined &&
      fourth === undefined && rest.length === 0;
    let out: string | undefined;
    if (development) out = undefined;
    else if (shape.isRawText) {
      // Text alone, or attributes alone, are quick; what is left must be looked at.
      if (isAlone) {
        if (isCode) return makeEmptyCode(shape, first);
        if (typeof first === "string") out = start + escape(first);
      }
    } else if (typeof first === "string") {
      if (isAlone && first.length <= MAX_LABEL) return labels.write(first);
      out = start + escape(first);
    } else if (first instanceof Markup) out = addChild(start, first);
    else if (isPlainObject(first)) out = startTags.write(first);
    else out = addChild(start, first);
    if (out !== undefined && second !== undefined) out = addChild(out, second);
    if (out !== undefined && third !== undefined) out = addChild(out, third);
    if (out !== undefined && fourth !== undefined) out = addChild(out, fourth);
    for (let index = 0; out !== undefined && index < rest.length; index++) {
      out = addChild(out, rest[index]);
    }
    if (out !== undefined) return new Markup(out + end);
    const args = [first, second, third, fourth, ...rest];
    if (development || shape.isRawText) return makeSlowly(shape, args);
    const hasAttributes = isPlainObject(first);
    const tag = hasAttributes ? startTags.write(first) : start;
    const markup = tag === undefined
      ? undefined
      : joinParts(tag, hasAttributes ? args.slice(1) : args, end);
    return markup ?? makeSlowly(shape, args);
  }
  return make;
}
