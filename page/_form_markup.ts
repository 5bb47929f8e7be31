// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  button,
  type Child,
  form,
  input,
  label,
  type Markup,
  p,
  small,
  strong,
} from "../ml/mod.ts";
import type { FormField, FormFields } from "./form_field.ts";

/** A form as it is rendered: its place, its look. */
export interface FormLook {
  readonly id: string;
  readonly url: string;
  readonly fields: FormFields;
  readonly submit: Child;
  readonly class: string | undefined;
}

/** What a form shows again after it was refused. */
export interface FormState {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly problems: ReadonlyMap<string, string>;
}

/** The form; with a state what was filled in before, and what is wrong with it. */
export function formMarkup(
  look: FormLook,
  state: FormState | null,
  tab?: number,
): Markup<"form"> {
  const fields = Object.entries(look.fields);
  const isMultipart = fields.some(([, field]) => field.isFile);
  const firstProblem = fields.find(([name]) => state?.problems.has(name))?.[0];
  return form(
    {
      id: look.id,
      class: look.class,
      method: "post",
      action: look.url,
      enctype: isMultipart ? "multipart/form-data" : undefined,
    },
    tab !== undefined && input({ type: "hidden", name: "tab", value: tab }),
    state?.problems.has("") && p(strong(sentence(state.problems.get("")!))),
    fields.map(([name, field]) =>
      fieldMarkup(name, field, {
        id: `${look.id}-${name}`,
        values: state?.values.get(name),
        problem: state?.problems.get(name),
        hasFocus: name === firstProblem,
      })
    ),
    p(button({ type: "submit" }, look.submit)),
  );
}

function fieldMarkup(
  name: string,
  field: FormField<unknown>,
  shown: {
    id: string;
    values: readonly string[] | undefined;
    problem: string | undefined;
    hasFocus: boolean;
  },
): Child {
  const { id, problem } = shown;
  const { help } = field;
  const describedBy = [
    help !== undefined && `${id}-help`,
    problem !== undefined && `${id}-problem`,
  ].filter((id) => id !== false).join(" ");
  const control = field.control({
    id,
    name,
    describedBy: describedBy || undefined,
    isInvalid: problem !== undefined,
    hasFocus: shown.hasFocus,
    values: field.isSecret ? [] : shown.values ?? field.initial,
  });
  if (field.kind === "hidden") {
    // Who changed it must see why nothing works.
    return problem === undefined
      ? control
      : [control, p(strong(sentence(`${name} ${problem}`)))];
  }
  const name_ = label({ for: id }, field.label);
  const isBox = field.kind === "checkbox";
  return p(
    isBox ? control : name_,
    " ",
    isBox ? name_ : control,
    help !== undefined && [" ", small({ id: `${id}-help` }, help)],
    problem !== undefined && [
      " ",
      strong({ id: `${id}-problem` }, sentence(`${field.label} ${problem}`)),
    ],
  );
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
