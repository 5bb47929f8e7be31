// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Entry } from "./entry.ts";
import type { EntryFiles, Watcher } from "./_files.ts";
import type { Library } from "./library.ts";
import { type Clock, systemClock, type TimerHandle } from "../net/mod.ts";
import { Reloader, type ReloaderOptions } from "./_reloader.ts";

/** After how many milliseconds it looks again for a directory that is gone. */
const LOOK_AGAIN = 1000;

/** Where entries come from. */
export interface EntrySource {
  /** Reads them; where it throws, the message is for whoever runs the blog. */
  read: () => Promise<EntryFiles>;
  /** Watches them; where it throws, the message says why that cannot be. */
  watch: () => Watcher;
  /** Where they are, for what has to be said. */
  name: string;
}

/** Options of {@linkcode Follower}. */
export interface FollowerOptions extends ReloaderOptions {
  /** Told each sentence that whoever runs the blog should read. */
  say: (sentence: string) => void;
}

/**
 * Keeps a library as its files are: what is changed, added or removed shows as
 * soon as it was read. Nothing that goes wrong on the way ends it: the library
 * keeps what it has.
 */
export class Follower {
  readonly #library: Library;
  readonly #source: EntrySource;
  readonly #say: (sentence: string) => void;
  readonly #reloader: Reloader;
  readonly #clock: Clock;
  #watcher: Watcher | null = null;
  readonly #watching = new Set<Promise<void>>();
  /** Whether the directory that is watched may be another by now. */
  #stale = false;
  #timer: TimerHandle | null = null;
  #entries: readonly Entry[] = [];
  /** Why some of them could not be taken together. */
  #doubles: readonly string[] = [];
  /** What was said and still holds, so that it is said once. */
  #said: ReadonlySet<string> = new Set();

  /**
   * Reads nothing yet.
   *
   * @param library Where the entries go.
   * @param source Where they come from.
   * @param options Who is told, and how long to wait after a change.
   */
  constructor(
    library: Library,
    source: EntrySource,
    options: FollowerOptions,
  ) {
    this.#library = library;
    this.#source = source;
    this.#say = options.say;
    this.#clock = options.clock ?? systemClock;
    this.#reloader = new Reloader(() => this.#reload(), options);
  }

  /** What was read last, drafts and all. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** How many problems there are now. */
  get problems(): number {
    return this.#said.size;
  }

  /** Reads all entries. Rejects where that cannot be done. */
  async load(): Promise<void> {
    const { entries, problems } = await this.#source.read();
    const all = problems.map(({ message }) => message);
    if (isOther(entries, this.#entries)) {
      this.#entries = entries;
      this.#doubles = this.#library.replace(entries)
        .map(({ message }) => message);
    }
    this.#tell([...all, ...this.#doubles]);
  }

  /** Begins to follow the changes. */
  watch(): void {
    try {
      this.#watcher = this.#source.watch();
    } catch (error) {
      this.#explain(error);
      return;
    }
    const watching = this.#listen(this.#watcher)
      .finally(() => this.#watching.delete(watching));
    this.#watching.add(watching);
    // Whatever changed between reading and watching is found now.
    this.#reloader.change();
  }

  /** Ends following, and waits until what it began is done. */
  async close(): Promise<void> {
    if (this.#timer !== null) this.#clock.clearTimer(this.#timer);
    this.#timer = null;
    this.#stop();
    await Promise.all(this.#watching);
    await this.#reloader.close();
    // What was being read may have begun another watch.
    this.#stop();
    await Promise.all(this.#watching);
  }

  #stop(): void {
    this.#watcher?.[Symbol.dispose]();
    this.#watcher = null;
  }

  async #listen(watcher: Watcher): Promise<void> {
    try {
      for await (const change of watcher.changes) {
        // A directory that was removed is not watched any more, even if another
        // has its name now.
        if (change === "removed") this.#stale = true;
        this.#reloader.change();
      }
    } catch (error) {
      if (this.#watcher === watcher) this.#explain(error);
    }
  }

  async #reload(): Promise<void> {
    try {
      await this.load();
    } catch (error) {
      this.#tell([messageOf(error)]);
      if (this.#watcher === null) return;
      this.#stale = true;
      this.#timer ??= this.#clock.setTimer(() => {
        this.#timer = null;
        this.#reloader.change();
      }, LOOK_AGAIN);
      return;
    }
    if (!this.#stale || this.#watcher === null) return;
    this.#stale = false;
    this.#stop();
    this.watch();
  }

  #tell(sentences: readonly string[]): void {
    for (const sentence of sentences) {
      if (!this.#said.has(sentence)) this.#say(sentence);
    }
    this.#said = new Set(sentences);
  }

  #explain(error: unknown): void {
    this.#say(
      `Cannot watch ${this.#source.name}: ${
        messageOf(error)
      }, so changes show after a restart`,
    );
  }
}

/** Unchanged files give the very same entries. */
function isOther(a: readonly Entry[], b: readonly Entry[]): boolean {
  return a.length !== b.length || a.some((entry, i) => entry !== b[i]);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
