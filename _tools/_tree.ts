// Copyright 2026 the tpd2 authors. MIT license.

/** The files of the repository, and how a check reports what it found in them. */

/** One thing wrong with a file. */
export interface Problem {
  /** The path of the file from the root of the repository, with `/`. */
  file: string;
  /** The line, from 1. */
  line: number;
  /** What is wrong and what would be right. */
  message: string;
}

/** Folders that hold no source: what tools leave behind, and running data. */
const SKIPPED: ReadonlySet<string> = new Set([
  ".git",
  ".cache",
  "node_modules",
  "coverage",
  "data",
  "__snapshots__",
]);

const TEXT =
  /(?:\.(?:tsx?|jsx?|mjs|json|jsonc|md|css|html|xml|txt|ya?ml|sh|sql|lock|c)|(?:^|\/)[^./]+)$/;

/** Whether a path names a TypeScript module, declarations not among them. */
export function isModule(path: string): boolean {
  return /\.tsx?$/.test(path) && !path.endsWith(".d.ts");
}

/** Whether a file is in a folder of test data: it may be wrong on purpose. */
export function isTestData(path: string): boolean {
  return /(?:^|\/)testdata\//.test(path);
}

/** Whether a module is for tests or benchmarks: those may import anything. */
export function isTestOrBench(path: string): boolean {
  return /_(?:test|bench)\.tsx?$/.test(path) || path.startsWith("bench/") ||
    isTestData(path);
}

/**
 * Finds every file below a folder, pictures among them.
 *
 * @param root The folder, as a path or a file URL.
 * @returns The paths from the root, sorted.
 */
export async function readPaths(root: string | URL): Promise<string[]> {
  const paths: string[] = [];
  async function walk(folder: string): Promise<void> {
    for await (const entry of Deno.readDir(placeOf(root, folder))) {
      const path = folder + entry.name;
      if (entry.isDirectory && !SKIPPED.has(entry.name)) await walk(`${path}/`);
      else if (entry.isFile) paths.push(path);
    }
  }
  await walk("");
  return paths.sort();
}

/**
 * Reads every text file below a folder.
 *
 * @param root The folder, as a path or a file URL.
 * @returns The text of each file by its path from the root, sorted by path.
 */
export async function readTree(
  root: string | URL,
): Promise<Map<string, string>> {
  const tree = new Map<string, string>();
  for (const path of await readPaths(root)) {
    if (!TEXT.test(path)) continue;
    tree.set(path, await Deno.readTextFile(placeOf(root, path)));
  }
  return tree;
}

function placeOf(root: string | URL, path: string): string | URL {
  const base = String(root).replace(/\/*$/, "/");
  return base.startsWith("file:") ? new URL(path, base) : base + path;
}

/**
 * Prints what a check found and ends the process: with 1 if anything, else 0.
 *
 * @param name The name of the check.
 * @param problems What it found.
 */
export function report(name: string, problems: readonly Problem[]): never {
  for (const { file, line, message } of problems) {
    console.error(`${file}:${line}: ${message}`);
  }
  const count = problems.length;
  console.log(
    `${name}: ${count === 0 ? "no problem" : `${count} problem(s)`}`,
  );
  Deno.exit(count === 0 ? 0 : 1);
}
