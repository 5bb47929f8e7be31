// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { FormState } from "./_form_markup.ts";
import type { FormEntry, FormFields } from "./form_field.ts";

/** How much of what was filled in is kept for showing it again, in characters. */
const MAX_KEPT = 16_384;

// deno-lint-ignore no-control-regex -- to find these is its purpose
const CONTROL_REGEXP = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/** What a form holds: the values of its fields, or what is wrong with them. */
export interface ReadForm {
  readonly values: Record<string, unknown>;
  readonly problems: Map<string, string>;
}

/** Reads all fields, whatever is wrong with some. */
export function readForm(fields: FormFields, form: FormData): ReadForm {
  const values: Record<string, unknown> = {};
  const problems = new Map<string, string>();
  for (const [name, field] of Object.entries(fields)) {
    try {
      values[name] = field.parse(form.getAll(name) as FormEntry[]);
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof RangeError)) {
        throw error;
      }
      problems.set(name, error.message);
    }
  }
  return { values, problems };
}

/** What is shown again: all but secrets, as long as it is not too much. */
export function stateOf(
  fields: FormFields,
  form: FormData,
  problems: ReadonlyMap<string, string>,
): FormState {
  const values = new Map<string, readonly string[]>();
  let size = 0;
  for (const [name, field] of Object.entries(fields)) {
    if (field.isSecret) continue;
    const texts = form.getAll(name)
      .filter((entry) => typeof entry === "string")
      // They are refused in any case, and no HTML may hold them.
      .map((text) => text.replace(CONTROL_REGEXP, ""));
    size += texts.reduce((sum, text) => sum + text.length, 0);
    if (size > MAX_KEPT) break;
    values.set(name, texts);
  }
  return { values, problems };
}
