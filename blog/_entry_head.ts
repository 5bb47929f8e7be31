// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { js, link, type Markup, meta, script } from "../ml/mod.ts";
import type { Entry } from "./entry.ts";
import type { Look } from "./_layout.ts";

/** One entry among the others. */
export interface EntryInPlace {
  /** The entry. */
  entry: Entry;
  /** The one before it in time. */
  older?: Entry;
  /** The one after it. */
  newer?: Entry;
}

/**
 * What the head of an entry's page tells machines: Open Graph for those who
 * show a link with a picture, JSON-LD (schema.org) for search engines.
 *
 * @param look What all pages share.
 * @param place The entry.
 * @returns Elements for the head. What must be a whole URL is left out where
 * nobody said where the blog is.
 */
export function entryHead(look: Look, place: EntryInPlace): Markup[] {
  const { entry, older, newer } = place;
  const { baseUrl } = look;
  const image = entry.image === null
    ? null
    : URL.parse(entry.image, baseUrl)?.href ?? null;
  const url = baseUrl === undefined ? null : baseUrl + entry.path;
  const graph: [property: string, content: string | null][] = [
    ["og:type", "article"],
    ["og:title", entry.title],
    ["og:site_name", look.title],
    ["og:description", entry.summary || null],
    ["og:url", url],
    ["og:image", image],
    ["article:published_time", entry.date.toISOString()],
    ["article:modified_time", entry.updated.toISOString()],
    ...entry.tags.map(({ name }): [string, string] => ["article:tag", name]),
  ];
  const data = {
    "@context": "https://schema.org",
    "@type": "BlogPosting",
    headline: entry.title,
    datePublished: entry.date.toISOString(),
    dateModified: entry.updated.toISOString(),
    inLanguage: look.lang,
    isPartOf: { "@type": "Blog", name: look.title },
    ...(entry.summary === "" ? {} : { description: entry.summary }),
    ...(entry.tags.length === 0
      ? {}
      : { keywords: entry.tags.map(({ name }) => name) }),
    ...(url === null ? {} : { url, mainEntityOfPage: url }),
    ...(image === null ? {} : { image }),
  };
  return [
    ...graph.flatMap(([property, content]) =>
      content === null ? [] : [meta({ property, content })]
    ),
    ...(older === undefined ? [] : [link({ rel: "prev", href: older.path })]),
    ...(newer === undefined ? [] : [link({ rel: "next", href: newer.path })]),
    script({ type: "application/ld+json" }, js`${data}`),
  ];
}
