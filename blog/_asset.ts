// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * What may lie beside entries and be shown: pictures, sounds, films, documents.
 * Whatever a browser would run, or that only the author should read, is absent.
 */
const ASSET =
  /\.(?:avif|bmp|csv|epub|flac|gif|ico|jpe?g|m4a|m4v|mov|mp3|mp4|oga|ogg|ogv|opus|pdf|png|svg|txt|vtt|wav|webm|webp|zip)$/i;

/**
 * Whether a path leads to a file that readers may have: of a known type, and
 * neither hidden itself nor in a folder that is.
 *
 * @param path A path, its escapes decoded.
 */
export function isAsset(path: string): boolean {
  return ASSET.test(path) && !/(?:^|\/)[._]/.test(path);
}

/**
 * Whether an escaped reference in an entry means a file beside it, and not a
 * page: it is relative, and ends as a file of a known type or an entry does.
 *
 * @param reference What stands in `href` or `src`.
 */
export function isFileReference(reference: string): boolean {
  if (/^(?:[a-z][a-z0-9+.-]*:|[/#?])/i.test(reference)) return false;
  const path = reference.replace(/[?#].*$/s, "");
  return ASSET.test(path) || /\.(?:md|markdown)$/i.test(path);
}

/**
 * Where the files beside an entry are.
 *
 * @param file The name of the entry's file.
 * @returns The path of its folder, escaped, with a slash at its end.
 */
export function folderOf(file: string): string {
  return `/${file.split("/").slice(0, -1).map(encodeURIComponent).join("/")}/`
    .replace(/^\/\/$/, "/");
}
