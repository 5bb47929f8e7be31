// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type Child,
  meta,
  renderToString,
  title as titleElement,
} from "../ml/mod.ts";
import type { RenderContext } from "./_render_context.ts";
import { STYLE } from "./_style.ts";
import type { PageContext } from "./context.ts";
import type { LayoutHook, LayoutOptions } from "./layout.ts";

/** What a page has that shows a channel: then it needs the client. */
export const CHANNEL_MARK = ' data-channel="';

const META: string = renderToString([
  meta({ charset: "utf-8" }),
  meta({ name: "viewport", content: "width=device-width, initial-scale=1" }),
]);

/**
 * The layout of a site's pages. What is the same on every page is rendered
 * once; a page with constant hooks costs two concatenations.
 */
export class PageLayout {
  readonly #start: string;
  readonly #siteTitle: string | undefined;
  readonly #head: string | ((context: PageContext) => Child);
  readonly #bodyStart: string | ((context: PageContext) => Child);
  readonly #end: string | ((context: PageContext) => Child);
  /** Whether what is the same on all pages shows a channel. */
  readonly #hasChannel: boolean;
  #lastTitle: string | null = null;
  #lastBefore = "";

  constructor(options: LayoutOptions) {
    const { lang = "en", style = true } = options;
    if (!/^[A-Za-z]{2,8}(?:-[A-Za-z\d]{1,8})*$/.test(lang)) {
      throw new TypeError(`Cannot use language "${lang}": not a BCP 47 tag`);
    }
    this.#start = `<!DOCTYPE html><html lang="${lang}"><head>${META}` +
      (style ? `<style>${STYLE}</style>` : "");
    this.#siteTitle = options.title;
    this.#head = prepare(options.head);
    this.#bodyStart = prepare(options.bodyStart);
    this.#end = prepare(options.footer);
    this.#hasChannel = [this.#head, this.#bodyStart, this.#end].some((hook) =>
      typeof hook === "string" && hook.includes(CHANNEL_MARK)
    );
  }

  /** Puts rendered content between what comes before and after it. */
  wrap(content: string, title: string | null, context: RenderContext): string {
    if (this.#hasChannel) context.needForm();
    return this.#before(title, context) + content +
      render(this.#end, context) + context.formSource() + "</body></html>";
  }

  #before(title: string | null, context: RenderContext): string {
    const text = this.#titleText(title, context);
    const isConstant = typeof this.#head === "string" &&
      typeof this.#bodyStart === "string";
    if (isConstant && text === this.#lastTitle) return this.#lastBefore;
    const before = this.#start + renderToString(titleElement(text)) +
      render(this.#head, context) + "</head><body>" +
      render(this.#bodyStart, context);
    if (isConstant) {
      this.#lastTitle = text;
      this.#lastBefore = before;
    }
    return before;
  }

  /** A document must have a title that is not empty: the last resort is its path. */
  #titleText(title: string | null, context: PageContext): string {
    const site = this.#siteTitle;
    if (!title) return site || context.exchange.path;
    return site ? `${title} - ${site}` : title;
  }
}

function prepare(
  hook: LayoutHook | undefined,
): string | ((context: PageContext) => Child) {
  return typeof hook === "function" ? hook : renderToString(hook);
}

function render(
  hook: string | ((context: PageContext) => Child),
  context: RenderContext,
): string {
  if (typeof hook === "string") return hook;
  const text = renderToString(hook(context), context);
  if (text.includes(CHANNEL_MARK)) context.needForm();
  return text;
}
