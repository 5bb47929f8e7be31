// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { input, option, select } from "../ml/mod.ts";
import { controlAttributes, missing, onlyText } from "./_field.ts";
import type { FieldOptions, FormField } from "./form_field.ts";

/** Options of {@linkcode checkboxField}. */
export interface CheckboxFieldOptions extends FieldOptions {
  /**
   * Whether it is ticked at first.
   *
   * @default {false}
   */
  default?: boolean;
  /**
   * Whether it must be ticked.
   *
   * @default {false}
   */
  required?: boolean;
}

/**
 * A box to tick.
 *
 * @param label What stands behind it.
 * @param options Default and help.
 * @returns The field.
 *
 * @example Usage
 * ```ts
 * import { checkboxField } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(checkboxField("Tell me").parse(["on"]), true);
 * assertEquals(checkboxField("Tell me").parse([]), false);
 * ```
 */
export function checkboxField(
  label: string,
  options: CheckboxFieldOptions = {},
): FormField<boolean> {
  const { required = false } = options;
  return {
    label,
    kind: "checkbox",
    help: options.help,
    initial: options.default ? ["on"] : [],
    isFile: false,
    isSecret: false,
    control: (control) =>
      input({
        type: "checkbox",
        ...controlAttributes(control),
        checked: control.values.length > 0,
        required,
      }),
    parse(given): boolean {
      const text = onlyText(given);
      if (text !== "" && text !== "on") {
        throw new SyntaxError("must be ticked or not");
      }
      if (text === "" && required) throw new SyntaxError("must be ticked");
      return text === "on";
    },
  };
}

/** Options of {@linkcode selectField}. */
export interface SelectFieldOptions<Choice extends string>
  extends FieldOptions {
  /**
   * What is chosen at first; without it nothing is.
   *
   * @default {undefined}
   */
  default?: NoInfer<Choice>;
}

/**
 * A field to choose one of some.
 *
 * @typeParam Choice The choices.
 * @param label What stands beside it.
 * @param choices The choices; or what to call them, by choice.
 * @param options Default and help.
 * @returns The field; its value is `null` where nothing need be chosen and nothing is.
 *
 * @example Usage
 * ```ts
 * import { selectField } from "@tpd2/tpd2/page";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const size = selectField("Size", { s: "Small", l: "Large" }, { default: "s" });
 * assertEquals(size.parse(["l"]), "l");
 * assertThrows(() => size.parse(["xl"]), SyntaxError);
 * ```
 */
export function selectField<const Choice extends string>(
  label: string,
  choices: readonly Choice[] | Readonly<Record<Choice, string>>,
  options?: SelectFieldOptions<Choice> & { required?: true },
): FormField<Choice>;
/**
 * A field to choose one of some, or none.
 *
 * @typeParam Choice The choices.
 * @param label What stands beside it.
 * @param choices The choices; or what to call them, by choice.
 * @param options Default and help.
 * @returns The field.
 */
export function selectField<const Choice extends string>(
  label: string,
  choices: readonly Choice[] | Readonly<Record<Choice, string>>,
  options: SelectFieldOptions<Choice>,
): FormField<Choice | null>;
export function selectField<const Choice extends string>(
  label: string,
  choices: readonly Choice[] | Readonly<Record<Choice, string>>,
  options: SelectFieldOptions<Choice> = {},
): FormField<Choice | null> {
  const { required = true, default: initial } = options;
  const names = new Map<string, string>(
    Array.isArray(choices)
      ? choices.map((choice: Choice) => [choice, choice])
      : Object.entries<string>(choices as Record<Choice, string>),
  );
  if (names.size === 0 || names.has("")) {
    throw new TypeError("Cannot make a choice of nothing");
  }
  // HTML wants an empty first choice where one must be chosen and none is yet,
  // and calls nothing required where something is chosen from the beginning.
  const hasNone = !required || initial === undefined;
  return {
    label,
    kind: "field",
    help: options.help,
    initial: initial === undefined ? [] : [initial],
    isFile: false,
    isSecret: false,
    control: (control) =>
      select(
        { ...controlAttributes(control), required: required && hasNone },
        hasNone && option({ value: "", label: "–" }),
        [...names].map(([choice, name]) =>
          option(
            { value: choice, selected: control.values[0] === choice },
            name,
          )
        ),
      ),
    parse(given): Choice | null {
      const text = onlyText(given);
      if (text === "") {
        if (required) throw new SyntaxError("must be chosen");
        return null;
      }
      if (!names.has(text)) throw new SyntaxError("must be one of the choices");
      return text as Choice;
    },
  };
}

/**
 * A field that nobody sees, for what goes along. Anybody can change it: check what matters.
 *
 * @param value What goes along.
 * @param options How long it may be.
 * @returns The field.
 *
 * @example Usage
 * ```ts
 * import { hiddenField } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(hiddenField("7").parse(["7"]), "7");
 * ```
 */
export function hiddenField(
  value: string,
  options: {
    /**
     * The greatest length.
     *
     * @default {1000}
     */
    maxLength?: number;
  } = {},
): FormField<string> {
  const { maxLength = 1000 } = options;
  return {
    label: "",
    kind: "hidden",
    help: undefined,
    initial: [value],
    isFile: false,
    isSecret: false,
    control: ({ name, values }) =>
      input({ type: "hidden", name, value: values[0] ?? "" }),
    parse(given): string {
      if (given.length === 0) throw missing();
      const text = onlyText(given);
      if (text.length > maxLength) {
        throw new RangeError(`must have at most ${maxLength} characters`);
      }
      return text;
    },
  };
}
