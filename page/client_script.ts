// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Markup, script } from "../ml/mod.ts";
import { CLIENT_NAME } from "./_client_script.ts";

/**
 * The element that runs the browser client: for documents that a page sends as
 * bytes of its own, such as those it keeps. All others that need the client have
 * it by themselves. Without scripts it does nothing, and it waits until the page
 * is there.
 *
 * @param prefix Where the site's endpoints are, as in its options.
 * @returns The element.
 *
 * @example Usage
 * ```ts
 * import { clientScript } from "@tpd2/tpd2/page";
 * import { renderToString } from "@tpd2/tpd2/ml";
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch(
 *   renderToString(clientScript()),
 *   /^<script src="\/_tpd2\/client\.[\w-]+\.js" defer><\/script>$/,
 * );
 * ```
 */
export function clientScript(prefix: string = "/_tpd2/"): Markup<"script"> {
  return script({ src: prefix + CLIENT_NAME, defer: true });
}
