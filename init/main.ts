// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Makes a new project: a page, an action, a counter that is live, and tests.
 *
 * ```ts ignore
 * // deno run -A init/main.ts my-site
 * ```
 *
 * @module
 */

import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "@std/cli/parse-args";
import configuration from "../deno.json" with { type: "json" };
import { projectFiles } from "./_project.ts";

const HELP = `Makes a new project: a page, an action, a live counter, and tests.

Usage: deno run -A init/main.ts <directory>

  directory      where it goes; made if it is not there, and else empty

Options:
  -h, --help     show this and exit`;

/**
 * Runs the program.
 *
 * @param args The arguments of the command line.
 * @returns The exit code: 0, or 1 where it could not make the project.
 *
 * @example Usage
 * ```ts
 * import { main } from "@tpd2/tpd2/init";
 * import { assertEquals } from "@std/assert";
 *
 * const parent = await Deno.makeTempDir();
 * assertEquals(await main([`${parent}/my-site`]), 0);
 * assertEquals((await Deno.stat(`${parent}/my-site/site.ts`)).isFile, true);
 * await Deno.remove(parent, { recursive: true });
 * ```
 */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const directory = readArguments(args);
    if (directory === undefined) {
      console.log(HELP);
      return 0;
    }
    await makeProject(directory);
    const isHere = directory === ".";
    const lines = isHere
      ? ["Made a project here. To see it:\n"]
      : [`Made ${directory}. To see it:\n`, `cd ${quoted(directory)}`];
    console.log([...lines, "deno task dev"].join("\n  "));
    return 0;
  } catch (error) {
    // Whoever begins needs the sentence, not where in our source it arose.
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

/** The directory; `undefined` where help was asked for. */
function readArguments(args: readonly string[]): string | undefined {
  const flags = parseArgs(args, {
    string: ["_"],
    boolean: ["help"],
    alias: { h: "help" },
    unknown: (arg: string, key?: string) => {
      if (key === undefined) return true;
      throw new Error(`Cannot use ${arg}: there is no such option, see --help`);
    },
  });
  if (flags["help"] === true) return undefined;
  const [directory, ...others] = flags._.map(String);
  if (directory === undefined || directory === "") {
    throw new Error("Cannot make a project: name a directory, as in my-site");
  }
  if (others.length > 0) {
    throw new Error(
      "Cannot make several projects: name one directory, and quote it if its name has spaces",
    );
  }
  return directory;
}

async function makeProject(directory: string): Promise<void> {
  const path = resolve(directory);
  try {
    await Deno.mkdir(path, { recursive: true });
    for await (const _entry of Deno.readDir(path)) {
      throw new Error("it is not empty, so name another directory");
    }
    const files = projectFiles({
      name: path.split(/[\\/]/).at(-1) || "my-site",
      packageName: configuration.name,
      version: configuration.version,
      assert: configuration.imports["@std/assert"],
      link: linkFrom(path),
    });
    for (const [name, text] of files) {
      await Deno.writeTextFile(`${path}/${name}`, text, { createNew: true });
    }
  } catch (cause) {
    throw new Error(`Cannot make ${directory}: ${reasonOf(cause)}`, { cause });
  }
}

/** How a project finds this package where it came from a clone. */
function linkFrom(path: string): string | undefined {
  const root = new URL("../", import.meta.url);
  if (root.protocol !== "file:") return undefined;
  // A link is a path of the web: it parts its names with slashes on every system.
  return relative(path, fileURLToPath(root)).replaceAll("\\", "/");
}

function reasonOf(cause: unknown): string {
  if (
    cause instanceof Deno.errors.AlreadyExists ||
    cause instanceof Deno.errors.NotADirectory
  ) {
    return "there is a file of that name, so name another directory";
  }
  if (cause instanceof Deno.errors.NotCapable) {
    return "this program may not write there, so run it with -A, or with --allow-read and --allow-write";
  }
  if (cause instanceof Deno.errors.PermissionDenied) {
    return "the system does not let this user write there, so name another directory";
  }
  return cause instanceof Error ? cause.message : String(cause);
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
