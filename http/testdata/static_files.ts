// Copyright 2026 the tpd2 authors. MIT license.

import { assert } from "@std/assert";
import { Dispatcher } from "../dispatcher.ts";
import { HttpError } from "../exchange.ts";
import { exchangeFromRequest, responseFromAnswer } from "../fetch.ts";
import { staticFiles, type StaticFilesOptions } from "../static.ts";

/** When most files were last changed. */
export const OLD: Date = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678));
/** What is in the large file. */
export const LARGE: Uint8Array<ArrayBuffer> = Uint8Array.from(
  { length: 300_000 },
  (_, i) => (i * 7919) >> 3,
);

/** A folder of files, beside secrets. */
export async function withFiles(
  run: (root: string) => Promise<void>,
): Promise<void> {
  const top = await Deno.makeTempDir();
  const root = `${top}/root`;
  try {
    await Deno.mkdir(`${root}/sub/empty`, { recursive: true });
    await Deno.mkdir(`${root}/.hidden`);
    await Deno.mkdir(`${top}/root-other`);
    for (
      const [name, content] of [
        ["../secret.txt", "secret"],
        ["../root-other/secret.txt", "secret"],
        ["a.txt", "0123456789"],
        ["empty.bin", ""],
        ["café x.html", "<p>café"],
        ["sub/index.html", "<p>sub"],
        [".env", "secret"],
        [".hidden/a.txt", "secret"],
        ["%2e.txt", "percent"],
        ["app.js", "export {};"],
        ["app.js.br", "BROTLI"],
        ["app.js.gz", "GZIP"],
        ["stale.css", "p {}"],
        ["stale.css.gz", "STALE"],
      ] as const
    ) {
      await Deno.writeTextFile(`${root}/${name}`, content);
      await Deno.utime(`${root}/${name}`, OLD, OLD);
    }
    await Deno.utime(`${root}/stale.css.gz`, OLD, new Date(0));
    await Deno.writeFile(`${root}/large.bin`, LARGE);
    await Deno.utime(`${root}/large.bin`, OLD, OLD);
    await Deno.symlink("../secret.txt", `${root}/out.txt`);
    await Deno.symlink("../root-other", `${root}/out`);
    await Deno.symlink("a.txt", `${root}/in.txt`);
    await Deno.symlink(".env", `${root}/env.txt`);
    await Deno.symlink("loop", `${root}/loop`);
    await run(root);
  } finally {
    await Deno.remove(top, { recursive: true });
  }
}

/** The folder, at `/static/`. */
export function mounted(
  root: string,
  options?: StaticFilesOptions,
): Dispatcher {
  const dispatcher = new Dispatcher();
  dispatcher.add("GET", "/static/**:path", staticFiles(root, options));
  return dispatcher;
}

/** Asks for a path without a port. */
export async function get(
  handles: Dispatcher,
  path: string,
  fields: Record<string, string> = {},
  method = "GET",
): Promise<Response> {
  const exchange = exchangeFromRequest(
    new Request(`http://localhost${path}`, { headers: fields, method }),
  );
  return responseFromAnswer(await handles.handle(exchange), exchange);
}

/** The status of an answer, or of a refusal. */
export async function statusOf(
  handles: Dispatcher,
  path: string,
): Promise<number> {
  try {
    const response = await get(handles, path);
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    assert(error instanceof HttpError);
    return error.status;
  }
}
