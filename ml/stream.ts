// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Child, Markup } from "./markup.ts";
import { nonceSource, type RenderOptions, toMarkup } from "./render.ts";

async function* markupPieces(
  markup: Markup,
  nonce: string,
): AsyncGenerator<string, string> {
  if (markup.parts === null) return markup.source;
  let ready = "";
  for (const part of markup.parts) {
    if (typeof part === "string") ready += part;
    else if (typeof part === "symbol") ready += nonce;
    else {
      // What comes before must not wait with it.
      if (ready !== "") yield ready;
      ready = "";
      if (Symbol.asyncIterator in part) {
        for await (const item of part) {
          const rest = yield* markupPieces(toMarkup(item), nonce);
          if (rest !== "") yield rest;
        }
      } else ready = yield* markupPieces(toMarkup(await part), nonce);
    }
  }
  return ready;
}

/**
 * Renders in pieces: what is ready comes at once, what is promised when it is there, in the order of the page. Nothing is rendered
 * before it is asked for.
 *
 * @example Usage
 * ```ts
 * import { p, renderPieces } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const pieces: string[] = [];
 * for await (const piece of renderPieces([p("now"), Promise.resolve(p("later"))])) pieces.push(piece);
 * assertEquals(pieces, ["<p>now</p>", "<p>later</p>"]);
 * ```
 *
 * @param child What to render; promises and async iterables may stand in it.
 * @param options How to render.
 * @returns The pieces of the markup's source, none of them empty.
 * @throws {TypeError} When something cannot be rendered.
 */
export async function* renderPieces(
  child: Child,
  options?: RenderOptions,
): AsyncGenerator<string, void, undefined> {
  const rest = yield* markupPieces(
    toMarkup(child),
    nonceSource(options?.nonce),
  );
  if (rest !== "") yield rest;
}

/**
 * Renders to a string, and waits for promises and async iterables.
 *
 * @example Usage
 * ```ts
 * import { p, renderAsync } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await renderAsync(p("Hello ", Promise.resolve("<Ann>"))), "<p>Hello &lt;Ann&gt;</p>");
 * ```
 *
 * @param child What to render.
 * @param options How to render.
 * @returns The source of the markup.
 * @throws {TypeError} When something cannot be rendered.
 */
export async function renderAsync(
  child: Child,
  options?: RenderOptions,
): Promise<string> {
  let out = "";
  for await (const piece of renderPieces(child, options)) out += piece;
  return out;
}

/**
 * Renders to a stream of UTF-8. A reader that does not read holds the rendering back; one that cancels ends it, and the async
 * iterables in it.
 *
 * @example Usage
 * ```ts
 * import { p, renderToStream } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const response = new Response(renderToStream(p("Hello ", Promise.resolve("Ann"))));
 * assertEquals(await response.text(), "<p>Hello Ann</p>");
 * ```
 *
 * @param child What to render.
 * @param options How to render.
 * @returns The stream. It fails when something cannot be rendered, or a promise is rejected.
 */
export function renderToStream(
  child: Child,
  options?: RenderOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const pieces = renderPieces(child, options);
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller): Promise<void> {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel(): void {
      // Not awaited: a promise in the page may never settle.
      pieces.return().catch(() => {});
    },
  }, { highWaterMark: 0 });
}

/**
 * Whether markup waits for something, so that only {@linkcode renderAsync}, {@linkcode renderPieces} and {@linkcode renderToStream}
 * can render it.
 *
 * @example Usage
 * ```ts
 * import { isDeferred, p } from "@tpd2/tpd2/ml";
 * import { assert } from "@std/assert";
 *
 * assert(isDeferred(p(Promise.resolve("x"))));
 * assert(!isDeferred(p("x")));
 * ```
 *
 * @param child What to render.
 * @returns `true` when a promise or an async iterable stands in it.
 * @throws {TypeError} When something cannot be rendered.
 */
export function isDeferred(child: Child): boolean {
  const { parts } = toMarkup(child);
  return parts !== null &&
    parts.some((part) => typeof part !== "string" && typeof part !== "symbol");
}
