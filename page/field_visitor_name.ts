// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { onlyText } from "./_field.ts";
import { textField, type TextFieldOptions } from "./field_text.ts";
import type { FormField } from "./form_field.ts";
import { checkVisitorName, MAX_NAME_LENGTH } from "./visitor_name.ts";

/** Options of {@linkcode visitorNameField}. */
export type VisitorNameFieldOptions = Pick<
  TextFieldOptions,
  "default" | "help"
>;

/**
 * A field for the name that a visitor chooses: what it gives is fit for
 * {@linkcode Visitor.rename}.
 *
 * @param label What stands beside it.
 * @param options The name as it is, and help.
 * @returns The field.
 *
 * @example Usage
 * ```ts
 * import { actionForm, site, visitorNameField } from "@tpd2/tpd2/page";
 * import { TestBrowser } from "@tpd2/tpd2/page/testing";
 * import { h1 } from "@tpd2/tpd2/ml";
 * import { assertEquals, assertStringIncludes } from "@std/assert";
 *
 * const club = site();
 * club.page("/", (_values, { visitor }) => [
 *   h1(visitor.name),
 *   actionForm(
 *     { name: visitorNameField("Name", { default: visitor.name }) },
 *     ({ name }, { visitor }) => visitor.rename(name),
 *     { submit: "Rename" },
 *   ),
 * ]);
 *
 * const page = await new TestBrowser(club).open("/");
 * await page.submit({ name: "  Ada   Lovelace " });
 * assertStringIncludes(page.text, "Ada Lovelace");
 * await page.submit({ name: "\u202eadA" });
 * assertStringIncludes(page.text, "Name must hold nothing but letters");
 * ```
 */
export function visitorNameField(
  label: string,
  options: VisitorNameFieldOptions = {},
): FormField<string> {
  const field = textField(label, {
    ...options,
    maxLength: MAX_NAME_LENGTH,
    autocomplete: "nickname",
  });
  return { ...field, parse: (given) => checkVisitorName(onlyText(given)) };
}
