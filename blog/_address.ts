// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** How long the path of an entry may be, so that a URL of it is taken everywhere. */
export const MAX_PATH = 300;

/**
 * Reads an address as authors write it: `/2026/11/hello/`, `hello.html`, or
 * the whole URL of a blog that moved here.
 *
 * @param text What the author wrote.
 * @returns The path, escaped; `null` where it is no path that can be served.
 */
export function parseAddress(text: string): string | null {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text)?.pathname : text;
  if (url === undefined || /[?#\\]|%2f|%5c/i.test(url)) return null;
  const segments = url.replace(/^\/+/, "").split("/");
  const end = segments.at(-1) === "" ? segments.pop()! : null;
  const escaped: string[] = [];
  for (const segment of segments) {
    const name = decode(segment);
    // deno-lint-ignore no-control-regex
    if (name === null || /^\.{0,2}$|[\x00-\x1f\x7f]/.test(name)) return null;
    escaped.push(encodeURIComponent(name));
  }
  if (escaped.length === 0) return null;
  const path = `/${escaped.join("/")}${end === null ? "" : "/"}`;
  return path.length > MAX_PATH ? null : path;
}

/**
 * What paths that mean one page have in common: generators of static sites call
 * the same page `/hello`, `/hello/`, `/hello.html` and `/hello/index.html`.
 *
 * @param path A path, its escapes decoded.
 * @returns The path without such an end.
 */
export function addressKey(path: string): string {
  return path.replace(/\/index\.html?$/, "").replace(/\.html?$/, "")
    .replace(/\/+$/, "") || "/";
}

/**
 * What a browser sends for a path, decoded as a dispatcher does it.
 *
 * @param path A path of {@linkcode parseAddress}.
 */
export function decodedPath(path: string): string {
  return path.split("/").map((segment) => decode(segment) ?? segment).join("/");
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
