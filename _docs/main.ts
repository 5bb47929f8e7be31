// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Makes a site of the guides, or serves it while they are being written.
 *
 * ```sh
 * deno task docs                 # writes it into ./data/docs
 * deno task docs public          # or elsewhere
 * deno task docs --serve         # serves it on port 8000, and follows the files
 * ```
 *
 * @module
 */

import { serve } from "@tpd2/tpd2/http";
import { parseArgs } from "@std/cli/parse-args";
import { type DocsSite, docsSite } from "./site.ts";
import { readDocuments } from "./tree.ts";

const ROOT = new URL("../", import.meta.url);

const HELP = `Makes a site of the guides.

Usage: deno task docs [folder] [--serve] [--port 8000]

  folder     where to write it; ./data/docs unless given
  --serve    serve it and follow the files, in place of writing it
  --port     the port to serve it on; 8000 unless given
  --help     say this`;

/**
 * Writes the site into a folder.
 *
 * @param docs The site.
 * @param folder The folder; it is made if it is not there.
 * @throws {Error} If a page cannot be made.
 */
export async function writeSite(
  { site, names }: DocsSite,
  folder: string,
): Promise<void> {
  try {
    await Deno.mkdir(folder, { recursive: true });
  } catch (error) {
    throw new Error(
      `Cannot write into ${folder}: ${(error as Error).message}`,
      { cause: error },
    );
  }
  for (const name of names) {
    const response = await site.fetch(new Request(`http://localhost/${name}`));
    if (response.status !== 200) {
      throw new Error(`Cannot make ${name}: status ${response.status}`);
    }
    await Deno.writeFile(`${folder}/${name}`, await response.bytes());
  }
}

async function readSite(): Promise<DocsSite> {
  return await docsSite(await readDocuments(ROOT));
}

/** Serves the site; a document that is saved is read again when it is asked for. */
async function serveSite(port: number): Promise<void> {
  let current: Promise<DocsSite> | null = null;
  await serve(async (request) => {
    current ??= readSite();
    try {
      const { site } = await current;
      return await site.fetch(request);
    } catch (error) {
      current = null;
      return new Response(`${(error as Error).message}\n`, { status: 500 });
    }
  }, { port, onListen: ({ url }) => console.log(`Listening on ${url}`) });
  const folders = ["docs", "blog/entries", "bench"];
  for await (
    const _event of Deno.watchFs(
      folders.map((name) => new URL(name, ROOT).pathname),
    )
  ) current = null;
}

async function main(args: string[]): Promise<void> {
  const { _, serve: serves, port, help } = parseArgs(args, {
    boolean: ["serve", "help"],
    string: ["port"],
    default: { port: "8000" },
    unknown: (name: string) => {
      if (!name.startsWith("-")) return true;
      throw new TypeError(`Cannot use ${name}: there is no such flag`);
    },
  });
  if (help) return console.log(HELP);
  if (serves) return await serveSite(portOf(String(port)));
  const folder = String(_[0] ?? "data/docs");
  const docs = await readSite();
  await writeSite(docs, folder);
  console.log(`${docs.names.length} files are in ${folder}`);
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text);
  throw new TypeError(`Cannot use --port ${text}: it is a number up to 65535`);
}

if (import.meta.main) {
  try {
    await main(Deno.args);
  } catch (error) {
    console.error((error as Error).message);
    Deno.exit(1);
  }
}
