// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** What stands in place of a refused URL: valid, and leads nowhere. */
export const REFUSED_URL = "about:invalid#refused";

/** Elements whose `data:` URLs are only ever decoded as an image, a sound or captions. */
const MEDIA_ELEMENTS: ReadonlySet<string> = new Set(
  [
    "audio",
    "feimage",
    "image",
    "img",
    "input",
    "link",
    "source",
    "track",
    "video",
  ],
);

const MEDIA_TYPE = /^(?:audio|font|image|video)\/|^text\/vtt[;,]/;

/**
 * The scheme of a URL as a browser would see it, in lower case, or `""` for a relative one. The URL parser strips C0 controls and
 * spaces around the URL, and tabs and newlines anywhere in it (WHATWG URL, section 4.4).
 */
const SCHEME =
  // deno-lint-ignore no-control-regex
  /^[\u0000-\u0020]*([a-z](?:[\t\n\r]*[a-z0-9+.\-])*)[\t\n\r]*:(.*)/is;

/**
 * Why a URL may not stand in an attribute of an element, or `undefined` when it may. Only schemes that run code are refused:
 * `javascript:`, `vbscript:`, and `data:` where it is not decoded as media.
 */
export function refusedUrl(url: string, element: string): string | undefined {
  // No scheme without a colon: the quick way out for most URLs, and every absolute path.
  if (url.charCodeAt(0) === 47 || !url.includes(":")) return undefined;
  const match = SCHEME.exec(url);
  if (match === null) return undefined;
  const scheme = match[1]!.replace(/[\t\n\r]/g, "").toLowerCase();
  if (
    scheme === "javascript" || scheme === "vbscript" || scheme === "livescript"
  ) {
    return `${scheme}: URLs run code`;
  }
  if (scheme !== "data") return undefined;
  const type = match[2]!.replace(/[\t\n\r]/g, "").trimStart().toLowerCase();
  if (MEDIA_ELEMENTS.has(element) && MEDIA_TYPE.test(type)) return undefined;
  return `data: URLs may hold code and are allowed only for media`;
}

/** The same for a list of URLs: candidates of `srcset`, separated by commas, `ping` by spaces, animation values by semicolons. */
export function refusedUrlList(
  list: string,
  element: string,
): string | undefined {
  if (!list.includes(":")) return undefined;
  for (const item of list.split(/[\s;]+|,(?=\s|$)/)) {
    const refused = refusedUrl(item, element);
    if (refused !== undefined && !/^data:/i.test(item)) return refused;
  }
  return refusedUrl(list, element);
}

/** A time, and the address that a refresh leads to (HTML standard, 4.2.5.3). */
const REFRESH = /^\s*[\d.]*\s*[;,]?\s*url\s*=\s*["']?(.*)$/is;

/**
 * The same for the content of a `<meta>`, which is an address behind a time when it refreshes the page. Without the word `url` it could
 * be any text, such as a description; there browsers themselves refuse what runs code.
 */
export function refusedRefresh(content: string): string | undefined {
  if (!content.includes(":")) return undefined;
  const address = REFRESH.exec(content)?.[1];
  return address === undefined ? undefined : refusedUrl(address, "meta");
}
