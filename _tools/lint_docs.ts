// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Runs `deno doc --lint` over every entry point that `deno.json` exports, so that
 * a new one cannot be forgotten; and checks that every entry point has
 * documentation of its own, and every function, class and constant an example
 * that is run.
 *
 * A class may have its example where it is made: at a function or a class that
 * returns it, or at a class that extends it. Elements are all alike and need none.
 *
 * Run it with `deno run -R --allow-run _tools/lint_docs.ts`.
 */

import { type Problem, report } from "./_tree.ts";

/** What is exported from these is a table, or made by a generator: all alike. */
const GENERATED = /\/ml\/(?:elements|_\w+_model)\.ts$/;

/** Parts of games' faces: they need a whole table to look at, and the faces show them. */
const PARTS_OF_FACES = /\/game\/web\/face(?:_offer|_parts)?\.ts$/;

const NEEDS_EXAMPLE: ReadonlySet<string> = new Set([
  "class",
  "function",
  "variable",
]);

/** A block that `deno test --doc` runs. */
const EXAMPLE = /^```tsx?$/m;

/** A declaration, as `deno doc --json` describes it. */
interface Declaration {
  kind: string;
  declarationKind: string;
  location: { filename: string; line: number };
  def?: {
    returnType?: unknown;
    extends?: string;
    methods?: { functionDef?: { returnType?: unknown } }[];
  };
}

/** One entry point, as `deno doc --json` describes it. */
export interface EntryPoint {
  /** Its documentation. */
  "module_doc"?: { doc?: string };
  /** What it exports. */
  symbols: { name: string; declarations: Declaration[] }[];
}

/**
 * The files that a configuration exports, each once.
 *
 * @param exports The `exports` of `deno.json`.
 * @returns Their paths, in the order in which they are listed.
 */
export function entryPoints(
  exports: string | Readonly<Record<string, string>>,
): string[] {
  if (typeof exports === "string") return [exports];
  return [...new Set(Object.values(exports))];
}

/** Whether a declaration, or one of its members, has an example that is run. */
function hasExample(declaration: Declaration): boolean {
  let found = false;
  JSON.stringify(declaration, (_key, value) => {
    if (typeof value === "string" && EXAMPLE.test(value)) found = true;
    return value;
  });
  return found;
}

/** The classes whose example stands where they are made, or extended. */
function shownElsewhere(entries: Iterable<EntryPoint>): Set<string> {
  const shown = new Set<string>();
  for (const { symbols } of entries) {
    for (const { declarations } of symbols) {
      for (const { kind, def } of declarations) {
        if (kind === "class" && def?.extends !== undefined) {
          shown.add(def.extends);
        }
        if (!declarations.some(hasExample)) continue;
        const types = [
          def?.returnType,
          ...(def?.methods ?? []).map((method) =>
            method.functionDef?.returnType
          ),
        ];
        const type = JSON.stringify(types);
        for (const [, name] of type.matchAll(/"typeName":"(\w+)"/g)) {
          shown.add(name!);
        }
      }
    }
  }
  return shown;
}

/**
 * Finds what is exported without the documentation it needs.
 *
 * @param entries The entry points by their paths.
 * @param root The address of the repository, with a slash at its end.
 * @returns What is wrong.
 */
export function checkExamples(
  entries: ReadonlyMap<string, EntryPoint>,
  root: string,
): Problem[] {
  const problems = new Map<string, Problem>();
  const elsewhere = shownElsewhere(entries.values());
  for (const [path, entry] of entries) {
    if (!entry.module_doc?.doc) {
      const message = "the entry point has no documentation with @module";
      problems.set(path, { file: path, line: 1, message });
    }
    for (const { name, declarations } of entry.symbols) {
      const exported = declarations.filter((declaration) =>
        declaration.declarationKind === "export" &&
        NEEDS_EXAMPLE.has(declaration.kind) &&
        declaration.location.filename.startsWith(root) &&
        !GENERATED.test(declaration.location.filename) &&
        !PARTS_OF_FACES.test(declaration.location.filename)
      );
      const first = exported[0];
      if (first === undefined || exported.some(hasExample)) continue;
      if (first.kind === "class" && elsewhere.has(name)) continue;
      const file = first.location.filename.slice(root.length);
      const message = `the ${first.kind} ${name} has no example that is run`;
      problems.set(`${file} ${name}`, {
        file,
        line: first.location.line + 1,
        message,
      });
    }
  }
  return [...problems.values()];
}

if (import.meta.main) {
  const root = new URL("../", import.meta.url);
  const { exports } = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", root)),
  );
  // A schema tells of itself.
  const paths = entryPoints(exports).filter((path) => !path.endsWith(".json"));
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--lint", ...paths],
    cwd: root,
  }).spawn().status;
  if (!success) Deno.exit(1);
  const entries = new Map<string, EntryPoint>();
  for (const path of paths) {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["doc", "--json", path],
      cwd: root,
      stderr: "null",
    }).output();
    const { nodes } = JSON.parse(new TextDecoder().decode(stdout)) as {
      nodes: Record<string, EntryPoint>;
    };
    for (const entry of Object.values(nodes)) entries.set(path, entry);
  }
  report("documentation", checkExamples(entries, root.href));
}
