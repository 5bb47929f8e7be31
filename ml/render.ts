// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { escape } from "./_escape.ts";
import { childSource, type Part, PartsBuilder } from "./_parts.ts";
import { type Child, Markup } from "./markup.ts";
import { Xml } from "./xml.ts";

/** Options of all renderers. */
export interface RenderOptions {
  /**
   * The nonce of the page's content security policy; it is put on every `<script>` and `<style>` that was not made by
   * {@linkcode raw}.
   *
   * @default {undefined}
   */
  nonce?: string | undefined;
}

/**
 * Where bytes go: the end of a growing buffer, which a renderer writes without a copy in between.
 */
export interface ByteSink {
  /**
   * Makes room at the end.
   *
   * @param minimum How many bytes are wanted.
   * @returns The room, at least that long. It is valid until the next call.
   */
  reserve(minimum: number): Uint8Array;
  /**
   * Keeps the first bytes of the room.
   *
   * @param length How many.
   */
  commit(length: number): void;
}

/** Any child as markup. */
export function toMarkup(child: unknown): Markup {
  if (child instanceof Markup) return child;
  const source = childSource(child);
  if (source !== undefined) return new Markup(source);
  const out = new PartsBuilder(false);
  out.append(child);
  return out.finish(null);
}

/** The attribute that takes the place of a nonce. */
export function nonceSource(nonce: string | undefined): string {
  return nonce === undefined ? "" : ` nonce="${escape(nonce)}"`;
}

function joinParts(parts: readonly Part[], nonce: string | undefined): string {
  const attribute = nonceSource(nonce);
  let out = "";
  for (const part of parts) {
    if (typeof part === "string") out += part;
    else if (typeof part === "symbol") out += attribute;
    else {
      throw new TypeError(
        "Cannot render at once: the markup waits for a promise, use renderAsync()",
      );
    }
  }
  return out;
}

/**
 * Renders to a string.
 *
 * @example Usage
 * ```ts
 * import { li, renderToString, ul } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const names = ["Ann", "<Bob>"];
 * assertEquals(
 *   renderToString(ul({ class: "names" }, names.map((name) => li(name)))),
 *   `<ul class="names"><li>Ann</li><li>&lt;Bob&gt;</li></ul>`,
 * );
 * ```
 *
 * @param child What to render.
 * @param options How to render.
 * @returns The source of the markup.
 * @throws {TypeError} When something cannot be rendered, or is a promise.
 */
export function renderToString(
  child: Child | Xml,
  options?: RenderOptions,
): string {
  if (child instanceof Markup && child.parts === null) return child.source;
  if (child instanceof Xml) return child.source;
  const markup = toMarkup(child);
  return markup.parts === null
    ? markup.source
    : joinParts(markup.parts, options?.nonce);
}

const encoder = new TextEncoder();

/**
 * Renders to UTF-8.
 *
 * @example Usage
 * ```ts
 * import { p, renderToBytes } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(renderToBytes(p("é")).length, "<p></p>".length + 2);
 * ```
 *
 * @param child What to render.
 * @param options How to render.
 * @returns The bytes.
 * @throws {TypeError} When something cannot be rendered, or is a promise.
 */
export function renderToBytes(
  child: Child | Xml,
  options?: RenderOptions,
): Uint8Array<ArrayBuffer> {
  return encoder.encode(renderToString(child, options));
}

/** How many bytes are asked for at a time: more would tie up memory for nothing. */
const WINDOW = 65536;

/**
 * Renders straight into the bytes of a sink.
 *
 * @example Usage
 * ```ts
 * import { p, renderTo } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new Uint8Array(1024);
 * let end = 0;
 * renderTo({
 *   reserve: () => bytes.subarray(end),
 *   commit: (length) => void (end += length),
 * }, p("Hello"));
 * assertEquals(new TextDecoder().decode(bytes.subarray(0, end)), "<p>Hello</p>");
 * ```
 *
 * @param sink Where the bytes go.
 * @param child What to render.
 * @param options How to render.
 * @returns How many bytes were written.
 * @throws {TypeError} When something cannot be rendered, or is a promise; nothing was written then.
 * @throws {RangeError} When the sink gives less room than it was asked for.
 */
export function renderTo(
  sink: ByteSink,
  child: Child | Xml,
  options?: RenderOptions,
): number {
  let rest = renderToString(child, options);
  let total = 0;
  while (rest !== "") {
    const wanted = Math.min(rest.length * 3, WINDOW);
    const room = sink.reserve(wanted);
    const { read, written } = encoder.encodeInto(rest, room);
    if (read === 0) {
      throw new RangeError("Cannot render to sink: it gives no room");
    }
    sink.commit(written);
    total += written;
    if (read === rest.length) break;
    rest = rest.slice(read);
  }
  return total;
}

/**
 * Whether markup is a whole document, made by {@linkcode html} and its doctype, rather than content for a layout.
 *
 * @example Usage
 * ```ts
 * import { body, head, html, isDocument, p, title } from "@tpd2/tpd2/ml";
 * import { assert } from "@std/assert";
 *
 * assert(isDocument(html(head(title("Hi")), body())));
 * assert(!isDocument(p("Hi")));
 * ```
 *
 * @param child What a page returned.
 * @returns `true` for a document.
 */
export function isDocument(child: unknown): boolean {
  if (!(child instanceof Markup)) return false;
  const start = child.parts === null ? child.source : child.parts[0];
  return typeof start === "string" && start.startsWith("<!DOCTYPE html>");
}
