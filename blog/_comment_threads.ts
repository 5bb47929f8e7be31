// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type ListChannel,
  listChannel,
  type StateChannel,
  stateChannel,
} from "../page/mod.ts";
import type { Comment } from "./comment.ts";
import type { CommentStore } from "./comment_store.ts";
import { showComments } from "./_comment_list.ts";
import { COMMENTS_SHOWN, commentView, threadHead } from "./_comment_views.ts";
import { hash } from "./_hash.ts";

/** What is live below one entry. */
export interface Thread {
  /** How many comments there are. */
  readonly head: StateChannel;
  /** The newest of them, oldest first. */
  readonly list: ListChannel<Comment>;
}

/** Options of {@linkcode CommentThreads}. */
export interface CommentThreadsOptions {
  /** How many are kept at hand that nobody has open. */
  maxCount: number;
  /** How many comments of an entry all may see. */
  countOf: (slug: string) => number;
}

const encoder = new TextEncoder();

/** What is live below the entries that somebody looked at, by their slugs. */
export class CommentThreads {
  readonly #store: CommentStore;
  readonly #options: CommentThreadsOptions;
  /** In the order of their last use. */
  readonly #threads = new Map<string, Thread>();
  readonly #name: string;

  /**
   * Has none at first.
   *
   * @param store Where the comments are.
   * @param options Limits, and how many comments there are.
   */
  constructor(store: CommentStore, options: CommentThreadsOptions) {
    this.#store = store;
    this.#options = options;
    // Pages that are open when the program starts anew find their channels again.
    this.#name = hash(encoder.encode(store.secret("channels")));
  }

  /**
   * What is live below an entry.
   *
   * @param slug The slug of the entry.
   * @returns Its channels.
   */
  of(slug: string): Thread {
    const known = this.#threads.get(slug);
    if (known !== undefined) {
      this.#threads.delete(slug);
      this.#threads.set(slug, known);
      return known;
    }
    if (this.#threads.size >= this.#options.maxCount) this.#drop();
    const id = `${this.#name}.${hash(encoder.encode(slug))}`;
    const thread: Thread = {
      head: stateChannel(() => threadHead(slug, this.#options.countOf(slug)), {
        id: `${id}.head`,
      }),
      list: listChannel(commentView, {
        id,
        key: (comment) => comment.id,
        items: this.#store.newest(slug, COMMENTS_SHOWN),
        element: "ol",
        attributes: { class: "comments" },
        itemAttributes: () => ({ class: "comment" }),
      }),
    };
    this.#threads.set(slug, thread);
    return thread;
  }

  /**
   * Shows what there is below an entry now.
   *
   * @param slug The slug of the entry.
   */
  show(slug: string): void {
    const thread = this.#threads.get(slug);
    if (thread === undefined) return;
    showComments(thread.list, this.#store.newest(slug, COMMENTS_SHOWN));
    thread.head.notify();
  }

  /** Shows what there is below all entries now. */
  showAll(): void {
    for (const slug of this.#threads.keys()) this.show(slug);
  }

  /** Lets go of those that nobody has open, the longest unused first. */
  #drop(): void {
    for (const [slug, { head, list }] of this.#threads) {
      if (this.#threads.size < this.#options.maxCount) return;
      if (head.subscriberCount > 0 || list.subscriberCount > 0) continue;
      this.#threads.delete(slug);
      head.close();
      list.close();
    }
  }
}
