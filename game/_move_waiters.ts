// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** Those who made a move and wait until everybody knows. */
export class MoveWaiters {
  /** Those who moved since everybody was told last. */
  readonly #moved: Set<number> = new Set();
  #waiters: { player: number; resolve: () => void }[] = [];

  /** Settles when the move of a player was made and everybody knows. */
  wait(player: number): Promise<void> {
    return new Promise((resolve) => this.#waiters.push({ player, resolve }));
  }

  /** The move of a player was made. */
  moved(player: number): void {
    this.#moved.add(player);
  }

  /** Everybody knows of the moves that were made; when it is over, of all. */
  told(isOver: boolean): void {
    this.#waiters = this.#waiters.filter(({ player, resolve }) => {
      if (!isOver && !this.#moved.has(player)) return true;
      resolve();
      return false;
    });
    this.#moved.clear();
  }
}
