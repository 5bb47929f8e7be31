// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Library } from "./library.ts";
import { prepareSearch } from "./_search.ts";

/** How long it works at a time, in milliseconds. */
const SLICE = 5;

/** Options of {@linkcode Warmer}. */
export interface WarmerOptions {
  /**
   * Lets others go first.
   *
   * @default {a timer of one millisecond}
   */
  pause?: () => Promise<void>;
}

/**
 * Renders the entries of a library while nobody waits for them, a few at a time,
 * the newest first: the first search, which reads them all, then finds them ready.
 */
export class Warmer {
  readonly #library: Library;
  readonly #pause: () => Promise<void>;
  readonly #forget: () => void;
  #running: Promise<void> | null = null;
  #again = false;
  #closed = false;

  /**
   * Begins, and begins again whenever the library changes.
   *
   * @param library The library.
   * @param options How to wait.
   */
  constructor(library: Library, options: WarmerOptions = {}) {
    this.#library = library;
    this.#pause = options.pause ??
      (() => new Promise((resolve) => setTimeout(resolve, 1)));
    this.#forget = library.onChange(() => this.#start());
    this.#start();
  }

  /** Ends it, and waits until it has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#forget();
    await this.#running;
  }

  #start(): void {
    this.#again = true;
    this.#running ??= this.#run().finally(() => this.#running = null);
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      await this.#pause();
      if (this.#closed) return;
      let since = performance.now();
      for (const entry of this.#library.entries) {
        // That asks for its text, and so renders it.
        prepareSearch(entry);
        if (performance.now() - since < SLICE) continue;
        await this.#pause();
        if (this.#closed || this.#again) break;
        since = performance.now();
      }
    }
  }
}
