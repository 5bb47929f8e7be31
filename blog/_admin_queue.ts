// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError } from "../http/mod.ts";
import {
  type ActionContext,
  type ChannelOptions,
  integer,
  type ListChannel,
  listChannel,
  oneOf,
  type Site,
  type SiteAction,
  type StateChannel,
  stateChannel,
} from "../page/mod.ts";
import type { AdminDoor } from "./_admin_door.ts";
import { adminComment, nowLine } from "./_admin_views.ts";
import type { Comment } from "./comment.ts";
import { showComments } from "./_comment_list.ts";
import type { Comments } from "./comments.ts";
import type { Library } from "./library.ts";
import type { Statistics } from "./_statistics.ts";

/** How many of those that wait are shown at once. */
export const QUEUE_LENGTH = 100;

/** How many of those that all see are shown. */
const RECENT_LENGTH = 20;

/** What an admin can do with a comment. */
export interface CommentActions {
  /** Shows, holds or deletes it. */
  readonly become: SiteAction<{
    id: ReturnType<typeof integer>;
    state: ReturnType<typeof stateParameter>;
  }>;
  /** Deletes all that wait and came from the same address. */
  readonly deleteAlike: SiteAction<{ id: ReturnType<typeof integer> }>;
}

/** What the queue needs. */
export interface AdminQueueOptions {
  /** Who may see it. */
  door: AdminDoor;
  /** The comments. */
  comments: Comments;
  /** The entries that they are about. */
  library: Library;
  /** Who reads. */
  statistics: Statistics;
}

function stateParameter() {
  return oneOf(["shown", "held", "deleted"] as const);
}

/** What is live for who runs the blog: what waits, what was said, who reads. */
export class AdminQueue {
  /** What waits, oldest first. */
  readonly held: ListChannel<Comment>;
  /** What was said last, newest first. */
  readonly recent: ListChannel<Comment>;
  /** How many wait, and how many read. */
  readonly now: StateChannel;
  /** Looks how many wait and read at this moment. */
  readonly refresh: () => void;
  /** What can be done with a comment. */
  readonly actions: CommentActions;
  readonly #comments: Comments;
  #line: string;

  /**
   * Follows the comments of a blog.
   *
   * @param blog The blog.
   * @param options What it needs.
   */
  constructor(blog: Site, options: AdminQueueOptions) {
    const { door, comments, library, statistics } = options;
    this.#comments = comments;
    this.actions = actionsOf(blog, door, comments);
    const shared: Pick<ChannelOptions, "allow"> = {
      allow: ({ visitor }) => door.isAdmin(visitor),
    };
    const list = (items: Comment[]) =>
      listChannel<Comment>(
        (comment) => adminComment(comment, this.actions, library),
        {
          ...shared,
          key: (comment) => comment.id,
          items,
          attributes: { class: "comments" },
          itemAttributes: () => ({ class: "comment" }),
        },
      );
    this.held = list(this.#held());
    this.recent = list(this.#recent());
    const line = () =>
      nowLine({
        waiting: comments.store.count("held"),
        open: blog.live.stats().subscribers,
        now: statistics.readersNow,
        today: statistics.readersToday,
      });
    this.#line = line();
    this.now = stateChannel(() => this.#line, {
      ...shared,
      element: "p",
      attributes: { class: "meta" },
    });
    this.refresh = () => {
      const text = line();
      if (text === this.#line) return;
      this.#line = text;
      this.now.notify();
    };
    comments.onChange(() => {
      showComments(this.held, this.#held());
      showComments(this.recent, this.#recent());
      this.refresh();
    });
    comments.onTick(() => {
      if (this.now.subscriberCount > 0) this.refresh();
    });
    // Titles of entries stand beside the comments.
    library.onChange(() => {
      if (this.held.size > 0) this.held.notify();
      if (this.recent.size > 0) this.recent.notify();
    });
  }

  #held(): Comment[] {
    const { store } = this.#comments;
    const count = store.count("held");
    const offset = Math.max(0, count - QUEUE_LENGTH);
    return store.inState("held", offset, QUEUE_LENGTH).reverse();
  }

  #recent(): Comment[] {
    return this.#comments.store.inState("shown", 0, RECENT_LENGTH);
  }
}

function actionsOf(
  blog: Site,
  door: AdminDoor,
  comments: Comments,
): CommentActions {
  function check(context: ActionContext): void {
    if (door.isAdmin(context.visitor)) return;
    throw new HttpError(403, "Cannot do that: log in first");
  }
  return {
    become: blog.action(
      { id: integer(), state: stateParameter() },
      ({ id, state }, context) => {
        check(context);
        comments.setState(id, state);
      },
    ),
    deleteAlike: blog.action({ id: integer() }, ({ id }, context) => {
      check(context);
      const origin = comments.store.get(id)?.origin ?? "";
      for (const alike of comments.store.heldFrom(origin)) {
        comments.setState(alike, "deleted");
      }
    }),
  };
}
