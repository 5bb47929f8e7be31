// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { checkVisitorName, randomVisitorName } from "./visitor_name.ts";
import { type Variable, Variables } from "./variable.ts";

/** What a store knows of a visitor, and a {@linkcode Visitor} tells. */
export interface VisitorState {
  /** What the visitor is called in the program; never sent, and no secret. */
  readonly id: string;
  /** The account that the visitor is logged in to, or `null`. */
  readonly account: string | null;
  /** Whether the visitor ever did anything but look. */
  readonly hasActed: boolean;
}

/**
 * One browser: its name, its login and what it keeps across tabs. Sites make
 * visitors when a page asks for one, see {@linkcode PageContext.visitor}.
 *
 * @example Usage
 * ```ts
 * import { actionButton, site } from "@tpd2/tpd2/page";
 * import { TestBrowser } from "@tpd2/tpd2/page/testing";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const example = site();
 * example.page("/", (_values, { visitor }) => [
 *   "You are ",
 *   visitor.name,
 *   actionButton("Be Ada", () => visitor.rename("Ada")),
 * ]);
 *
 * const page = await new TestBrowser(example).open("/");
 * await page.press("Be Ada");
 * assertStringIncludes(page.text, "You are Ada");
 * ```
 */
export class Visitor {
  readonly #state: VisitorState;
  readonly #variables = new Variables();
  #name: string = randomVisitorName();

  /**
   * Made by sites only.
   *
   * @param state What the site's store knows.
   */
  constructor(state: VisitorState) {
    this.#state = state;
  }

  /** What the visitor is called in the program; never sent, and no secret. */
  get id(): string {
    return this.#state.id;
  }

  /** A name for people to read: random until the visitor chooses another. */
  get name(): string {
    return this.#name;
  }

  /** The account that the visitor is logged in to, or `null`. */
  get account(): string | null {
    return this.#state.account;
  }

  /** Whether the visitor ever did anything but look. */
  get hasActed(): boolean {
    return this.#state.hasActed;
  }

  /**
   * Gives the visitor another name.
   *
   * @param name The name, see {@linkcode checkVisitorName}.
   * @throws {SyntaxError} If it is empty, or holds what cannot be seen.
   * @throws {RangeError} If it is longer than 40 characters.
   */
  rename(name: string): void {
    this.#name = checkVisitorName(name);
  }

  /**
   * A value that lasts as long as the visitor does.
   *
   * @typeParam T The type of the value.
   * @param key Its key.
   * @returns The value, or the initial one.
   */
  get<T>(key: Variable<T>): T {
    return this.#variables.get(key);
  }

  /**
   * Sets a value that lasts as long as the visitor does.
   *
   * @typeParam T The type of the value.
   * @param key Its key.
   * @param value The value.
   */
  set<T>(key: Variable<T>, value: T): void {
    this.#variables.set(key, value);
  }
}
