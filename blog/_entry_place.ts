// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { addressKey, decodedPath, parseAddress } from "./_address.ts";
import type { Entry } from "./entry.ts";
import { type FrontMatter, parseDate } from "./_front_matter.ts";
import { slugify } from "./_slug.ts";

/** Names of the blog's own pages, of today and planned. */
const TAKEN_SLUGS: ReadonlySet<string> = new Set([
  "admin",
  "archive",
  "comments",
  "feed",
  "latest",
  "search",
  "tags",
]);

/** How long a slug may be, so that a URL of it is taken everywhere. */
export const MAX_SLUG = 150;

/** Parts a file's name into the day it begins with, if any, and the rest. */
export function parseFileName(
  file: string,
): { day: Date | null; name: string; base: string } {
  const parts = file.replace(/\.[^./]+$/, "").split("/");
  let base = parts.at(-1)!;
  // A folder with an index holds one entry and its images.
  if (base === "index" && parts.length > 1) base = parts.at(-2)!;
  const match = /^(\d{4}-\d{1,2}-\d{1,2})[-_ ]+(.+)$/.exec(base);
  const day = match === null ? null : parseDate(match[1]!);
  return day === null
    ? { day, name: base, base }
    : { day, name: match![2]!, base };
}

/** What decides about the place of an entry. */
interface PlaceOptions {
  /** When it appears. */
  date: Date;
  /** The path of entries that do not say their own. */
  pattern: string | undefined;
}

/** Its slug, its path, and the paths that others would give it. */
export function placeOf(
  matter: FrontMatter,
  file: string,
  { date, pattern }: PlaceOptions,
): Pick<Entry, "slug" | "path" | "formerPaths"> {
  const { name } = parseFileName(file);
  const key = matter.key("permalink", "url");
  const permalink = matter.string(key) ?? pattern;
  const former = formerPaths(matter, file);
  if (permalink === undefined) {
    const slug = checkSlug(matter, "slug", matter.string("slug") ?? name);
    return {
      slug,
      path: `/${encodeURIComponent(slug)}`,
      formerPaths: former,
    };
  }
  const expanded = expandPermalink(permalink, {
    date,
    filename: parseFileName(file).base,
    title: matter.string("slug") ?? name,
    categories: categoriesOf(matter),
    section: file.split("/").slice(0, -1).join("/"),
  });
  const path = addressOf(matter, key, expanded);
  const slug = checkSlug(matter, key, addressKey(decodedPath(path)));
  return { slug, path, formerPaths: former };
}

/** What Jekyll calls by name. */
const STYLES: Readonly<Record<string, string>> = {
  date: "/:categories/:year/:month/:day/:title.html",
  pretty: "/:categories/:year/:month/:day/:title/",
  none: "/:categories/:title.html",
};

/** What the words of a pattern stand for. */
interface PermalinkParts {
  date: Date;
  filename: string;
  title: string;
  categories: readonly string[];
  section: string;
}

/**
 * Writes the path that a pattern means for one entry.
 *
 * @param pattern `/:year/:month/:day/:title/`, or what Jekyll calls a style. Any
 * other path is the path itself.
 * @param parts What its words stand for.
 * @returns The path.
 */
function expandPermalink(pattern: string, parts: PermalinkParts): string {
  const { date, filename, title, categories, section } = parts;
  const digits = (n: number) => String(n).padStart(2, "0");
  const words: Readonly<Record<string, string>> = {
    year: String(date.getUTCFullYear()),
    month: digits(date.getUTCMonth() + 1),
    day: digits(date.getUTCDate()),
    "i_month": String(date.getUTCMonth() + 1),
    "i_day": String(date.getUTCDate()),
    title: slugify(title),
    slug: slugify(title),
    filename: slugify(filename),
    contentbasename: slugify(filename),
    categories: categories.join("/"),
    section,
  };
  const path = (STYLES[pattern] ?? pattern).replace(
    /:([a-z_]+)/g,
    (all, word: string) => Object.hasOwn(words, word) ? words[word]! : all,
  );
  return STYLES[pattern] === undefined && !/:[a-z_]/.test(pattern)
    ? path
    : path.replace(/\/{2,}/g, "/");
}

/** Jekyll's categories, as its paths have them. */
function categoriesOf(matter: FrontMatter): string[] {
  return [
    ...matter.list("categories", /[,\s]+/),
    ...matter.list("category", /,/),
  ].map(slugify).filter((name) => name !== "");
}

/**
 * The paths that Jekyll, Hugo and Lume give the page of a file unless told
 * otherwise: of its folders, or of its day.
 */
function formerPaths(matter: FrontMatter, file: string): string[] {
  const { day, name, base } = parseFileName(file);
  const folders = file.split("/").slice(
    0,
    /(?:^|\/)index\.\w+$/.test(file) ? -2 : -1,
  );
  const names = new Set([base, name, matter.string("slug") ?? name]);
  const paths = [...names].map((name) => [...folders, name]);
  if (day !== null) {
    const date = day.toISOString().slice(0, 10).split("-");
    const categories = categoriesOf(matter);
    paths.push([...date, name], [...categories, ...date, name]);
  }
  const all = paths.flatMap((segments) => [
    segments,
    segments.map((segment) => segment.toLowerCase()),
  ]).map((segments) => `/${segments.map(encodeURIComponent).join("/")}`);
  return [...new Set(all)];
}

function checkSlug(matter: FrontMatter, key: string, text: string): string {
  const slug = slugify(text);
  if (slug === "") {
    throw matter.error(
      key,
      `neither its name nor its \`${key}\` holds a letter or a digit`,
    );
  }
  if (slug.length > MAX_SLUG) {
    throw matter.error(
      key,
      `its address is longer than ${MAX_SLUG} letters: give it a shorter \`${key}\``,
    );
  }
  refuseTaken(matter, key, slug);
  return slug;
}

function refuseTaken(matter: FrontMatter, key: string, name: string): void {
  if (!TAKEN_SLUGS.has(name)) return;
  throw matter.error(
    key,
    `/${name} is a page of the blog itself: give it another \`${key}\``,
  );
}

function addressOf(matter: FrontMatter, key: string, text: string): string {
  const path = parseAddress(text);
  if (path === null || addressKey(path) === "/index") {
    throw matter.error(
      key,
      `\`${key}\` is "${text}", not a path such as /2026/11/hello/`,
    );
  }
  refuseTaken(matter, key, addressKey(decodedPath(path)).split("/")[1]!);
  return path;
}

/** Paths that it had before, as its author says. */
export function aliasesOf(matter: FrontMatter): string[] {
  const key = matter.key("aliases", "redirect_from", "oldUrl");
  // WordPress once told pages apart by `/?p=1`: a query is no path.
  return matter.list(key).filter((text) => !text.includes("?"))
    .map((text) => addressOf(matter, key, text));
}
