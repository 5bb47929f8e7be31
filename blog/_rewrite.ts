// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** Options of {@linkcode rewrite}. */
export interface RewriteOptions {
  /**
   * Where the HTML is to be read from: relative references are resolved
   * against it. It may be a path, such as `/hello`, or a whole URL.
   */
  base?: string;
  /**
   * Tells which references are resolved; given as they stand, escaped.
   *
   * @default {() => true}
   */
  only?: (reference: string) => boolean;
  /**
   * How many levels headings move down.
   *
   * @default {0}
   */
  headingOffset?: number;
  /**
   * Put before each id, so that several texts can share a page.
   *
   * @default {""}
   */
  idPrefix?: string;
}

/** Stands for a site's origin while a path is resolved. */
const PLACE = "http://base.invalid";

/**
 * Fits sanitised HTML to another place: into a list of entries, or into a
 * feed, where a reference to `#scope` or `image.png` would lead nowhere.
 *
 * @param html What {@linkcode renderMarkdown} returned: no other HTML has the
 * one form that this relies on.
 * @param options What to change.
 * @returns The HTML for its new place.
 */
export function rewrite(html: string, options: RewriteOptions = {}): string {
  const { base, only, headingOffset = 0, idPrefix = "" } = options;
  return html.replace(
    /<(\/?)([a-z][a-z0-9]*)([^>]*)>/g,
    (_, slash: string, tag: string, attributes: string) => {
      const level = /^h([1-6])$/.exec(tag)?.[1];
      const name = level === undefined
        ? tag
        : `h${Math.min(6, Number(level) + headingOffset)}`;
      let rest = attributes;
      if (idPrefix !== "") rest = rest.replace(/ id="/, ` id="${idPrefix}`);
      if (base !== undefined) {
        rest = rest.replace(
          / (href|src|poster)="([^"]*)"/g,
          (all, key: string, url: string) =>
            only?.(url) === false ? all : ` ${key}="${resolve(url, base)}"`,
        );
      }
      return `<${slash}${name}${rest}>`;
    },
  );
}

/** Resolves an escaped reference; one that cannot be resolved stays. */
function resolve(reference: string, base: string): string {
  const url = reference.replace(/&amp;/g, "&");
  const resolved = URL.parse(url, new URL(base, PLACE));
  if (resolved === null) return reference;
  const text = resolved.href.startsWith(PLACE)
    ? resolved.href.slice(PLACE.length)
    : resolved.href;
  return text.replace(/&/g, "&amp;");
}
