// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** What a release changes in the texts of the repository. */

const VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([\da-z-]+(?:\.[\da-z-]+)*))?$/i;

/** Where the npm copy of the standard library stands in the import map. */
const COPY = /^npm:deno-std@/;

/** Where its parts that the copy lacks stand. */
const STAND_IN = /^\.\/_std_testing\//;

/** The major version of the standard library's packages that is asked for. */
const STD_RANGE = "^1";

/** What of `deno.json` is looked at. */
interface Configuration {
  version: string;
  imports: Record<string, string>;
  compilerOptions?: { types?: string[] };
}

/** Compares two versions by SemVer's precedence, but for the texts of pre-releases. */
function isLater(a: RegExpExecArray, b: RegExpExecArray): boolean {
  for (const index of [1, 2, 3]) {
    const difference = Number(a[index]) - Number(b[index]);
    if (difference !== 0) return difference > 0;
  }
  if (a[4] === b[4]) return false;
  // A version comes after its pre-releases.
  if (a[4] === undefined || b[4] === undefined) return a[4] === undefined;
  return a[4].localeCompare(b[4], "en", { numeric: true }) > 0;
}

/**
 * The version to release.
 *
 * @param current The version as it is.
 * @param wanted A later version, or `major`, `minor` or `patch`.
 * @returns The version.
 * @throws {SyntaxError} If it is neither.
 * @throws {RangeError} If it is not later.
 */
export function nextVersion(current: string, wanted: string): string {
  const before = VERSION.exec(current);
  if (before === null) {
    throw new SyntaxError(`Cannot release after ${current}: not a version`);
  }
  const [major, minor, patch] = before.slice(1, 4).map(Number) as [
    number,
    number,
    number,
  ];
  if (wanted === "major") return `${major + 1}.0.0`;
  if (wanted === "minor") return `${major}.${minor + 1}.0`;
  if (wanted === "patch") return `${major}.${minor}.${patch + 1}`;
  const after = VERSION.exec(wanted);
  if (after === null) {
    throw new SyntaxError(
      `Cannot release ${wanted}: give a version such as ${major}.${
        minor + 1
      }.0, or one of major, minor, patch`,
    );
  }
  if (!isLater(after, before)) {
    throw new RangeError(
      `Cannot release ${wanted}: it is not later than ${current}`,
    );
  }
  return wanted;
}

/**
 * Gives what is new a version, in the manner of Keep a Changelog.
 *
 * @param text The changelog.
 * @param version The version.
 * @param date The day, such as `2026-11-22`.
 * @returns The changelog with an empty heading for what comes next.
 * @throws {SyntaxError} If there is no such heading.
 * @throws {RangeError} If nothing stands below it.
 */
export function releaseChangelog(
  text: string,
  version: string,
  date: string,
): string {
  const heading = /^## \[Unreleased\][ \t]*\n/m.exec(text);
  if (heading === null) {
    throw new SyntaxError(
      'Cannot release: CHANGELOG.md has no heading "## [Unreleased]"',
    );
  }
  const end = heading.index + heading[0].length;
  const news = /^[\s\S]*?(?=^## |(?![\s\S]))/m.exec(text.slice(end))![0];
  if (!/^[-*] /m.test(news)) {
    throw new RangeError(
      "Cannot release: CHANGELOG.md tells of nothing new under Unreleased",
    );
  }
  return `${text.slice(0, end)}\n## [${version}] - ${date}\n${text.slice(end)}`;
}

/**
 * What keeps a configuration from being published.
 *
 * @param configuration `deno.json`, parsed.
 * @returns The names of the import map that stand for a stand-in.
 */
export function standIns(configuration: Configuration): string[] {
  return Object.entries(configuration.imports)
    .filter(([, target]) => COPY.test(target) || STAND_IN.test(target))
    .map(([name]) => name);
}

/**
 * Sets the version in `deno.json`.
 *
 * @param text The file.
 * @param version The version.
 * @returns The file, otherwise as it was.
 */
export function setVersion(text: string, version: string): string {
  const { version: before } = JSON.parse(text) as Configuration;
  return text.replace(
    `"version": ${JSON.stringify(before)}`,
    `"version": ${JSON.stringify(version)}`,
  );
}

/** `jsr:@std/http@^1/cookie` for `@std/http/cookie`. */
function registryName(name: string): string {
  const match = /^(@std\/[a-z-]+)(\/.+)?$/.exec(name);
  if (match === null) {
    throw new SyntaxError(
      `Cannot switch ${name} to the registry: only @std/* has a copy`,
    );
  }
  return `jsr:${match[1]}@${STD_RANGE}${match[2] ?? ""}`;
}

/**
 * Lets the import map of `deno.json` point to the registry, and leaves out the
 * types that stood in for the copy's.
 *
 * @param text The file.
 * @returns The file, otherwise as it was.
 * @throws {SyntaxError} If a name that is no part of the standard library
 * stands for the copy.
 */
export function switchImports(text: string): string {
  const configuration = JSON.parse(text) as Configuration;
  let switched = text;
  for (const name of standIns(configuration)) {
    const target = configuration.imports[name]!;
    switched = switched.replace(
      `${JSON.stringify(name)}: ${JSON.stringify(target)}`,
      `${JSON.stringify(name)}: ${JSON.stringify(registryName(name))}`,
    );
  }
  return switched.replace(
    /,\s*"types": \[\s*"\.\/types\/deno_std\.d\.ts"\s*\]/,
    "",
  );
}
