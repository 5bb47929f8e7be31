// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  compressAnswer,
  conditional,
  FieldBlock,
  type Handler,
  reply,
} from "../../http/mod.ts";
import { link, type Markup } from "../../ml/mod.ts";
import type { Site } from "../../page/mod.ts";
import { type Asset, asset } from "./_asset.ts";
import { PICTURES } from "./_pictures.ts";
import { STYLE } from "./style.ts";

const SHEET: Asset = asset("/game.css", "text/css; charset=utf-8", STYLE);

const ICON: Asset = asset(
  "/favicon.svg",
  "image/svg+xml",
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#17603f"/><path d="M16 5C19 12 27 16 27 21C27 25 22 27 18 23C18 25 19 27 21 28H11C13 27 14 25 14 23C10 27 5 25 5 21C5 16 13 12 16 5Z" fill="#fff"/></svg>\n`,
);

/** A year: what has a number of its content in its URL never changes. */
const FOREVER = "public, max-age=31536000, immutable";

/**
 * What every page that shows a game has in its head: the style sheet and the icon.
 *
 * @example Usage
 * ```ts
 * import { addAssets, assetLinks } from "@tpd2/tpd2/game";
 * import { site } from "@tpd2/tpd2/page";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const table = site({ head: assetLinks() });
 * addAssets(table);
 * table.page("/", () => "Cards on a felt table");
 * const response = await table.fetch(new Request("http://localhost/"));
 * assertStringIncludes(await response.text(), '<link rel="stylesheet"');
 * ```
 */
export function assetLinks(): Markup[] {
  return [
    link({ rel: "stylesheet", href: SHEET.url }),
    link({ rel: "icon", href: ICON.url, type: "image/svg+xml" }),
  ];
}

/**
 * Lets a site serve the style sheet and the pictures of the games' pages, and
 * the icon. They are compressed once, and kept by browsers for a year.
 *
 * @param site The site.
 *
 * @example Usage
 * ```ts
 * import { addAssets } from "@tpd2/tpd2/game";
 * import { site } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * const games = site();
 * addAssets(games);
 * const response = await games.fetch(new Request("http://localhost/pictures.svg"));
 * assertEquals(response.headers.get("content-type"), "image/svg+xml");
 * ```
 */
export function addAssets(site: Site): void {
  for (const file of [SHEET, PICTURES, ICON]) {
    site.on("GET", file.path, handlerOf(file));
  }
}

function handlerOf({ text, type, path, url }: Asset): Handler {
  const body = new TextEncoder().encode(text);
  const query = url.slice(path.length + 1);
  const fields = (cacheControl: string) =>
    new FieldBlock([["content-type", type], ["cache-control", cacheControl]]);
  const kept = fields(FOREVER);
  // Who asks without the number, or with an old one, must ask again.
  const asked = fields("public, no-cache");
  const etag = `"${query}"`;
  return (exchange) => {
    const file = reply(body, {
      fields: exchange.query === query ? kept : asked,
    });
    return compressAnswer(exchange, conditional(exchange, file, { etag }));
  };
}
