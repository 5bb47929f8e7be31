// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Validation of XML by RELAX NG schemas, with the program `xmllint`. Where there
 * is none it says so and finds nothing, except when `CI` is set: then it throws,
 * so that a check that never ran cannot pass.
 */

let known: boolean | undefined;

/**
 * Whether documents can be validated. Says why on the console when they cannot,
 * once.
 *
 * @returns Whether `xmllint` runs.
 * @throws {Error} If it does not although `CI` is set.
 */
export function schemaCheckAvailable(): boolean {
  if (known === undefined) {
    known = runs("xmllint", "--version");
    if (!known) {
      console.warn("Skipped: validation by schema needs xmllint");
    }
  }
  if (!known && Deno.env.get("CI")) throw new Error("xmllint is missing");
  return known;
}

function runs(program: string, ...args: string[]): boolean {
  try {
    const options = { args, stdout: "null", stderr: "null" } as const;
    return new Deno.Command(program, options).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * Validates a document.
 *
 * @param document Its bytes.
 * @param schema The name of a schema among the test data of `ml`.
 * @returns What is wrong with it, in the validator's words; empty where nothing
 * is.
 */
export async function schemaProblem(
  document: Uint8Array,
  schema: "atom" | "rss" | "sitemap",
): Promise<string> {
  const file = await Deno.makeTempFile({ suffix: ".xml" });
  try {
    await Deno.writeFile(file, document);
    const { pathname } = new URL(
      `../ml/testdata/${schema}.rng`,
      import.meta.url,
    );
    const { stderr, success } = await new Deno.Command("xmllint", {
      args: ["--noout", "--nonet", "--relaxng", pathname, file],
    }).output();
    return success ? "" : new TextDecoder().decode(stderr) || "no message";
  } finally {
    await Deno.remove(file);
  }
}
