// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Entry, Tag } from "./entry.ts";
import { EntryError } from "./entry_error.ts";
import { type FrontPage, rank } from "./front_page.ts";
import { addressKey, decodedPath } from "./_address.ts";
import { type LatestPage, paginate } from "./paging.ts";

const DAY = 24 * 60 * 60 * 1000;

/** Options of {@linkcode Library}. */
export interface LibraryOptions {
  /**
   * The time, in milliseconds since 1970.
   *
   * @default {Date.now}
   */
  now?: () => number;
  /**
   * When an entry was commented on, in milliseconds since 1970: a comment
   * counts by its own age, so a number of them would not do.
   *
   * @default {() => []}
   */
  commentTimes?: (entry: Entry) => Iterable<number>;
  /**
   * How long an entry stands on the front page in full, in days.
   *
   * @default {3}
   */
  freshDays?: number;
  /**
   * How many entries stand on the front page in full at most.
   *
   * @default {10}
   */
  maxFresh?: number;
  /**
   * How many headlines follow them at most.
   *
   * @default {15}
   */
  maxHeadlines?: number;
}

/** A tag and the entries that have it. */
export interface TagShelf {
  /** The tag, named as its newest entry names it. */
  tag: Tag;
  /** Its entries, newest first. */
  entries: readonly Entry[];
}

/** What can be seen at one time. It holds until {@linkcode View.until}. */
interface View {
  until: number;
  entries: readonly Entry[];
  pages: readonly Entry[];
  places: ReadonlyMap<string, number>;
  addresses: ReadonlyMap<string, Entry>;
  shelves: ReadonlyMap<string, TagShelf>;
}

/**
 * All entries, and which of them can be seen now.
 *
 * Drafts, entries of the future and expired ones are absent from everything it
 * says, and appear or go when their moment comes, without being told.
 *
 * @example Usage
 * ```ts
 * import { Library, parseEntry } from "@tpd2/tpd2/blog";
 * import { assertEquals } from "@std/assert";
 *
 * const library = new Library({ now: () => Date.UTC(2026, 10, 22) });
 * const text = "---\ntitle: Hello\ndate: 2026-11-21\n---\nHi";
 * library.replace([parseEntry("hello.md", text)]);
 * assertEquals(library.entries.map(({ title }) => title), ["Hello"]);
 * ```
 */
export class Library {
  readonly #now: () => number;
  readonly #commentTimes: (entry: Entry) => Iterable<number>;
  readonly #freshFor: number;
  readonly #maxFresh: number;
  readonly #maxHeadlines: number;
  #all: readonly Entry[] = [];
  readonly #listeners = new Set<() => void>();
  #version = 0;
  #view: View;

  /**
   * Makes an empty library.
   *
   * @param options The clock, the comments, and what the front page holds.
   */
  constructor(options: LibraryOptions = {}) {
    this.#now = options.now ?? Date.now;
    this.#commentTimes = options.commentTimes ?? (() => []);
    this.#freshFor = (options.freshDays ?? 3) * DAY;
    this.#maxFresh = options.maxFresh ?? 10;
    this.#maxHeadlines = options.maxHeadlines ?? 15;
    this.#view = this.#look();
  }

  /**
   * Takes other entries in place of all it had, at once: a reader sees the old
   * ones or the new ones.
   *
   * @param entries The entries, in any order. Of several with one slug the
   * first by name of file stays.
   * @returns An error for each entry that was left out.
   */
  replace(entries: Iterable<Entry>): EntryError[] {
    const problems: EntryError[] = [];
    const bySlug = new Map<string, Entry>();
    const sorted = [...entries].sort((a, b) => compare(a.file, b.file));
    for (const entry of sorted) {
      const other = bySlug.get(entry.slug);
      if (other === undefined) bySlug.set(entry.slug, entry);
      else {
        problems.push(
          new EntryError(
            entry.file,
            1,
            `${other.path} is taken by ${other.file}: give one of them another \`slug\``,
          ),
        );
      }
    }
    this.#all = [...bySlug.values()].sort((a, b) =>
      b.date.getTime() - a.date.getTime() || compare(a.slug, b.slug)
    );
    this.touch();
    return problems;
  }

  /** Says that something about the entries changed, such as a comment. */
  touch(): void {
    this.#version++;
    this.#view = this.#look();
    for (const listener of this.#listeners) listener();
  }

  /**
   * Sets who is told whenever {@linkcode version} changes. That the moment of an
   * entry came is noticed when somebody asks, see {@linkcode until}.
   *
   * @param listener Is called after the change.
   * @returns Ends that.
   */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * When something appears or goes by itself the next time, in milliseconds
   * since 1970; `Infinity` where nothing will.
   */
  get until(): number {
    return this.#current().until;
  }

  /**
   * A number that changes whenever any page could: by {@linkcode replace}, and
   * when the moment of an entry comes. What was rendered holds while it stays.
   */
  get version(): number {
    this.#current();
    return this.#version;
  }

  /** The entries that can be seen now, newest first. */
  get entries(): readonly Entry[] {
    return this.#current().entries;
  }

  /** The entries that cannot be seen now, newest first: drafts, of the future, expired. */
  get hidden(): readonly Entry[] {
    const shown = new Set(this.entries);
    return this.#all.filter((entry) => !shown.has(entry));
  }

  /** The pages that stand for themselves and can be seen now, by title. */
  get pages(): readonly Entry[] {
    return this.#current().pages;
  }

  /** The tags of these entries, by name, and where each leads. */
  get tags(): readonly TagShelf[] {
    return [...this.#current().shelves.values()];
  }

  /** When any of these entries last changed; the epoch where there are none. */
  get updated(): Date {
    return latestOf(this.entries);
  }

  /** The entry or page of that slug, if it can be seen now. */
  get(slug: string): Entry | undefined {
    const { entries, pages, places } = this.#current();
    const place = places.get(slug);
    return place === undefined
      ? pages.find((page) => page.slug === slug)
      : entries[place];
  }

  /**
   * The entry or page that a path means: the path of its page in any of the forms that
   * generators of static sites give it, one that it had before, or the name of
   * its file.
   *
   * @param path The path, its escapes decoded.
   * @returns The entry, if it can be seen now.
   */
  find(path: string): Entry | undefined {
    return this.#current().addresses.get(addressKey(path));
  }

  /** The entries of a tag, if there is one that can be seen now. */
  tagged(tagSlug: string): TagShelf | undefined {
    return this.#current().shelves.get(tagSlug);
  }

  /**
   * One page of all entries, newest first.
   *
   * @param page Which page, from 1.
   * @param size How many entries a page has.
   * @returns The page, or `undefined` where there is no such page.
   */
  latest(page: number, size = 10): LatestPage | undefined {
    return paginate(this.entries, page, size);
  }

  /**
   * The front page: what is new in full, then headlines by score.
   *
   * An entry scores 10 and each comment 8, and each of them halves in half a
   * year. All halve alike, so their order changes only with what is written.
   */
  front(): FrontPage {
    return rank(this.entries, {
      now: this.#now(),
      commentTimes: this.#commentTimes,
      freshFor: this.#freshFor,
      maxFresh: this.#maxFresh,
      maxHeadlines: this.#maxHeadlines,
    });
  }

  /** How often an entry was commented on. */
  commentCount(entry: Entry): number {
    const times = this.#commentTimes(entry);
    return Array.isArray(times) ? times.length : [...times].length;
  }

  /** The entries before and after one in time. */
  neighbours(entry: Entry): { older?: Entry; newer?: Entry } {
    const { entries, places } = this.#current();
    const place = places.get(entry.slug);
    if (place === undefined) return {};
    const older = entries[place + 1];
    const newer = entries[place - 1];
    return {
      ...(older === undefined ? {} : { older }),
      ...(newer === undefined ? {} : { newer }),
    };
  }

  /**
   * Entries that share tags with one, the most alike first.
   *
   * @param entry The entry.
   * @param limit How many at most.
   * @returns The others. A tag that few entries have counts for more.
   */
  related(entry: Entry, limit = 3): Entry[] {
    const { shelves } = this.#current();
    const weights = new Map<Entry, number>();
    for (const { slug } of entry.tags) {
      const shelf = shelves.get(slug)?.entries ?? [];
      for (const other of shelf) {
        if (other.slug === entry.slug) continue;
        weights.set(other, (weights.get(other) ?? 0) + 1 / shelf.length);
      }
    }
    return [...weights]
      .sort(([a, weightA], [b, weightB]) =>
        weightB - weightA || b.date.getTime() - a.date.getTime()
      )
      .slice(0, limit).map(([other]) => other);
  }

  /** The view of now; the clock is asked, the entries only when they must. */
  #current(): View {
    if (this.#now() >= this.#view.until) this.touch();
    return this.#view;
  }

  #look(): View {
    const now = this.#now();
    let until = Infinity;
    const visible = this.#all.filter((entry) => {
      if (entry.draft) return false;
      const date = entry.date.getTime();
      const end = entry.expires?.getTime() ?? Infinity;
      for (const moment of [date, date + this.#freshFor, end]) {
        if (moment > now && moment < until) until = moment;
      }
      return date <= now && now < end;
    });
    const entries = visible.filter(({ isPage }) => !isPage);
    const pages = visible.filter(({ isPage }) => isPage)
      .sort((a, b) => compare(a.title, b.title));
    return {
      until,
      entries,
      pages,
      places: new Map(entries.map(({ slug }, place) => [slug, place])),
      addresses: addressesOf(visible),
      shelves: shelve(entries),
    };
  }
}

/**
 * When any of some entries last changed.
 *
 * @param entries The entries.
 * @returns The time; the epoch where there are none.
 */
export function latestOf(entries: readonly Entry[]): Date {
  return new Date(
    entries.reduce((last, { updated }) => Math.max(last, updated.getTime()), 0),
  );
}

/**
 * Where everything is: what is there now goes before what was there once, and
 * that before what may have been.
 */
function addressesOf(entries: readonly Entry[]): Map<string, Entry> {
  const addresses = new Map<string, Entry>();
  const add = (path: string, entry: Entry) => {
    const key = addressKey(path);
    if (!addresses.has(key)) addresses.set(key, entry);
  };
  for (const entry of entries) add(decodedPath(entry.path), entry);
  for (const entry of entries) {
    add(`/${entry.file}`, entry);
    for (const alias of entry.aliases) add(decodedPath(alias), entry);
  }
  for (const entry of entries) {
    for (const path of entry.formerPaths) add(decodedPath(path), entry);
  }
  return addresses;
}

function shelve(entries: readonly Entry[]): Map<string, TagShelf> {
  const shelves = new Map<string, { tag: Tag; entries: Entry[] }>();
  for (const entry of entries) {
    for (const tag of entry.tags) {
      const shelf = shelves.get(tag.slug);
      if (shelf === undefined) shelves.set(tag.slug, { tag, entries: [entry] });
      else shelf.entries.push(entry);
    }
  }
  return new Map(
    [...shelves].sort(([, a], [, b]) => compare(a.tag.name, b.tag.name)),
  );
}

const collator = new Intl.Collator("en", { numeric: true });

function compare(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
