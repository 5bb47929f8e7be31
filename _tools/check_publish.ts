// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Checks what would be published: that nothing is said against it, that it
 * holds no tests, fixtures, benchmarks or lock file, and no module that no
 * entry point leads to.
 *
 * Run it with `deno run -R --allow-run _tools/check_publish.ts`.
 */

import { entryPoints } from "./lint_docs.ts";
import { codeOf } from "./_source.ts";
import { type Problem, report } from "./_tree.ts";

/** What a package needs besides its modules. */
const DOCUMENTS =
  /^(?:README\.md|CHANGELOG\.md|LICENSE|deno\.json|blog\/entries\/\w+\.md)$/;

/** What it must not hold, whether or not something imports it. */
const UNWANTED: readonly [RegExp, string][] = [
  [/_test\.\w+$/, "it is a test"],
  [/_bench\.\w+$/, "it is a benchmark"],
  [/(?:^|\/)(?:testdata|__snapshots__)\//, "it is a fixture"],
  [/\.lock$/, "it is a lock file"],
  [/(?:^|\/)\.[^/]/, "it is hidden"],
];

const FILE = /^ {3}(\S.*) \([\d.]+ ?[KM]?B\)$/;
// deno-lint-ignore no-control-regex -- That is what colours are made of.
const COLOUR = /\x1b\[[\d;]*m/g;

/** What `deno publish --dry-run` tells. */
export interface DryRun {
  /** The paths of the files, from the root of the package. */
  files: string[];
  /** The lines that say that something is not as it should be. */
  warnings: string[];
}

/**
 * Reads what `deno publish --dry-run` says.
 *
 * @param output Its output.
 * @param root The address of the package's folder, with a slash at its end.
 * @returns The files and the warnings.
 */
export function readDryRun(output: string, root: string): DryRun {
  const files: string[] = [];
  const warnings: string[] = [];
  for (const line of output.replaceAll(COLOUR, "").split("\n")) {
    const url = FILE.exec(line)?.[1];
    if (url?.startsWith(root)) files.push(url.slice(root.length));
    else if (/\b(?:warning|error)\b/i.test(line)) warnings.push(line.trim());
  }
  return { files, warnings };
}

/**
 * Finds what should not be published.
 *
 * @param files What would be, by path.
 * @param reachable The modules that entry points lead to, by path.
 * @returns What is wrong.
 */
export function checkFiles(
  files: readonly string[],
  reachable: ReadonlySet<string>,
): Problem[] {
  const problems: Problem[] = [];
  for (const file of files) {
    const unwanted = UNWANTED.find(([pattern]) => pattern.test(file))?.[1];
    const why = unwanted ??
      (DOCUMENTS.test(file) || reachable.has(file)
        ? undefined
        : "no entry point leads to it");
    if (why === undefined) continue;
    const message = `would be published, but ${why}: ` +
      "name it under publish.exclude in deno.json";
    problems.push({ file, line: 1, message });
  }
  for (const file of reachable) {
    if (files.includes(file)) continue;
    const message = "is imported, but would not be published";
    problems.push({ file, line: 1, message });
  }
  return problems;
}

async function deno(args: string[]): Promise<{ out: string; err: string }> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: new URL("../", import.meta.url),
  }).output();
  const decoder = new TextDecoder();
  return { out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

/** How a module names another that it loads by its address, as for a worker. */
const ADDRESS =
  /new URL\(\s*"(\.[^"]+\.ts)",\s*import\.meta\.url|import\.meta\.resolve\(\s*"(\.[^"]+\.ts)"/g;

/**
 * Finds the modules that a module loads by their addresses.
 *
 * @param path The path of the module, from the root of the package.
 * @param source Its text.
 * @returns The paths of the others.
 */
export function loadedBy(path: string, source: string): string[] {
  const code = codeOf(source, { keepStrings: true });
  return [...code.matchAll(ADDRESS)].map(([, url, resolved]) =>
    new URL((url ?? resolved)!, `root:/${path}`).pathname.slice(1)
  );
}

/** The modules of the package that an entry point imports, itself included. */
async function modulesOf(entry: string, root: string): Promise<string[]> {
  const { out } = await deno(["info", "--json", entry]);
  const { modules } = JSON.parse(out) as { modules: { specifier: string }[] };
  return modules.map(({ specifier }) => specifier)
    .filter((specifier) =>
      // Declarations stand in for types that the packages themselves bring.
      specifier.startsWith(root) && !specifier.endsWith(".d.ts")
    )
    .map((specifier) => specifier.slice(root.length));
}

if (import.meta.main) {
  const root = new URL("../", import.meta.url);
  const configuration = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", root)),
  );
  const reachable = new Set<string>();
  const open = entryPoints(configuration.exports);
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    for (const path of await modulesOf(entry, root.href)) {
      if (reachable.has(path)) continue;
      reachable.add(path);
      open.push(
        ...loadedBy(path, await Deno.readTextFile(new URL(path, root))),
      );
    }
  }
  const { err } = await deno(["publish", "--dry-run", "--allow-dirty"]);
  const { files, warnings } = readDryRun(err, root.href);
  if (files.length === 0) warnings.push(err);
  report("package", [
    ...warnings.map((message) => ({ file: "deno.json", line: 1, message })),
    ...checkFiles(files, reachable),
  ]);
}
