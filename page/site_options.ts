// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange } from "../http/exchange.ts";
import type { Clock } from "../net/clock.ts";
import type { PageContext } from "./context.ts";
import type { DevelopmentOptions } from "./development_options.ts";
import type { ErrorInfo } from "./error_page.ts";
import type { LayoutOptions } from "./layout.ts";
import type { LiveOptions } from "./live_options.ts";
import type { PageResult } from "./page.ts";
import type { Revive } from "./revival.ts";
import type { SecurityOptions } from "./security.ts";
import type { VisitorOptions } from "./visitor_options.ts";

/** Options of {@linkcode site}. */
export interface SiteOptions extends LayoutOptions {
  /**
   * The names of the virtual host, without ports; see {@linkcode sites}.
   *
   * @default {[]}
   */
  hosts?: readonly string[];
  /**
   * Makes the pages of errors: 404, 400, 500 and the others. It returns what a
   * render function returns.
   *
   * @default {defaultErrorPage}
   */
  errorPage?: (
    info: ErrorInfo,
    context: PageContext,
  ) => PageResult | Promise<PageResult>;
  /**
   * Is told of each error that is a fault of the site and not of the request.
   * The exchange is `null` where the error belongs to none: a frame ended, say.
   *
   * @default {console.error}
   */
  onError?: (error: unknown, exchange: Exchange | null) => void;
  /**
   * The security fields of every answer; `false` for none.
   *
   * @default {{}}
   */
  security?: SecurityOptions | false;
  /**
   * The greatest number of parameters of a query or a form.
   *
   * @default {1000}
   */
  maxParameterCount?: number;
  /**
   * The greatest length of the content of a request to {@linkcode Site.fetch},
   * in bytes. A server has its own limit.
   *
   * @default {1048576}
   */
  maxBodySize?: number;
  /**
   * Where the site is for browsers, such as `https://shop.example`, if a proxy
   * hides that. What comes from elsewhere cannot act, and `https:` makes the
   * visitor's cookie a secure one.
   *
   * @default {what each request says}
   */
  baseUrl?: string;
  /**
   * The path below which the site's own endpoints are.
   *
   * @default {"/_tpd2/"}
   */
  prefix?: string;
  /**
   * How many visitors and frames are remembered, and for how long.
   *
   * @default {{}}
   */
  visitors?: VisitorOptions;
  /**
   * Knows visitors of before a restart, by the hash of their secret: those who
   * have a seat at a game that goes on, say.
   *
   * @default {nobody}
   *
   * @example Usage
   * ```ts
   * import { type Site, site } from "@tpd2/tpd2/page";
   * import { assertEquals } from "@std/assert";
   *
   * const names = new Map<string, string>();
   * function open(): Site {
   *   return site({
   *     revive: (hash) => {
   *       const name = names.get(hash);
   *       return name === undefined ? null : (visitor) => visitor.rename(name);
   *     },
   *   }).page("/", async (_values, { visitor, exchange }) => {
   *     visitor.rename(exchange.query || visitor.name);
   *     names.set(await before.frames.hashOf(visitor), visitor.name);
   *     return visitor.name;
   *   }, { layout: false });
   * }
   *
   * const before = open();
   * const first = await before.fetch(new Request("http://localhost/?Ada"));
   * const cookie = first.headers.get("set-cookie")!.split(";")[0]!;
   *
   * const after = open();
   * const again = await after.fetch(new Request("http://localhost/", { headers: { cookie } }));
   * assertEquals(await again.text(), "Ada");
   * ```
   */
  revive?: Revive;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  clock?: Clock;
  /**
   * How pages are told what happens on the channels that they show.
   *
   * @default {{}}
   */
  live?: LiveOptions;
  /**
   * Whether the site is being worked on: its pages load themselves again when the
   * server was started anew, the page of a fault shows the error, its stack, and,
   * with `readSource`, the source; and where nothing is found it shows what there
   * is. For your own machine only.
   *
   * @default {false}
   */
  development?: boolean | DevelopmentOptions;
}
