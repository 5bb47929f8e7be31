// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { refuseIfOneOfMany } from "../http/one_of_many.ts";
import { encodeQuery } from "./_encode_query.ts";
import { ParameterReader, type Values } from "./_parameter_reader.ts";
import { randomSecret } from "./_secret.ts";
import type { ActionContext, ActionHandler } from "./action.ts";
import type { ParameterSet, ParameterValues } from "./parameter.ts";

/** The values that an action is offered with, by the names of its parameters. */
export type ActionValues<Set extends ParameterSet> = {
  readonly [Name in keyof Set]?: string | number | boolean;
};

/** An action of a site that can be offered: {@linkcode SiteAction}, or one with values. */
export interface Offered {
  /** Where it is, below the site's endpoints. */
  readonly target: string;
}

/**
 * An action that belongs to a site and not to a frame: it can be offered to
 * everybody alike, in a shared channel, for as long as the site runs. Made by
 * {@linkcode Site.action}.
 *
 * @typeParam Set The parameters.
 *
 * @example Usage
 * ```ts
 * import { actionButton, integer, site } from "@tpd2/tpd2/page";
 * import { TestBrowser } from "@tpd2/tpd2/page/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const shop = site();
 * let sum = 0;
 * const buy = shop.action({ count: integer() }, ({ count }) => void (sum += count));
 * shop.page("/", () => actionButton("Buy three", buy.with({ count: 3 })));
 *
 * const page = await new TestBrowser(shop).open("/");
 * await page.press("Buy three");
 * assertEquals(sum, 3);
 * ```
 */
export class SiteAction<Set extends ParameterSet = Record<never, never>>
  implements Offered {
  /** What it is called: 128 random bits. */
  readonly id: string = randomSecret();
  /** Where it is, below the site's endpoints. */
  readonly target: string;
  /** Reads the values and acts. Called by the site, after all checks. */
  readonly run: (context: ActionContext) => unknown;

  /**
   * Made by sites only.
   *
   * @param params Its parameters.
   * @param handler What it does.
   */
  constructor(
    params: Set,
    handler: (values: ParameterValues<Set>, context: ActionContext) => unknown,
  ) {
    refuseIfOneOfMany("make a site action");
    this.target = `action/${this.id}`;
    const reader = new ParameterReader("", params, 100);
    this.run = (context) => {
      const values = reader.readQuery(context.exchange);
      const run = (values: Values) =>
        handler(values as ParameterValues<Set>, context);
      return values instanceof Promise ? values.then(run) : run(values);
    };
  }

  /**
   * The same action, with values for its parameters. They stand in the page, so
   * anybody can change them: check what matters in the handler.
   *
   * @param values The values by name.
   * @returns What can be offered by a button.
   */
  with(values: ActionValues<Set>): Offered {
    return { target: this.target + encodeQuery(values) };
  }
}

/**
 * Makes an action of what {@linkcode Site.action} was given: parameters and a
 * handler, or a handler alone.
 *
 * @internal
 */
export function makeSiteAction(
  first: ActionHandler | ParameterSet,
  handler?: (values: never, context: ActionContext) => unknown,
): SiteAction<ParameterSet> {
  return typeof first === "function"
    ? new SiteAction<ParameterSet>({}, (_values, context) => first(context))
    : new SiteAction<ParameterSet>(
      first,
      handler as (values: unknown, context: ActionContext) => unknown,
    );
}
