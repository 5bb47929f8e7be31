// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type Child,
  details,
  li,
  type Markup,
  summary,
  ul,
} from "../ml/mod.ts";
import type { ActionHandler } from "./action.ts";
import { actionLink, type ActionOptions, replacing } from "./action_markup.ts";
import type { PageContext } from "./context.ts";
import type { PageResult } from "./page.ts";
import type { Offered } from "./site_action.ts";

/** Options of {@linkcode collapser}. */
export interface CollapserOptions {
  /**
   * Whether it is open at first.
   *
   * @default {false}
   */
  open?: boolean;
  /**
   * The id of its element, by which it stays as it is when its part of the page changes.
   *
   * @default {undefined}
   */
  id?: string;
  /**
   * The classes of its element.
   *
   * @default {undefined}
   */
  class?: string;
}

/**
 * Content that is hidden until somebody wants to see it. The browser does that
 * alone, by mouse and by keyboard.
 *
 * @param label What always stands there.
 * @param content What is hidden.
 * @param options Whether it is open, and its look.
 * @returns The element.
 *
 * @example Usage
 * ```ts
 * import { collapser } from "@tpd2/tpd2/page";
 * import { p, renderToString } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   renderToString(collapser("Rules", p("Nobody cheats."))),
 *   "<details><summary>Rules</summary><p>Nobody cheats.</p></details>",
 * );
 * ```
 */
export function collapser(
  label: Child,
  content: Child,
  options: CollapserOptions = {},
): Markup<"details"> {
  return details(
    { id: options.id, class: options.class, open: options.open ?? false },
    summary(label),
    content,
  );
}

/**
 * One item of {@linkcode selectOne}: it does something, or puts something in the
 * place of the page.
 */
export interface Selectable {
  /** What stands there. */
  readonly label: Child;
  /** What it does; or an action of the site. */
  readonly action?: ActionHandler | Offered;
  /** Makes what the tab shows then; `null` for the page itself. */
  readonly replace?:
    | ((context: PageContext) => PageResult | Promise<PageResult>)
    | null;
  /**
   * Whether it is the one that is chosen now.
   *
   * @default {false}
   */
  readonly current?: boolean;
  /**
   * Whether it cannot be chosen now.
   *
   * @default {false}
   */
  readonly disabled?: boolean;
}

/**
 * A list to choose one of.
 *
 * @param items The items; each has an `action`, or something to `replace` the page with.
 * @param options The look of the list, and which page it is for.
 * @returns The list.
 * @throws {TypeError} If an item has neither or both, or no page is being rendered.
 *
 * @example Usage
 * ```ts
 * import { selectOne, site } from "@tpd2/tpd2/page";
 * import { assertStringIncludes } from "@std/assert";
 *
 * let colour = "red";
 * const paint = site().page("/", () =>
 *   selectOne(["red", "green"].map((name) => ({
 *     label: name,
 *     action: () => colour = name,
 *     current: name === colour,
 *   }))));
 *
 * const response = await paint.fetch(new Request("http://localhost/"));
 * assertStringIncludes(await response.text(), 'aria-current="true">red</button></li>');
 * ```
 */
export function selectOne(
  items: Iterable<Selectable>,
  options: Pick<ActionOptions, "class" | "id" | "context"> = {},
): Markup<"ul"> {
  return ul(
    { id: options.id, class: options.class },
    Array.from(items, (item) => {
      const { label, action, replace, current, disabled } = item;
      if ((action === undefined) === (replace === undefined)) {
        throw new TypeError(
          "Cannot make an item to choose: it needs either an action or something to replace the page with",
        );
      }
      return li(
        actionLink(label, action ?? replacing(replace!), {
          context: options.context,
          current,
          disabled,
        }),
      );
    }),
  );
}
