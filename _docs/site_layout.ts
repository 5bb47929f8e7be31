// Copyright 2026 the tpd2 authors. MIT license.

import {
  a,
  body,
  type Child,
  div,
  h1,
  h2,
  head,
  header,
  html,
  li,
  link,
  main,
  type Markup,
  meta,
  nav,
  raw,
  script,
  search,
  span,
  title,
  ul,
} from "@tpd2/tpd2/ml";
import type { Heading, RenderedDocument } from "./markdown.ts";

/** A page of the site, as others link to it. */
export interface Entry {
  /** The name of its file. */
  name: string;
  /** Its title, as HTML without elements. */
  title: string;
}

/** What stands around a document. */
export interface Surroundings {
  /** The name of its own file. */
  name: string;
  /** The chapters of the navigation with their pages. */
  chapters: readonly { title: string; entries: readonly Entry[] }[];
}

/** From how many headings on a page shows its contents beside it. */
const MIN_HEADINGS = 3;

/**
 * Makes the page of a document. The page's own ids begin with an underscore, so
 * that no heading can have them.
 *
 * @param document The document.
 * @param surroundings Where it stands among the others.
 * @returns The page.
 */
export function documentPage(
  document: RenderedDocument,
  surroundings: Surroundings,
): Markup<"html"> {
  const { name } = surroundings;
  const heading = raw(document.title);
  const isIndex = name === "index.html";
  return html(
    { lang: "en" },
    head(
      meta({ charset: "utf-8" }),
      meta({
        name: "viewport",
        content: "width=device-width, initial-scale=1",
      }),
      title(isIndex ? "tpd2" : `${unescape(document.title)} - tpd2`),
      link({ rel: "stylesheet", href: "style.css" }),
      link({ rel: "icon", href: "icon.svg", type: "image/svg+xml" }),
      script({ src: "search.js", defer: true }),
    ),
    body(
      a({ class: "skip", href: "#_content" }, "To the text"),
      header(
        a({ href: "index.html" }, "tpd2"),
        a({ class: "to-guides", href: "#_guides" }, "Guides"),
        search({ class: "search" }),
      ),
      div(
        { class: "columns" },
        main(
          { id: "_content", tabindex: -1 },
          h1(heading),
          raw(document.html),
          turn(surroundings),
        ),
        guides(surroundings),
        contents(document.headings),
      ),
    ),
  );
}

function guides({ name, chapters }: Surroundings): Markup<"nav"> {
  return nav(
    { class: "guides", id: "_guides", "aria-label": "All guides" },
    chapters.map(({ title, entries }) => [
      h2(title),
      ul(entries.map((entry) =>
        li(a(
          {
            href: entry.name,
            "aria-current": entry.name === name ? "page" : undefined,
          },
          raw(entry.title),
        ))
      )),
    ]),
  );
}

function contents(headings: readonly Heading[]): Child {
  const shown = headings.filter(({ level }) => level < 4);
  if (shown.length < MIN_HEADINGS) return null;
  return nav(
    { class: "contents", "aria-label": "On this page" },
    h2("On this page"),
    ul(shown.map(({ level, anchor, text }) =>
      li(
        { class: level > 2 ? "sub" : undefined },
        a({ href: `#${anchor}` }, raw(text)),
      )
    )),
  );
}

/** The pages before and after, in the order of reading. */
function turn({ name, chapters }: Surroundings): Child {
  const entries = chapters.flatMap(({ entries }) => entries);
  const at = entries.findIndex((entry) => entry.name === name);
  const before = at < 0 ? undefined : entries[at - 1];
  const after = entries[at + 1];
  if (before === undefined && after === undefined) return null;
  return nav(
    { class: "turn", "aria-label": "Before and after" },
    before && a(
      { href: before.name, rel: "prev" },
      span("Before"),
      raw(before.title),
    ),
    after && a(
      { href: after.name, rel: "next" },
      span(at < 0 ? "Begin with" : "Next"),
      raw(after.title),
    ),
  );
}

function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"').replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
