// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type Exchange,
  FieldBlock,
  HttpError,
  type Reply,
  TEXT_FIELDS,
} from "../http/mod.ts";
import type { Site } from "../page/mod.ts";
import {
  atomFeed,
  type FeedFormat,
  feedPathOf,
  type FeedSource,
  jsonFeedOf,
  robotsText,
  rssFeed,
  textSitemap,
  xmlSitemap,
} from "./_feeds.ts";
import type { Look } from "./_layout.ts";
import type { Library, TagShelf } from "./library.ts";
import type { ReplyCache } from "./_reply_cache.ts";

/** What feeds and sitemaps are made of. */
export interface FeedRoutesOptions {
  /** The entries. */
  library: Library;
  /** What all pages share. */
  look: Look;
  /** Keeps what was made. */
  cache: ReplyCache;
  /** The WebSub hub, if there is one. */
  hub: string | undefined;
}

/** What Atom feeds are sent with. */
export const ATOM_FIELDS: FieldBlock = new FieldBlock([
  ["content-type", "application/atom+xml; charset=utf-8"],
]);
const RSS_FIELDS = new FieldBlock([
  ["content-type", "application/rss+xml; charset=utf-8"],
]);
const JSON_FEED_FIELDS = new FieldBlock([
  ["content-type", "application/feed+json; charset=utf-8"],
]);
const XML_FIELDS = new FieldBlock([
  ["content-type", "application/xml; charset=utf-8"],
]);

type Format = readonly [
  format: FeedFormat,
  make: (source: FeedSource) => string,
  fields: FieldBlock,
];

const FORMATS: readonly Format[] = [
  ["atom", atomFeed, ATOM_FIELDS],
  ["rss", rssFeed, RSS_FIELDS],
  ["json", jsonFeedOf, JSON_FEED_FIELDS],
];

const encoder = new TextEncoder();

/**
 * Adds what machines read: feeds of all entries and of each tag, sitemaps, and
 * what robots may do.
 *
 * @param blog Where to.
 * @param options What they are made of.
 */
export function addFeeds(blog: Site, options: FeedRoutesOptions): void {
  const { library, look, cache, hub } = options;

  /** Answers with a text that holds whole URLs, and so depends on where readers are. */
  function send(
    exchange: Exchange,
    path: string,
    make: (origin: string) => [text: string, fields: FieldBlock],
  ): Reply | Promise<Reply> {
    const origin = look.baseUrl ?? originOf(exchange);
    return cache.send(exchange, `${path} ${origin}`, () => {
      const [text, fields] = make(origin);
      return { bytes: encoder.encode(text), fields };
    });
  }

  function feed(
    exchange: Exchange,
    [format, make, fields]: Format,
    shelf?: TagShelf,
  ): Reply | Promise<Reply> {
    const path = feedPathOf(format, shelf?.tag);
    return send(exchange, path, (origin) => [
      make({
        look,
        origin,
        hub,
        entries: shelf === undefined ? library.entries : shelf.entries,
        ...(shelf === undefined ? {} : { shelf }),
      }),
      hub === undefined
        ? fields
        : fields.with([["link", linkField(hub, origin + path)]]),
    ]);
  }

  for (const format of FORMATS) {
    blog.on(
      "GET",
      feedPathOf(format[0]),
      (exchange) => feed(exchange, format),
    );
    blog.on("GET", `/tags/:tag/feed.${format[0]}`, (exchange) => {
      const shelf = library.tagged(exchange.params["tag"] ?? "");
      if (shelf === undefined) throw missing(exchange);
      return feed(exchange, format, shelf);
    });
  }
  function add(
    path: string,
    fields: FieldBlock,
    make: (origin: string) => string,
  ): void {
    blog.on(
      "GET",
      path,
      (exchange) => send(exchange, path, (origin) => [make(origin), fields]),
    );
  }
  add("/sitemap.txt", TEXT_FIELDS, (origin) => textSitemap(library, origin));
  add("/sitemap.xml", XML_FIELDS, (origin) => xmlSitemap(library, origin));
  add("/robots.txt", TEXT_FIELDS, robotsText);
}

/** That there is nothing at a path. */
export function missing(exchange: Exchange): HttpError {
  return new HttpError(404, `There is nothing at ${exchange.path}`);
}

/** How a subscriber finds the hub without reading the feed (WebSub, section 4). */
function linkField(hub: string, self: string): string {
  return `<${URL.parse(hub)!.href}>; rel="hub", <${self}>; rel="self"`;
}

/** Where the client thinks we are; a name that makes no URL is not repeated. */
export function originOf({ scheme, authority }: Exchange): string {
  return URL.parse(`${scheme}://${authority}`)?.origin ?? "http://localhost";
}
