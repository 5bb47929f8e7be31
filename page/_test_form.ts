// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  attribute,
  type Element,
  elementsOf,
  type TestDocument,
  textOf,
} from "./_test_document.ts";

/** What a browser would send when a form is submitted. */
export interface Submission {
  readonly method: "GET" | "POST";
  /** As the page says it, relative to the page. */
  readonly action: string;
  readonly body: FormData | URLSearchParams;
}

/** What is filled into the fields of a form, by their names. */
export type FormValues = Readonly<
  Record<string, string | boolean | File | readonly string[]>
>;

/** What a person would call a button: its text, its value, or its label for screen readers. */
export function labelOf(element: Element): string {
  return attribute(element, "aria-label") ??
    (element.tagName === "input"
      ? attribute(element, "value") ?? ""
      : textOf(element));
}

/** The form that a button or a field belongs to. */
export function formOf(
  document: TestDocument,
  element: Element,
): Element | null {
  const id = attribute(element, "form");
  if (id !== null) return document.byId(id);
  const forms = document.find(({ tagName }) => tagName === "form");
  return forms.find((form) => [...elementsOf(form)].includes(element)) ?? null;
}

/**
 * What is sent when a button is pressed.
 *
 * @throws {TypeError} If a value is given for a field that is not there, or that cannot have it.
 */
export function submissionOf(
  document: TestDocument,
  form: Element,
  options: { button: Element | null; values: FormValues },
): Submission {
  const { button, values } = options;
  const pick = (name: string) =>
    (button === null ? null : attribute(button, `form${name}`)) ??
      attribute(form, name);
  const method = pick("method")?.toUpperCase() === "POST" ? "POST" : "GET";
  const isMultipart = pick("enctype") === "multipart/form-data";
  const data = new FormData();
  const missing = new Set(Object.keys(values));
  const controls = document.find((element) =>
    ["input", "textarea", "select", "button"].includes(element.tagName) &&
    formOf(document, element) === form
  );
  for (const control of controls) {
    const name = attribute(control, "name");
    if (name === null || attribute(control, "disabled") !== null) continue;
    if (isButton(control)) {
      if (control === button) {
        data.append(name, attribute(control, "value") ?? "");
      }
      continue;
    }
    missing.delete(name);
    for (const value of valuesOf(control, values[name])) {
      data.append(name, value);
    }
  }
  if (missing.size > 0) {
    throw new TypeError(
      `Cannot fill in the form: it has no field "${[...missing][0]}"`,
    );
  }
  return {
    method,
    action: pick("action") ?? "",
    body: isMultipart ? data : new URLSearchParams(
      [...data].map(([name, value]): [string, string] => [
        name,
        typeof value === "string" ? value : value.name,
      ]),
    ),
  };
}

/** Whether pressing it submits a form. */
export function isButton(element: Element): boolean {
  const type = attribute(element, "type");
  return element.tagName === "button"
    ? type === null || type === "submit"
    : element.tagName === "input" && (type === "submit" || type === "image");
}

function valuesOf(
  control: Element,
  given: FormValues[string] | undefined,
): (string | File)[] {
  const { tagName } = control;
  if (tagName === "textarea") {
    return [typeof given === "string" ? given : textOf(control)];
  }
  if (tagName === "select") return selected(control, given);
  const type = attribute(control, "type") ?? "text";
  const value = attribute(control, "value");
  if (type === "checkbox" || type === "radio") {
    const own = value ?? "on";
    const isOn = given === undefined
      ? attribute(control, "checked") !== null
      : typeof given === "boolean"
      ? given
      : given === own || Array.isArray(given) && given.includes(own);
    return isOn ? [own] : [];
  }
  if (type === "file") {
    return [given instanceof File ? given : new File([], "")];
  }
  return [typeof given === "string" ? given : value ?? ""];
}

function selected(
  control: Element,
  given: FormValues[string] | undefined,
): string[] {
  const options = [...elementsOf(control)].filter(({ tagName }) =>
    tagName === "option"
  );
  const valueOf = (option: Element) =>
    attribute(option, "value") ?? textOf(option);
  if (given !== undefined) {
    const wanted = [given].flat().map(String);
    const offered = options.map(valueOf);
    const strange = wanted.find((value) => !offered.includes(value));
    if (strange !== undefined) {
      throw new TypeError(`Cannot select "${strange}": it is not offered`);
    }
    return wanted;
  }
  const chosen = options.filter((option) =>
    attribute(option, "selected") !== null
  );
  if (chosen.length > 0) return chosen.map(valueOf);
  const isMultiple = attribute(control, "multiple") !== null;
  return isMultiple || options.length === 0 ? [] : [valueOf(options[0]!)];
}
