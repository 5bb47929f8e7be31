// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { a, button, type Child, type Markup } from "../ml/mod.ts";
import { encodeQuery } from "./_encode_query.ts";
import { recordOf } from "./_frame_record.ts";
import { FORM_ID } from "./_render_context.ts";
import {
  currentRendering,
  peekRendering,
  type Rendering,
} from "./_rendering.ts";
import { locationInTab } from "./_sessions.ts";
import type { ActionHandler } from "./action.ts";
import type { PageContext } from "./context.ts";
import type { PageResult } from "./page.ts";
import type { Offered } from "./site_action.ts";

/** Options of everything that offers an action. */
export interface ActionOptions {
  /**
   * The page that it is for: needed where a render function has waited for a
   * promise before, since by then others may be rendering.
   *
   * @default {the page that is being rendered}
   */
  context?: PageContext | undefined;
  /**
   * The classes of its element.
   *
   * @default {undefined}
   */
  class?: string | undefined;
  /**
   * The id of its element, by which it keeps the focus when its part of the page changes.
   *
   * @default {undefined}
   */
  id?: string | undefined;
  /**
   * What is told of it where the label does not say enough, as `aria-label`.
   *
   * @default {undefined}
   */
  description?: string | undefined;
  /**
   * Whether it cannot be chosen now.
   *
   * @default {false}
   */
  disabled?: boolean | undefined;
  /**
   * Whether it is the one of several that is chosen now, as `aria-current`.
   *
   * @default {false}
   */
  current?: boolean | undefined;
}

/**
 * A button that does something on the server. It works without JavaScript (the
 * page is sent again), and without loading the page again where there is
 * JavaScript. It can stand wherever text can.
 *
 * @param label What stands on it.
 * @param action What it does; or an action of the site, the only kind for what
 * is rendered for everybody.
 * @param options Its look, and which page it is for.
 * @returns The button.
 * @throws {TypeError} If no page is being rendered, or something that is for
 * everybody and the action is not.
 * @throws {RangeError} If the frame has too many actions.
 *
 * @example Usage
 * ```ts
 * import { actionButton, site } from "@tpd2/tpd2/page";
 * import { p } from "@tpd2/tpd2/ml";
 * import { assertMatch } from "@std/assert";
 *
 * let count = 0;
 * const counter = site();
 * counter.page("/", () => p(count, " ", actionButton("One more", () => count++)));
 *
 * const response = await counter.fetch(new Request("http://localhost/"));
 * assertMatch(await response.text(), /<p>0 <button .*>One more<\/button><\/p>/);
 * ```
 */
export function actionButton(
  label: Child,
  action: ActionHandler | Offered,
  options: ActionOptions = {},
): Markup<"button"> {
  const what = renderingOf("an action", options);
  what.needForm();
  return button(
    {
      type: "submit",
      form: FORM_ID,
      formaction: actionUrl(what, action),
      id: options.id,
      class: options.class,
      disabled: options.disabled,
      "aria-label": options.description,
      "aria-current": options.current ? "true" : undefined,
    },
    label,
  );
}

/**
 * An {@linkcode actionButton} that looks like a link.
 *
 * @param label What stands there.
 * @param action What it does; or an action of the site.
 * @param options Its look, and which page it is for.
 * @returns The button.
 * @throws {TypeError} If no page is being rendered, or something that is for
 * everybody and the action is not.
 * @throws {RangeError} If the frame has too many actions.
 *
 * @example Usage
 * ```ts
 * import { actionLink, site } from "@tpd2/tpd2/page";
 * import { p } from "@tpd2/tpd2/ml";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const dice = { shown: 1, roll: () => void (dice.shown = 6) };
 * const game = site();
 * game.page("/", () => p(dice.shown, " ", actionLink("Roll", () => dice.roll())));
 *
 * const response = await game.fetch(new Request("http://localhost/"));
 * assertStringIncludes(await response.text(), ">Roll</button>");
 * ```
 */
export function actionLink(
  label: Child,
  action: ActionHandler | Offered,
  options: ActionOptions = {},
): Markup<"button"> {
  const classes = options.class === undefined ? "" : ` ${options.class}`;
  return actionButton(label, action, {
    ...options,
    class: `tpd2-link${classes}`,
  });
}

/**
 * A link that puts something else in the place of the page, for this tab alone
 * and until it goes to another page. The address stays the same.
 *
 * @param label What stands there.
 * @param render Makes what the tab shows then; `null` for the page itself again.
 * @param options Its look, and which page it is for.
 * @returns The link.
 * @throws {TypeError} If no page is being rendered, or something that is for everybody.
 * @throws {RangeError} If the frame has too many actions.
 *
 * @example Usage
 * ```ts
 * import { replaceLink, site } from "@tpd2/tpd2/page";
 * import { h1, p } from "@tpd2/tpd2/ml";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const help = () => [h1("Help"), p(replaceLink("Back", null))];
 * const game = site().page("/", () => p(replaceLink("Help", help)));
 *
 * const response = await game.fetch(new Request("http://localhost/"));
 * assertStringIncludes(await response.text(), ">Help</button>");
 * ```
 */
export function replaceLink(
  label: Child,
  render: ((context: PageContext) => PageResult | Promise<PageResult>) | null,
  options: ActionOptions = {},
): Markup<"button"> {
  return actionLink(label, replacing(render), options);
}

/** The action of a link that puts something in the place of a page. */
export function replacing(
  render: ((context: PageContext) => PageResult | Promise<PageResult>) | null,
): ActionHandler {
  return ({ frame }) => {
    const record = recordOf(frame);
    record.replacement = render === null ? null : { path: record.path, render };
  };
}

/** Options of {@linkcode linkToPage}. */
export interface LinkToPageOptions {
  /**
   * The parameters of the page.
   *
   * @default {{}}
   */
  params?: Readonly<Record<string, string | number | boolean | undefined>>;
  /**
   * The page that it is for, see {@linkcode ActionOptions}.
   *
   * @default {the page that is being rendered}
   */
  context?: PageContext | undefined;
  /**
   * The classes of its element.
   *
   * @default {undefined}
   */
  class?: string | undefined;
}

/**
 * A link to another page of the site, in the same frame where there is one: what
 * the tab remembers goes along.
 *
 * @param label What stands there.
 * @param path The path of the page, as in a URL, without a query.
 * @param options Parameters, look, and which page it is for.
 * @returns The link.
 *
 * @example Usage
 * ```ts
 * import { linkToPage } from "@tpd2/tpd2/page";
 * import { renderToString } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   renderToString(linkToPage("Next", "/list", { params: { page: 2 } })),
 *   '<a href="/list?page=2">Next</a>',
 * );
 * ```
 */
export function linkToPage(
  label: Child,
  path: string,
  options: LinkToPageOptions = {},
): Markup<"a"> {
  const href = path + encodeQuery(options.params ?? {});
  const what = (options.context as Rendering | undefined) ?? peekRendering();
  const frame = what?.knownFrame ?? null;
  return a({
    href: frame === null ? href : locationInTab(href, frame.tab),
    class: options.class,
  }, label);
}

/** The rendering that options name, or the present one. */
export function renderingOf(
  what: string,
  options: { context?: PageContext | undefined },
): Rendering {
  // A context of a page is its rendering too; users need not know.
  return (options.context as Rendering | undefined) ?? currentRendering(what);
}

/** Where an action is sent; one of a frame is added to it. */
export function actionUrl(
  what: Rendering,
  action: ActionHandler | Offered,
): string {
  if (typeof action !== "function") return what.prefix + action.target;
  const { frame } = what;
  const id = recordOf(frame).actions.add(what.region, action);
  return `${what.prefix}action/${id}?tab=${frame.tab}`;
}
