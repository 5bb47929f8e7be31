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
  /** Is told when all are sent away. */
  onRenew: () => void;
}

function stateParameter() {
  return oneOf(["shown", "held", "deleted"] as const);
}

/** The channels that the admin follows. */
interface AdminChannels {
  /** What waits, oldest first. */
  readonly held: ListChannel<Comment>;
  /** What was said last, newest first. */
  readonly recent: ListChannel<Comment>;
  /** How many wait, and how many read. */
  readonly now: StateChannel;
}

/** What is live for who runs the blog: what waits, what was said, who reads. */
export class AdminQueue {
  /** What can be done with a comment. */
  readonly actions: CommentActions;
  readonly #blog: Site;
  readonly #options: AdminQueueOptions;
  #line = "";
  #channels: AdminChannels;
  /** With which password one is in. */
  #key: string | null;

  /**
   * Follows the comments of a blog.
   *
   * @param blog The blog.
   * @param options What it needs.
   */
  constructor(blog: Site, options: AdminQueueOptions) {
    const { door, comments, library } = options;
    this.#blog = blog;
    this.#options = options;
    this.actions = actionsOf(blog, door, comments);
    this.#key = door.key;
    this.#channels = this.#open();
    comments.onChange(() => this.#change());
    comments.onTick(() => {
      if (this.#channels.now.subscriberCount > 0) this.refresh();
    });
    // Titles of entries stand beside the comments.
    library.onChange(() => {
      const { held, recent } = this.#channels;
      if (held.size > 0) held.notify();
      if (recent.size > 0) recent.notify();
    });
  }

  /** The channels, to stand in a page of the admin. */
  get channels(): AdminChannels {
    return this.#channels;
  }

  /** Looks how many wait and read at this moment. */
  refresh(): void {
    if (this.#hasOtherKey()) return this.renew();
    const line = this.#lineNow();
    if (line === this.#line) return;
    this.#line = line;
    this.#channels.now.notify();
  }

  /** Sends all who follow the channels away: whoever is in still comes back. */
  renew(): void {
    const { held, recent, now } = this.#channels;
    this.#channels = this.#open();
    for (const channel of [held, recent, now]) channel.close();
    this.#options.onRenew();
  }

  #open(): AdminChannels {
    this.#line = this.#lineNow();
    const { door, library } = this.#options;
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
    return {
      held: list(this.#held()),
      recent: list(this.#recent()),
      now: stateChannel(() => this.#line, {
        ...shared,
        element: "p",
        attributes: { class: "meta" },
      }),
    };
  }

  #change(): void {
    if (this.#hasOtherKey()) return this.renew();
    showComments(this.#channels.held, this.#held());
    showComments(this.#channels.recent, this.#recent());
    this.refresh();
  }

  /** Whether there is another password than when it was asked last. */
  #hasOtherKey(): boolean {
    const { key } = this.#options.door;
    const isOther = key !== this.#key;
    this.#key = key;
    return isOther;
  }

  #lineNow(): string {
    const { comments, statistics } = this.#options;
    return nowLine({
      waiting: comments.store.count("held"),
      open: this.#blog.live.stats().subscribers,
      now: statistics.readersNow,
      today: statistics.readersToday,
    });
  }

  #held(): Comment[] {
    const { store } = this.#options.comments;
    const count = store.count("held");
    const offset = Math.max(0, count - QUEUE_LENGTH);
    return store.inState("held", offset, QUEUE_LENGTH).reverse();
  }

  #recent(): Comment[] {
    const { store } = this.#options.comments;
    return store.inState("shown", 0, RECENT_LENGTH);
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
