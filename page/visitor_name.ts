// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { GIVEN_NAMES, SURNAMES } from "./_names.ts";

/** Controls, line breaks, and what turns text around or hides in it. */
const HIDDEN_REGEXP = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u;

/** More marks on a letter than any language puts there. */
const STACKED_REGEXP = /\p{M}{5}/u;

/**
 * The greatest length of a visitor's name, in characters: 40.
 *
 * @example Usage
 * ```ts
 * import { checkVisitorName, MAX_NAME_LENGTH } from "@tpd2/tpd2/page";
 * import { assertThrows } from "@std/assert";
 *
 * const name = "A".repeat(MAX_NAME_LENGTH + 1);
 * assertThrows(() => checkVisitorName(name), RangeError);
 * ```
 */
export const MAX_NAME_LENGTH = 40;

/**
 * Makes a name that a person can read and remember.
 *
 * @returns The name: a given name, an initial and a surname.
 *
 * @example Usage
 * ```ts
 * import { randomVisitorName } from "@tpd2/tpd2/page";
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch(randomVisitorName(), /^[A-Z][a-z]+ [A-Z] [A-Z][a-z]+$/);
 * ```
 */
export function randomVisitorName(): string {
  const [given, initial, surname] = crypto.getRandomValues(new Uint32Array(3));
  return [
    GIVEN_NAMES[given! % GIVEN_NAMES.length],
    String.fromCharCode(65 + initial! % 26),
    SURNAMES[surname! % SURNAMES.length],
  ].join(" ");
}

/**
 * Checks a name that a person chose, and makes it tidy: composed characters,
 * single spaces, none at the ends.
 *
 * @param text What was chosen.
 * @returns The name.
 * @throws {SyntaxError} If it is empty, or holds what cannot be seen. The message
 * starts with a verb, like those of parameters.
 * @throws {RangeError} If it is longer than 40 characters.
 *
 * @example Usage
 * ```ts
 * import { checkVisitorName } from "@tpd2/tpd2/page";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(checkVisitorName("  Ada   Lovelace "), "Ada Lovelace");
 * assertThrows(() => checkVisitorName("\u202eadA"), SyntaxError);
 * ```
 */
export function checkVisitorName(text: string): string {
  // Long text is refused before any work is done on it.
  if (text.length > MAX_NAME_LENGTH * 8) throw tooLong();
  const name = text.normalize("NFC").trim().replace(/\p{Zs}+/gu, " ");
  if (name === "") throw new SyntaxError("must not be empty");
  if (HIDDEN_REGEXP.test(name) || STACKED_REGEXP.test(name)) {
    throw new SyntaxError("must hold nothing but letters, digits and signs");
  }
  if ([...name].length > MAX_NAME_LENGTH) throw tooLong();
  return name;
}

function tooLong(): RangeError {
  return new RangeError(`must have at most ${MAX_NAME_LENGTH} characters`);
}
