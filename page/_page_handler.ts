// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Answer, Exchange, Handler } from "../http/exchange.ts";
import { FieldBlock } from "../http/field_block.ts";
import { HTML_FIELDS } from "../http/reply.ts";
import {
  type Child,
  isDeferred,
  isDocument,
  isMarkup,
  main,
  renderAsync,
  renderToString,
} from "../ml/mod.ts";
import { haveChannels } from "./_channel_registry.ts";
import { recordOf } from "./_frame_record.ts";
import { CHANNEL_MARK, type PageLayout } from "./_page_layout.ts";
import type { ParameterReader, Values } from "./_parameter_reader.ts";
import { RenderContext } from "./_render_context.ts";
import { rendering, startRendering, stopRendering } from "./_rendering.ts";
import { type Sessions, tabOf } from "./_sessions.ts";
import type { PageOptions, PageResult, Render } from "./page.ts";
import type { Security } from "./security.ts";

/** What all pages of a site share. */
export interface Shared {
  readonly layout: PageLayout;
  readonly security: Security;
  readonly sessions: Sessions;
}

/** One page: reads, renders, replies. Allocates no promise unless someone else does. */
export class PageHandler {
  readonly #shared: Shared;
  readonly #reader: ParameterReader;
  readonly #render: Render<Values>;
  readonly #title: PageOptions<Values>["title"];
  readonly #hasLayout: boolean;
  readonly #isReplaceable: boolean;
  readonly #fields: FieldBlock;
  readonly handle: Handler = (exchange) => this.#handle(exchange);

  constructor(
    shared: Shared,
    options: PageOptions<Values> & {
      reader: ParameterReader;
      render: Render<Values>;
      /** The fields of all responses, prepared; in place of `fields`. */
      block?: FieldBlock;
      /** Whether a frame may have something in its place; true if not given. */
      isReplaceable?: boolean;
    },
  ) {
    this.#shared = shared;
    this.#reader = options.reader;
    this.#render = options.render;
    this.#title = options.title;
    this.#isReplaceable = options.isReplaceable ?? true;
    this.#hasLayout = options.layout ?? true;
    this.#fields = options.block ?? shared.security.secure(
      HTML_FIELDS.with(Object.entries(options.fields ?? {})),
    );
  }

  #handle(exchange: Exchange): Answer | Promise<Answer> {
    const values = this.#reader.read(exchange);
    return values instanceof Promise
      ? values.then((values) => this.#renderWith(exchange, values))
      : this.#renderWith(exchange, values);
  }

  #renderWith(exchange: Exchange, values: Values): Answer | Promise<Answer> {
    const context = new RenderContext(exchange, this.#shared.sessions);
    const render = this.#isReplaceable
      ? replacementOf(context) ?? this.#render
      : this.#render;
    const before = startRendering(context);
    try {
      const result = render(values, context);
      return isMarkup(result) || !isPromiseLike(result)
        ? this.#finish(result as PageResult, values, context)
        : Promise.resolve(result as unknown).then((result) =>
          rendering(
            context,
            () => this.#finish(result as PageResult, values, context),
          )
        );
    } finally {
      stopRendering(before);
    }
  }

  /** What the page returned, as an answer. It is called while the page is being rendered. */
  #finish(
    result: PageResult,
    values: Values,
    context: RenderContext,
  ): Answer | Promise<Answer> {
    if (!isMarkup(result) && isAnswer(result)) return context.personal(result);
    const isBare = !this.#hasLayout || isDocument(result);
    // As an element the content is checked, in development, for its place.
    const markup = isBare ? result : main(result);
    if (waits(markup)) {
      return renderAsync(markup, context).then((text) =>
        rendering(context, () => this.#send(text, isBare, values, context))
      );
    }
    return this.#send(renderToString(markup, context), isBare, values, context);
  }

  #send(
    text: string,
    isBare: boolean,
    values: Values,
    context: RenderContext,
  ): Answer {
    const { layout, security } = this.#shared;
    // What is pushed into the page later may have buttons.
    if (haveChannels() && text.includes(CHANNEL_MARK)) context.needForm();
    const body = isBare ? withForm(text, context) : layout.wrap(
      text,
      context.title ?? this.#titleOf(values, context),
      context,
    );
    return context.reply(body, this.#fields, security);
  }

  #titleOf(values: Values, context: RenderContext): string | null {
    const title = this.#title;
    return typeof title === "function" ? title(values, context) : title ?? null;
  }
}

/** What the tab shows in the place of the page, if it has such a thing. */
function replacementOf(context: RenderContext): Render<Values> | null {
  const { exchange } = context;
  if (tabOf(exchange.query) === 0) return null;
  const frame = context.knownFrame;
  if (frame === null) return null;
  const record = recordOf(frame);
  const { replacement } = record;
  if (replacement === null) return null;
  if (replacement.path === exchange.path) {
    return (_values, context) => replacement.render(context);
  }
  // Who goes elsewhere finds the page itself on coming back.
  record.replacement = null;
  return null;
}

/** Puts the form of the page's buttons to the end of content without a layout. */
function withForm(text: string, context: RenderContext): string {
  const form = context.formSource();
  if (form === "") return text;
  const end = text.lastIndexOf("</body>");
  return end === -1 ? text + form : text.slice(0, end) + form + text.slice(end);
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null &&
    typeof (value as { then?: unknown }).then === "function";
}

/** Whether content has a promise somewhere; the usual kinds tell at once. */
function waits(content: Child): boolean {
  return isMarkup(content)
    ? content.parts !== null && isDeferred(content)
    : typeof content === "object" && content !== null && isDeferred(content);
}

function isAnswer(value: Child | Answer): value is Answer {
  return value instanceof Response ||
    typeof value === "object" && value !== null &&
      (value as { fields?: unknown }).fields instanceof FieldBlock;
}
