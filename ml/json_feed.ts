// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { absoluteUrl, required, rfc3339 } from "./_feed_values.ts";
import type { Markup } from "./markup.ts";

/** An author of a JSON Feed. At least one field must be there. */
export interface JsonFeedAuthor {
  /** The name. */
  name?: string | undefined;
  /** A home page. */
  url?: string | URL | undefined;
  /** A square image. */
  avatar?: string | URL | undefined;
}

/** An item of a JSON Feed. It needs content of one kind or the other. */
export interface JsonFeedItem {
  /** What tells the item apart for ever; best its address. */
  id: string;
  /** The address of the item's page. */
  url?: string | URL | undefined;
  /** The address of a page that the item is about. */
  externalUrl?: string | URL | undefined;
  /** The title. */
  title?: string | undefined;
  /** The whole item as markup. */
  contentHtml?: Markup | undefined;
  /** The whole item as plain text. */
  contentText?: string | undefined;
  /** A sentence or two. */
  summary?: string | undefined;
  /** The address of a main image. */
  image?: string | URL | undefined;
  /** When it was first made public. */
  published?: Date | undefined;
  /** When it last changed. */
  updated?: Date | undefined;
  /** Who wrote it. */
  authors?: readonly JsonFeedAuthor[] | undefined;
  /** Tags. */
  tags?: readonly string[] | undefined;
  /** The language. */
  language?: string | undefined;
}

/** A JSON Feed. */
export interface JsonFeed {
  /** The title. */
  title: string;
  /** The address of the site. */
  homePageUrl?: string | URL | undefined;
  /** The address of the feed itself. */
  feedUrl?: string | URL | undefined;
  /** The address of a WebSub hub that tells subscribers what is new. */
  hub?: string | URL | undefined;
  /** What it is about. */
  description?: string | undefined;
  /** The address of a large square image. */
  icon?: string | URL | undefined;
  /** The address of a small square image. */
  favicon?: string | URL | undefined;
  /** Who writes it. */
  authors?: readonly JsonFeedAuthor[] | undefined;
  /** The language. */
  language?: string | undefined;
  /** The items, the newest first as a rule. */
  items: readonly JsonFeedItem[];
}

function address(
  url: string | URL | undefined,
  field: string,
): string | undefined {
  return url === undefined ? undefined : absoluteUrl(url, field);
}

function moment(date: Date | undefined, field: string): string | undefined {
  return date === undefined ? undefined : rfc3339(date, field);
}

function authors(
  values: readonly JsonFeedAuthor[] | undefined,
): object[] | undefined {
  return values?.map(({ name, url, avatar }) => {
    if (name === undefined && url === undefined && avatar === undefined) {
      throw new TypeError("Cannot render feed: an author is empty");
    }
    return {
      name,
      url: address(url, "url of author"),
      avatar: address(avatar, "avatar of author"),
    };
  });
}

function item(value: JsonFeedItem): object {
  if (value.contentHtml === undefined && value.contentText === undefined) {
    throw new TypeError(
      `Cannot render feed: item ${JSON.stringify(value.id)} has no content`,
    );
  }
  return {
    id: required(value.id, "id of item"),
    url: address(value.url, "url of item"),
    external_url: address(value.externalUrl, "external url of item"),
    title: value.title,
    content_html: value.contentHtml === undefined
      ? undefined
      : String(value.contentHtml),
    content_text: value.contentText,
    summary: value.summary,
    image: address(value.image, "image of item"),
    date_published: moment(value.published, "published of item"),
    date_modified: moment(value.updated, "updated of item"),
    authors: authors(value.authors),
    tags: value.tags,
    language: value.language,
  };
}

/**
 * A JSON Feed, version 1.1. Its media type is `application/feed+json`. Source: <https://www.jsonfeed.org/version/1.1/>.
 *
 * @example Usage
 * ```ts
 * import { jsonFeed, p } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const feed = JSON.parse(jsonFeed({ title: "Notes", items: [{ id: "1", contentHtml: p("Hi") }] }));
 * assertEquals(feed.items[0].content_html, "<p>Hi</p>");
 * ```
 *
 * @param feed The feed.
 * @returns The feed's text.
 * @throws {TypeError} When something required is missing, or an address is not absolute.
 * @throws {RangeError} When a date is not valid.
 */
export function jsonFeed(feed: JsonFeed): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: required(feed.title, "title"),
    home_page_url: address(feed.homePageUrl, "home page"),
    feed_url: address(feed.feedUrl, "feed url"),
    description: feed.description,
    icon: address(feed.icon, "icon"),
    favicon: address(feed.favicon, "favicon"),
    authors: authors(feed.authors),
    language: feed.language,
    hubs: feed.hub === undefined
      ? undefined
      : [{ type: "WebSub", url: absoluteUrl(feed.hub, "hub") }],
    items: feed.items.map(item),
  });
}
