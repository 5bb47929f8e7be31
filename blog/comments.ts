// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Clock, systemClock, type TimerHandle } from "../net/mod.ts";
import type { Comment, CommentState, NewComment } from "./comment.ts";
import { type CommentRules, DEFAULT_RULES } from "./comment_rules.ts";
import type { CommentStore } from "./comment_store.ts";
import { CommentThreads, type Thread } from "./_comment_threads.ts";
import type { Entry } from "./entry.ts";

/** Options of {@linkcode Comments}. */
export interface CommentsOptions extends CommentRules {
  /**
   * How often it is looked whether another program changed the store, in
   * milliseconds.
   *
   * @default {2000}
   */
  pollInterval?: number;
  /**
   * For how long the addresses of readers and what was deleted are kept, in days.
   *
   * @default {30}
   */
  keepDays?: number;
  /**
   * Of how many entries that nobody has open the newest comments are kept at hand.
   *
   * @default {1000}
   */
  maxThreads?: number;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  clock?: Clock;
  /**
   * Is told when the store cannot keep what a reader sent, who is told to try again.
   *
   * @default {console.error}
   */
  onError?: (error: unknown) => void;
}

/**
 * Is told that something about the comments changed, and whether readers can see it.
 */
export type CommentsListener = (isVisible: boolean) => void;

const MINUTE = 60 * 1000;

const DAY = 24 * 60 * 60 * 1000;

/**
 * The comments of a blog while it runs: what changes shows at once to everybody
 * who has the page open.
 *
 * @example Usage
 * ```ts
 * import { Comments, CommentStore } from "@tpd2/tpd2/blog";
 * import { assertEquals } from "@std/assert";
 *
 * using store = new CommentStore(null);
 * const comments = new Comments(store);
 * comments.add({
 *   entry: "hello",
 *   author: "Ada",
 *   text: "Well said.",
 *   time: Date.UTC(2026, 10, 22),
 *   origin: "",
 *   state: "shown",
 *   reason: "",
 *   byAdmin: false,
 *   authorKey: "",
 * });
 * assertEquals(comments.countOf("hello"), 1);
 * ```
 */
export class Comments {
  /** Where they are kept. */
  readonly store: CommentStore;
  /** Which of them are taken. */
  readonly rules: Readonly<Required<CommentRules>>;
  /** Where time comes from. */
  readonly clock: Clock;
  /** Is told when the store fails. */
  readonly onError: (error: unknown) => void;
  readonly #pollInterval: number;
  readonly #keepFor: number;
  readonly #threads: CommentThreads;
  readonly #listeners = new Set<CommentsListener>();
  readonly #tickers = new Set<() => void>();
  #times: Map<string, number[]> | null = null;
  #version: number;
  #timer: TimerHandle | null = null;
  #nextCleaning = 0;

  /**
   * Takes the comments of a store.
   *
   * @param store The store.
   * @param options Limits, and the clock.
   */
  constructor(store: CommentStore, options: CommentsOptions = {}) {
    this.store = store;
    this.clock = options.clock ?? systemClock;
    this.rules = { ...DEFAULT_RULES, ...options };
    this.onError = options.onError ?? ((error) => console.error(error));
    this.#pollInterval = options.pollInterval ?? 2000;
    this.#keepFor = (options.keepDays ?? 30) * DAY;
    this.#threads = new CommentThreads(store, {
      maxCount: options.maxThreads ?? 1000,
      countOf: (slug) => this.countOf(slug),
    });
    this.#version = store.version;
  }

  /**
   * Sets who is told whenever anything about a comment changes.
   *
   * @param listener Is called after the change.
   * @returns Ends that.
   */
  onChange(listener: CommentsListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Sets what is done every now and then while it runs, and when it stops.
   *
   * @param ticker Is called.
   * @returns Ends that.
   */
  onTick(ticker: () => void): () => void {
    this.#tickers.add(ticker);
    return () => void this.#tickers.delete(ticker);
  }

  /**
   * When an entry was commented on.
   *
   * @param slug The slug of the entry.
   * @returns The times of what all may see, in milliseconds since 1970.
   */
  timesOf(slug: string): readonly number[] {
    this.#times ??= this.store.times();
    return this.#times.get(slug) ?? [];
  }

  /**
   * How many comments of an entry all may see.
   *
   * @param slug The slug of the entry.
   * @returns How many.
   */
  countOf(slug: string): number {
    return this.timesOf(slug).length;
  }

  /**
   * What is live below an entry.
   *
   * @param entry The entry.
   * @returns Its channels.
   */
  threadOf({ slug }: Pick<Entry, "slug">): Thread {
    return this.#threads.of(slug);
  }

  /**
   * Adds a comment.
   *
   * @param comment The comment.
   * @returns It, with its number.
   */
  add(comment: NewComment): Comment {
    const added = this.store.add(comment);
    this.#changed(added.entry, added.state === "shown");
    return added;
  }

  /**
   * Changes what a comment says.
   *
   * @param id Its number.
   * @param author The name of its author.
   * @param text Its text.
   * @returns Whether there is such a comment.
   */
  change(id: number, author: string, text: string): boolean {
    const comment = this.store.get(id);
    if (comment === undefined) return false;
    this.store.change(id, author, text);
    this.#changed(comment.entry, comment.state === "shown");
    return true;
  }

  /**
   * Shows a comment, holds it, or deletes it.
   *
   * @param id Its number.
   * @param state What shall become of it.
   * @returns Whether there is such a comment.
   */
  setState(id: number, state: CommentState): boolean {
    const comment = this.store.get(id);
    if (comment === undefined) return false;
    this.store.setState(id, state, this.clock.date());
    const isVisible = comment.state === "shown" || state === "shown";
    this.#changed(comment.entry, isVisible);
    return true;
  }

  /**
   * Takes comments from one entry to another.
   *
   * @param from The slug of the entry that has them.
   * @param to The slug of the entry that shall have them.
   */
  move(from: string, to: string): void {
    if (this.store.move(from, to) === 0) return;
    this.#times = null;
    for (const slug of [from, to]) this.#threads.show(slug);
    this.#tell(true);
  }

  /** Begins to look whether other programs change the store, and to clean it once a day. */
  start(): void {
    if (this.#timer !== null) return;
    this.#timer = this.clock.setTimer(() => {
      this.#timer = null;
      this.start();
      this.#tick();
    }, this.#pollInterval);
  }

  /** Ends what {@linkcode Comments.start} began. */
  stop(): void {
    if (this.#timer === null) return;
    this.clock.clearTimer(this.#timer);
    this.#timer = null;
    for (const ticker of this.#tickers) ticker();
  }

  /** Takes what other programs changed. */
  refresh(): void {
    const { version } = this.store;
    if (version === this.#version) return;
    this.#version = version;
    this.#times = null;
    this.#threads.showAll();
    this.#tell(true);
  }

  /** What cannot be done now is tried again; the blog goes on without it. */
  #tick(): void {
    try {
      this.refresh();
      this.#clean();
      for (const ticker of this.#tickers) ticker();
    } catch (error) {
      this.onError(error);
    }
  }

  #changed(slug: string, isVisible: boolean): void {
    if (isVisible) {
      this.#times?.set(slug, this.store.timesOf(slug));
      this.#threads.show(slug);
    }
    this.#tell(isVisible);
  }

  #tell(isVisible: boolean): void {
    for (const listener of this.#listeners) {
      try {
        listener(isVisible);
      } catch (error) {
        // What changed is stored already: who changed it must not hear otherwise.
        this.onError(error);
      }
    }
  }

  #clean(): void {
    const now = this.clock.now();
    if (now < this.#nextCleaning) return;
    this.#nextCleaning = now + MINUTE;
    const before = this.clock.date() - this.#keepFor;
    const forgotten = this.store.forget(before);
    this.#nextCleaning = now + DAY;
    if (forgotten > 0) this.#tell(false);
  }
}
