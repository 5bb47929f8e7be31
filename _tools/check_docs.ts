// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Checks what no compiler checks: the copyright line, the names and the length
 * of files, the module documentation, that `Deno.*` stays where it belongs,
 * that links between documents lead somewhere, to headings too, that one version of Deno is
 * named everywhere, and that no file names a machine or a registry.
 *
 * Run it with `deno run -R _tools/check_docs.ts`.
 */

import { anchorsOf } from "./anchors.ts";
import { codeOf, lineAt } from "./_source.ts";
import {
  isModule,
  isTestData,
  isTestOrBench,
  type Problem,
  readPaths,
  readTree,
  report,
} from "./_tree.ts";

const COPYRIGHT = "// Copyright 2026 the tpd2 authors. MIT license.";

const MAX_LINES = 400;

/** Files that may be long: tables of data, and code made by a tool. */
const LONG = /(?:_table|_cases|_data|_entities|\/_client)\.tsx?$/;

const SNAKE_CASE =
  /^_?[a-z0-9]+(?:_[a-z0-9]+)*(?:\.d)?\.tsx?$|^jsx-(?:dev-)?runtime\.ts$/;

/** The files that may use `Deno.*`, when called. */
const USES_DENO: readonly RegExp[] = [
  /^net\/(?:\w+_transport|_libc)\.ts$/,
  /^http\/until_interrupted\.ts$/,
  /^http\/static\.ts$/,
  /^blog\/_(?:admin_commands|blog_folders|files|program_files)\.ts$/,
  /^(?:blog|game)\/(?:\w+_)?_?store\.ts$/,
  /^(?:blog|game|init)\/main\.ts$/,
  /^_tools\//,
  /^_std_testing\//,
  /^_docs\//,
  /^docs\/examples\//,
];

/** What must not stand in any file, and what it would give away. */
const FORBIDDEN: readonly [RegExp, string][] = [
  [/\bregistry\.npmjs\.(?:org|com)\b/g, "the host of a registry"],
  [/\b(?:npm\.)?jsr\.io\b/g, "the host of a registry"],
  [/(?<![\w./:-])\/(?:work|tmp|root|home)\/\w+/g, "a path of one machine"],
];

/** The folders whose `mod.ts` is an entry point. */
const HAS_MODULE_DOC = /(?:^|\/)mod\.ts$/;

const LINK = /\]\((?!\w+:|\/)([^)\s#]*)(?:#([^)\s]*))?\)/g;
const VERSION = /\bdeno@(\d+\.\d+\.\d+)\b/g;

function checkModule(file: string, source: string): [number, string][] {
  const found: [number, string][] = [];
  const first = source.split("\n", 2)[0]!.replace(/^#!.*/, "");
  if (first !== COPYRIGHT && !source.includes(`\n${COPYRIGHT}\n`)) {
    found.push([1, `the first line is not "${COPYRIGHT}"`]);
  }
  const name = file.slice(file.lastIndexOf("/") + 1);
  if (!SNAKE_CASE.test(name)) found.push([1, "the name is not in snake_case"]);
  const lines = source.split("\n").length - 1;
  const mayBeLong = LONG.test(file) || isTestData(file) ||
    name.endsWith(".d.ts");
  if (lines > MAX_LINES && !mayBeLong) {
    found.push([MAX_LINES, `${lines} lines are more than ${MAX_LINES}`]);
  }
  if (HAS_MODULE_DOC.test(file) && !/^ \* @module$/m.test(source)) {
    found.push([1, "the module has no documentation with @module"]);
  }
  if (
    isModule(file) && !isTestOrBench(file) &&
    !USES_DENO.some((allowed) => allowed.test(file))
  ) {
    const code = codeOf(source);
    for (const { index } of code.matchAll(/(?<![\w.$])Deno\s*[.[]/g)) {
      found.push([lineAt(code, index), "Deno.* is for the files that own it"]);
    }
  }
  return found;
}

function checkLinks(
  file: string,
  text: string,
  tree: ReadonlyMap<string, string>,
  exists: (path: string) => boolean,
): [number, string][] {
  const found: [number, string][] = [];
  // The links of an entry are addresses of the blog: other entries' slugs.
  const isEntry = file.startsWith("blog/entries/");
  for (const match of text.matchAll(LINK)) {
    const [, link = "", fragment] = match;
    const url = new URL(link, `root:/${file}`);
    const named = decodeURIComponent(url.pathname.slice(1));
    const path = isEntry && link !== ""
      ? `${named.replaceAll("-", "_")}.md`
      : named;
    const add = (message: string) =>
      found.push([lineAt(text, match.index), message]);
    if (!exists(path)) add(`the link to ${named} is broken`);
    else if (fragment !== undefined && path.endsWith(".md")) {
      const anchors = anchorsOf(tree.get(path) ?? "");
      if (anchors.has(decodeURIComponent(fragment))) continue;
      add(`the link to ${named}#${fragment} is broken: no such heading`);
    }
  }
  return found;
}

/**
 * Checks the form of all files.
 *
 * @param tree The text of each file by its path.
 * @param others The paths of other files that links may lead to.
 * @returns What is wrong.
 */
export function checkDocs(
  tree: ReadonlyMap<string, string>,
  others: readonly string[] = [],
): Problem[] {
  const problems: Problem[] = [];
  const folders = new Set<string>();
  for (const path of tree.keys()) {
    for (let i = path.indexOf("/"); i >= 0; i = path.indexOf("/", i + 1)) {
      folders.add(path.slice(0, i)).add(path.slice(0, i + 1));
    }
  }
  const pictures = new Set(others);
  const exists = (path: string) =>
    tree.has(path) || folders.has(path) || pictures.has(path);
  let version: string | undefined;
  for (const [file, text] of tree) {
    const found: [number, string][] = [];
    if (/\.tsx?$/.test(file)) found.push(...checkModule(file, text));
    else if (isTestData(file)) continue;
    if (file.endsWith(".md")) {
      found.push(...checkLinks(file, text, tree, exists));
    }
    for (const [pattern, what] of FORBIDDEN) {
      for (const { 0: words, index } of text.matchAll(pattern)) {
        found.push([lineAt(text, index), `"${words}" names ${what}`]);
      }
    }
    for (const { 1: named, index } of text.matchAll(VERSION)) {
      version ??= named!;
      if (named === version) continue;
      const message = `deno@${named} here, deno@${version} elsewhere`;
      found.push([lineAt(text, index), message]);
    }
    for (const [line, message] of found) problems.push({ file, line, message });
  }
  return problems;
}

if (import.meta.main) {
  const root = new URL("../", import.meta.url);
  report("form", checkDocs(await readTree(root), await readPaths(root)));
}
