// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { absoluteUrl, rfc3339 } from "./_feed_values.ts";
import { type Xml, xml, xmlDocument } from "./xml.ts";

/** A page of a sitemap. */
export interface SitemapUrl {
  /** The absolute address. */
  url: string | URL;
  /** When the page last changed. */
  updated?: Date | undefined;
  /** How often the page is likely to change. */
  changeFrequency?:
    | "always"
    | "hourly"
    | "daily"
    | "weekly"
    | "monthly"
    | "yearly"
    | "never"
    | undefined;
  /** How the page ranks among the pages of its site, from 0 to 1. */
  priority?: number | undefined;
}

/**
 * How many pages one sitemap may have; {@linkcode sitemapIndex} joins several.
 *
 * @example Usage
 * ```ts
 * import { MAX_SITEMAP_URLS } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const pages = Array.from({ length: 120_000 }, (_, i) => `/page/${i}`);
 * assertEquals(Math.ceil(pages.length / MAX_SITEMAP_URLS), 3);
 * ```
 */
export const MAX_SITEMAP_URLS = 50_000;

const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

function checkCount(count: number): void {
  if (count === 0) throw new RangeError("Cannot render sitemap: it is empty");
  if (count > MAX_SITEMAP_URLS) {
    throw new RangeError(
      `Cannot render sitemap: ${count} entries are more than ${MAX_SITEMAP_URLS}`,
    );
  }
}

function location(url: string | URL): string {
  const text = absoluteUrl(url, "location");
  if (text.length >= 2048) {
    throw new RangeError("Cannot render sitemap: a location is too long");
  }
  return text;
}

function details({ url, updated, changeFrequency, priority }: SitemapUrl): Xml {
  if (priority !== undefined && !(priority >= 0 && priority <= 1)) {
    throw new RangeError(
      `Cannot render sitemap: priority ${priority} is not between 0 and 1`,
    );
  }
  return xml(
    "url",
    xml("loc", location(url)),
    updated !== undefined && xml("lastmod", rfc3339(updated, "lastmod")),
    changeFrequency !== undefined && xml("changefreq", changeFrequency),
    priority !== undefined && xml("priority", priority.toFixed(2)),
  );
}

/**
 * A sitemap, as a document for {@linkcode renderToString} and the other renderers. Its media type is `application/xml`.
 * Source: <https://www.sitemaps.org/protocol.html>.
 *
 * @example Usage
 * ```ts
 * import { renderToString, sitemap } from "@tpd2/tpd2/ml";
 * import { assertMatch } from "@std/assert";
 *
 * const map = sitemap([{ url: "https://example.com/?a=1&b=2" }]);
 * assertMatch(renderToString(map), /<loc>https:\/\/example.com\/\?a=1&amp;b=2<\/loc>/);
 * ```
 *
 * @param urls The pages.
 * @returns The document.
 * @throws {RangeError} When there are none or too many pages, or a value is out of bounds.
 * @throws {TypeError} When an address is not absolute.
 */
export function sitemap(urls: readonly SitemapUrl[]): Xml<"#document"> {
  checkCount(urls.length);
  return xmlDocument(xml("urlset", { xmlns: NAMESPACE }, urls.map(details)));
}

/**
 * A sitemap that lists other sitemaps.
 *
 * @example Usage
 * ```ts
 * import { renderToString, sitemapIndex } from "@tpd2/tpd2/ml";
 * import { assertMatch } from "@std/assert";
 *
 * const index = sitemapIndex([{ url: "https://example.com/sitemap-1.xml" }]);
 * assertMatch(renderToString(index), /<sitemap><loc>https:\/\/example.com\/sitemap-1.xml/);
 * ```
 *
 * @param sitemaps The sitemaps.
 * @returns The document.
 * @throws {RangeError} When there are none or too many, or a value is out of bounds.
 * @throws {TypeError} When an address is not absolute.
 */
export function sitemapIndex(
  sitemaps: readonly Pick<SitemapUrl, "url" | "updated">[],
): Xml<"#document"> {
  checkCount(sitemaps.length);
  return xmlDocument(xml(
    "sitemapindex",
    { xmlns: NAMESPACE },
    sitemaps.map(({ url, updated }) =>
      xml(
        "sitemap",
        xml("loc", location(url)),
        updated !== undefined && xml("lastmod", rfc3339(updated, "lastmod")),
      )
    ),
  ));
}

/**
 * A sitemap as plain text: one address a line. Its media type is `text/plain`.
 *
 * @example Usage
 * ```ts
 * import { sitemapText } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sitemapText(["https://example.com/"]), "https://example.com/\n");
 * ```
 *
 * @param urls The absolute addresses.
 * @returns The text.
 * @throws {RangeError} When there are none or too many.
 * @throws {TypeError} When an address is not absolute.
 */
export function sitemapText(urls: readonly (string | URL)[]): string {
  checkCount(urls.length);
  return urls.map((url) => `${new URL(location(url)).href}\n`).join("");
}
