// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Answer } from "../http/exchange.ts";
import type { Child } from "../ml/mod.ts";
import type { PageContext } from "./context.ts";

/**
 * What a render function may return: flow content, which the layout puts into its
 * `<main>`; a whole document, made by `html(...)`, which is sent as it is; or an answer.
 */
export type PageResult = Child | Answer;

/**
 * Makes a page of the values of its parameters.
 *
 * @typeParam Values The values.
 */
export type Render<Values> = (
  values: Values,
  context: PageContext,
) => PageResult | Promise<PageResult>;

/** Options of one page. */
export interface PageOptions<Values = unknown> {
  /**
   * Whether the site's layout goes around the content. Without it the content
   * is sent bare.
   *
   * @default {true}
   */
  layout?: boolean;
  /**
   * The title of the page, or a function that makes it. What the render function
   * sets as `context.title` goes before it.
   *
   * @default {undefined}
   */
  title?: string | ((values: Values, context: PageContext) => string);
  /**
   * Fields of every response of this page, such as `cache-control`.
   *
   * @default {{}}
   */
  fields?: Readonly<Record<string, string>>;
}
