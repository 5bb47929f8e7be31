// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Runs `deno doc --lint` over every entry point that `deno.json` exports, so that
 * a new one cannot be forgotten.
 *
 * Run it with `deno run -R --allow-run _tools/lint_docs.ts`.
 */

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

if (import.meta.main) {
  const root = new URL("../", import.meta.url);
  const configuration = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", root)),
  );
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: [
      "doc",
      "--lint",
      // A schema tells of itself.
      ...entryPoints(configuration.exports)
        .filter((path) => !path.endsWith(".json")),
    ],
    cwd: root,
  }).spawn().status;
  Deno.exit(code);
}
