// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Child } from "../ml/mod.ts";
import type { PageContext } from "./context.ts";

/** Markup, or a function that makes it for each page. Markup is rendered once only. */
export type LayoutHook = Child | ((context: PageContext) => Child);

/** What stands around the content of every page of a site. */
export interface LayoutOptions {
  /**
   * The language of the pages, as a BCP 47 tag.
   *
   * @default {"en"}
   */
  lang?: string;
  /**
   * The name of the site. It is the title of pages that have none, and ends the
   * titles of those that have one.
   *
   * @default {undefined}
   */
  title?: string;
  /**
   * More metadata: links to style sheets, feeds and icons.
   *
   * @default {undefined}
   */
  head?: LayoutHook;
  /**
   * What comes before the content: a header, navigation.
   *
   * @default {undefined}
   */
  bodyStart?: LayoutHook;
  /**
   * What comes after the content.
   *
   * @default {undefined}
   */
  footer?: LayoutHook;
  /**
   * Whether pages have the small built-in style, which suits the light, the
   * dark, and any window.
   *
   * @default {true}
   */
  style?: boolean;
}
