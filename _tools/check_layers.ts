// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Checks that imports run downwards only: `blog | game`, `page`, `http | ml`,
 * `net`; that no modules import each other in a circle; that what begins with
 * an underscore stays in its folder; and that the core gains no dependency
 * unseen.
 *
 * Run it with `deno run -R _tools/check_layers.ts`.
 */

import { type Import, importsOf } from "./_source.ts";
import {
  isModule,
  isTestOrBench,
  type Problem,
  readTree,
  report,
} from "./_tree.ts";

/** What the modules of each folder may import, besides their own folder. */
const BELOW: ReadonlyMap<string, readonly string[]> = new Map([
  ["net", []],
  ["ml", []],
  ["http", ["net"]],
  ["page", ["net", "http", "ml"]],
  ["blog", ["net", "http", "ml", "page", "mod.ts"]],
  ["game", ["net", "http", "ml", "page", "mod.ts"]],
  ["init", ["deno.json"]],
  ["mod.ts", ["net", "http", "ml", "page"]],
  ["docs", ["net", "http", "ml", "page", "mod.ts"]],
  ["_docs", ["_tools", "net", "http", "ml", "page", "mod.ts"]],
  ["_std_testing", []],
  ["_tools", ["_std_testing", "net", "http", "ml", "page", "game"]],
]);

/** The folders that a site on any runtime loads: they stay light. */
const CORE: ReadonlySet<string> = new Set([
  "net",
  "ml",
  "http",
  "page",
  "mod.ts",
]);

/** What the core may import from elsewhere at run time. */
const CORE_DEPENDENCIES: readonly RegExp[] = [
  /^@std\/http\//,
  /^@std\/media-types$/,
  // Types, which are gone when it runs.
  /^csstype$/,
  /^@remix-run\/multipart-parser$/,
  // In page/testing.ts only, which no site loads.
  /^parse5$/,
  /^rou3$/,
];

/** The part of `deno.json` that imports depend on. */
export interface Configuration {
  /** The package's own name. */
  name: string;
  /** The entry points of the package. */
  exports: Record<string, string>;
  /** The import map. */
  imports: Record<string, string>;
}

/** The folder of a path that the layers are about; a file for the root's. */
function roomOf(path: string): string {
  return path.split("/")[0]!;
}

/** Resolves a relative specifier or the package's own name to a path, or undefined. */
function resolve(
  specifier: string,
  from: string,
  configuration: Configuration,
): string | undefined {
  if (specifier.startsWith(".")) {
    const url = new URL(specifier, `root:/${from}`);
    return url.pathname.slice(1);
  }
  const { name, exports } = configuration;
  if (specifier === name || specifier.startsWith(`${name}/`)) {
    return exports[`.${specifier.slice(name.length)}`]?.slice(2);
  }
  return undefined;
}

/** Whether every part that begins with an underscore is inside its own folder. */
function isWithinReach(target: string, from: string): boolean {
  const parts = target.split("/");
  for (let i = 1; i < parts.length; i++) {
    if (!parts[i]!.startsWith("_")) continue;
    if (!from.startsWith(`${parts.slice(0, i).join("/")}/`)) return false;
  }
  return true;
}

function checkOutside(
  { specifier, typeOnly }: Import,
  room: string,
  { imports }: Configuration,
): string | undefined {
  if (/^(?:npm|jsr|https?|data|blob):/.test(specifier)) {
    return `import "${specifier}" by a name of the import map`;
  }
  if (specifier.startsWith("node:")) {
    if (typeOnly || !CORE.has(room)) return undefined;
    return `${room} runs wherever there are web standards: no "${specifier}"`;
  }
  const known = specifier in imports ||
    Object.keys(imports).some((key) =>
      specifier.startsWith(key.endsWith("/") ? key : `${key}/`)
    );
  if (!known) return `"${specifier}" is not in the import map`;
  if (typeOnly || !CORE.has(room)) return undefined;
  if (CORE_DEPENDENCIES.some((allowed) => allowed.test(specifier))) {
    return undefined;
  }
  return `"${specifier}" is not among the dependencies of the core`;
}

/** A circle of modules that import each other, found from one of them. */
function circleFrom(
  start: string,
  graph: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
): string[] | undefined {
  const path: string[] = [];
  function visit(file: string): string[] | undefined {
    const seen = path.indexOf(file);
    if (seen >= 0) return [...path.slice(seen), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next);
      if (circle) return circle;
    }
    path.pop();
    done.add(file);
    return undefined;
  }
  return visit(start);
}

/**
 * Checks the imports of all modules.
 *
 * @param tree The text of each file by its path.
 * @param configuration What `deno.json` says.
 * @returns What is wrong.
 */
export function checkLayers(
  tree: ReadonlyMap<string, string>,
  configuration: Configuration,
): Problem[] {
  const problems: Problem[] = [];
  const graph = new Map<string, string[]>();
  for (const [file, source] of tree) {
    if (!isModule(file)) continue;
    const room = roomOf(file);
    const free = isTestOrBench(file);
    const edges: string[] = [];
    if (!free) graph.set(file, edges);
    for (const found of importsOf(source)) {
      const { specifier, line, typeOnly } = found;
      const add = (message: string) => problems.push({ file, line, message });
      const target = resolve(specifier, file, configuration);
      if (target === undefined) {
        if (free) continue;
        const message = checkOutside(found, room, configuration);
        if (message) add(message);
        continue;
      }
      if (!tree.has(target)) {
        add(`"${specifier}" leads to ${target}, which does not exist`);
        continue;
      }
      if (free) continue;
      if (!typeOnly) edges.push(target);
      const other = roomOf(target);
      if (other !== room && !BELOW.get(room)?.includes(other)) {
        add(`${room} may not import ${other} ("${specifier}")`);
      } else if (isTestOrBench(target)) {
        add(`"${specifier}" is a test: only tests import tests`);
      } else if (room !== "_tools" && !isWithinReach(target, file)) {
        // Tools make files of a folder from its internals.
        add(`"${specifier}" is internal to its folder`);
      }
    }
  }
  const done = new Set<string>();
  for (const file of graph.keys()) {
    const circle = circleFrom(file, graph, done);
    if (!circle) continue;
    for (const member of circle) done.add(member);
    const message = `imports run in a circle: ${circle.join(" -> ")}`;
    problems.push({ file: circle[0]!, line: 1, message });
  }
  return problems;
}

if (import.meta.main) {
  const root = new URL("../", import.meta.url);
  const tree = await readTree(root);
  const configuration: Configuration = JSON.parse(tree.get("deno.json")!);
  report("layers", checkLayers(tree, configuration));
}
