// Copyright 2026 the tpd2 authors. MIT license.

/**
 * A blog made of files.
 *
 * @module
 */

export { type Entry, EntryError, parseEntry, type Tag } from "./entry.ts";
export {
  type FrontPage,
  type LatestPage,
  Library,
  type LibraryOptions,
  type TagShelf,
} from "./library.ts";
