// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { absent, optionsOf } from "./_absent.ts";
import { quote } from "./_quote.ts";
import type { Parameter, ParameterOptions } from "./parameter.ts";

/**
 * A parameter that is one of some choices.
 *
 * @typeParam Choice The type of the choices; literals are kept.
 * @param choices The choices: text, or numbers, written as `String` does.
 * @param first The default, or the options.
 * @returns The parameter.
 * @throws {TypeError} If there are no choices, or two that are written alike.
 *
 * @example Usage
 * ```ts
 * import { oneOf } from "@tpd2/tpd2/page";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const order = oneOf(["newest", "oldest"], "newest");
 * assertEquals(order.parse(undefined), "newest");
 * assertThrows(() => order.parse("best"), SyntaxError);
 * ```
 */
export function oneOf<const Choice extends string | number>(
  choices: readonly Choice[],
  first?: NoInfer<Choice> | ParameterOptions<NoInfer<Choice>>,
): Parameter<Choice>;
/**
 * One of some choices, or `null` where it is not given.
 *
 * @typeParam Choice The type of the choices; literals are kept.
 * @param choices The choices.
 * @param first `null`, or the options with that default.
 * @returns The parameter.
 */
export function oneOf<const Choice extends string | number>(
  choices: readonly Choice[],
  first: null | ParameterOptions<null>,
): Parameter<Choice | null>;
export function oneOf<const Choice extends string | number>(
  choices: readonly Choice[],
  first?: Choice | null | ParameterOptions<Choice | null>,
): Parameter<Choice | null> {
  const byText = new Map(choices.map((choice) => [String(choice), choice]));
  if (byText.size === 0 || byText.size !== choices.length) {
    throw new TypeError(
      `Cannot choose from ${choices.length} choices: ${byText.size} are distinct`,
    );
  }
  const options = optionsOf<ParameterOptions<Choice | null>, Choice | null>(
    first,
    {},
  );
  return {
    multiple: false,
    parse(text): Choice | null {
      if (typeof text !== "string") return absent(options);
      const choice = byText.get(text);
      if (choice === undefined) {
        throw new SyntaxError(
          `must be one of ${listed([...byText.keys()])}, not ${quote(text)}`,
        );
      }
      return choice;
    },
  };
}

/** Long lists are for the eye that reads the page, not for its message. */
function listed(choices: readonly string[]): string {
  const shown = choices.slice(0, 12).map(quote).join(", ");
  return choices.length > 12 ? `${shown}, …` : shown;
}
