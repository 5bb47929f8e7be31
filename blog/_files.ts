// Copyright 2026 the tpd2 authors. MIT license.

import { type Entry, EntryError, parseEntry } from "./entry.ts";

/** What a directory holds. */
export interface EntryFiles {
  /** The entries that can be served. */
  entries: Entry[];
  /** Why the others cannot. */
  problems: EntryError[];
}

/** Options of {@linkcode readEntries}. */
export interface ReadEntriesOptions {
  /**
   * How long an entry may be, in bytes.
   *
   * @default {4194304}
   */
  maxSize?: number;
}

/**
 * Reads all entries of a directory and its folders. Files and folders whose
 * names begin with a dot or an underscore are left alone.
 *
 * @param directory The directory.
 * @param options Limits.
 * @returns The entries, and an error for each file that is none.
 * @throws {Deno.errors.NotFound} If there is no such directory.
 * @throws {Deno.errors.NotADirectory} If it is a file.
 */
export async function readEntries(
  directory: string,
  options: ReadEntriesOptions = {},
): Promise<EntryFiles> {
  const { maxSize = 4 * 1024 * 1024 } = options;
  const files: string[] = [];
  await collect(directory, "", files);
  const entries: Entry[] = [];
  const problems: EntryError[] = [];
  for (const file of files.sort()) {
    try {
      entries.push(await readEntry(directory, file, maxSize));
    } catch (error) {
      if (!(error instanceof EntryError)) throw error;
      problems.push(error);
    }
  }
  return { entries, problems };
}

/** Whether a path is a directory that can be read. */
export async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function collect(
  directory: string,
  folder: string,
  files: string[],
): Promise<void> {
  for await (const item of Deno.readDir(`${directory}/${folder}`)) {
    if (/^[._]/.test(item.name)) continue;
    const path = folder + item.name;
    if (item.isDirectory) await collect(directory, `${path}/`, files);
    // A symbolic link to a file is read; one to a folder could run in a ring.
    else if (/\.(?:md|markdown)$/i.test(item.name)) files.push(path);
  }
}

async function readEntry(
  directory: string,
  file: string,
  maxSize: number,
): Promise<Entry> {
  let bytes: Uint8Array;
  try {
    const { size } = await Deno.stat(`${directory}/${file}`);
    if (size > maxSize) {
      throw new EntryError(file, 1, `it is longer than ${maxSize} bytes`);
    }
    bytes = await Deno.readFile(`${directory}/${file}`);
  } catch (error) {
    if (error instanceof EntryError) throw error;
    const name = error instanceof Error ? error.name : "";
    const reason = REASONS[name];
    if (reason === undefined) throw error;
    throw new EntryError(file, 1, reason, { cause: error });
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    const line = lineOfBadByte(bytes);
    throw new EntryError(file, line, "it is not UTF-8", { cause });
  }
  return parseEntry(file, text);
}

/** Failures that concern one file alone. */
const REASONS: Readonly<Record<string, string>> = {
  NotFound: "it is gone, or a link to nothing",
  PermissionDenied: "its permissions do not let us read it",
  NotCapable: "it is a link that leads out of what this program may read",
  IsADirectory: "it is a folder",
  FilesystemLoop: "it is a link that leads to itself",
};

/** The line of the first byte that no UTF-8 text has. */
function lineOfBadByte(bytes: Uint8Array): number {
  const text = new TextDecoder().decode(bytes);
  return text.slice(0, text.indexOf("\ufffd")).split("\n").length;
}
