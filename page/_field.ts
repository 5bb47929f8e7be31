// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { FieldControl, FormEntry } from "./form_field.ts";

/** The attributes that every control has. */
export function controlAttributes(control: FieldControl): {
  readonly id: string;
  readonly name: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": "true" | undefined;
  readonly autofocus: boolean;
} {
  return {
    id: control.id,
    name: control.name,
    "aria-describedby": control.describedBy,
    "aria-invalid": control.isInvalid ? "true" : undefined,
    autofocus: control.hasFocus,
  };
}

/** The one text that was given; empty where there is none. */
export function onlyText(given: readonly FormEntry[]): string {
  const [first = ""] = given;
  if (given.length > 1) throw new SyntaxError("must be given only once");
  if (typeof first !== "string") {
    throw new SyntaxError("must be text, not a file");
  }
  return first;
}

/** What is said where nothing was filled in. */
export function missing(): SyntaxError {
  return new SyntaxError("must be filled in");
}
