// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange } from "../http/exchange.ts";

/**
 * Whether a request comes from a page of the site itself, so that nobody else's
 * page acts in a visitor's name. Every browser says so: in `sec-fetch-site`
 * where the connection can be trusted, else in `origin`. Who says neither is refused,
 * and the content's type makes no difference.
 *
 * @param exchange The exchange.
 * @param origin The origin that the site has for browsers, where a proxy hides
 * it; the request's own host if not given.
 * @returns Whether it does.
 *
 * @example Usage
 * ```ts
 * import { isSameOrigin } from "@tpd2/tpd2/page";
 * import { exchangeFromRequest } from "@tpd2/tpd2/http";
 * import { assert } from "@std/assert";
 *
 * const post = (fields: Record<string, string>) =>
 *   exchangeFromRequest(
 *     new Request("https://shop.example/buy", { method: "POST", headers: fields }),
 *   );
 * assert(isSameOrigin(post({ "sec-fetch-site": "same-origin" })));
 * assert(isSameOrigin(post({ "origin": "https://shop.example" })));
 * assert(!isSameOrigin(post({ "origin": "https://evil.example" })));
 * assert(!isSameOrigin(post({})));
 * ```
 */
export function isSameOrigin(
  exchange: Pick<Exchange, "field" | "scheme" | "authority">,
  origin?: string | null,
): boolean {
  const fetchSite = exchange.field("sec-fetch-site");
  if (fetchSite !== null) return fetchSite === "same-origin";
  const given = exchange.field("origin");
  if (given === null) return false;
  if (origin !== undefined && origin !== null) return given === origin;
  const authority = exchange.authority.toLowerCase();
  // Behind a proxy that nobody named the scheme is not known to be https; who
  // comes from a better protected page than this one does no harm.
  return given === `https://${withoutPort(authority, "443")}` ||
    exchange.scheme === "http" &&
      given === `http://${withoutPort(authority, "80")}`;
}

/** An origin leaves out the port that its scheme has by itself. */
function withoutPort(authority: string, port: string): string {
  return authority.endsWith(`:${port}`)
    ? authority.slice(0, -port.length - 1)
    : authority;
}
