// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError, redirect } from "../http/mod.ts";
import {
  a,
  type Child,
  div,
  h1,
  h2,
  li,
  type Markup,
  nav,
  p,
  ul,
} from "../ml/mod.ts";
import type { Clock } from "../net/mod.ts";
import {
  actionForm,
  integer,
  oneOf,
  type PageContext,
  type Site,
  textAreaField,
  textField,
} from "../page/mod.ts";
import type { AdminDoor } from "./_admin_door.ts";
import { AdminPreviews } from "./_admin_preview.ts";
import { AdminQueue } from "./_admin_queue.ts";
import {
  adminComment,
  adminNav,
  hiddenEntries,
  popularTable,
} from "./_admin_views.ts";
import {
  type Comment,
  type CommentState,
  MAX_AUTHOR,
  MAX_TEXT,
} from "./comment.ts";
import { tidyName, tidyText } from "./_comment_text.ts";
import { COMMENTS_SHOWN } from "./_comment_views.ts";
import type { Comments } from "./comments.ts";
import type { PageParts } from "./_layout.ts";
import type { Library } from "./library.ts";
import type { Statistics } from "./_statistics.ts";

/** How many entries the page about readers lists. */
const POPULAR_LENGTH = 30;

const STATES: readonly (readonly [state: CommentState, name: string])[] = [
  ["shown", "Shown"],
  ["held", "Waiting"],
  ["deleted", "Deleted"],
];

/** What the admin's pages need of the blog. */
export interface AdminOptions {
  /** Who is let in. */
  door: AdminDoor;
  /** The entries. */
  library: Library;
  /** The comments. */
  comments: Comments;
  /** Who reads. */
  statistics: Statistics;
  /** Makes a page. */
  document: (parts: PageParts) => Markup;
  /** Where time comes from. */
  clock: Clock;
}

/**
 * Adds the pages of who runs the blog: what waits, all comments, drafts, and who
 * reads. Whoever is not logged in finds the form for that in their place.
 *
 * @param blog The blog.
 * @param options What they need.
 */
export function addAdmin(blog: Site, options: AdminOptions): void {
  const { door, library, comments, statistics, clock } = options;
  const { store } = comments;
  const previews = new AdminPreviews(options);
  const queue = new AdminQueue(blog, {
    ...options,
    onRenew: () => previews.renew(),
  });
  const logout = blog.action(({ visitor, frame }) => {
    blog.frames.changeAccount(visitor, null);
    // Other windows of the same browser are open still.
    queue.renew();
    return redirect(frame.location);
  });

  /** A page for the admin; for others the door, at the same address. */
  function page(
    context: PageContext,
    make: () => { title: string; content: Child },
  ): Markup {
    context.setField("cache-control", "no-store");
    if (!door.isAdmin(context.knownVisitor)) {
      return options.document(door.page());
    }
    queue.refresh();
    const { title, content } = make();
    return options.document({
      title,
      noindex: true,
      content: div(
        { class: "admin" },
        adminNav(context.exchange.path, logout),
        content,
      ),
    });
  }

  blog.page("/admin", {}, (_, context) =>
    page(context, () => ({
      title: "Queue",
      content: [
        h1("Queue"),
        queue.channels.now,
        queue.channels.held,
        h2("Said last"),
        queue.channels.recent,
      ],
    })));

  blog.page(
    "/admin/comments",
    {
      state: oneOf(["shown", "held", "deleted"] as const, "shown"),
      page: integer(1, { min: 1, max: 1_000_000 }),
    },
    ({ state, page: number }, context) =>
      page(context, () => ({
        title: "Comments",
        content: [
          h1("Comments"),
          statesNav(state),
          listOf(state, number),
        ],
      })),
  );

  function listOf(state: CommentState, number: number): Child {
    const offset = (number - 1) * COMMENTS_SHOWN;
    const shown = store.inState(state, offset, COMMENTS_SHOWN);
    const isLast = offset + shown.length >= store.count(state);
    const href = (n: number) => `/admin/comments?state=${state}&page=${n}`;
    return [
      shown.length === 0 && p("There are none."),
      ul(
        { class: "comments" },
        shown.map((comment) =>
          li(
            { class: "comment" },
            adminComment(comment, queue.actions, library),
          )
        ),
      ),
      (number > 1 || !isLast) &&
      nav(
        { class: "pages", "aria-label": "Pages" },
        number > 1 &&
          div(a({ href: href(number - 1), rel: "prev" }, "← Later")),
        !isLast && div(a({ href: href(number + 1), rel: "next" }, "Earlier →")),
      ),
    ];
  }

  blog.page(
    "/admin/comments/:id",
    { id: integer({ min: 1 }) },
    ({ id }, context) =>
      page(context, () => {
        const comment = store.get(id);
        if (comment === undefined) {
          throw new HttpError(404, `There is no comment ${id}`);
        }
        return { title: "Edit a comment", content: editForm(comment) };
      }),
  );

  function editForm(comment: Comment): Child {
    return [
      h1("Edit a comment"),
      actionForm(
        {
          author: textField("Name", {
            default: comment.author,
            maxLength: MAX_AUTHOR,
          }),
          text: textAreaField("Text", {
            default: comment.text,
            maxLength: MAX_TEXT,
            rows: 12,
          }),
        },
        ({ author, text }, context) => {
          // The form may outlive the login.
          if (!door.isAdmin(context.visitor)) {
            throw new HttpError(403, "Cannot do that: log in first");
          }
          comments.change(comment.id, tidyName(author), tidyText(text));
          return redirect("/admin");
        },
        { submit: "Save", id: "edit" },
      ),
    ];
  }

  blog.page("/admin/entries", {}, (_, context) =>
    page(context, () => ({
      title: "Not yet shown",
      content: [
        h1("Not yet shown"),
        hiddenEntries(library.hidden, clock.date()),
      ],
    })));

  blog.page(
    "/admin/preview/:slug",
    {},
    ({ slug }, context) => page(context, () => previews.page(slug)),
  );

  blog.page("/admin/statistics", {}, (_, context) =>
    page(context, () => ({
      title: "Readers",
      content: [
        h1("Readers"),
        queue.channels.now,
        popularTable(
          statistics.popular(POPULAR_LENGTH),
          library,
          (slug) => comments.countOf(slug),
        ),
        p(
          { class: "meta" },
          "Each reader counts once a day for an entry. Nothing is kept of who it was.",
        ),
      ],
    })));
}

function statesNav(current: CommentState): Markup<"nav"> {
  return nav(
    { class: "admin-nav", "aria-label": "Which comments" },
    ul(STATES.map(([state, name]) =>
      li(
        a(
          {
            href: `/admin/comments?state=${state}`,
            "aria-current": state === current ? "page" : null,
          },
          name,
        ),
      )
    )),
  );
}
