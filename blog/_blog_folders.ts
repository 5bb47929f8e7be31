// Copyright 2026 the tpd2 authors. MIT license.

import { isAsset } from "./_asset.ts";
import { IMAGE_HEAD, type ImageSize, imageSize } from "./_image_size.ts";

/** Where the parts of a blog are. */
export interface BlogFolders {
  /** The directory of the entries. */
  entries: string;
  /** The directories of pictures and other files, the first that has one first. */
  files: string[];
}

/** How Hugo calls its configuration; by it and its folders a blog of it is known. */
const HUGO = /^(?:hugo|config)\.(?:toml|ya?ml|json)$/;

/**
 * Finds the entries and files of a blog: those of Jekyll are in `_posts`, and its
 * files are anywhere; those of Hugo are in `content`, and its files there and in
 * `static`. Any other directory is taken as it is.
 *
 * @param directory The directory.
 * @returns Where they are.
 */
export async function findBlog(directory: string): Promise<BlogFolders> {
  const names = await namesIn(directory);
  if (names.has("_posts")) {
    const entries = `${directory}/_posts`;
    return { entries, files: [entries, directory] };
  }
  if (names.has("content") && [...names].some((name) => HUGO.test(name))) {
    const entries = `${directory}/content`;
    return { entries, files: [entries, `${directory}/static`] };
  }
  return { entries: directory, files: [directory] };
}

/** The names in a directory; none where it cannot be read, which is told later. */
async function namesIn(directory: string): Promise<Set<string>> {
  const names = new Set<string>();
  try {
    for await (const { name } of Deno.readDir(directory)) names.add(name);
  } catch {
    names.clear();
  }
  return names;
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

/**
 * Reads how large a picture is. It does not wait, since an entry is rendered in
 * one go, once; little is read.
 *
 * @param directories Where pictures are, the first that has one first.
 * @param path Its path, escapes decoded.
 * @returns Its size; `null` where there is none, or nobody can tell.
 */
export function readImageSize(
  directories: readonly string[],
  path: string,
): ImageSize | null {
  if (!isAsset(path) || /\\|\0/.test(path)) return null;
  for (const directory of directories) {
    const head = readHead(directory + path);
    if (head !== null) return imageSize(head);
  }
  return null;
}

/** The beginning of a file; `null` where it cannot be read. */
function readHead(file: string): Uint8Array | null {
  try {
    using opened = Deno.openSync(file);
    const head = new Uint8Array(IMAGE_HEAD);
    let length = 0;
    while (length < head.length) {
      const count = opened.readSync(head.subarray(length));
      if (count === null) break;
      length += count;
    }
    return head.subarray(0, length);
  } catch {
    // It only lacks its size then; --check tells of what is not there.
    return null;
  }
}
