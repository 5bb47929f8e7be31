// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import * as ml from "../ml/mod.ts";
import type { Child, Markup } from "../ml/mod.ts";

/** The elements that a channel can be. */
export type ChannelElement =
  | "div"
  | "section"
  | "article"
  | "aside"
  | "header"
  | "footer"
  | "nav"
  | "p"
  | "span"
  | "strong"
  | "output"
  | "ul"
  | "ol"
  | "dl"
  | "table"
  | "tbody"
  | "tr"
  | "td";

/** The elements that a channel of items can be. */
export type ItemsElement =
  | "ul"
  | "ol"
  | "div"
  | "section"
  | "tbody"
  | "dl"
  | "p";

/** What the items of a channel are in each of them. */
export const ITEM_ELEMENTS: Readonly<Record<ItemsElement, string>> = {
  ul: "li",
  ol: "li",
  div: "div",
  section: "div",
  tbody: "tr",
  dl: "div",
  p: "span",
};

/** Attributes as they are given where the element is not known to the types. */
export type LooseAttributes = Readonly<
  Record<string, string | number | boolean | null | undefined>
>;

/** Makes an element whose name is known at run time only. Its content is still checked in development. */
export function makeElement(
  tag: string,
  attributes: LooseAttributes,
  content: Child,
): Markup {
  const make = ml[tag as "div"] as unknown as (
    attributes: LooseAttributes,
    content: Child,
  ) => Markup;
  return make(attributes, content);
}
