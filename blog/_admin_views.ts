// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  a,
  b,
  bdi,
  type Child,
  code,
  div,
  header,
  li,
  type Markup,
  nav,
  p,
  small,
  span,
  table,
  tbody,
  td,
  th,
  thead,
  tr,
  ul,
} from "../ml/mod.ts";
import { actionButton, actionLink, type Offered } from "../page/mod.ts";
import type { CommentActions } from "./_admin_queue.ts";
import type { Comment } from "./comment.ts";
import { avatar } from "./_comment_avatar.ts";
import { textParagraphs } from "./_comment_text.ts";
import { commentAnchor, commentTime } from "./_comment_views.ts";
import type { Entry } from "./entry.ts";
import type { Library } from "./library.ts";
import type { Popularity } from "./_statistics_store.ts";
import { dateOf } from "./_views.ts";

const LINKS: readonly (readonly [href: string, name: string])[] = [
  ["/admin", "Queue"],
  ["/admin/comments", "Comments"],
  ["/admin/entries", "Not yet shown"],
  ["/admin/statistics", "Readers"],
];

/** The ways between the admin's pages. */
export function adminNav(path: string, logout: Offered): Markup<"nav"> {
  return nav(
    { class: "admin-nav", "aria-label": "Admin" },
    ul(
      LINKS.map(([href, name]) =>
        li(a({ href, "aria-current": path === href ? "page" : null }, name))
      ),
      li(actionLink("Log out", logout)),
    ),
  );
}

/** How it is now, in one line. */
export function nowLine(
  counts: { waiting: number; open: number; now: number; today: number },
): string {
  const { waiting, open, now, today } = counts;
  return [
    waiting === 0
      ? "Nothing waits"
      : `${waiting} wait${waiting > 1 ? "" : "s"}`,
    `${open} page${open === 1 ? "" : "s"} open`,
    `${now} reader${now === 1 ? "" : "s"} in five minutes`,
    `${today} today`,
  ].join(" · ");
}

/** A comment, with all that is known of it and what can be done. */
export function adminComment(
  comment: Comment,
  actions: CommentActions,
  library: Library,
): Markup<"div"> {
  const { id, state, author, origin, reason } = comment;
  const entry = library.get(comment.entry);
  const button = (label: string, next: Comment["state"]) => [
    actionButton(label, actions.become.with({ id, state: next }), {
      description: `${label} what ${author} says`,
      id: `${next}-${id}`,
    }),
    " ",
  ];
  return div(
    { class: "said" },
    avatar(author),
    header(
      b(bdi(author)),
      " ",
      span({ class: "meta" }, commentTime(comment.time)),
      " on ",
      entry === undefined
        ? code(comment.entry)
        : a({ href: `${entry.path}#${anchorOf(comment)}` }, entry.title),
      reason !== "" && [" ", span({ class: "badge" }, reason)],
      origin !== "" && [" ", small({ class: "meta" }, origin)],
    ),
    div(
      { class: "text", dir: "auto" },
      textParagraphs(comment.text),
      p(
        { class: "acts" },
        state === "held" && button("Approve", "shown"),
        state === "shown" && button("Hold", "held"),
        state === "deleted" && button("Bring back", "shown"),
        state !== "deleted" && button("Delete", "deleted"),
        state === "held" && origin !== "" &&
          actionButton(
            "Delete all from there",
            actions.deleteAlike.with({ id }),
            {
              id: `alike-${id}`,
              description: `Delete all from there: ${origin}`,
            },
          ),
        " ",
        a({ href: `/admin/comments/${id}` }, "Edit"),
      ),
    ),
  );
}

/** Where a comment is on the page of its entry. */
function anchorOf(comment: Comment): string {
  return comment.state === "shown" ? commentAnchor(comment.id) : "comments";
}

/** Entries that readers cannot see, and why. */
export function hiddenEntries(
  entries: readonly Entry[],
  now: number,
): Child {
  if (entries.length === 0) return p("All entries are shown.");
  return ul(
    { class: "list" },
    entries.map((entry) =>
      li(
        b(
          a(
            { href: `/admin/preview/${encodeURIComponent(entry.slug)}` },
            entry.title,
          ),
        ),
        p(
          { class: "meta" },
          entry.draft
            ? "a draft"
            : entry.date.getTime() > now
            ? ["appears on ", dateOf(entry)]
            : "has expired",
          " · ",
          code(entry.file),
        ),
      )
    ),
  );
}

/** What was read most. */
export function popularTable(
  popular: readonly Popularity[],
  library: Library,
  countOf: (slug: string) => number,
): Child {
  if (popular.length === 0) return p("Nobody has read anything yet.");
  return div(
    { class: "table" },
    table(
      thead(tr(
        th("Entry"),
        ["Today", "7 days", "30 days", "Comments"].map((name) =>
          th({ class: "align-right" }, name)
        ),
      )),
      tbody(popular.map(({ entry: slug, today, week, month }) => {
        const entry = library.get(slug);
        return tr(
          td(
            entry === undefined
              ? code(slug)
              : a({ href: entry.path }, entry.title),
          ),
          [today, week, month, countOf(slug)].map((count) =>
            td({ class: "align-right" }, count)
          ),
        );
      })),
    ),
  );
}
