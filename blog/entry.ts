// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { folderOf } from "./_asset.ts";
import {
  type EntryBody,
  type EntryBodyOptions,
  renderBody,
} from "./_entry_body.ts";
import { FrontMatter } from "./_front_matter.ts";
import { EntryError } from "./entry_error.ts";
import { renderMarkdown } from "./_markdown.ts";
import { aliasesOf, MAX_SLUG, parseFileName, placeOf } from "./_entry_place.ts";
import type { ImageSize } from "./_image_size.ts";
import { slugify } from "./_slug.ts";
import { replaceTags } from "./_template_tags.ts";

/** A subject of entries. */
export interface Tag {
  /** As the author writes it. */
  readonly name: string;
  /** As it stands in URLs; tags of the same slug are one. */
  readonly slug: string;
}

/**
 * One entry of the blog. Its body is rendered when it is first asked for.
 */
export interface Entry {
  /** Its name, which no other entry has. */
  readonly slug: string;
  /** Where its page is, escaped: `/` and its slug unless the author says. */
  readonly path: string;
  /** Paths that it had before, escaped: they lead to where it is now. */
  readonly aliases: readonly string[];
  /**
   * Paths, escaped, that other programs give the page of such a file: they lead
   * to it where they mean no other.
   */
  readonly formerPaths: readonly string[];
  /** Its title, as text. */
  readonly title: string;
  /**
   * Whether it stands for itself, as a page about the author does: every page
   * leads to it, and it is in no list and no feed. Its front matter has
   * `type: page` or `layout: page`, and it needs no date.
   */
  readonly isPage: boolean;
  /** When it appears. */
  readonly date: Date;
  /** When it was last changed; its date where the author does not say. */
  readonly updated: Date;
  /** When it disappears, if ever. */
  readonly expires: Date | null;
  /** Whether it is not to be shown at all. */
  readonly draft: boolean;
  /** Its subjects, in the author's order. */
  readonly tags: readonly Tag[];
  /** What it is about, as text: from the author, else its first paragraph. */
  readonly summary: string;
  /** A picture that stands for it: an escaped path, or a whole URL. */
  readonly image: string | null;
  /** Whether search engines shall leave it alone. */
  readonly noindex: boolean;
  /** Whether readers can comment on it, where they can at all. */
  readonly comments: boolean;
  /** Its body as sanitised HTML, whose headings begin with `h2`. */
  readonly html: string;
  /** Its body as text, without code, for searching. */
  readonly text: string;
  /** How long it takes to read, in whole minutes. */
  readonly minutes: number;
  /** The name of its file. */
  readonly file: string;
}

/** Options of {@linkcode parseEntry}. */
export interface ParseEntryOptions {
  /**
   * The path of an entry that does not say its own, as Jekyll and Hugo write it:
   * `/:year/:month/:day/:title/`. There are `:year`, `:month`, `:day`, `:title`
   * (or `:slug`), `:filename`, `:categories` and `:section`, which is the folder.
   *
   * @default {"/:slug"}
   */
  permalink?: string | undefined;
  /**
   * Tells how large the picture at a path of the blog is, its escapes decoded, so
   * that the page can keep room for it.
   *
   * @default {() => null}
   */
  imageSize?: ((path: string) => ImageSize | null) | undefined;
}

/**
 * Reads one entry: front matter in YAML or TOML, then Markdown.
 *
 * `title` is required, and `date`, unless the name of the file begins with it
 * (`2026-11-22-hello.md`). A first heading `# Hello` stands in for the title.
 * `tags`, `draft`, `expires`, `updated`, `summary`,
 * `slug`, `permalink`, `aliases`, `image` and `noindex` are optional; the slug is
 * made from the file's name where absent. `type: page` makes a page of its own,
 * which needs no date. What Jekyll, Hugo and Lume call by other
 * names (`categories`, `lastmod`, `redirect_from`, `oldUrl`, `published` ...) is
 * understood. References to files beside the entry lead there.
 *
 * @param file The name of the file, with `/` between folders.
 * @param text Its text.
 * @param options Where its page is, and how large pictures are.
 * @returns The entry.
 * @throws {EntryError} If it cannot be served as it is; the message says why
 * in one sentence, with file and line.
 *
 * @example Usage
 * ```ts
 * import { parseEntry } from "@tpd2/tpd2/blog";
 * import { assertEquals } from "@std/assert";
 *
 * const entry = parseEntry(
 *   "2026-11-22-hello.md",
 *   "---\ntitle: Hello\n---\nA *first* entry.\n",
 * );
 * assertEquals(entry.slug, "hello");
 * assertEquals(entry.summary, "A first entry.");
 * ```
 */
export function parseEntry(
  file: string,
  text: string,
  options: ParseEntryOptions = {},
): Entry {
  const matter = new FrontMatter(file, text);
  const { day } = parseFileName(file);
  const { title, source } = titleAndBody(matter);
  const isPage = [matter.string("type"), matter.string("layout")]
    .some((word) => word?.toLowerCase() === "page");
  const date = dateOf(matter) ?? day ?? (isPage ? new Date(0) : null);
  if (date === null) throw matter.error("date", "it has no `date`");
  const updated =
    matter.date(matter.key("updated", "lastmod", "last_modified_at")) ?? date;
  const end = matter.key("expires", "expiryDate");
  const expires = matter.date(end) ?? null;
  if (expires !== null && expires <= date) {
    throw matter.error(end, "it expires before its date");
  }
  const base = folderOf(file);
  const summary = matter.string(matter.key("summary", "description"));
  // Nobody waits for what nobody reads: most entries of a long blog.
  const body = whenAsked(source, { base, imageSize: options.imageSize });
  return {
    ...placeOf(matter, file, {
      date,
      pattern: isPage ? undefined : options.permalink,
    }),
    isPage,
    aliases: aliasesOf(matter),
    title,
    date,
    updated: updated < date ? date : updated,
    expires,
    draft: matter.boolean("draft") || matter.string("published") === "false",
    tags: tagsOf(matter),
    get summary() {
      return summary ?? body().summary;
    },
    image: imageOf(matter, base),
    comments: isPage
      ? matter.string("comments") === "true"
      : matter.string("comments") !== "false",
    noindex: matter.boolean(matter.key("noindex", "robotsNoIndex")) ||
      /\bnoindex\b/.test(matter.string("robots") ?? "") ||
      matter.string("sitemap") === "false",
    get html() {
      return body().html;
    },
    get text() {
      return body().text;
    },
    get minutes() {
      return body().minutes;
    },
    file,
  };
}

/** Renders a text when it is first asked for, and lets go of what it was made of. */
function whenAsked(source: string, options: EntryBodyOptions): () => EntryBody {
  let left: string | null = source;
  let body: EntryBody | null = null;
  return () => {
    if (left !== null) body = renderBody(left, options);
    left = null;
    return body!;
  };
}

/**
 * Its title, and its text without a first heading that only repeats the title.
 * Where the front matter has no title, that heading is the title.
 */
function titleAndBody(matter: FrontMatter): { title: string; source: string } {
  const given = matter.string("title");
  const context = { title: given ?? "" };
  const source = replaceTags(matter.body, context);
  const heading = /^\s*(?:#[^\S\n]+(.+?)[^\S\n]*#*|(.+)\n=+[^\S\n]*)(?:\n|$)/
    .exec(source);
  const text = heading === null
    ? undefined
    : renderMarkdown(heading[1] ?? heading[2]!).firstParagraph;
  if (text === undefined || text === "" || (given ?? text) !== text) {
    if (given === undefined) throw matter.error("title", "it has no `title`");
    return { title: given, source };
  }
  return { title: text, source: source.slice(heading![0].length) };
}

/** When it appears: not before Hugo's `publishDate`. */
function dateOf(matter: FrontMatter): Date | undefined {
  const date = matter.date("date");
  const appears = matter.date("publishDate");
  return date === undefined || (appears !== undefined && appears > date)
    ? appears
    : date;
}

/** The picture, found from the entry's folder. */
function imageOf(matter: FrontMatter, base: string): string | null {
  const key = matter.key(
    "image",
    "cover",
    "images",
    "featured_image",
    "thumbnail",
  );
  const text = matter.image(key);
  if (text === undefined) return null;
  const url = URL.parse(text, `http://base.invalid${base}`);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw matter.error(key, `\`${key}\` is "${text}", not a path or a URL`);
  }
  return url.host === "base.invalid" ? url.pathname + url.search : url.href;
}

function tagsOf(matter: FrontMatter): Tag[] {
  const tags = new Map<string, Tag>();
  const names = [
    ...matter.list("tags"),
    // Jekyll parts categories at spaces, but takes a `category` whole.
    ...matter.list("categories", /[,\s]+/),
    ...matter.list("category", /,/),
  ];
  for (const name of names) {
    const slug = slugify(name);
    if (slug === "") {
      throw matter.error(
        "tags",
        `the tag "${name}" holds no letter and no digit`,
      );
    }
    if (slug.length > MAX_SLUG) {
      throw matter.error(
        "tags",
        `a tag is longer than ${MAX_SLUG} letters: part them with commas`,
      );
    }
    if (!tags.has(slug)) tags.set(slug, { name, slug });
  }
  return [...tags.values()];
}

export { EntryError };
