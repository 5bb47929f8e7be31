// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  a,
  article,
  aside,
  div,
  footer,
  h1,
  h2,
  h3,
  header,
  li,
  type Markup,
  nav,
  p,
  raw,
  section,
  span,
  time,
  ul,
} from "../ml/mod.ts";
import { defaultErrorPage, type ErrorInfo } from "../page/mod.ts";
import { countOf } from "./_comment_views.ts";
import type { Entry, Tag } from "./entry.ts";
import type { PageParts } from "./_layout.ts";
import type { Library, TagShelf } from "./library.ts";
import type { LatestPage } from "./paging.ts";
import { rewrite } from "./_rewrite.ts";
import { tableOfContents } from "./_toc.ts";

const DATE_FORMAT = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  timeZone: "UTC",
});

/** The path of a tag's page. */
export function tagPathOf(tag: Tag): string {
  return `/tags/${encodeURIComponent(tag.slug)}`;
}

/** The front page: what is new in full, then headlines. */
export function frontView(library: Library): PageParts {
  const { fresh, headlines } = library.front();
  const content: Markup[] = fresh.map((entry) => {
    const path = entry.path;
    return article(
      { class: "fresh" },
      header(
        h2(a({ href: path }, entry.title)),
        metaLine(entry, library.commentCount(entry)),
      ),
      div(
        { class: "content" },
        raw(rewrite(entry.html, {
          base: path,
          headingOffset: 1,
          idPrefix: `${entry.slug}--`,
        })),
      ),
    );
  });
  if (fresh.length > 0 && headlines.length > 0) {
    content.push(section(h2("Earlier"), listOf(headlines, h3, library)));
  } else if (headlines.length > 0) {
    content.push(listOf(headlines, h2, library));
  } else if (fresh.length === 0) {
    content.push(p("There is nothing to read yet."));
  }
  return { path: "/", content };
}

/** The page of one entry. */
export function entryView(library: Library, entry: Entry): PageParts {
  if (entry.isPage) return aloneView(entry);
  const related = library.related(entry);
  const neighbours = library.neighbours(entry);
  const { older, newer } = neighbours;
  return {
    title: entry.title,
    description: entry.summary,
    noindex: entry.noindex,
    path: entry.path,
    place: { entry, ...neighbours },
    element: "article",
    content: [
      header(h1(entry.title), metaLine(entry)),
      tableOfContents(entry.html),
      div({ class: "content" }, raw(entry.html)),
      entry.tags.length > 0 &&
      footer(
        { class: "end" },
        h2("Tags"),
        ul(
          { class: "tags" },
          entry.tags.map((tag) =>
            li(a({ href: tagPathOf(tag), rel: "tag" }, tag.name))
          ),
        ),
      ),
    ],
    after: [
      related.length > 0 &&
      aside(
        { class: "end" },
        h2("Related"),
        ul(
          related.map((other) =>
            li(a({ href: other.path }, other.title), " · ", dateOf(other))
          ),
        ),
      ),
      pagesNav(
        "Entries",
        older && {
          href: older.path,
          rel: "prev",
          label: "← Older",
          name: older.title,
        },
        newer && {
          href: newer.path,
          rel: "next",
          label: "Newer →",
          name: newer.title,
        },
      ),
    ],
  };
}

/** A page that stands for itself. */
function aloneView(page: Entry): PageParts {
  return {
    title: page.title,
    description: page.summary,
    noindex: page.noindex,
    path: page.path,
    element: "article",
    content: [
      header(h1(page.title)),
      div({ class: "content" }, raw(page.html)),
    ],
  };
}

/** One page of all entries. */
export function latestView(latest: LatestPage): PageParts {
  return {
    title: latest.page === 1 ? "Latest" : `Latest, page ${latest.page}`,
    description: "All entries, the newest first.",
    path: latest.page === 1 ? "/latest" : `/latest?page=${latest.page}`,
    // The entries themselves are what a search should find.
    noindex: true,
    content: [
      h1("Latest"),
      latest.entries.length === 0
        ? p("There is nothing to read yet.")
        : listOf(latest.entries, h2),
      pageNumbers("/latest", latest),
      latest.pages > 1 && p(a({ href: "/archive" }, "All entries by year")),
    ],
  };
}

/** All tags. */
export function tagsView(library: Library): PageParts {
  const shelves = library.tags;
  return {
    title: "Tags",
    description: "What the entries are about.",
    path: "/tags",
    content: [
      h1("Tags"),
      shelves.length === 0 ? p("There are no tags yet.") : ul(
        { class: "tags" },
        shelves.map(({ tag, entries }) =>
          li(a({ href: tagPathOf(tag) }, tag.name), ` ${entries.length}`)
        ),
      ),
    ],
  };
}

/** One page of the entries of a tag. */
export function tagView(shelf: TagShelf, latest: LatestPage): PageParts {
  const path = tagPathOf(shelf.tag);
  const { name } = shelf.tag;
  return {
    title: latest.page === 1
      ? `Tag: ${name}`
      : `Tag: ${name}, page ${latest.page}`,
    description: `Entries about ${name}.`,
    path: latest.page === 1 ? path : `${path}?page=${latest.page}`,
    noindex: latest.page > 1,
    feed: { path, title: `Tag: ${name}` },
    content: [
      h1(`Tag: ${name}`),
      listOf(latest.entries, h2),
      pageNumbers(path, latest),
    ],
  };
}

/** What stands where there is no page, or where something went wrong. */
export function errorView(info: ErrorInfo): PageParts {
  return {
    title: info.title,
    noindex: true,
    content: [
      defaultErrorPage(info),
      p(
        "Perhaps you find what you look for among the ",
        a({ href: "/latest" }, "latest entries"),
        " or the ",
        a({ href: "/tags" }, "tags"),
        ", or ",
        a({ href: "/search" }, "search"),
        " for it.",
      ),
    ],
  };
}

/** When an entry appeared. */
export function dateOf(entry: Entry): Markup<"time"> {
  return time(
    { datetime: entry.date.toISOString() },
    DATE_FORMAT.format(entry.date),
  );
}

function metaLine(entry: Entry, comments = 0): Markup<"p"> {
  return p(
    { class: "meta" },
    dateOf(entry),
    ` · ${entry.minutes} min read`,
    comments > 0 && [
      " · ",
      a({ href: `${entry.path}#comments` }, countOf(comments)),
    ],
  );
}

/**
 * Entries by title, with what they are about; and how often they were commented
 * on, where the library is there to ask.
 */
export function listOf(
  entries: readonly Entry[],
  heading: typeof h2 | typeof h3,
  library?: Library,
): Markup<"ul"> {
  return ul(
    { class: "list" },
    entries.map((entry) =>
      li(
        heading(a({ href: entry.path }, entry.title)),
        entry.summary !== "" && p(entry.summary),
        !entry.isPage && metaLine(entry, library?.commentCount(entry)),
      )
    ),
  );
}

/** Where a link of {@linkcode pagesNav} leads. */
interface PageLink {
  href: string;
  rel: "prev" | "next";
  label: string;
  name?: string;
}

function pageNumbers(path: string, { page, pages }: LatestPage): Markup | null {
  const href = (n: number): string => n === 1 ? path : `${path}?page=${n}`;
  return pagesNav(
    "Pages",
    page > 1
      ? { href: href(page - 1), rel: "prev", label: "← Newer" }
      : undefined,
    page < pages
      ? { href: href(page + 1), rel: "next", label: "Older →" }
      : undefined,
  );
}

function pagesNav(
  name: string,
  first: PageLink | undefined,
  second: PageLink | undefined,
): Markup | null {
  if (first === undefined && second === undefined) return null;
  return nav(
    { class: "pages", "aria-label": name },
    [first, second].map((there) =>
      there && div(
        there.name !== undefined && [span(there.label), " "],
        a({ href: there.href, rel: there.rel }, there.name ?? there.label),
      )
    ),
  );
}
