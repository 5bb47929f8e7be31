// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange } from "../http/mod.ts";
import type { Clock } from "../net/mod.ts";
import type { Entry } from "./entry.ts";
import type { Popularity, StatisticsStore } from "./_statistics_store.ts";

const DAY = 24 * 60 * 60 * 1000;

/** For how long somebody who read something is taken to be there, in milliseconds. */
const PRESENCE = 5 * 60 * 1000;

/** What programs call themselves that read for no person, or not yet. */
const PROGRAM =
  /bot\b|crawl|spider|slurp|archiver|monitor|preview|scan|curl|wget|python|java\/|go-http|okhttp|libwww|headless|lighthouse/i;

/** How many characters of what a reader calls itself tell it from others. */
const MAX_AGENT = 200;

/** Options of {@linkcode Statistics}. */
export interface StatisticsOptions {
  /** Where the counts are kept. */
  store: StatisticsStore;
  /** Where time comes from. */
  clock: Clock;
  /**
   * How many readers are told apart in a day; beyond it one may count twice.
   *
   * @default {20000}
   */
  maxReaders?: number;
  /**
   * Is told when the counts cannot be kept; they are tried again later.
   *
   * @default {console.error}
   */
  onError?: (error: unknown) => void;
}

/** Somebody who reads today. It is forgotten with the day. */
interface Reader {
  isPerson: boolean;
  /** When something was read last. */
  time: number;
  /** What was read today. */
  entries: Set<string>;
}

/**
 * Counts who reads what: each reader once a day for each entry. Readers are told
 * apart by their addresses and what their browsers call themselves, in memory and
 * until midnight; they get no cookie, and nobody else is asked or told.
 */
export class Statistics {
  readonly #store: StatisticsStore;
  readonly #clock: Clock;
  readonly #maxReaders: number;
  readonly #onError: (error: unknown) => void;
  /** In the order in which they came. */
  readonly #readers = new Map<string, Reader>();
  /** What was not stored yet. */
  readonly #counts = new Map<string, number>();
  #day: number;

  /**
   * Begins to count.
   *
   * @param options Where to, and limits.
   */
  constructor(options: StatisticsOptions) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#maxReaders = options.maxReaders ?? 20_000;
    this.#onError = options.onError ?? console.error;
    this.#day = this.#today();
  }

  /**
   * Counts that an entry is read.
   *
   * @param exchange By whom.
   * @param entry The entry.
   */
  note(exchange: Exchange, { slug }: Pick<Entry, "slug">): void {
    if (exchange.method !== "GET") return;
    const day = this.#today();
    if (day !== this.#day) this.#turn(day);
    const agent = exchange.field("user-agent") ?? "";
    const key = `${exchange.remoteAddress} ${agent.slice(0, MAX_AGENT)}`;
    const reader = this.#readers.get(key) ?? this.#newReader(key, agent);
    if (!reader.isPerson) return;
    reader.time = this.#clock.now();
    if (reader.entries.has(slug) || isEarly(exchange)) return;
    reader.entries.add(slug);
    this.#counts.set(slug, (this.#counts.get(slug) ?? 0) + 1);
  }

  /** Stores what was counted. */
  flush(): void {
    if (this.#counts.size === 0) return;
    try {
      this.#store.add(this.#day, this.#counts);
      this.#counts.clear();
    } catch (error) {
      this.#onError(error);
    }
  }

  /** How many people read something today. */
  get readersToday(): number {
    return this.#count(-Infinity);
  }

  /** How many people read something in the last five minutes. */
  get readersNow(): number {
    return this.#count(this.#clock.now() - PRESENCE);
  }

  /**
   * The entries that were read most.
   *
   * @param limit How many at most.
   * @returns The entries, the most read first.
   */
  popular(limit: number): Popularity[] {
    this.flush();
    return this.#store.popular(this.#today(), limit);
  }

  #count(since: number): number {
    if (this.#today() !== this.#day) return 0;
    let count = 0;
    for (const { isPerson, time } of this.#readers.values()) {
      if (isPerson && time >= since) count++;
    }
    return count;
  }

  #newReader(key: string, agent: string): Reader {
    if (this.#readers.size >= this.#maxReaders) {
      const [oldest] = this.#readers.keys();
      this.#readers.delete(oldest!);
    }
    const reader: Reader = {
      isPerson: agent !== "" && !PROGRAM.test(agent),
      time: this.#clock.now(),
      entries: new Set(),
    };
    this.#readers.set(key, reader);
    return reader;
  }

  #today(): number {
    return Math.floor(this.#clock.date() / DAY);
  }

  #turn(day: number): void {
    this.flush();
    this.#day = day;
    this.#readers.clear();
  }
}

/** Whether a browser fetches a page before anybody asked for it. */
function isEarly(exchange: Exchange): boolean {
  return (exchange.field("sec-purpose") ?? "").includes("prefetch");
}
