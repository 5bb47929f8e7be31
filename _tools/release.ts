// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Makes a release: a commit with the new version and its changes, and on top of
 * it, under the tag, one in which the import map points to the registry and the
 * stand-ins for it are gone. The tag, once pushed, is published by
 * `.github/workflows/publish.yml`; the branch keeps the stand-ins.
 *
 * ```sh
 * deno run -A _tools/release.ts minor --dry-run
 * ```
 *
 * Everything is done in a work tree of its own, so that a release that is
 * refused leaves nothing behind. With `--dry-run` one that is not refused
 * leaves nothing behind either, and the changes are shown.
 *
 * @module
 */

import {
  nextVersion,
  releaseChangelog,
  setVersion,
  standIns,
  switchImports,
} from "./_release_text.ts";

/** A command and its arguments; `deno` is the Deno that runs this. */
export type Command = readonly string[];

/** How a release is made. */
export interface ReleaseOptions {
  /** The repository. */
  root: string;
  /** A version, or `major`, `minor` or `patch`. */
  wanted: string;
  /** The day of the release, such as `2026-11-22`. */
  date: string;
  /** Whether nothing is to remain. */
  dryRun: boolean;
  /** What must succeed before. */
  checksBefore: readonly Command[];
  /** What must succeed with the packages of the registry. */
  checksAfter: readonly Command[];
  /** Told what is done. */
  say: (sentence: string) => void;
}

/** What stands in for the registry's packages, besides the import map. */
const STAND_IN_FILES = ["types/deno_std.d.ts", "_std_testing"];

/** Before the switch: all that CI checks. */
const CHECKS_BEFORE: readonly Command[] = [["deno", "task", "ok"]];

/** Behind it: that the packages of the registry are there and do the same. */
const CHECKS_AFTER: readonly Command[] = [
  ["deno", "install"],
  ["deno", "check"],
  ["deno", "task", "test"],
  ["deno", "run", "-R", "--allow-run", "_tools/check_publish.ts"],
];

async function output(command: Command, cwd: string): Promise<string> {
  const [program, ...args] = command;
  const { success, stdout, stderr } = await new Deno.Command(
    program === "deno" ? Deno.execPath() : program!,
    { args, cwd },
  ).output();
  const decoder = new TextDecoder();
  if (success) return decoder.decode(stdout);
  throw new Error(
    `Cannot release: ${command.join(" ")} fails\n${decoder.decode(stdout)}${
      decoder.decode(stderr)
    }`,
  );
}

/**
 * Makes a release.
 *
 * @param options How.
 * @returns The version, and the changes as a patch.
 * @throws {Error} If the release is refused; the message says why.
 */
export async function release(
  options: ReleaseOptions,
): Promise<{ version: string; patch: string }> {
  const { root, dryRun, say } = options;
  const git = (...args: string[]) => output(["git", ...args], root);
  if (await git("status", "--porcelain") !== "") {
    throw new Error(
      "Cannot release: there are changes that are not committed, see git status",
    );
  }
  const { version: current } = JSON.parse(
    await Deno.readTextFile(`${root}/deno.json`),
  ) as { version: string };
  const version = nextVersion(current, options.wanted);
  const tag = `v${version}`;
  if (await git("tag", "--list", tag) !== "") {
    throw new Error(`Cannot release ${version}: there is a tag ${tag} already`);
  }
  const parent = await Deno.makeTempDir();
  const copy = `${parent}/release`;
  await git("worktree", "add", "--detach", copy);
  try {
    const { released, published } = await prepare(copy, version, options);
    const patch = await git("diff", "--irreversible-delete", "HEAD", published);
    if (!dryRun) {
      await git("merge", "--ff-only", released);
      await git("tag", "--annotate", "--message", tag, tag, published);
      say(`Tagged ${tag}. To publish it: git push origin HEAD ${tag}`);
    }
    return { version, patch };
  } finally {
    await git("worktree", "remove", "--force", copy);
    await Deno.remove(parent, { recursive: true });
  }
}

/** Makes both commits in a copy; nothing points to them yet. */
async function prepare(
  copy: string,
  version: string,
  { date, checksBefore, checksAfter, say }: ReleaseOptions,
): Promise<{ released: string; published: string }> {
  const git = (...args: string[]) => output(["git", ...args], copy);
  const commit = async (message: string) => {
    await git("add", "--all");
    await git("commit", "--quiet", "--message", message);
    return (await git("rev-parse", "HEAD")).trim();
  };
  await edit(`${copy}/CHANGELOG.md`, (text) => {
    return releaseChangelog(text, version, date);
  });
  await edit(`${copy}/deno.json`, (text) => setVersion(text, version));
  await checkAll(checksBefore, copy, say);
  const released = await commit(`chore: release ${version}`);

  const names = standIns(await configurationIn(copy));
  if (names.length === 0) return { released, published: released };
  await edit(`${copy}/deno.json`, switchImports);
  for (const path of STAND_IN_FILES) {
    await git("rm", "-r", "--quiet", "--ignore-unmatch", path);
  }
  const left = standIns(await configurationIn(copy));
  if (left.length > 0) {
    throw new Error(
      `Cannot release: ${left.join(", ")} still stand for the npm copy`,
    );
  }
  say(`Switched to the registry: ${names.join(", ")}`);
  await checkAll(checksAfter, copy, say);
  const published = await commit(
    `chore: take the standard library from the registry for ${version}`,
  );
  return { released, published };
}

async function checkAll(
  checks: readonly Command[],
  cwd: string,
  say: (sentence: string) => void,
): Promise<void> {
  for (const check of checks) {
    say(`Running ${check.join(" ")}`);
    await output(check, cwd);
  }
}

async function edit(
  path: string,
  change: (text: string) => string,
): Promise<void> {
  await Deno.writeTextFile(path, change(await Deno.readTextFile(path)));
}

async function configurationIn(
  root: string,
): Promise<Parameters<typeof standIns>[0]> {
  return JSON.parse(await Deno.readTextFile(`${root}/deno.json`));
}

const USAGE =
  "Usage: deno run -A _tools/release.ts <version | major | minor | patch> [--dry-run]\n" +
  "       deno run -A _tools/release.ts --check <tag>";

/**
 * Refuses a checkout that is not fit to be published.
 *
 * @param root The checkout.
 * @param tag The tag it has, such as `v1.2.3`.
 * @throws {Error} If it has stand-ins, or another version.
 */
export async function checkTagged(root: string, tag: string): Promise<void> {
  const configuration = await configurationIn(root);
  const names = standIns(configuration);
  if (names.length > 0) {
    throw new Error(
      `Cannot publish: ${names.join(", ")} stand for the npm copy, ` +
        "so tag with _tools/release.ts",
    );
  }
  if (tag !== `v${configuration.version}`) {
    throw new Error(
      `Cannot publish ${tag}: deno.json says ${configuration.version}`,
    );
  }
}

async function main(args: readonly string[]): Promise<number> {
  const root = new URL("../", import.meta.url).pathname;
  const dryRun = args.includes("--dry-run");
  const check = args.includes("--check");
  const [wanted, ...others] = args.filter((arg) => !arg.startsWith("--"));
  const flags = args.length - others.length - 1;
  if (
    wanted === undefined || others.length > 0 ||
    flags !== Number(dryRun) + Number(check)
  ) {
    console.error(USAGE);
    return 1;
  }
  try {
    if (check) {
      await checkTagged(root, wanted);
      return 0;
    }
    const { version, patch } = await release({
      root,
      wanted,
      dryRun,
      date: new Date().toISOString().slice(0, 10),
      checksBefore: CHECKS_BEFORE,
      checksAfter: CHECKS_AFTER,
      say: (sentence) => console.error(sentence),
    });
    if (dryRun) console.log(patch);
    console.error(`${dryRun ? "Would release" : "Released"} ${version}`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
