// Copyright 2026 the tpd2 authors. MIT license.

import { SqliteStore } from "./sqlite_store.ts";

/** The name of the file in its directory. */
const FILE = "games.sqlite";

/**
 * Opens the file in which games are kept, and makes it where it is absent.
 *
 * @param directory The directory.
 * @returns The store.
 * @throws {Error} If it cannot be used; the message says what to do.
 */
export function openStore(directory: string): SqliteStore {
  const path = `${directory}/${FILE}`;
  try {
    // What the seats are known by is for nobody else on this machine.
    Deno.mkdirSync(directory, { recursive: true, mode: 0o700 });
    return new SqliteStore(path);
  } catch (cause) {
    throw new Error(
      `Cannot keep games in ${path}: ${reasonOf(directory, cause)}`,
      { cause },
    );
  }
}

function reasonOf(directory: string, cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (
    cause instanceof Deno.errors.AlreadyExists ||
    cause instanceof Deno.errors.NotADirectory
  ) return `${directory} is a file, so name a directory with --data`;
  if (cause instanceof Deno.errors.NotCapable) {
    return `this program may not write there, so run it with --allow-write=${directory} or -A`;
  }
  if (
    cause instanceof Deno.errors.PermissionDenied ||
    /readonly|unable to open/i.test(message)
  ) {
    return "the system does not let this user write there, so name another directory with --data";
  }
  if (/not a database|malformed/i.test(message)) {
    return "the file is damaged or none of ours, so move it away or name another directory with --data";
  }
  if (/newer version/.test(message)) {
    return "a newer version of this program made it, so use that, or name another directory with --data";
  }
  if (/locked|busy/i.test(message)) {
    return "another program has it open, so end that or name another directory with --data";
  }
  return message;
}
