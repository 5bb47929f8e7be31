// Copyright 2026 the tpd2 authors. MIT license.

import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Ending } from "./announcement.ts";
import { type Entry, type GameRecord, parseRecord } from "./record.ts";
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

/** Counted up whenever the tables below change. */
const SCHEMA_VERSION = 2;

const SCHEMA = `
CREATE TABLE games (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  record TEXT NOT NULL,
  manners TEXT NOT NULL,
  ending TEXT,
  winner INTEGER,
  coins TEXT
) STRICT;
CREATE INDEX games_by_ending ON games (ending IS NULL, number);
CREATE TABLE entries (
  game INTEGER NOT NULL REFERENCES games ON DELETE CASCADE,
  place INTEGER NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (game, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE seats (
  game INTEGER NOT NULL REFERENCES games ON DELETE CASCADE,
  player INTEGER NOT NULL,
  secret_hash TEXT,
  name TEXT NOT NULL,
  coins INTEGER NOT NULL,
  PRIMARY KEY (game, player)
) STRICT, WITHOUT ROWID;
CREATE INDEX seats_by_visitor ON seats (secret_hash, game);
PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** What makes the tables of version 1 those of version 2. */
const FROM_VERSION_1 = `
ALTER TABLE games ADD COLUMN manners TEXT NOT NULL
  DEFAULT '${JSON.stringify(PLAIN_MANNERS)}';
PRAGMA user_version = 2;
`;

const QUERIES = {
  begin: "INSERT INTO games (id, record, manners) VALUES (?, ?, ?)",
  // No row comes of it unless the game goes on and this is its next entry.
  append: `INSERT INTO entries (game, place, entry)
    SELECT number, ?2, ?3 FROM games WHERE id = ?1 AND ending IS NULL
    AND (SELECT coalesce(max(place) + 1, 0) FROM entries WHERE game = number) = ?2`,
  setSeat:
    `INSERT OR REPLACE INTO seats (game, player, secret_hash, name, coins)
    SELECT number, ?, ?, ?, ? FROM games WHERE id = ?`,
  finish: `UPDATE games SET ending = ?, winner = ?, coins = ?
    WHERE id = ? AND ending IS NULL`,
  pay: `UPDATE seats SET coins = ? WHERE player = ?
    AND game = (SELECT number FROM games WHERE id = ?)`,
  prune: `DELETE FROM games WHERE ending IS NOT NULL AND number <= (
    SELECT number FROM games WHERE ending IS NOT NULL
    ORDER BY number DESC LIMIT 1 OFFSET ?)`,
  game: `SELECT number, record, manners, ending, winner, coins FROM games
    WHERE id = ?`,
  entries: "SELECT entry FROM entries WHERE game = ? ORDER BY place",
  seats: `SELECT player, secret_hash AS secretHash, name, coins FROM seats
    WHERE game = ? ORDER BY player`,
  inProgress: "SELECT id FROM games WHERE ending IS NULL ORDER BY number",
  finished: `SELECT id FROM games WHERE ending IS NOT NULL
    ORDER BY number DESC LIMIT ?`,
  seatsOf: `SELECT id, player, secret_hash AS secretHash, name, seats.coins,
    ending IS NOT NULL AS over FROM seats JOIN games ON number = game
    WHERE secret_hash = ? ORDER BY ending IS NULL DESC, number DESC LIMIT ?`,
} as const;

type Queries = { readonly [name in keyof typeof QUERIES]: StatementSync };

/** An entry that will be kept in a moment. */
interface Waiting {
  readonly id: string;
  readonly index: number;
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Keeps games in a file, by SQLite: write-ahead logging with a full
 * synchronisation at each change, so that what was kept survives the end of the
 * process and of the machine's power.
 *
 * @example Usage
 * ```ts
 * import { SqliteStore } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * using store = new SqliteStore(":memory:");
 * assertEquals(store.inProgress(), []);
 * ```
 */
export class SqliteStore implements GameStore {
  readonly #database: DatabaseSync;
  readonly #queries: Queries;
  readonly #maxFinished: number;
  #waiting: Waiting[] = [];
  #soon: ReturnType<typeof setImmediate> | undefined;

  /**
   * Opens the store, and makes it if there is none.
   *
   * @param path The file, or `:memory:`.
   * @param options Bounds.
   * @throws {Error} If it cannot be opened, or was made by a newer version.
   */
  constructor(path: string, options: StoreOptions = {}) {
    this.#maxFinished = options.maxFinished ?? 10_000;
    this.#database = new DatabaseSync(path);
    try {
      this.#database.exec(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000",
      );
      this.#prepareTables(path);
      const queries = Object.entries(QUERIES).map(([name, sql]) =>
        [name, this.#database.prepare(sql)] as const
      );
      this.#queries = Object.fromEntries(queries) as unknown as Queries;
    } catch (error) {
      this.#database.close();
      throw error;
    }
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
    this.#together(() => {
      const text = JSON.stringify({ ...record, entries: [] });
      this.#queries.begin.run(id, text, JSON.stringify(manners));
      for (const seat of seats) this.setSeat(id, seat);
    });
  }

  /**
   * Keeps what a player did. All that is to be kept in one turn of the event
   * loop, at all tables, is written at once: a synchronisation takes as long
   * for one entry as for a thousand.
   *
   * @param id The game.
   * @param index Which entry this is, from 0.
   * @param entry The entry.
   * @returns Settles when it is kept.
   * @throws {Error} If it is not the next one of a game in progress.
   */
  append(id: string, index: number, entry: Entry): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const text = JSON.stringify(entry);
    this.#waiting.push({ id, index, text, resolve, reject });
    this.#soon ??= setImmediate(() => this.#flush());
    return promise;
  }

  /**
   * Keeps who sits somewhere now.
   *
   * @param id The game.
   * @param seat The seat.
   */
  setSeat(id: string, seat: StoredSeat): void {
    const { player, secretHash, name, coins } = seat;
    this.#queries.setSeat.run(player, secretHash, name, coins, id);
  }

  /**
   * Keeps how a game ended, and gives its coins to the seats.
   *
   * @param id The game.
   * @param end How it ended.
   * @throws {Error} If there is no such game in progress.
   */
  finish(id: string, end: StoredEnd): void {
    const { ending, winner, coins } = end;
    const { finish, pay, prune } = this.#queries;
    this.#flush();
    this.#together(() => {
      const { changes } = finish.run(ending, winner, JSON.stringify(coins), id);
      if (Number(changes) === 0) {
        throw new Error(`Cannot find game ${id} among those in progress`);
      }
      coins.forEach((amount, player) => pay.run(amount, player, id));
      prune.run(this.#maxFinished);
    });
  }

  /**
   * A game.
   *
   * @param id What it is known by.
   * @returns The game, or `undefined` if there is none.
   * @throws {RecordError} If what is kept cannot be read.
   */
  game(id: string): StoredGame | undefined {
    this.#flush();
    const row = this.#queries.game.get(id);
    if (row === undefined) return undefined;
    const { number, record, manners, ending, winner, coins } = row;
    const entries = this.#queries.entries.all(number!);
    const seats = this.#queries.seats.all(number!);
    return {
      id,
      record: parseRecord({
        ...JSON.parse(record as string),
        entries: entries.map(({ entry }) => JSON.parse(entry as string)),
      }),
      seats: seats.map((seat) => ({ ...seat }) as unknown as StoredSeat),
      manners: JSON.parse(manners as string),
      end: ending === null ? null : {
        ending: ending as Ending,
        winner: winner as number | null,
        coins: JSON.parse(coins as string),
      },
    };
  }

  /**
   * What the games in progress are known by, the oldest first.
   *
   * @returns Their names.
   */
  inProgress(): readonly string[] {
    return this.#queries.inProgress.all().map(({ id }) => id as string);
  }

  /**
   * What the games that are over are known by, the newest first.
   *
   * @param limit How many to tell of at most.
   * @returns Their names.
   */
  finished(limit: number): readonly string[] {
    return this.#queries.finished.all(limit).map(({ id }) => id as string);
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
    const rows = this.#queries.seatsOf.all(secretHash, limit);
    return rows.map((row) =>
      ({ ...row, over: row["over"] === 1 }) as unknown as FoundSeat
    );
  }

  /** Closes the file, when everything is kept. */
  close(): void {
    this.#flush();
    this.#database.close();
  }

  /** Closes the file at the end of a block. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** Keeps what waits; one entry that cannot be kept harms no other. */
  #flush(): void {
    clearImmediate(this.#soon);
    this.#soon = undefined;
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    const refused = new Set<Waiting>();
    try {
      this.#together(() => {
        for (const one of waiting) {
          const { changes } = this.#queries.append.run(
            one.id,
            one.index,
            one.text,
          );
          if (Number(changes) === 0) refused.add(one);
        }
      });
    } catch (error) {
      for (const { reject } of waiting) reject(error);
      return;
    }
    for (const one of waiting) {
      if (refused.has(one)) one.reject(notNext(one));
      else one.resolve();
    }
  }

  #prepareTables(path: string): void {
    const row = this.#database.prepare("PRAGMA user_version").get();
    const version = row?.["user_version"];
    if (version === SCHEMA_VERSION) return;
    if (version === 1) {
      return this.#together(() => this.#database.exec(FROM_VERSION_1));
    }
    if (version !== 0) {
      throw new Error(
        `Cannot open store ${path}: it was made by a newer version of this program`,
      );
    }
    this.#together(() => this.#database.exec(SCHEMA));
  }

  /** Does several things, or none of them. */
  #together(change: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      change();
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }
}

function notNext({ id, index }: Waiting): Error {
  return new Error(
    `Cannot keep entry ${index} of game ${id}: it is not the next of a game in progress`,
  );
}
