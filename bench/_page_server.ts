// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Serves one page that lies in a file, for `blog_load.ts`: as a static file by our
 * own server, or from memory by `Deno.serve`.
 *
 * Arguments: `tpd2` or `deno`, the folder of `page.html`, the port.
 */

import { Dispatcher, serve, staticFiles } from "../http/mod.ts";

const [kind, folder, port] = Deno.args as [string, string, string];
const address = { hostname: "127.0.0.1", port: Number(port) };

if (kind === "tpd2") {
  const dispatcher = new Dispatcher();
  dispatcher.add("GET", "/**:path", staticFiles(folder, { precompressed: [] }));
  await serve(dispatcher, { ...address, onListen: () => {} });
} else {
  const page = await Deno.readFile(`${folder}/page.html`);
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "public, no-cache",
    "etag": '"0123456789abcdef"',
  };
  Deno.serve(
    { ...address, onListen: () => {} },
    () => new Response(page, { headers }),
  );
}
