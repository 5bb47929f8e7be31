// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Makes every generated file anew, in a copy of the repository, and compares it
 * with the one that is checked in.
 *
 * Run it with `deno run -A _tools/check_generated.ts`.
 */

import { type Problem, report } from "./_tree.ts";

const GENERATOR = /^_tools\/generate_\w+\.ts$/;

async function output(
  program: string,
  args: string[],
  cwd: string,
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args,
    cwd,
  }).output();
  const decoder = new TextDecoder();
  if (success) return decoder.decode(stdout);
  throw new Error(
    `Cannot run ${program} ${args.join(" ")}: ${decoder.decode(stderr)}`,
  );
}

/**
 * Compares two folders.
 *
 * @param files The files to compare, by path.
 * @param before Where they are checked in.
 * @param after Where they were made anew.
 * @returns Those that differ.
 */
export async function changedFiles(
  files: readonly string[],
  before: string,
  after: string,
): Promise<string[]> {
  const changed: string[] = [];
  for (const file of files) {
    const [old, made] = await Promise.all([
      Deno.readFile(`${before}/${file}`),
      Deno.readFile(`${after}/${file}`),
    ]);
    const same = old.length === made.length &&
      old.every((byte, index) => byte === made[index]);
    if (!same) changed.push(file);
  }
  return changed;
}

/** Makes what is generated anew, and finds what is not as it is checked in. */
async function checkGenerated(root: string): Promise<Problem[]> {
  const listed = await output("git", ["ls-files", "-z"], root);
  const files = listed.split("\0").filter((file) => file !== "");
  const copy = await Deno.makeTempDir();
  try {
    for (const file of files) {
      const folder = file.slice(0, Math.max(0, file.lastIndexOf("/")));
      await Deno.mkdir(`${copy}/${folder}`, { recursive: true });
      await Deno.copyFile(`${root}/${file}`, `${copy}/${file}`);
    }
    for (const file of files.filter((file) => GENERATOR.test(file))) {
      const args = ["run", "--no-lock", "-A", file];
      await output(Deno.execPath(), args, copy);
    }
    // Generators leave the form to the formatter.
    const raw = await changedFiles(files, root, copy);
    if (raw.length > 0) {
      await output(Deno.execPath(), ["fmt", "--quiet", ...raw], copy);
    }
    const changed = await changedFiles(raw, root, copy);
    return changed.map((file) => ({
      file,
      line: 1,
      message: "is not what its generator makes: run _tools/generate_*.ts",
    }));
  } finally {
    await Deno.remove(copy, { recursive: true });
  }
}

if (import.meta.main) {
  const root = new URL("../", import.meta.url).pathname.replace(/\/$/, "");
  report("generated files", await checkGenerated(root));
}
