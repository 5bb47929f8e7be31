// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { Code, jsonSource, scriptSource, StyleSheet } from "./_code.ts";
import { describe, type PartsBuilder } from "./_parts.ts";
import { Markup, Raw } from "./markup.ts";

/** Elements whose content is not parsed as markup. */
const RAW_TEXT: ReadonlySet<string> = new Set([
  "script",
  "style",
  "textarea",
  "title",
]);

/** Whether an element's content is text without elements. */
export function isRawText(name: string): boolean {
  return RAW_TEXT.has(name);
}

const DATA_TYPES =
  /^(?:importmap|speculationrules|application\/(?:[\w.-]+\+)?json)$/i;

/** Whether the attributes of a script say that it holds data. */
export function isDataScript(attributes: object): boolean {
  const type = (attributes as { type?: unknown }).type;
  return typeof type === "string" && DATA_TYPES.test(type);
}

/** Whether a script of this type is code. */
export function isJavaScriptType(type: unknown): boolean {
  return typeof type === "string" &&
    /^(?:|module|text\/javascript|application\/javascript)$/i.test(type);
}

/** A style sheet that cannot end its element. */
export function sheetSource(text: string): string {
  return text.replace(/<(?=\/style|!--)/gi, "\\3c ");
}

function scriptChild(child: unknown, isData: boolean): string {
  if (child instanceof Code) return child.source;
  if (child instanceof Raw) return scriptSource(child.source);
  if (isData && !(child instanceof Markup)) return jsonSource(child);
  throw new TypeError(
    `Cannot render child of <script>: ${
      describe(child)
    } is not code, make it with js or raw()`,
  );
}

function styleChild(child: unknown): string {
  if (child instanceof StyleSheet) return child.source;
  if (child instanceof Raw) return sheetSource(child.source);
  throw new TypeError(
    `Cannot render child of <style>: ${
      describe(child)
    } is not a style sheet, make it with css or raw()`,
  );
}

function isNothing(child: unknown): boolean {
  return child === null || child === undefined || typeof child === "boolean";
}

/**
 * Adds the content of an element whose content is text.
 *
 * @throws {TypeError} When a child could be misread there.
 */
export function appendRawText(
  out: PartsBuilder,
  name: string,
  attributes: object,
  children: readonly unknown[],
): void {
  const isData = name === "script" && isDataScript(attributes);
  for (const child of children) {
    if (isNothing(child)) continue;
    if (Array.isArray(child) && !isData) {
      appendRawText(out, name, attributes, child);
    } else if (name === "script") out.write(scriptChild(child, isData));
    else if (name === "style") out.write(styleChild(child));
    else if (typeof child === "object" && !(child instanceof Raw)) {
      throw new TypeError(
        `Cannot render child of <${name}>: only text is allowed, got ${
          describe(child)
        }`,
      );
    } else out.append(child);
  }
}
