// Copyright 2026 the tpd2 authors. MIT license.

import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Comment, CommentState, NewComment } from "./comment.ts";
import {
  openDatabase,
  type OpenDatabaseOptions,
  transaction,
} from "./_store.ts";

const COLUMNS = "id, entry, author, text, time, origin, state, reason, byAdmin";

/** How many random bytes name a store, and sign its stamps. */
const SECRET_LENGTH = 32;

/**
 * Where the comments are kept: a file of SQLite, written so that what was taken
 * is not lost, whatever happens to the program.
 *
 * @example Usage
 * ```ts
 * import { CommentStore } from "@tpd2/tpd2/blog";
 * import { assertEquals } from "@std/assert";
 *
 * using store = new CommentStore(null);
 * assertEquals(store.newest("hello", 50), []);
 * ```
 */
export class CommentStore implements Disposable {
  /** The database, for what else is kept in it. @internal */
  readonly database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #dataVersion: StatementSync;

  /**
   * Opens the store, and makes it where it is absent.
   *
   * @param directory Where its file `blog.sqlite` is; `null` for a store in memory.
   * @param options How long to wait for other programs.
   * @throws {Error} If it cannot be used; the message says what to do.
   */
  constructor(directory: string | null, options: OpenDatabaseOptions = {}) {
    this.database = openDatabase(directory, options);
    this.#dataVersion = this.database.prepare("PRAGMA data_version");
  }

  /**
   * Stores a comment. It is on the disk when this returns.
   *
   * @param comment The comment.
   * @returns It, with its number.
   */
  add(comment: NewComment): Comment {
    const { authorKey, ...rest } = comment;
    const { lastInsertRowid } = this.#sql(
      `INSERT INTO comment (entry, author, text, time, origin, state, reason, byAdmin, authorKey)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      comment.entry,
      comment.author,
      comment.text,
      comment.time,
      comment.origin,
      comment.state,
      comment.reason,
      comment.byAdmin ? 1 : 0,
      authorKey,
    );
    return { id: Number(lastInsertRowid), ...rest };
  }

  /**
   * Finds a comment.
   *
   * @param id Its number.
   * @returns The comment, if there is one, be it deleted.
   */
  get(id: number): Comment | undefined {
    return this.#comments(
      `SELECT ${COLUMNS} FROM comment WHERE id = ?`,
      id,
    )[0];
  }

  /**
   * Changes what a comment says.
   *
   * @param id Its number.
   * @param author The name of its author.
   * @param text Its text.
   */
  change(id: number, author: string, text: string): void {
    this.#sql("UPDATE comment SET author = ?, text = ? WHERE id = ?")
      .run(author, text, id);
  }

  /**
   * Changes what becomes of a comment.
   *
   * @param id Its number.
   * @param state What becomes of it.
   * @param now The time, in milliseconds since 1970.
   */
  setState(id: number, state: CommentState, now: number): void {
    this.#sql(
      "UPDATE comment SET state = ?, reason = '', deleted = ? WHERE id = ?",
    ).run(state, state === "deleted" ? now : null, id);
  }

  /**
   * Takes comments from one entry to another.
   *
   * @param from The slug of the entry that has them.
   * @param to The slug of the entry that shall have them.
   * @returns How many there were.
   */
  move(from: string, to: string): number {
    const { changes } = this.#sql(
      "UPDATE comment SET entry = ? WHERE entry = ?",
    ).run(to, from);
    return Number(changes);
  }

  /**
   * The newest comments of an entry that all may see.
   *
   * @param entry The slug of the entry.
   * @param limit How many at most.
   * @returns The comments, oldest first.
   */
  newest(entry: string, limit: number): Comment[] {
    return this.#comments(
      `SELECT ${COLUMNS} FROM comment WHERE entry = ? AND state = 'shown'
       ORDER BY time DESC, id DESC LIMIT ?`,
      entry,
      limit,
    ).reverse();
  }

  /**
   * Some of the comments of an entry that all may see, from the first on.
   *
   * @param entry The slug of the entry.
   * @param offset How many to leave out.
   * @param limit How many at most.
   * @returns The comments, oldest first.
   */
  slice(entry: string, offset: number, limit: number): Comment[] {
    return this.#comments(
      `SELECT ${COLUMNS} FROM comment WHERE entry = ? AND state = 'shown'
       ORDER BY time, id LIMIT ? OFFSET ?`,
      entry,
      limit,
      offset,
    );
  }

  /**
   * The last that somebody wrote below an entry, whether or not it is shown.
   *
   * @param entry The slug of the entry.
   * @returns The comment, if there is one.
   */
  last(entry: string): Comment | undefined {
    return this.#comments(
      `SELECT ${COLUMNS} FROM comment WHERE entry = ? AND state <> 'deleted'
       ORDER BY id DESC LIMIT 1`,
      entry,
    )[0];
  }

  /**
   * Comments of all entries.
   *
   * @param state What became of them.
   * @param offset How many to leave out.
   * @param limit How many at most.
   * @returns The comments, newest first.
   */
  inState(state: CommentState, offset: number, limit: number): Comment[] {
    return this.#comments(
      `SELECT ${COLUMNS} FROM comment WHERE state = ?
       ORDER BY time DESC, id DESC LIMIT ? OFFSET ?`,
      state,
      limit,
      offset,
    );
  }

  /**
   * The comments that wait and came from one address.
   *
   * @param origin The address.
   * @returns Their numbers.
   */
  heldFrom(origin: string): number[] {
    if (origin === "") return [];
    return this.#sql(
      "SELECT id FROM comment WHERE state = 'held' AND origin = ?",
    ).all(origin).map((row) => Number(row["id"]));
  }

  /**
   * How many comments there are of a kind.
   *
   * @param state What became of them.
   * @returns How many.
   */
  count(state: CommentState): number {
    const row = this.#sql(
      "SELECT count(*) AS count FROM comment WHERE state = ?",
    ).get(state);
    return Number(row!["count"]);
  }

  /**
   * When the comments that all may see were written.
   *
   * @returns The times of each entry that has any, in milliseconds since 1970.
   */
  times(): Map<string, number[]> {
    const times = new Map<string, number[]>();
    for (
      const row of this.#sql(
        "SELECT entry, time FROM comment WHERE state = 'shown'",
      ).iterate()
    ) {
      const entry = String(row["entry"]);
      const all = times.get(entry);
      if (all === undefined) times.set(entry, [Number(row["time"])]);
      else all.push(Number(row["time"]));
    }
    return times;
  }

  /**
   * When the comments of one entry that all may see were written.
   *
   * @param entry The slug of the entry.
   * @returns The times, in milliseconds since 1970.
   */
  timesOf(entry: string): number[] {
    return this.#sql(
      "SELECT time FROM comment WHERE entry = ? AND state = 'shown'",
    ).all(entry).map((row) => Number(row["time"]));
  }

  /**
   * Whether any comment of an author is shown.
   *
   * @param authorKey What the author is known by.
   * @returns Whether there is one.
   */
  knows(authorKey: string): boolean {
    if (authorKey === "") return false;
    return this.#sql(
      "SELECT 1 FROM comment WHERE authorKey = ? AND state = 'shown' LIMIT 1",
    ).get(authorKey) !== undefined;
  }

  /**
   * Forgets what need not be known any more.
   *
   * @param before From whom: addresses of comments written before, and all of
   * comments deleted before, in milliseconds since 1970.
   * @returns How many comments changed or went.
   */
  forget(before: number): number {
    return transaction(this.database, () => {
      const gone = this.#sql(
        "DELETE FROM comment WHERE state = 'deleted' AND deleted < ?",
      ).run(before);
      const nameless = this.#sql(
        "UPDATE comment SET origin = '' WHERE origin <> '' AND time < ?",
      ).run(before);
      return Number(gone.changes) + Number(nameless.changes);
    });
  }

  /**
   * What was once set under a name.
   *
   * @param name The name.
   * @returns The value, if any.
   */
  setting(name: string): string | undefined {
    const row = this.#sql("SELECT value FROM setting WHERE name = ?").get(name);
    return row === undefined ? undefined : String(row["value"]);
  }

  /**
   * Keeps a value under a name.
   *
   * @param name The name.
   * @param value The value.
   */
  set(name: string, value: string): void {
    this.#sql("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)")
      .run(name, value);
  }

  /**
   * A secret of this store, made when it is first asked for: 256 random bits.
   *
   * @param name What it is for.
   * @returns The secret, as base64.
   */
  secret(name: string): string {
    const bytes = crypto.getRandomValues(new Uint8Array(SECRET_LENGTH));
    this.#sql("INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)")
      .run(name, btoa(String.fromCharCode(...bytes)));
    return this.setting(name)!;
  }

  /** A number that is another when another program changed something. */
  get version(): number {
    return Number(this.#dataVersion.get()!["data_version"]);
  }

  /** Closes the file. */
  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.close();
  }

  #sql(text: string): StatementSync {
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      statement = this.database.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }

  #comments(text: string, ...values: (string | number)[]): Comment[] {
    return this.#sql(text).all(...values).map((row) => ({
      id: Number(row["id"]),
      entry: String(row["entry"]),
      author: String(row["author"]),
      text: String(row["text"]),
      time: Number(row["time"]),
      origin: String(row["origin"]),
      state: row["state"] as CommentState,
      reason: String(row["reason"]),
      byAdmin: row["byAdmin"] === 1,
    }));
  }
}
