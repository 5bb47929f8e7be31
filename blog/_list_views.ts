// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  a,
  button,
  form,
  h1,
  h2,
  input,
  label,
  li,
  p,
  search,
  section,
  ul,
} from "../ml/mod.ts";
import type { Entry } from "./entry.ts";
import type { PageParts } from "./_layout.ts";
import type { Library } from "./library.ts";
import { MAX_QUERY, searchEntries } from "./_search.ts";
import { dateOf, listOf } from "./_views.ts";

/** All entries on one page, by year. */
export function archiveView(library: Library): PageParts {
  const years = new Map<number, Entry[]>();
  for (const entry of library.entries) {
    const year = entry.date.getUTCFullYear();
    const others = years.get(year);
    if (others === undefined) years.set(year, [entry]);
    else others.push(entry);
  }
  return {
    title: "Archive",
    description: "All entries by year.",
    path: "/archive",
    content: [
      h1("Archive"),
      years.size === 0 && p("There is nothing to read yet."),
      [...years].map(([year, entries]) =>
        section(
          h2(String(year)),
          ul(
            entries.map((entry) =>
              li(a({ href: entry.path }, entry.title), " · ", dateOf(entry))
            ),
          ),
        )
      ),
    ],
  };
}

/** A field to search in, and what was found. */
export function searchView(library: Library, query: string): PageParts {
  const asked = query.trim();
  const found = searchEntries(
    [...library.entries, ...library.pages],
    asked,
  );
  return {
    title: asked === "" ? "Search" : `Search: ${asked}`,
    description: "Search in all entries.",
    path: "/search",
    noindex: true,
    content: [
      h1("Search"),
      search(
        { class: "search" },
        form(
          { action: "/search", method: "get" },
          label({ for: "_q" }, "Words"),
          input({
            id: "_q",
            type: "search",
            name: "q",
            value: asked,
            maxlength: MAX_QUERY,
          }),
          button("Search"),
        ),
      ),
      asked !== "" &&
      (found.length === 0
        ? p("No entry has all of these words.")
        : listOf(found, h2, library)),
    ],
  };
}
