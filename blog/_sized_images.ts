// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ImageSize } from "./_image_size.ts";

/**
 * Writes into the images of an entry how large they are, so that the text does
 * not jump when they come.
 *
 * @param html What {@linkcode parseEntry} made.
 * @param sizeOf Tells how large the picture at a path of this blog is, escapes
 * decoded.
 * @returns The HTML. Images that say their size themselves are left alone, and so
 * are those that are elsewhere.
 */
export function sizeImages(
  html: string,
  sizeOf: (path: string) => ImageSize | null,
): string {
  const tags = html.match(/<img\b[^>]*>/g) ?? [];
  const sizes = new Map<string, ImageSize | null>();
  for (const tag of tags) {
    const path = pathOf(tag);
    if (path !== null && !sizes.has(path)) sizes.set(path, sizeOf(path));
  }
  if (sizes.size === 0) return html;
  return html.replace(/<img\b[^>]*>/g, (tag) => {
    const size = sizes.get(pathOf(tag) ?? "") ?? null;
    return size === null
      ? tag
      : `${tag.slice(0, -1)} width="${size.width}" height="${size.height}">`;
  });
}

/** Where the picture is, if it is here and its size is not told. */
function pathOf(tag: string): string | null {
  if (/ (?:width|height)="/.test(tag)) return null;
  const src = / src="(\/(?!\/)[^"]*)"/.exec(tag)?.[1];
  if (src === undefined) return null;
  const path = src.replaceAll("&amp;", "&").replace(/[?#].*$/s, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
