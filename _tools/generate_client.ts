// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Bundles and minifies the browser client, `page/client/`, into
 * `page/_client.ts`: its text and the hash that stands in its URL. Run it again
 * when the client was changed:
 *
 * ```sh
 * deno run -A _tools/generate_client.ts
 * ```
 *
 * @module
 */

import { minify } from "terser";

const ROOT = new URL("../", import.meta.url);

/**
 * Properties that only the client sees. All others belong to the browser or to
 * the protocol, and keep their names.
 */
const PRIVATE =
  /^(?:alive|onEvents|onRetry|build|gather|deliver|tell|busy|changed)$/;

/**
 * Bundles the client.
 *
 * @returns The text of a classic script.
 * @throws {Error} If it cannot be bundled.
 */
export async function buildClient(): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--quiet", "--minify", "--platform=browser"]
      .concat("--format=iife", "page/client/main.ts"),
    cwd: ROOT,
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (!success) {
    const reason = new TextDecoder().decode(stderr);
    throw new Error(`Cannot bundle the client: ${reason}`);
  }
  const { code } = await minify(new TextDecoder().decode(stdout), {
    ecma: 2020,
    toplevel: true,
    compress: { passes: 3, unsafe: true, unsafe_arrows: true },
    mangle: { properties: { regex: PRIVATE } },
  });
  if (code === undefined) throw new Error("Cannot minify the client");
  return code;
}

/**
 * Writes the module that holds the client.
 *
 * @param code The text of the script.
 * @returns The text of the module.
 */
export async function clientModule(code: string): Promise<string> {
  const bytes = new TextEncoder().encode(code);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hash = digest.slice(0, 8).toHex();
  return `// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.
// Made by _tools/generate_client.ts of page/client/. Change that, not this.

/** The browser client, minified. */
export const CLIENT: string =
  // deno-fmt-ignore
  ${JSON.stringify(code)};

/** A part of its SHA-256: the name by which browsers may keep it for ever. */
export const CLIENT_HASH: string = "${hash}";
`;
}

if (import.meta.main) {
  const text = await clientModule(await buildClient());
  await Deno.writeTextFile(new URL("page/_client.ts", ROOT), text);
}
