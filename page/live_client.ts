// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Markup, script } from "../ml/mod.ts";
import { CLIENT_NAME } from "./_client_script.ts";

/** Options of {@linkcode liveClient}. */
export interface LiveClientOptions {
  /**
   * Where the site's endpoints are, as in {@linkcode SiteOptions.prefix}.
   *
   * @default {"/_tpd2/"}
   */
  prefix?: string;
}

/**
 * The script that keeps the channels of a page up to date. A page that a site
 * renders has it by itself; this is for pages that are rendered once, and sent
 * to many as they are.
 *
 * @param options Where the site's endpoints are.
 * @returns A script that runs when the page is there, and is kept for ever.
 *
 * @example Usage
 * ```ts
 * import { liveClient, site, stateChannel } from "@tpd2/tpd2/page";
 * import { body, h1, head, html, main, renderToString, title } from "@tpd2/tpd2/ml";
 * import { HTML_FIELDS, reply } from "@tpd2/tpd2/http";
 * import { assertMatch } from "@std/assert";
 *
 * const news = stateChannel(() => h1("News"), { id: "news" });
 * const page = renderToString(
 *   html({ lang: "en" }, head(title("News"), liveClient()), body(main(news))),
 * );
 * const example = site().on("GET", "/", () => reply(page, { fields: HTML_FIELDS }));
 *
 * const response = await example.fetch(new Request("http://localhost/"));
 * assertMatch(await response.text(), /<script src="\/_tpd2\/client\.\w+\.js" defer>/);
 * ```
 */
export function liveClient(
  options: LiveClientOptions = {},
): Markup<"script"> {
  const { prefix = "/_tpd2/" } = options;
  return script({ src: prefix + CLIENT_NAME, defer: true });
}
