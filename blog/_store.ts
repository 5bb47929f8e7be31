// Copyright 2026 the tpd2 authors. MIT license.

import { DatabaseSync } from "node:sqlite";

/** The name of the file in the directory of what readers add. */
const FILE = "blog.sqlite";

/** The number of the scheme below; a file of a later one is left alone. */
const VERSION = 1;

const SCHEME = `
CREATE TABLE comment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entry TEXT NOT NULL,
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  time INTEGER NOT NULL,
  origin TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('shown', 'held', 'deleted')),
  reason TEXT NOT NULL,
  byAdmin INTEGER NOT NULL,
  authorKey TEXT NOT NULL,
  -- When it was deleted, in milliseconds since 1970.
  deleted INTEGER
) STRICT;
CREATE INDEX comment_of_entry ON comment (entry, state, time, id);
CREATE INDEX comment_of_state ON comment (state, time, id);
CREATE INDEX comment_of_author ON comment (authorKey) WHERE authorKey <> '';
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- How many read an entry on a day, which is counted from 1970.
CREATE TABLE view (
  entry TEXT NOT NULL,
  day INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (entry, day)
) STRICT, WITHOUT ROWID;
`;

/** Options of {@linkcode openDatabase}. */
export interface OpenDatabaseOptions {
  /**
   * How long to wait while another program writes, in milliseconds. Nothing else
   * happens in the meantime.
   *
   * @default {1000}
   */
  timeout?: number;
}

/**
 * Opens the file of what readers add, and makes it where it is absent.
 *
 * What was committed stays, even if the machine loses power at that moment: the
 * log is written ahead and flushed at each commit. Several programs may have it
 * open: the blog, and one that sets the password.
 *
 * @param directory The directory; `null` for one in memory, which is gone when it
 * is closed.
 * @param options How long to wait for others.
 * @returns The database.
 * @throws {Error} If it cannot be used; the message says what to do.
 */
export function openDatabase(
  directory: string | null,
  options: OpenDatabaseOptions = {},
): DatabaseSync {
  const { timeout = 1000 } = options;
  if (directory === null) return prepare(new DatabaseSync(":memory:"));
  const path = `${directory}/${FILE}`;
  try {
    // What readers told us is for nobody else on this machine.
    Deno.mkdirSync(directory, { recursive: true, mode: 0o700 });
    Deno.openSync(path, { write: true, create: true, mode: 0o600 }).close();
    return prepare(new DatabaseSync(path, { timeout }));
  } catch (cause) {
    throw new Error(
      `Cannot keep comments in ${path}: ${explain(directory, cause)}`,
      { cause },
    );
  }
}

function prepare(database: DatabaseSync): DatabaseSync {
  try {
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    if (versionOf(database) !== VERSION) transaction(database, upgrade);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Looks again: another program may have been quicker. */
function upgrade(database: DatabaseSync): void {
  const version = versionOf(database);
  if (version === VERSION) return;
  if (version > VERSION) {
    throw new Error(
      "a later version of this program made it, so use that, or choose another directory with --data",
    );
  }
  database.exec(SCHEME);
  database.exec(`PRAGMA user_version = ${VERSION}`);
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()!["user_version"]);
}

/**
 * Does something with a database all at once, or not at all.
 *
 * @typeParam T What it gives.
 * @param database The database.
 * @param act What to do; it does not wait for anything.
 * @returns What it gave.
 */
export function transaction<T>(
  database: DatabaseSync,
  act: (database: DatabaseSync) => T,
): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = act(database);
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function explain(directory: string, cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof Deno.errors.NotCapable) {
    return `this program may not write there, so run it with --allow-read --allow-write=${directory} or -A, or without comments by --no-comments`;
  }
  if (
    cause instanceof Deno.errors.AlreadyExists ||
    cause instanceof Deno.errors.NotADirectory
  ) {
    return "there is a file in the way, so choose another directory with --data";
  }
  if (
    cause instanceof Deno.errors.PermissionDenied ||
    /unable to open database file|readonly database/.test(message)
  ) {
    return "the system does not let this user write there, so choose another directory with --data";
  }
  if (/not a database|malformed/.test(message)) {
    return "it is damaged, so restore a copy, or move it away to begin anew";
  }
  return message;
}
