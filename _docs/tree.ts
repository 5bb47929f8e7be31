// Copyright 2026 the tpd2 authors. MIT license.

import { linksIn } from "./markdown.ts";

/**
 * The documents that make up the site: the guides, and what can be reached by
 * links from them. The list of guides says their order.
 */

/** A file of the repository that the site has a page for, or takes along. */
export interface SourceFile {
  /** Its path from the root of the repository. */
  path: string;
  /** Its name in the site, without folders. */
  name: string;
  /** What is in it. */
  bytes: Uint8Array<ArrayBuffer>;
}

/** One heading of the list of guides, and what stands below it. */
export interface Chapter {
  title: string;
  /** The paths of the documents. */
  paths: string[];
}

/** All documents, and their order. */
export interface DocumentTree {
  /** The files by their paths. */
  files: Map<string, SourceFile>;
  /** The chapters of the navigation. */
  chapters: Chapter[];
}

/** Where the list of guides is. */
export const INDEX = "docs/README.md";

/** Whether a file is a document with a page of its own. */
export function isDocument(path: string): boolean {
  return path.endsWith(".md");
}

/**
 * Where a link of a document leads.
 *
 * @param path The path of the document.
 * @param link The link, without what stands behind `#`.
 * @returns The path of a file of the repository.
 */
export function targetOf(path: string, link: string): string {
  const { pathname } = new URL(link, `root:/${path}`);
  const target = decodeURIComponent(pathname.slice(1));
  // The links of the blog's entries are its addresses.
  return path.startsWith("blog/entries/")
    ? `${target.replaceAll("-", "_")}.md`
    : target;
}

/** What a file is called in the site: all lie beside each other, so that links are short. */
export function nameOf(path: string): string {
  if (path === INDEX) return "index.html";
  const flat = path.replace(/^docs\//, "").replaceAll(/[^\w.-]/g, "-");
  if (isDocument(path)) return `${flat.slice(0, -3).toLowerCase()}.html`;
  return isImage(path) ? flat : `${flat}.html`;
}

/** Whether a file is taken along as it is. */
export function isImage(path: string): boolean {
  return /\.(?:png|jpe?g|svg|webp|avif|gif)$/.test(path);
}

/**
 * Reads the list of guides, the guides, and everything that their links lead to.
 *
 * @param root The folder of the repository, as a URL that ends in a slash.
 * @returns The documents.
 * @throws {Error} If a link leads to something that is no file; it names both.
 */
export async function readDocuments(root: URL): Promise<DocumentTree> {
  const files = new Map<string, SourceFile>();
  const decoder = new TextDecoder();
  const waiting: [path: string, from: string][] = [[INDEX, "the site"]];
  for (const path of await guidesIn(root)) waiting.push([path, "docs"]);
  for (const [path, from] of waiting) {
    if (files.has(path)) continue;
    const bytes = await readLinked(new URL(path, root), path, from);
    files.set(path, { path, name: nameOf(path), bytes });
    if (!isDocument(path)) continue;
    for (const link of linksIn(decoder.decode(bytes))) {
      waiting.push([targetOf(path, link), path]);
    }
  }
  const index = decoder.decode(files.get(INDEX)!.bytes);
  return { files, chapters: chaptersOf(index, files) };
}

/** All guides, those that nobody links to among them. */
async function guidesIn(root: URL): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, isFile } of Deno.readDir(new URL("docs/", root))) {
    if (isFile && isDocument(name)) paths.push(`docs/${name}`);
  }
  return paths.sort();
}

async function readLinked(
  url: URL,
  path: string,
  from: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await Deno.readFile(url);
  } catch (error) {
    throw new Error(`Cannot follow the link from ${from}: no file ${path}`, {
      cause: error,
    });
  }
}

/** The headings of the list of guides with their links; what it does not name comes last. */
function chaptersOf(
  index: string,
  files: ReadonlyMap<string, SourceFile>,
): Chapter[] {
  const chapters = index.split(/^## /m).slice(1).map((part): Chapter => ({
    title: part.slice(0, part.indexOf("\n")).trim(),
    paths: linksIn(part).map((link) => targetOf(INDEX, link)),
  }));
  const named = new Set(chapters.flatMap(({ paths }) => paths));
  const others = [...files.keys()].filter((path) =>
    isDocument(path) && path !== INDEX && !named.has(path)
  );
  if (others.length > 0) chapters.push({ title: "More", paths: others });
  return chapters;
}
