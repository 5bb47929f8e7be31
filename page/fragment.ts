// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type Child,
  customElement,
  type GlobalAttributes,
  renderToString,
} from "../ml/mod.ts";

/** What may be done to the page with a piece of markup. */
export type MarkupVerb =
  | "replace"
  | "morph"
  | "content"
  | "append"
  | "prepend"
  | "before"
  | "after";

/**
 * A fragment as it goes over the wire: a verb, the id of the element that it is
 * about, and what the verb needs; see the live protocol.
 */
export type Operation =
  | readonly [verb: MarkupVerb, id: string, html: string]
  | readonly [verb: "content", id: string, html: string, morph: 1]
  | readonly [
    verb: "append" | "prepend" | "before" | "after",
    id: string,
    html: "",
    movedId: string,
  ]
  | readonly [verb: "remove" | "focus" | "gone", id: string]
  | readonly [
    verb: "attribute",
    id: string,
    name: string,
    value: string | null,
  ]
  | readonly [
    verb: "text" | "title" | "navigate" | "script",
    id: string,
    value: string,
  ];

/**
 * Puts an element in the place of another.
 *
 * @example Usage
 * ```ts
 * import { replaceElement } from "@tpd2/tpd2/page";
 * import { p } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(replaceElement("bell", p({ id: "bell" }, "Ring")), ["replace", "bell", '<p id="bell">Ring</p>']);
 * ```
 */
export function replaceElement(id: string, markup: Child): Operation {
  return ["replace", id, renderToString(markup)];
}

/**
 * Turns an element into another, keeping what the two have in common: focus, caret, half-typed text.
 *
 * @example Usage
 * ```ts
 * import { morphElement } from "@tpd2/tpd2/page";
 * import { p } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(morphElement("bell", p({ id: "bell" }, "Ring")), ["morph", "bell", '<p id="bell">Ring</p>']);
 * ```
 */
export function morphElement(id: string, markup: Child): Operation {
  return ["morph", id, renderToString(markup)];
}

/** Options of {@linkcode replaceContent}. */
export interface ReplaceContentOptions {
  /**
   * Whether nodes are kept where the old content and the new have them in common.
   *
   * @default {true}
   */
  morph?: boolean;
}

/**
 * Puts new content into an element.
 *
 * @example Usage
 * ```ts
 * import { replaceContent } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(replaceContent("bell", "Ring", { morph: false }), ["content", "bell", "Ring"]);
 * ```
 */
export function replaceContent(
  id: string,
  markup: Child,
  options: ReplaceContentOptions = {},
): Operation {
  const html = renderToString(markup);
  return options.morph ?? true
    ? ["content", id, html, 1]
    : ["content", id, html];
}

/**
 * Puts markup at the end of an element. What has the same id already is removed first.
 *
 * @example Usage
 * ```ts
 * import { appendTo } from "@tpd2/tpd2/page";
 * import { li } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(appendTo("names", li("Ann")), ["append", "names", "<li>Ann</li>"]);
 * ```
 */
export function appendTo(id: string, markup: Child): Operation {
  return ["append", id, renderToString(markup)];
}

/**
 * Puts markup at the beginning of an element. What has the same id already is removed first.
 *
 * @example Usage
 * ```ts
 * import { prependTo } from "@tpd2/tpd2/page";
 * import { li } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(prependTo("names", li("Ann")), ["prepend", "names", "<li>Ann</li>"]);
 * ```
 */
export function prependTo(id: string, markup: Child): Operation {
  return ["prepend", id, renderToString(markup)];
}

/**
 * Puts markup before an element. What has the same id already is removed first.
 *
 * @example Usage
 * ```ts
 * import { insertBefore } from "@tpd2/tpd2/page";
 * import { li } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(insertBefore("bob", li("Ann")), ["before", "bob", "<li>Ann</li>"]);
 * ```
 */
export function insertBefore(id: string, markup: Child): Operation {
  return ["before", id, renderToString(markup)];
}

/**
 * Puts markup after an element. What has the same id already is removed first.
 *
 * @example Usage
 * ```ts
 * import { insertAfter } from "@tpd2/tpd2/page";
 * import { li } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(insertAfter("ann", li("Bob")), ["after", "ann", "<li>Bob</li>"]);
 * ```
 */
export function insertAfter(id: string, markup: Child): Operation {
  return ["after", id, renderToString(markup)];
}

/**
 * Removes an element.
 *
 * @example Usage
 * ```ts
 * import { removeElement } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(removeElement("bell"), ["remove", "bell"]);
 * ```
 */
export function removeElement(id: string): Operation {
  return ["remove", id];
}

/** Any element at all: to have its attributes checked. */
const anyElement = customElement("x-any");
/** What markup has in the place of a URL that runs scripts. */
const REFUSED_URL = "about:invalid#refused";
/** Attributes that can run something whatever they are put on, or escape from their place. */
const UNSAFE_ATTRIBUTE_REGEXP = /^(?:on|srcdoc$|style$|id$|data-channel$)/i;

/**
 * Sets an attribute of an element, or removes it.
 *
 * @param id The element's id.
 * @param name The attribute's name.
 * @param value Its value; `null` removes it.
 * @returns The operation.
 * @throws {TypeError} If the attribute could run code, or is one that the page relies on.
 *
 * @example Usage
 * ```ts
 * import { setAttribute } from "@tpd2/tpd2/page";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(setAttribute("bell", "hidden", ""), ["attribute", "bell", "hidden", ""]);
 * assertThrows(() => setAttribute("bell", "onclick", "ring()"), TypeError);
 * ```
 */
export function setAttribute(
  id: string,
  name: string,
  value: string | null,
): Operation {
  if (UNSAFE_ATTRIBUTE_REGEXP.test(name)) {
    throw new TypeError(`Cannot set attribute "${name}" of a live element`);
  }
  if (value !== null) {
    // Throws, or puts something harmless in the place of what runs scripts.
    const rendered = renderToString(
      anyElement(
        { [name]: value } as
          & GlobalAttributes
          & Record<string, string>
          & GlobalAttributes,
      ),
    );
    if (rendered.includes(REFUSED_URL) && !value.includes(REFUSED_URL)) {
      throw new TypeError(`Cannot set attribute "${name}" to "${value}"`);
    }
  }
  return ["attribute", id, name, value];
}

/**
 * Puts text in the place of an element's content.
 *
 * @example Usage
 * ```ts
 * import { setText } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(setText("bell", "<Ring>"), ["text", "bell", "<Ring>"]);
 * ```
 */
export function setText(id: string, text: string): Operation {
  return ["text", id, text];
}

/**
 * Gives an element the focus. Use it with care: it takes people away from what they are typing.
 *
 * @example Usage
 * ```ts
 * import { focusElement } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(focusElement("move"), ["focus", "move"]);
 * ```
 */
export function focusElement(id: string): Operation {
  return ["focus", id];
}

/**
 * Sets the document's title.
 *
 * @example Usage
 * ```ts
 * import { setTitle } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(setTitle("Your turn"), ["title", "", "Your turn"]);
 * ```
 */
export function setTitle(text: string): Operation {
  return ["title", "", text];
}

/**
 * Sends the page elsewhere.
 *
 * @param url Where to: a relative reference, or an `http:` or `https:` URL.
 * @returns The operation.
 * @throws {TypeError} If it is a URL of another scheme.
 *
 * @example Usage
 * ```ts
 * import { navigateTo } from "@tpd2/tpd2/page";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(navigateTo("/game/7"), ["navigate", "", "/game/7"]);
 * assertThrows(() => navigateTo("javascript:alert(1)"), TypeError);
 * ```
 */
export function navigateTo(url: string): Operation {
  const parsed = URL.parse(url, "http://localhost/");
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new TypeError(
      `Cannot navigate to "${url}": neither relative nor http(s)`,
    );
  }
  return ["navigate", "", url];
}
