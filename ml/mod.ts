// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * Markup that the compiler checks, escaped by the place where it stands.
 *
 * ```ts
 * import { h1, p, renderToString } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   renderToString([h1("Hello ", "<Ann>"), p({ class: "note" }, "How are you?")]),
 *   `<h1>Hello &lt;Ann&gt;</h1><p class="note">How are you?</p>`,
 * );
 * ```
 *
 * @module
 */

export * from "./atom.ts";
export type * from "./attributes.ts";
export * from "./css.ts";
export * from "./development.ts";
export type { ElementFunction } from "./element.ts";
export type * from "./_element_types.ts";
export type * from "./_content_model.ts";
export type * from "./_foreign_model.ts";
export type { GlobalAttributes, HtmlAttributes } from "./_html_table.ts";
export type { Part, TreeNode } from "./_parts.ts";
export * from "./elements.ts";
export * from "./fragment.ts";
export { html, type HtmlFunction } from "./html.ts";
export {
  type Child,
  isMarkup,
  type Markup,
  type Raw,
  raw,
  type ToMarkup,
} from "./markup.ts";
export * from "./js.ts";
export * from "./json_feed.ts";
export {
  type ByteSink,
  isDocument,
  type RenderOptions,
  renderTo,
  renderToBytes,
  renderToString,
} from "./render.ts";
export * from "./rss.ts";
export * from "./sitemap.ts";
export * from "./stream.ts";
export * from "./svg.ts";
export * from "./xml.ts";
