// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  a,
  body,
  type Child,
  footer,
  h1,
  head,
  header,
  html,
  li,
  link,
  main,
  type Markup,
  meta,
  nav,
  p,
  title,
  ul,
} from "../ml/mod.ts";
import { liveClient, type StateChannel } from "../page/mod.ts";
import type { Entry } from "./entry.ts";
import { entryHead, type EntryInPlace } from "./_entry_head.ts";

/** What all pages of a blog share. */
export interface Look {
  /** The name of the blog. */
  title: string;
  /** What it is about; empty where nobody said. */
  description: string;
  /** The language of its texts, as a BCP 47 tag. */
  lang: string;
  /** Where the style sheet is. */
  styleHref: string;
  /** Where readers find the blog, without a slash at its end. */
  baseUrl: string | undefined;
  /**
   * The pages that stand for themselves, to which all lead.
   *
   * @default {() => []}
   */
  pages?: () => readonly Entry[];
  /**
   * Whether readers can comment.
   *
   * @default {false}
   */
  comments?: boolean;
}

/** What is particular to one page. */
export interface PageParts {
  /** Its title; none for the front page, which has the blog's. */
  title?: string;
  /** What it is about. */
  description?: string;
  /** Its path, escaped, with the query that it needs. */
  path?: string;
  /** Whether search engines shall follow its links and not keep it. */
  noindex?: boolean;
  /** The feeds of this page alone: their path up to `/feed`, and what they are of. */
  feed?: { path: string; title: string };
  /** The entry that it shows, if it shows one alone. */
  place?: EntryInPlace;
  /** Its content, which is kept up to date while it is open. */
  content: Child;
  /**
   * The element that holds the content.
   *
   * @default {"div"}
   */
  element?: "article" | "div";
  /** What follows the content, and stays as it was. */
  after?: Child;
}

/** Options of {@linkcode layout}. */
export interface PageLayoutOptions {
  /**
   * What stands in the place of the content and keeps it up to date.
   *
   * @default {undefined}
   */
  live?: StateChannel | undefined;
}

const LINKS: readonly (readonly [href: string, name: string])[] = [
  ["/latest", "Latest"],
  ["/tags", "Tags"],
  ["/search", "Search"],
  ["/feed.atom", "Feed"],
];

/**
 * Puts the content of a page into the blog's frame.
 *
 * @param look What all pages share.
 * @param page The page.
 * @param options What keeps the page up to date.
 * @returns The document.
 */
export function layout(
  look: Look,
  page: PageParts,
  options: PageLayoutOptions = {},
): Markup {
  const { live } = options;
  const isFront = page.title === undefined;
  const home = a({ href: "/", rel: "home" }, look.title);
  const description = page.description ?? look.description;
  return html(
    { lang: look.lang },
    head(
      meta({ charset: "utf-8" }),
      title(titleOf(look, page)),
      meta({
        name: "viewport",
        content: "width=device-width, initial-scale=1",
      }),
      meta({ name: "color-scheme", content: "light dark" }),
      description !== "" && meta({ name: "description", content: description }),
      page.noindex && meta({ name: "robots", content: "noindex,follow" }),
      link({ rel: "stylesheet", href: look.styleHref }),
      link({ rel: "icon", href: "/favicon.svg", type: "image/svg+xml" }),
      page.feed && feedLinks(page.feed.path, page.feed.title),
      feedLinks("", look.title),
      look.baseUrl !== undefined && page.path !== undefined &&
        link({ rel: "canonical", href: look.baseUrl + page.path }),
      page.place && entryHead(look, page.place),
      live && liveClient(),
    ),
    body(
      a({ class: "skip", href: "#_main" }, "Skip to content"),
      header(
        { class: "site" },
        isFront ? h1({ class: "title" }, home) : p({ class: "title" }, home),
        nav(
          { "aria-label": "Blog" },
          ul(LINKS.map(([href, name]) =>
            li(
              a(
                { href, "aria-current": page.path === href ? "page" : null },
                name,
              ),
            )
          )),
        ),
      ),
      main({ id: "_main", tabindex: -1 }, live ?? page.content, page.after),
      footer(
        { class: "about" },
        p(
          a({ href: "/" }, look.title),
          " · ",
          a({ href: "/archive" }, "archive"),
          look.pages?.().map(({ path, title }) => [
            " · ",
            a({ href: path }, title),
          ]),
          " · read it in a ",
          a({ href: "/feed.atom" }, "feed reader"),
        ),
      ),
    ),
  );
}

/** The title of a page, as the browser's tab shows it. */
export function titleOf(look: Look, page: PageParts): string {
  return page.title === undefined
    ? look.title
    : `${page.title} · ${look.title}`;
}

/** How the path of a feed ends, its media type, and the name of its format. */
const FORMATS = [
  ["atom", "application/atom+xml", "Atom"],
  ["rss", "application/rss+xml", "RSS"],
  ["json", "application/feed+json", "JSON Feed"],
] as const;

function feedLinks(path: string, name: string): Markup<"link">[] {
  return FORMATS.map(([end, type, format]) =>
    link({
      rel: "alternate",
      type,
      href: `${path}/feed.${end}`,
      title: `${name} (${format})`,
    })
  );
}
