// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  a,
  details,
  li,
  type Markup,
  nav,
  raw,
  summary,
  ul,
} from "../ml/mod.ts";

/** From how many headings on a text has a table of contents. */
const MIN_HEADINGS = 3;

/**
 * The contents of a long text: its headings of the first two levels.
 *
 * @param html What {@linkcode renderMarkdown} returned.
 * @returns The links, folded away; `null` where there are too few to help.
 */
export function tableOfContents(html: string): Markup<"nav"> | null {
  const headings = [
    ...html.matchAll(/<h([23])[^>]* id="([^"]*)"[^>]*>(.*?)<\/h\1>/gs),
  ];
  if (headings.length < MIN_HEADINGS) return null;
  return nav(
    { class: "toc", "aria-label": "Contents" },
    details(
      summary("Contents"),
      ul(headings.map(([, level, id, content]) =>
        li(
          { class: level === "3" ? "sub" : null },
          a(
            { href: `#${unescape(id!)}` },
            // A link in a link is none, and sanitised text is escaped.
            raw(content!.replace(/<[^>]*>/g, "")),
          ),
        )
      )),
    ),
  );
}

function unescape(attribute: string): string {
  return attribute.replace(/&quot;/g, '"').replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}
