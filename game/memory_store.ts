// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { frozen } from "./announcement.ts";
import type { Entry, GameRecord } from "./record.ts";
import {
  type FoundSeat,
  type GameStore,
  PLAIN_MANNERS,
  type StoredEnd,
  type StoredGame,
  type StoredSeat,
  type StoreOptions,
  type TableManners,
} from "./store.ts";

interface Kept {
  readonly record: GameRecord;
  readonly entries: Entry[];
  readonly seats: Map<number, StoredSeat>;
  readonly manners: TableManners;
  end: StoredEnd | null;
}

/**
 * Keeps games as long as the process lives.
 *
 * @example Usage
 * ```ts
 * import { MemoryStore } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new MemoryStore().inProgress(), []);
 * ```
 */
export class MemoryStore implements GameStore {
  readonly #maxFinished: number;
  readonly #running: Map<string, Kept> = new Map();
  readonly #over: Map<string, Kept> = new Map();

  /**
   * Makes an empty store.
   *
   * @param options Bounds.
   */
  constructor(options: StoreOptions = {}) {
    this.#maxFinished = options.maxFinished ?? 10_000;
  }

  /**
   * Keeps a game that begins.
   *
   * @param id What it is to be known by.
   * @param record Its record, without entries.
   * @param seats Who sits there.
   * @param manners What is wanted of its table.
   * @throws {Error} If there is one of that name.
   */
  begin(
    id: string,
    record: GameRecord,
    seats: readonly StoredSeat[],
    manners: TableManners = PLAIN_MANNERS,
  ): void {
    if (this.#running.has(id) || this.#over.has(id)) {
      throw new Error(`Cannot begin game ${id}: there is one already`);
    }
    this.#running.set(id, {
      record: frozen({ ...record, entries: [] }),
      entries: [],
      seats: new Map(seats.map((seat) => [seat.player, frozen(seat)])),
      manners: frozen(manners),
      end: null,
    });
  }

  /**
   * Keeps what a player did.
   *
   * @param id The game.
   * @param index Which entry this is, from 0.
   * @param entry The entry.
   * @throws {Error} If it is not the next one of a game in progress.
   */
  append(id: string, index: number, entry: Entry): void {
    const { entries } = this.#find(id);
    if (entries.length !== index) {
      throw new Error(
        `Cannot keep entry ${index} of game ${id}: it has ${entries.length}`,
      );
    }
    entries.push(frozen(entry));
  }

  /**
   * Keeps who sits somewhere now.
   *
   * @param id The game.
   * @param seat The seat.
   */
  setSeat(id: string, seat: StoredSeat): void {
    const kept = this.#over.get(id) ?? this.#find(id);
    kept.seats.set(seat.player, frozen(seat));
  }

  /**
   * Keeps how a game ended, and gives its coins to the seats.
   *
   * @param id The game.
   * @param end How it ended.
   */
  finish(id: string, end: StoredEnd): void {
    const kept = this.#find(id);
    kept.end = frozen(end);
    for (const seat of kept.seats.values()) {
      const coins = end.coins[seat.player] ?? seat.coins;
      kept.seats.set(seat.player, frozen({ ...seat, coins }));
    }
    this.#running.delete(id);
    this.#over.set(id, kept);
    for (const oldest of this.#over.keys()) {
      if (this.#over.size <= this.#maxFinished) break;
      this.#over.delete(oldest);
    }
  }

  /**
   * A game.
   *
   * @param id What it is known by.
   * @returns The game, or `undefined` if there is none.
   */
  game(id: string): StoredGame | undefined {
    const kept = this.#running.get(id) ?? this.#over.get(id);
    if (!kept) return undefined;
    const { record, entries, seats, manners, end } = kept;
    return {
      id,
      record: { ...record, entries: [...entries] },
      seats: [...seats.values()].sort((a, b) => a.player - b.player),
      manners,
      end,
    };
  }

  /**
   * What the games in progress are known by, the oldest first.
   *
   * @returns Their names.
   */
  inProgress(): readonly string[] {
    return [...this.#running.keys()];
  }

  /**
   * What the games that are over are known by, the newest first.
   *
   * @param limit How many to tell of at most.
   * @returns Their names.
   */
  finished(limit: number): readonly string[] {
    return [...this.#over.keys()].reverse().slice(0, limit);
  }

  /**
   * The seats of one visitor, those at games in progress first, then the
   * newest.
   *
   * @param secretHash The hash of their secret.
   * @param limit How many to tell of at most.
   * @returns The seats.
   */
  seatsOf(secretHash: string, limit: number): readonly FoundSeat[] {
    const found: FoundSeat[] = [];
    for (
      const [games, over] of [[this.#running, false], [
        this.#over,
        true,
      ]] as const
    ) {
      for (const [id, { seats }] of [...games].reverse()) {
        for (const seat of seats.values()) {
          if (found.length >= limit) return found;
          if (seat.secretHash === secretHash) found.push({ ...seat, id, over });
        }
      }
    }
    return found;
  }

  /** Does nothing. */
  close(): void {}

  #find(id: string): Kept {
    const kept = this.#running.get(id);
    if (!kept) {
      throw new Error(`Cannot find game ${id} among those in progress`);
    }
    return kept;
  }
}
