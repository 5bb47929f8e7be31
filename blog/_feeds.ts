// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  atom,
  jsonFeed,
  MAX_SITEMAP_URLS,
  raw,
  renderToString,
  rss,
  sitemap,
  sitemapText,
  type SitemapUrl,
} from "../ml/mod.ts";
import type { Entry, Tag } from "./entry.ts";
import type { Look } from "./_layout.ts";
import { latestOf, type Library, type TagShelf } from "./library.ts";
import { rewrite } from "./_rewrite.ts";
import { tagPathOf } from "./_views.ts";

/** How many entries a feed has: what a reader missed in a long holiday. */
const FEED_LENGTH = 20;

/** What a feed is of. */
export interface FeedSource {
  /** What all pages share. */
  look: Look;
  /** Where readers find the blog, without a slash at its end. */
  origin: string;
  /** The entries, newest first. */
  entries: readonly Entry[];
  /** The tag that they have in common, if the feed is about one. */
  shelf?: TagShelf;
  /** The WebSub hub that tells subscribers what is new, if there is one. */
  hub?: string | undefined;
}

/** The formats that a feed can have, which are how its path ends. */
export type FeedFormat = "atom" | "rss" | "json";

/**
 * Where a feed is.
 *
 * @param format Its format.
 * @param tag The tag that it is about; all entries where there is none.
 * @returns The path, escaped.
 */
export function feedPathOf(format: FeedFormat, tag?: Tag): string {
  return `${tag === undefined ? "" : tagPathOf(tag)}/feed.${format}`;
}

/**
 * The newest entries in full, as Atom.
 *
 * @param source What the feed is of.
 * @returns The document.
 */
export function atomFeed(source: FeedSource): string {
  const { look, origin, shelf, hub } = source;
  const entries = source.entries.slice(0, FEED_LENGTH);
  const home = homeOf(source);
  const self = origin + feedPathOf("atom", shelf?.tag);
  return renderToString(atom({
    id: home,
    title: titleOf(source),
    ...(look.description === "" ? {} : { subtitle: look.description }),
    language: look.lang,
    updated: latestOf(entries),
    authors: [{ name: look.title }],
    links: [
      { href: self, rel: "self", type: "application/atom+xml" },
      { href: home, rel: "alternate", type: "text/html" },
      ...(hub === undefined ? [] : [{ href: hub, rel: "hub" as const }]),
    ],
    icon: `${origin}/favicon.svg`,
    entries: entries.map((entry) => ({
      id: origin + entry.path,
      title: entry.title,
      published: entry.date,
      updated: entry.updated,
      links: [
        { href: origin + entry.path, type: "text/html" },
        ...repliesOf(source, entry),
      ],
      categories: entry.tags.map(({ name, slug }) => ({
        term: slug,
        label: name,
      })),
      ...(entry.summary === "" ? {} : { summary: entry.summary }),
      content: raw(contentOf(entry, origin)),
    })),
  }));
}

/**
 * The newest entries in full, as RSS 2.0.
 *
 * @param source What the feed is of.
 * @returns The document.
 */
export function rssFeed(source: FeedSource): string {
  const { look, origin, shelf, hub } = source;
  const entries = source.entries.slice(0, FEED_LENGTH);
  return renderToString(rss({
    title: titleOf(source),
    link: homeOf(source),
    description: look.description || look.title,
    self: origin + feedPathOf("rss", shelf?.tag),
    hub,
    language: look.lang,
    ...(entries.length === 0 ? {} : { updated: latestOf(entries) }),
    items: entries.map((entry) => ({
      title: entry.title,
      link: origin + entry.path,
      guid: origin + entry.path,
      comments: repliesOf(source, entry)[0]?.href,
      published: entry.date,
      categories: entry.tags.map(({ name }) => name),
      ...(entry.summary === "" ? {} : { description: entry.summary }),
      content: raw(contentOf(entry, origin)),
    })),
  }));
}

/**
 * The newest entries in full, as JSON Feed 1.1.
 *
 * @param source What the feed is of.
 * @returns The document.
 */
export function jsonFeedOf(source: FeedSource): string {
  const { look, origin, shelf, hub } = source;
  return jsonFeed({
    title: titleOf(source),
    homePageUrl: homeOf(source),
    feedUrl: origin + feedPathOf("json", shelf?.tag),
    hub,
    favicon: `${origin}/favicon.svg`,
    language: look.lang,
    authors: [{ name: look.title }],
    ...(look.description === "" ? {} : { description: look.description }),
    items: source.entries.slice(0, FEED_LENGTH).map((entry) => ({
      id: origin + entry.path,
      url: origin + entry.path,
      title: entry.title,
      published: entry.date,
      updated: entry.updated,
      tags: entry.tags.map(({ name }) => name),
      ...(entry.summary === "" ? {} : { summary: entry.summary }),
      contentHtml: raw(contentOf(entry, origin)),
    })),
  });
}

/** All pages that a search engine should know, as `sitemap.txt`. */
export function textSitemap(library: Library, origin: string): string {
  return sitemapText(pagesOf(library, origin).map(({ url }) => url));
}

/** All pages that a search engine should know, as `sitemap.xml`. */
export function xmlSitemap(library: Library, origin: string): string {
  return renderToString(sitemap(pagesOf(library, origin)));
}

/** What robots may do: everything, and where they find the pages. */
export function robotsText(origin: string): string {
  return `User-agent: *\nDisallow:\n\nSitemap: ${origin}/sitemap.xml\n`;
}

function pagesOf(library: Library, origin: string): SitemapUrl[] {
  const { entries, pages, tags } = library;
  const newest = entries.length === 0 ? {} : { updated: library.updated };
  const urls = [
    { url: `${origin}/`, ...newest },
    { url: `${origin}/tags`, ...newest },
    { url: `${origin}/archive`, ...newest },
    ...entries.filter(({ noindex }) => !noindex).map((entry) => ({
      url: origin + entry.path,
      updated: entry.updated,
    })),
    ...pages.filter(({ noindex }) => !noindex).map(({ path, updated }) => ({
      url: origin + path,
      // Nobody said when a page was written that has no date.
      ...(updated.getTime() === 0 ? {} : { updated }),
    })),
    ...tags.map((shelf) => ({
      url: origin + tagPathOf(shelf.tag),
      updated: latestOf(shelf.entries),
    })),
  ]; // The newest of a very long list: a search finds the others by links.
  return urls.slice(0, MAX_SITEMAP_URLS);
}

/** The page that has the same entries. */
function homeOf({ origin, shelf }: FeedSource): string {
  return origin + (shelf === undefined ? "/" : tagPathOf(shelf.tag));
}

/** Where readers answer to an entry, if they can. */
function repliesOf(
  { look, origin }: FeedSource,
  entry: Entry,
): { href: string; rel: "replies"; type: string }[] {
  if (!look.comments || !entry.comments) return [];
  const href = `${origin}${entry.path}#comments`;
  return [{ href, rel: "replies", type: "text/html" }];
}

function titleOf({ look, shelf }: FeedSource): string {
  return shelf === undefined ? look.title : `${look.title}: ${shelf.tag.name}`;
}

/** The text of an entry as it reads far from its page. */
function contentOf(entry: Entry, origin: string): string {
  return rewrite(entry.html, { base: origin + entry.path });
}
