// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Markup } from "../ml/mod.ts";

/** What one entry of a form that was sent can be. */
export type FormEntry = string | File;

/** What a form says about the control of a field. */
export interface FieldControl {
  /** The id of the control, for its label. */
  readonly id: string;
  /** The name of the field. */
  readonly name: string;
  /** The ids of what describes it: help, and what is wrong. */
  readonly describedBy: string | undefined;
  /** Whether what was given last time was refused. */
  readonly isInvalid: boolean;
  /** Whether it takes the focus when the page is shown. */
  readonly hasFocus: boolean;
  /** What to show in it, as text. */
  readonly values: readonly string[];
}

/**
 * One field of a form: how it looks, and how what was filled in is read. Made by
 * {@linkcode textField} and its like, and once for all forms.
 *
 * @typeParam T The type of its value.
 */
export interface FormField<out T> {
  /** What stands beside it. */
  readonly label: string;
  /** Where the label stands; a hidden field has none. */
  readonly kind: "field" | "checkbox" | "hidden";
  /** What else is said about it, if anything. */
  readonly help: string | undefined;
  /** The text of its default. */
  readonly initial: readonly string[];
  /** Whether it takes files: the form is sent in another way then. */
  readonly isFile: boolean;
  /** Whether what was filled in is never shown again. */
  readonly isSecret: boolean;
  /**
   * Makes the control.
   *
   * @param control What the form says about it.
   * @returns The control.
   */
  control(control: FieldControl): Markup;
  /**
   * Reads what was filled in.
   *
   * @param given What the form holds under the field's name.
   * @returns The value.
   * @throws {SyntaxError} If it is missing or no such value. The message starts with
   * a verb: `must be filled in`.
   * @throws {RangeError} If it is such a value, and out of bounds.
   */
  parse(given: readonly FormEntry[]): T;
}

/** The fields of a form by name. */
export type FormFields = Readonly<Record<string, FormField<unknown>>>;

/**
 * The values of the fields of a form, as its handler gets them.
 *
 * @typeParam Fields The fields.
 */
export type FormValues<Fields extends FormFields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends FormField<infer Value>
    ? Value
    : never;
};

/** Options that all fields have. */
export interface FieldOptions {
  /**
   * Whether it must be filled in.
   *
   * @default {true}
   */
  required?: boolean;
  /**
   * What else is said about it.
   *
   * @default {undefined}
   */
  help?: string;
}
