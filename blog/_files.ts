// Copyright 2026 the tpd2 authors. MIT license.

import {
  type Entry,
  EntryError,
  parseEntry,
  type ParseEntryOptions,
} from "./entry.ts";
import { readImageSize } from "./_blog_folders.ts";

/** What a directory holds. */
export interface EntryFiles {
  /** The entries that can be served. */
  entries: Entry[];
  /** Why the others cannot. */
  problems: EntryError[];
}

/** Options of {@linkcode readEntries}. */
export interface ReadEntriesOptions
  extends Pick<ParseEntryOptions, "permalink"> {
  /**
   * How long an entry may be, in bytes.
   *
   * @default {4194304}
   */
  maxSize?: number;
  /**
   * The directories where the pictures of entries are, the first that has one
   * first.
   *
   * @default {that of the entries}
   */
  files?: readonly string[];
}

/**
 * Reads all entries of a directory and its folders once; see
 * {@linkcode EntryFolder}.
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
  return await new EntryFolder(directory, options).read();
}

/** What is known of one file. */
interface KnownFile {
  /** When it was changed, and how long it is: another file has another. */
  version: string;
  /** Whether it was changed so long ago that the time would tell of the next. */
  settled: boolean;
  /** The last version that could be served. */
  entry: Entry | null;
  /** Why the present one cannot. */
  problem: EntryError | null;
}

/** How coarse the times of a file system may be, in milliseconds. */
const COARSE = 2000;

/**
 * A directory of entries, and its folders. Files and folders whose names begin
 * with a dot or an underscore are left alone.
 *
 * It may be read again and again: only what has changed is rendered, and of a
 * file that was broken by an edit the last good version stays.
 */
export class EntryFolder {
  readonly #directory: string;
  readonly #maxSize: number;
  readonly #permalink: string | undefined;
  readonly #files: readonly string[];
  #known = new Map<string, KnownFile>();

  /**
   * Reads nothing yet.
   *
   * @param directory The directory.
   * @param options Limits.
   */
  constructor(directory: string, options: ReadEntriesOptions = {}) {
    this.#directory = directory;
    this.#maxSize = options.maxSize ?? 4 * 1024 * 1024;
    this.#permalink = options.permalink;
    this.#files = options.files ?? [directory];
  }

  /**
   * Reads what is new. Where it throws, all that was known before stays.
   *
   * @returns The entries, and an error for each file that cannot be served as
   * it is now.
   * @throws {Deno.errors.NotFound} If there is no such directory.
   * @throws {Deno.errors.NotADirectory} If it is a file.
   */
  async read(): Promise<EntryFiles> {
    const files: string[] = [];
    await collect(this.#directory, "", files);
    const known = new Map<string, KnownFile>();
    for (const file of files.sort()) {
      known.set(file, await this.#look(file, this.#known.get(file)));
    }
    this.#known = known;
    const all = [...known.values()];
    return {
      entries: all.flatMap(({ entry }) => entry ?? []),
      problems: all.flatMap(({ problem }) => problem ?? []),
    };
  }

  async #look(file: string, before: KnownFile | undefined): Promise<KnownFile> {
    let version = "";
    let settled = false;
    try {
      const { size, mtime } = await stat(this.#directory, file);
      version = `${size} ${Number(mtime)}`;
      settled = Date.now() - Number(mtime) > COARSE;
      if (before?.settled && before.version === version) return before;
      const entry = await readEntry(this.#directory, file, {
        size,
        maxSize: this.#maxSize,
        permalink: this.#permalink,
        imageSize: (path) => readImageSize(this.#files, path),
      });
      return { version, settled, entry, problem: null };
    } catch (problem) {
      if (!(problem instanceof EntryError)) throw problem;
      return { version, settled, entry: before?.entry ?? null, problem };
    }
  }
}

/** What happened below a directory that is watched. */
export type FileChange = "changed" | "removed";

/** Changes below a directory, until it is closed. */
export interface Watcher extends Disposable {
  /** Yields whenever something was changed, added or removed. */
  changes: AsyncIterable<FileChange>;
}

/**
 * Watches a directory and its folders.
 *
 * @param directory The directory.
 * @returns Its changes; the iteration throws where they can no longer be seen.
 * @throws {Error} If the system does not let us watch it.
 */
export function watchFiles(directory: string): Watcher {
  const watcher = Deno.watchFs(directory, { recursive: true });
  async function* changes(): AsyncGenerator<FileChange> {
    for await (const { kind } of watcher) {
      // That somebody reads a file changes nothing; we read them, too.
      if (kind === "access") continue;
      // What was moved away is a change of its name.
      yield kind === "remove" || kind === "rename" ? "removed" : "changed";
    }
  }
  return { changes: changes(), [Symbol.dispose]: () => watcher.close() };
}

async function collect(
  directory: string,
  folder: string,
  files: string[],
): Promise<void> {
  for await (const item of Deno.readDir(`${directory}/${folder}`)) {
    if (/^[._]/.test(item.name)) continue;
    const path = folder + item.name;
    if (item.isDirectory) {
      try {
        await collect(directory, `${path}/`, files);
      } catch (error) {
        // It was removed while we looked.
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
    } // A symbolic link to a file is read; one to a folder could run in a ring.
    else if (/\.(?:md|markdown)$/i.test(item.name)) files.push(path);
  }
}

/** Runs what touches one file; its failures become errors about that file. */
async function about<T>(file: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    const reason = REASONS[cause instanceof Error ? cause.name : ""];
    if (reason === undefined) throw cause;
    throw new EntryError(file, 1, reason, { cause });
  }
}

function stat(directory: string, file: string): Promise<Deno.FileInfo> {
  return about(file, () => Deno.stat(`${directory}/${file}`));
}

async function readEntry(
  directory: string,
  file: string,
  { size, maxSize, ...options }: ParseEntryOptions & {
    size: number;
    maxSize: number;
  },
): Promise<Entry> {
  if (size > maxSize) {
    throw new EntryError(file, 1, `it is longer than ${maxSize} bytes`);
  }
  const bytes = await about(file, () => Deno.readFile(`${directory}/${file}`));
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    const line = lineOfBadByte(bytes);
    throw new EntryError(file, line, "it is not UTF-8", { cause });
  }
  return parseEntry(file, text, options);
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
