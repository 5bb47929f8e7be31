// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Keeps the pages that tests render. It is run before each module of tests, as `deno task test` says, and does nothing unless
 * `TPD2_KEEP_PAGES` names a folder:
 *
 * ```sh
 * TPD2_KEEP_PAGES=FOLDER deno task test && deno run -A _tools/check_kept_pages.ts FOLDER
 * ```
 *
 * A page that a site answers without a port goes through the constructor of `Response`, one that a test fetches from a server through
 * `Response.text()`, and one that Chromium is shown through `browser.ts`. So nothing in the project has to know of this.
 *
 * @module
 */

import { keepPage, keptPagesFolder, moduleOfTests } from "./_kept_pages.ts";

const folder = keptPagesFolder();
if (folder !== undefined) watch(folder);

function watch(folder: string): void {
  const module = moduleOfTests();
  const decoder = new TextDecoder();

  function keep(body: unknown, headers: Headers): void {
    if (!/^text\/html\b/i.test(headers.get("content-type") ?? "")) return;
    if (headers.has("content-encoding")) return;
    if (typeof body === "string") keepPage(folder, { module, text: body });
    else if (body instanceof Uint8Array) {
      keepPage(folder, { module, text: decoder.decode(body) });
    }
  }

  globalThis.Response = new Proxy(Response, {
    construct(
      target,
      args: [BodyInit | null | undefined, ResponseInit],
      newTarget,
    ) {
      const response: Response = Reflect.construct(target, args, newTarget);
      keep(args[0], response.headers);
      return response;
    },
  });

  const { text } = Response.prototype;
  Response.prototype.text = async function (this: Response) {
    const body = await text.call(this);
    keep(body, this.headers);
    return body;
  };
}
