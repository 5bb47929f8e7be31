// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { input, textarea } from "../ml/mod.ts";
import { controlAttributes, missing, onlyText } from "./_field.ts";
import type { FieldOptions, FormField } from "./form_field.ts";

/** Options of {@linkcode textField} and {@linkcode textAreaField}. */
export interface TextFieldOptions extends FieldOptions {
  /**
   * What stands in it at first.
   *
   * @default {""}
   */
  default?: string;
  /**
   * The least length, in UTF-16 code units as in HTML.
   *
   * @default {0}
   */
  minLength?: number;
  /**
   * The greatest length, in UTF-16 code units as in HTML.
   *
   * @default {1000 for a line, 8000 for more}
   */
  maxLength?: number;
  /**
   * What all of the text must match.
   *
   * @default {undefined}
   */
  pattern?: RegExp;
  /**
   * The kind of text, for keyboards and browsers. A password is never shown again.
   *
   * @default {"text"}
   */
  type?: "text" | "email" | "password" | "search" | "tel" | "url";
  /**
   * What the browser may fill in by itself, as `autocomplete` in HTML.
   *
   * @default {undefined}
   */
  autocomplete?: string;
  /**
   * How many lines are shown, of a field with several.
   *
   * @default {4}
   */
  rows?: number;
}

// deno-lint-ignore no-control-regex -- to find these is its purpose
const CONTROL_REGEXP = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/**
 * A field for a line of text. Spaces at its ends are taken away, but for passwords.
 *
 * @param label What stands beside it.
 * @param options Bounds and help.
 * @returns The field.
 *
 * @example Usage
 * ```ts
 * import { textField } from "@tpd2/tpd2/page";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const name = textField("Name", { maxLength: 20 });
 * assertEquals(name.parse([" Ada "]), "Ada");
 * assertThrows(() => name.parse([""]), SyntaxError, "must be filled in");
 * ```
 */
export function textField(
  label: string,
  options: TextFieldOptions = {},
): FormField<string> {
  const { type = "text", autocomplete } = options;
  const isPassword = type === "password";
  const limits = limitsOf(options, 1000);
  return {
    label,
    kind: "field",
    help: options.help,
    initial: [isPassword ? "" : options.default ?? ""],
    isFile: false,
    isSecret: isPassword,
    control: (control) =>
      input({
        type,
        ...controlAttributes(control),
        value: control.values[0] || undefined,
        ...limits.attributes,
        // The attribute would be compared in another way if the pattern had flags.
        pattern: options.pattern?.flags.replace(/[uv]/, "") === ""
          ? options.pattern.source
          : undefined,
        autocomplete: autocomplete as "on" | undefined,
      }),
    parse(given): string {
      const text = onlyText(given);
      if (/[\r\n]/.test(text)) throw new SyntaxError("must be one line");
      return limits.check(isPassword ? text : text.trim());
    },
  };
}

/**
 * A field for several lines of text. Line breaks become `\n`.
 *
 * @param label What stands beside it.
 * @param options Bounds and help.
 * @returns The field.
 *
 * @example Usage
 * ```ts
 * import { textAreaField } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * const text = textAreaField("Comment", { required: false });
 * assertEquals(text.parse(["one\r\ntwo"]), "one\ntwo");
 * assertEquals(text.parse([]), "");
 * ```
 */
export function textAreaField(
  label: string,
  options: Omit<TextFieldOptions, "type"> = {},
): FormField<string> {
  const limits = limitsOf(options, 8000);
  return {
    label,
    kind: "field",
    help: options.help,
    initial: [options.default ?? ""],
    isFile: false,
    isSecret: false,
    control: (control) =>
      textarea(
        {
          ...controlAttributes(control),
          rows: options.rows ?? 4,
          ...limits.attributes,
        },
        // Browsers drop one line break at the beginning.
        control.values[0]?.startsWith("\n")
          ? `\n${control.values[0]}`
          : control.values[0],
      ),
    parse: (given) => limits.check(onlyText(given).replace(/\r\n?/g, "\n")),
  };
}

/** The bounds of a text, for the browser and for us. */
function limitsOf(options: TextFieldOptions, longest: number): {
  attributes: {
    required: boolean;
    minlength: number | undefined;
    maxlength: number;
  };
  check(text: string): string;
} {
  const { required = true, minLength = 0, maxLength = longest } = options;
  const pattern = options.pattern && new RegExp(
    `^(?:${options.pattern.source})$`,
    options.pattern.flags.replace(/[gym]/g, ""),
  );
  return {
    attributes: {
      required,
      minlength: minLength === 0 ? undefined : minLength,
      maxlength: maxLength,
    },
    check(text): string {
      if (text.trim() === "") {
        if (required) throw missing();
        return "";
      }
      if (CONTROL_REGEXP.test(text)) {
        throw new SyntaxError("must not hold control characters");
      }
      if (text.length < minLength) {
        throw new RangeError(`must have at least ${minLength} characters`);
      }
      if (text.length > maxLength) {
        throw new RangeError(`must have at most ${maxLength} characters`);
      }
      if (pattern !== undefined && !pattern.test(text)) {
        throw new SyntaxError("does not have the form that is asked for");
      }
      return text;
    },
  };
}
