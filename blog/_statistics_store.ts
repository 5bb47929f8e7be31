// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { DatabaseSync, StatementSync } from "node:sqlite";
import { transaction } from "./_store.ts";

/** How often an entry was read. */
export interface Popularity {
  /** The slug of the entry. */
  entry: string;
  /** How often today. */
  today: number;
  /** How often in seven days, today among them. */
  week: number;
  /** How often in thirty days, today among them. */
  month: number;
}

/** For how many days it is known how often an entry was read. */
const KEPT_DAYS = 400;

/** How often entries were read, by day. Nothing is kept of who did. */
export class StatisticsStore {
  readonly #database: DatabaseSync;
  readonly #add: StatementSync;
  readonly #forget: StatementSync;
  readonly #popular: StatementSync;

  /**
   * Takes a database.
   *
   * @param database What {@linkcode openDatabase} gave.
   */
  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#add = database.prepare(
      `INSERT INTO view (entry, day, count) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET count = count + excluded.count`,
    );
    this.#forget = database.prepare("DELETE FROM view WHERE day < ?");
    this.#popular = database.prepare(
      `SELECT entry,
         sum(CASE WHEN day = :day THEN count ELSE 0 END) AS today,
         sum(CASE WHEN day > :day - 7 THEN count ELSE 0 END) AS week,
         sum(count) AS month
       FROM view WHERE day > :day - 30 AND day <= :day
       GROUP BY entry ORDER BY month DESC, week DESC, entry LIMIT :limit`,
    );
  }

  /**
   * Adds what was read.
   *
   * @param day The day, counted from 1970.
   * @param counts How often, by slug.
   */
  add(day: number, counts: ReadonlyMap<string, number>): void {
    transaction(this.#database, () => {
      for (const [entry, count] of counts) this.#add.run(entry, day, count);
      this.#forget.run(day - KEPT_DAYS);
    });
  }

  /**
   * The entries that were read most in thirty days.
   *
   * @param day The last of these days, counted from 1970.
   * @param limit How many at most.
   * @returns The entries, the most read first.
   */
  popular(day: number, limit: number): Popularity[] {
    return this.#popular.all({ day, limit }).map((row) => ({
      entry: String(row["entry"]),
      today: Number(row["today"]),
      week: Number(row["week"]),
      month: Number(row["month"]),
    }));
  }
}
