// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { absoluteUrl, required, rfc822 } from "./_feed_values.ts";
import type { Markup } from "./markup.ts";
import { cdata, type Xml, xml, type XmlChild, xmlDocument } from "./xml.ts";

/** An item of an RSS channel. It needs a title or a description. */
export interface RssItem {
  /** The title. */
  title?: string | undefined;
  /** The address of the item's page. */
  link?: string | URL | undefined;
  /** A short form of the item, as text or markup. */
  description?: string | Markup | undefined;
  /** The whole item, written as `content:encoded`. */
  content?: Markup | undefined;
  /** Who wrote it, written as `dc:creator`: RSS itself would want an e-mail address. */
  creator?: string | undefined;
  /** Categories. */
  categories?: readonly string[] | undefined;
  /** The address of a page of comments. */
  comments?: string | URL | undefined;
  /** A file that belongs to the item. */
  enclosure?: { url: string | URL; length: number; type: string } | undefined;
  /**
   * What tells the item apart for ever.
   *
   * @default {the link}
   */
  guid?: string | undefined;
  /** When it was made public. */
  published?: Date | undefined;
}

/** An RSS channel. */
export interface RssChannel {
  /** The title. */
  title: string;
  /** The address of the site. */
  link: string | URL;
  /** A line about the channel. */
  description: string;
  /** The address of the feed itself. */
  self?: string | URL | undefined;
  /** The address of a WebSub hub that tells subscribers what is new. */
  hub?: string | URL | undefined;
  /** The language, such as `en-gb`. */
  language?: string | undefined;
  /** Who holds which rights. */
  copyright?: string | undefined;
  /** E-mail address of whom to write to about the content. */
  managingEditor?: string | undefined;
  /** E-mail address of whom to write to about technical matters. */
  webMaster?: string | undefined;
  /** When the content was made public. */
  published?: Date | undefined;
  /** When the content last changed. */
  updated?: Date | undefined;
  /** Categories. */
  categories?: readonly string[] | undefined;
  /** The program that made the feed. */
  generator?: string | undefined;
  /** For how many minutes a copy may be kept. */
  ttl?: number | undefined;
  /** An image at most 144 wide and 400 high. */
  image?: { url: string | URL; title: string; link: string | URL } | undefined;
  /** The items, the newest first as a rule. */
  items: readonly RssItem[];
}

function optional(name: string, value: string | number | undefined): XmlChild {
  return value === undefined ? undefined : xml(name, value);
}

function moment(name: string, date: Date | undefined): XmlChild {
  return date === undefined ? undefined : xml(name, rfc822(date, name));
}

function address(name: string, url: string | URL | undefined): XmlChild {
  return url === undefined ? undefined : xml(name, absoluteUrl(url, name));
}

function guid(value: RssItem): XmlChild {
  if (value.guid !== undefined) {
    const isPermaLink = value.link !== undefined &&
      value.guid === String(value.link);
    return xml("guid", { isPermaLink }, required(value.guid, "guid"));
  }
  return value.link === undefined ? undefined : address("guid", value.link);
}

function item(value: RssItem): Xml {
  const { description, enclosure } = value;
  if (value.title === undefined && description === undefined) {
    throw new TypeError(
      "Cannot render feed: an item has neither title nor description",
    );
  }
  return xml(
    "item",
    optional("title", value.title),
    address("link", value.link),
    description !== undefined && xml(
      "description",
      // The description is read as HTML, so text must be escaped once more.
      typeof description === "string"
        ? description.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
        : cdata(String(description)),
    ),
    value.content !== undefined &&
      xml("content:encoded", cdata(String(value.content))),
    optional("dc:creator", value.creator),
    (value.categories ?? []).map((category) => xml("category", category)),
    address("comments", value.comments),
    enclosure !== undefined && xml("enclosure", {
      url: absoluteUrl(enclosure.url, "url of enclosure"),
      length: enclosure.length,
      type: enclosure.type,
    }),
    guid(value),
    moment("pubDate", value.published),
  );
}

/**
 * An RSS 2.0 feed, as a document for {@linkcode renderToString} and the other renderers. Its media type is `application/rss+xml`.
 * Source: <https://www.rssboard.org/rss-specification>, and the profile of the same board.
 *
 * @example Usage
 * ```ts
 * import { renderToString, rss } from "@tpd2/tpd2/ml";
 * import { assertMatch } from "@std/assert";
 *
 * const feed = rss({
 *   title: "Notes",
 *   link: "https://example.com/",
 *   description: "What I learn",
 *   items: [{ title: "1 < 2", link: "https://example.com/1" }],
 * });
 * assertMatch(renderToString(feed), /<title>1 &lt; 2<\/title>/);
 * ```
 *
 * @param channel The channel.
 * @returns The document.
 * @throws {TypeError} When something required is missing, or an address is not absolute.
 * @throws {RangeError} When a date is not valid.
 */
export function rss(channel: RssChannel): Xml<"#document"> {
  const { hub, image, self } = channel;
  return xmlDocument(xml(
    "rss",
    {
      version: "2.0",
      "xmlns:atom": "http://www.w3.org/2005/Atom",
      "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
      "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    },
    xml(
      "channel",
      xml("title", required(channel.title, "title of channel")),
      address("link", channel.link),
      xml(
        "description",
        required(channel.description, "description of channel"),
      ),
      self !== undefined && xml("atom:link", {
        href: absoluteUrl(self, "self"),
        rel: "self",
        type: "application/rss+xml",
      }),
      hub !== undefined &&
        xml("atom:link", { href: absoluteUrl(hub, "hub"), rel: "hub" }),
      optional("language", channel.language),
      optional("copyright", channel.copyright),
      optional("managingEditor", channel.managingEditor),
      optional("webMaster", channel.webMaster),
      moment("pubDate", channel.published),
      moment("lastBuildDate", channel.updated),
      (channel.categories ?? []).map((category) => xml("category", category)),
      optional("generator", channel.generator),
      xml("docs", "https://www.rssboard.org/rss-specification"),
      optional("ttl", channel.ttl),
      image !== undefined && xml(
        "image",
        address("url", image.url),
        xml("title", image.title),
        address("link", image.link),
      ),
      channel.items.map(item),
    ),
  ));
}
