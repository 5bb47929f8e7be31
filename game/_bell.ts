// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * Gathers what has changed, and tells once for all that happened in one go: when
 * the rules have come to rest, and what is ready by now was done.
 */
export class Bell<Item> {
  readonly #listeners: Set<(items: ReadonlySet<Item>) => void> = new Set();
  readonly #after: (items: ReadonlySet<Item>) => void;
  readonly #onError: (error: unknown) => void;
  #changed: Set<Item> = new Set();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #rest: PromiseWithResolvers<void> | undefined;

  /**
   * Both functions are called when it rings: the first when all listeners have
   * been, the second when one of them throws.
   */
  constructor(
    after: (items: ReadonlySet<Item>) => void,
    onError: (error: unknown) => void,
  ) {
    this.#after = after;
    this.#onError = onError;
  }

  listen(listener: (items: ReadonlySet<Item>) => void): () => void {
    const own: typeof listener = (items) => listener(items);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** Something has changed. */
  note(item: Item): void {
    this.#changed.add(item);
    this.#timer ??= setTimeout(() => this.ring(), 0);
  }

  /** Tells at once. */
  ring(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const items = this.#changed;
    this.#changed = new Set();
    for (const listener of [...this.#listeners]) {
      try {
        listener(items);
      } catch (error) {
        this.#onError(error);
      }
    }
    this.#after(items);
    if (this.#timer !== undefined) return;
    this.#rest?.resolve();
    this.#rest = undefined;
  }

  /** Settles when there is nothing more to tell. */
  async rest(): Promise<void> {
    // What was done a moment ago may still be on its way.
    await new Promise((resolve) => setTimeout(resolve, 0));
    while (this.#timer !== undefined) {
      this.#rest ??= Promise.withResolvers();
      await this.#rest.promise;
    }
  }
}
