// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type {
  CheckChild,
  CheckFirst,
  ElementArguments,
} from "./_element_types.ts";
import type { Attributes } from "./attributes.ts";
import { renderTemplate } from "./_render_template.ts";
import { prepareTemplate } from "./_template.ts";
import type { Template } from "./_template_types.ts";
import { makeElement } from "./element.ts";
import type { Markup } from "./markup.ts";

/**
 * Two things of one name: the `<html>` element, and the tag of a template that holds markup.
 */
export interface HtmlFunction {
  /** Makes the `<html>` element, or the markup of a template. */
  <
    Given extends
      | readonly [TemplateStringsArray, ...unknown[]]
      | ElementArguments<"html">,
  >(
    ...args: {
      [Index in keyof Given]: Given extends
        readonly [TemplateStringsArray, ...unknown[]] ? Given[Index]
        : Index extends "0"
          ? CheckFirst<"html", Attributes<"html">, Given[Index]>
        : CheckChild<"html", Given[Index]>;
    }
  ): Given extends readonly [TemplateStringsArray, ...unknown[]] ? Markup
    : Markup<"html">;
}

const htmlElement = makeElement("html") as unknown as (
  ...args: unknown[]
) => Markup<"html">;
const templates = new WeakMap<object, Template>();

/** The template that was rendered last: a row in a loop is found without looking it up. */
let lastStatics: object | null = null;
let lastTemplate: Template | null = null;

function findTemplate(statics: TemplateStringsArray): Template {
  let template = templates.get(statics);
  if (template === undefined) {
    template = prepareTemplate(statics);
    templates.set(statics, template);
  }
  lastStatics = statics;
  lastTemplate = template;
  return template;
}

function isStatics(value: unknown): value is TemplateStringsArray {
  return Array.isArray(value) &&
    Array.isArray((value as { raw?: unknown }).raw);
}

function htmlFunction(first?: unknown, ...rest: unknown[]): Markup {
  if (first === lastStatics && lastTemplate !== null) {
    return renderTemplate(lastTemplate, rest);
  }
  if (isStatics(first)) return renderTemplate(findTemplate(first), rest);
  return arguments.length === 0 ? htmlElement() : htmlElement(first, ...rest);
}

/**
 * As a function: makes the `<html>` element of a document, with the doctype before it. As the tag of a template: takes markup as it
 * is written, and guards each value by the place where it stands.
 *
 * | place | what may stand there |
 * |---|---|
 * | between tags | any {@linkcode Child}, escaped |
 * | a quoted attribute | text, escaped; `javascript:` and the like refused in URLs; `false`, `null` and `undefined` remove the attribute |
 * | in a tag, after a space | an object of attributes |
 * | `<script>` | any JSON value, as an expression; code made by `js` |
 * | `<style>` | a value of a declaration; a sheet made by `css` |
 * | a comment, `<title>`, `<textarea>` | text, escaped |
 *
 * The text of a template is parsed once, when its place in the program runs first.
 *
 * @example Usage
 * ```ts
 * import { html, renderToString } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const name = "<Ann>";
 * const url = "/people?name=ann&page=1";
 * assertEquals(
 *   renderToString(html`<a href="${url}">${name}</a>`),
 *   `<a href="/people?name=ann&amp;page=1">&lt;Ann&gt;</a>`,
 * );
 * ```
 *
 * @example A document
 * ```ts
 * import { body, head, html, p, renderToString, title } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   renderToString(html({ lang: "en" }, head(title("Hi")), body(p("Hello")))),
 *   `<!DOCTYPE html><html lang="en"><head><title>Hi</title></head><body><p>Hello</p></body></html>`,
 * );
 * ```
 *
 * @throws {SyntaxError} When the text of a template is malformed, or a value stands where it cannot be made safe: in an attribute
 * without quotes, in a tag's name, in a string of a script.
 * @throws {TypeError} When a value cannot stand where it is.
 */
export const html: HtmlFunction = htmlFunction as unknown as HtmlFunction;
