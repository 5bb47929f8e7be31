// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Entry } from "./entry.ts";
import type { Library, TagShelf } from "./library.ts";
import { archiveView } from "./_list_views.ts";
import type { LivePage } from "./_live_pages.ts";
import { type LatestPage, paginate } from "./paging.ts";
import {
  entryView,
  frontView,
  latestView,
  tagsView,
  tagView,
} from "./_views.ts";

/** The front page. */
export function frontPage(library: Library): LivePage {
  return {
    key: "/",
    from: () => {
      const { fresh, headlines } = library.front();
      // It says how many comments each of them has.
      const told = (entry: Entry) => [entry, library.commentCount(entry)];
      return [...fresh.flatMap(told), null, ...headlines.flatMap(told)];
    },
    view: () => frontView(library),
  };
}

/** The page of the entry that has a slug. */
export function entryPage(library: Library, slug: string): LivePage {
  return {
    key: `/${slug}`,
    from: () => {
      const entry = library.get(slug);
      return entry === undefined ? null : [entry];
    },
    view: () => entryView(library, library.get(slug)!),
  };
}

/** One page of all entries. */
export function latestPage(library: Library, number: number): LivePage {
  const find = (): LatestPage | undefined => library.latest(number);
  return {
    key: `/latest ${number}`,
    from: () => fromOf(find()),
    view: () => latestView(find()!),
  };
}

/** All entries by year. */
export function archivePage(library: Library): LivePage {
  return {
    key: "/archive",
    from: () => library.entries,
    view: () => archiveView(library),
  };
}

/** All tags. */
export function tagsPage(library: Library): LivePage {
  return {
    key: "/tags",
    from: () =>
      library.tags.flatMap(({ tag, entries }) => [tag.name, entries.length]),
    view: () => tagsView(library),
  };
}

/** One page of the entries of a tag. */
export function tagPage(
  library: Library,
  slug: string,
  number: number,
): LivePage {
  const find = (): [TagShelf, LatestPage] | undefined => {
    const shelf = library.tagged(slug);
    const latest = shelf && paginate(shelf.entries, number);
    return latest && [shelf!, latest];
  };
  return {
    key: `/tags/${slug} ${number}`,
    from: () => fromOf(find()?.[1]),
    view: () => tagView(...find()!),
  };
}

function fromOf(latest: LatestPage | undefined): readonly unknown[] | null {
  return latest === undefined ? null : [latest.pages, ...latest.entries];
}
