// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { attributesSource, isAttributes } from "./_attributes.ts";
import { checkElement } from "./_check.ts";
import type { ElementName } from "./_content_model.ts";
import { development } from "./_development.ts";
import type {
  CheckChild,
  CheckFirst,
  ElementArguments,
} from "./_element_types.ts";
import { escape } from "./_escape.ts";
import { childSource, PartsBuilder } from "./_parts.ts";
import { appendRawText, isRawText } from "./_raw_text.ts";
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
    ...args: {
      [Index in keyof Given]: Index extends "0" ? CheckFirst<Name, Given[Index]>
        : CheckChild<Name, Given[Index]>;
    }
  ): Markup<Name>;
}

/** How an element is written; `html` begins a document, so it brings its doctype. */
interface Shape {
  readonly name: string;
  readonly open: string;
  readonly end: string;
  readonly isVoid: boolean;
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
  if (isRawText(name)) appendRawText(out, name, attributes, children);
  else for (const child of children) out.append(child);
  out.write(shape.end);
  if (out.nodes === null) return out.finish(null);
  const node = {
    name,
    attributes: Object.keys(attributes),
    children: out.nodes,
  };
  checkElement(node);
  return out.finish([node]);
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
  const open = `${name === "html" ? "<!DOCTYPE html>" : ""}<${name}`;
  const start = `${open}>`;
  const isVoid = VOID_ELEMENTS.has(name);
  const end = isVoid ? "" : `</${name}>`;
  const shape: Shape = { name, open, end, isVoid };
  const isSpecial = isVoid || isRawText(name);

  function make(first?: unknown, ...rest: unknown[]): Markup {
    if (development || isSpecial) {
      return makeSlowly(shape, arguments.length === 0 ? [] : [first, ...rest]);
    }
    let out: string;
    if (typeof first === "string") out = start + escape(first);
    else if (first instanceof Markup && first.parts === null) {
      out = start + first.source;
    } else if (isAttributes(first)) {
      out = open + attributesSource(name, first) + ">";
    } else {
      const source = childSource(first);
      if (source === undefined) return makeSlowly(shape, [first, ...rest]);
      out = start + source;
    }
    for (let index = 0; index < rest.length; index++) {
      const source = childSource(rest[index]);
      if (source === undefined) return makeSlowly(shape, [first, ...rest]);
      out += source;
    }
    return new Markup(out + end);
  }
  return make as unknown as ElementFunction<Name>;
}
