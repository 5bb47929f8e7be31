// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { Dispatcher } from "../http/dispatcher.ts";
import type { Handles } from "../http/exchange.ts";
import type { Site } from "./site.ts";

/**
 * Puts sites together by their host names. A host that none of them names
 * belongs to the first.
 *
 * @param first The default site.
 * @param others The other sites.
 * @returns What answers for all of them.
 * @throws {TypeError} If two sites have the same name, or another than the first has none.
 *
 * @example Usage
 * ```ts
 * import { site, sites } from "@tpd2/tpd2/page";
 * import { exchangeFromRequest, type Reply } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const main = site().page("/", () => "main", { layout: false });
 * const blog = site({ hosts: ["blog.example"] }).page("/", () => "blog", { layout: false });
 *
 * const request = new Request("http://blog.example/");
 * const answer = await sites(main, blog).handle(exchangeFromRequest(request));
 * assertEquals((answer as Reply).body, "blog");
 * ```
 */
export function sites(first: Site, ...others: Site[]): Handles {
  const table = new Dispatcher();
  table.addHost(["*"], first);
  table.addHost(first.hosts, first);
  for (const other of others) {
    if (other.hosts.length === 0) {
      throw new TypeError("Cannot put sites together: one has no host names");
    }
    table.addHost(other.hosts, other);
  }
  return table;
}
