// Copyright 2026 the tpd2 authors. MIT license.

import { FieldBlock, reply } from "@tpd2/tpd2/http";
import { js } from "@tpd2/tpd2/ml";
import { type Site, site } from "@tpd2/tpd2/page";
import {
  codeBlock,
  renderDocument,
  type RenderedDocument,
} from "./markdown.ts";
import { findSections, sectionsOf } from "./search.ts";
import { documentPage, type Entry } from "./site_layout.ts";
import { ICON, STYLE } from "./site_style.ts";
import {
  type DocumentTree,
  INDEX,
  isDocument,
  isImage,
  nameOf,
  type SourceFile,
  targetOf,
} from "./tree.ts";

const SEARCH = new URL("site_search.js", import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  avif: "image/avif",
  gif: "image/gif",
};

/** The documentation as a site, and the names of all its files. */
export interface DocsSite {
  /** Answers `/`, and `/` with each of the names. */
  site: Site;
  /** The names of its files, `index.html` among them. */
  names: string[];
}

/**
 * Makes a site of the documents. It has no link to outside but those that the
 * documents have, and can be written out as files.
 *
 * @param tree The documents.
 * @returns The site, and the names of its files.
 */
export async function docsSite(tree: DocumentTree): Promise<DocsSite> {
  const rendered = new Map<string, RenderedDocument>();
  // In the order of reading: of two that a search finds the first one wins.
  const ordered = new Set([
    INDEX,
    ...tree.chapters.flatMap(({ paths }) => paths),
    ...tree.files.keys(),
  ]);
  for (const path of ordered) {
    if (isImage(path)) continue;
    rendered.set(path, render(tree.files.get(path)!, tree));
  }
  const entryOf = (path: string): Entry => ({
    name: nameOf(path),
    title: rendered.get(path)!.title,
  });
  const chapters = tree.chapters.map(({ title, paths }) => ({
    title,
    entries: paths.map(entryOf),
  }));
  const docs = site({ title: "tpd2", style: false });
  const names: string[] = [];
  for (const [path, document] of rendered) {
    const name = nameOf(path);
    const page = () => documentPage(document, { name, chapters });
    names.push(name);
    docs.page(`/${name}`, page);
    if (path === INDEX) docs.page("/", page);
  }
  const add = (name: string, body: string | Uint8Array) => {
    const type = TYPES[name.slice(name.lastIndexOf(".") + 1)]!;
    const fields = new FieldBlock([["content-type", type]]);
    names.push(name);
    docs.on("GET", `/${name}`, () => reply(body, { fields }));
  };
  const sections = [...rendered].flatMap(([path, document]) =>
    sectionsOf(nameOf(path), document)
  );
  add("style.css", STYLE);
  add("icon.svg", ICON);
  add("sections.js", `${js`globalThis.docsSections = ${sections};`}\n`);
  const client = await Deno.readTextFile(SEARCH);
  add("search.js", `${js`const findSections = ${findSections};`}\n${client}`);
  for (const { path, name, bytes } of tree.files.values()) {
    if (isImage(path)) add(name, bytes);
  }
  return { site: docs, names };
}

function render(
  { path, bytes }: SourceFile,
  tree: DocumentTree,
): RenderedDocument {
  const text = new TextDecoder().decode(bytes);
  if (!isDocument(path)) {
    const language = path.slice(path.lastIndexOf(".") + 1);
    return { html: codeBlock(text, language), title: path, headings: [] };
  }
  return renderDocument(text, {
    resolve(link) {
      const [target = "", fragment] = link.split("#", 2);
      const file = tree.files.get(targetOf(path, target));
      if (file === undefined) {
        throw new Error(`Cannot render ${path}: its link ${link} is unknown`);
      }
      return fragment === undefined ? file.name : `${file.name}#${fragment}`;
    },
    sizeOf: (link) => pngSize(tree.files.get(targetOf(path, link))?.bytes),
  });
}

/** The size of a PNG picture (PNG, 11.2.1); `null` for anything else. */
function pngSize(
  bytes: Uint8Array<ArrayBuffer> | undefined,
): [width: number, height: number] | null {
  if (bytes === undefined || bytes.length < 24) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (view.getUint32(0) !== 0x89504e47) return null;
  return [view.getUint32(16), view.getUint32(20)];
}
