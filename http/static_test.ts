// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertRejects } from "@std/assert";
import { connect } from "../net/mod.ts";
import { type Handler, HttpError } from "./exchange.ts";
import { exchangeFromRequest, responseFromAnswer } from "./fetch.ts";
import { serve } from "./server.ts";
import { staticFiles } from "./static.ts";
import {
  get,
  LARGE,
  mounted,
  OLD,
  statusOf,
  withFiles,
} from "./testdata/static_files.ts";

Deno.test("staticFiles() serves files with types, validators and caching", async () => {
  await withFiles(async (root) => {
    const files = mounted(root, {
      immutable: (path) => path.startsWith("app"),
      extra: [["cross-origin-resource-policy", "same-origin"]],
    });
    const response = await get(files, "/static/a.txt?x=1");
    assertEquals(response.status, 200);
    assertEquals(await response.text(), "0123456789");
    assertEquals(Object.fromEntries(response.headers), {
      "accept-ranges": "bytes",
      "cache-control": "public, no-cache",
      "content-type": "text/plain; charset=UTF-8",
      "cross-origin-resource-policy": "same-origin",
      "etag": `"a-${OLD.getTime().toString(16)}"`,
      "last-modified": "Fri, 02 Jan 2026 03:04:05 GMT",
      "vary": "accept-encoding",
      "x-content-type-options": "nosniff",
    });
    const script = await get(files, "/static/app.js");
    assertEquals(await script.text(), "export {};");
    assertEquals(
      script.headers.get("cache-control"),
      "public, max-age=31536000, immutable",
    );
    const cafe = await get(files, "/static/caf%C3%A9%20x.html");
    assertEquals(await cafe.text(), "<p>café");
    const percent = await get(files, "/static/%252e.txt");
    assertEquals(await percent.text(), "percent");
    const empty = await get(files, "/static/empty.bin");
    assertEquals(await empty.text(), "");
    assertEquals(empty.headers.get("content-type"), "application/octet-stream");
    // Twice: read, then remembered.
    for (let i = 0; i < 2; i++) {
      const link = await get(files, "/static/in.txt");
      assertEquals(await link.text(), "0123456789");
    }
  });
});

Deno.test("staticFiles() hides what must not be served", async () => {
  await withFiles(async (root) => {
    const files = mounted(root);
    for (
      const path of [
        "/static/nothing.txt",
        "/static/a.txt/",
        "/static/a.txt/b",
        "/static/.env",
        "/static/%2eenv",
        "/static/.hidden/a.txt",
        "/static/env.txt",
        "/static/out.txt",
        "/static/out/secret.txt",
        "/static/loop",
        "/static/sub/empty",
        "/static/sub/empty/",
        "/static/",
        "/static",
        "/static//",
        "/static//a.txt",
        "/static/sub//index.html",
        "/static/sub%2findex.html",
        "/static/sub%5cindex.html",
        "/static/..%2fsecret.txt",
        "/static/%252e%252e/secret.txt",
        `/static/${"x".repeat(300)}`,
        `/static/${"x/".repeat(60)}${"y".repeat(200)}`,
      ]
    ) {
      assertEquals(await statusOf(files, path), 404, path);
    }
    for (const path of ["/static/%ff", "/static/a%00.txt"]) {
      assertEquals(await statusOf(files, path), 400, path);
    }
    const dotFiles = mounted(root, { dotFiles: true });
    assertEquals(await statusOf(dotFiles, "/static/.env"), 200);
    assertEquals(await statusOf(dotFiles, "/static/env.txt"), 200);
    assertEquals(await statusOf(dotFiles, "/static/out.txt"), 404);
  });
});

Deno.test("staticFiles() hides everything when the root is not there", async () => {
  const root = await Deno.makeTempDir();
  await Deno.remove(root);
  assertEquals(await statusOf(mounted(root), "/static/a.txt"), 404);
});

Deno.test("staticFiles() finds the index, and leads folders to their slash", async () => {
  await withFiles(async (root) => {
    const files = mounted(root);
    const index = await get(files, "/static/sub/");
    assertEquals(await index.text(), "<p>sub");
    const folder = await get(files, "/static/sub?a=b");
    assertEquals(folder.status, 308);
    assertEquals(folder.headers.get("location"), "./sub/?a=b");
    const none = mounted(root, { index: null });
    assertEquals(await statusOf(none, "/static/sub/"), 404);
    assertEquals(await statusOf(none, "/static/sub"), 404);
  });
});

Deno.test("staticFiles() serves whole paths where there is no parameter", async () => {
  await withFiles(async (root) => {
    const handles = { handle: staticFiles(new URL(`file://${root}/`)) };
    const exchange = exchangeFromRequest(
      new Request("http://localhost/sub/index.html"),
    );
    const answer = await handles.handle(exchange);
    assertEquals(answer.status, 200);
  });
});

Deno.test("staticFiles() answers HEAD and OPTIONS, and names them for other methods", async () => {
  await withFiles(async (root) => {
    const handler: Handler = staticFiles(root);
    const ask = (method: string) => {
      const exchange = exchangeFromRequest(
        new Request("http://localhost/a.txt", { method }),
      );
      return Promise.resolve(handler(exchange)).then((answer) =>
        responseFromAnswer(answer, exchange)
      );
    };
    const head = await ask("HEAD");
    assertEquals(head.headers.get("content-length"), "10");
    assertEquals(await head.text(), "");
    const options = await ask("OPTIONS");
    assertEquals(options.status, 204);
    assertEquals(options.headers.get("allow"), "GET, HEAD, OPTIONS");
    for (const method of ["POST", "PUT", "DELETE", "PROPFIND"]) {
      const error = await assertRejects(() => ask(method), HttpError);
      assertEquals(error.status, 405);
      assertEquals(error.fields, [["allow", "GET, HEAD, OPTIONS"]]);
    }
  });
});

Deno.test("staticFiles() stands raw paths over a port", async () => {
  await withFiles(async (root) => {
    await using server = await serve(mounted(root), { port: 0 });
    const ask = async (target: string) => {
      const connection = await connect({ port: server.port });
      await connection.write(
        `GET ${target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`,
      );
      const bytes = await connection.readAll({ maxLength: 1_000_000 });
      connection.close();
      return new TextDecoder("latin1").decode(bytes);
    };
    for (
      const target of [
        "/static/../secret.txt",
        "/static/../root-other/secret.txt",
        "/static/sub/../../secret.txt",
        "/static/%2e%2e/secret.txt",
        "/static/.%2E/secret.txt",
        "/static/..%2fsecret.txt",
        "/static/..%5csecret.txt",
        "/static/%2e%2e%2fsecret.txt",
        "/static/%252e%252e%252fsecret.txt",
        "/static//../secret.txt",
        "/static/./a.txt",
        "/static//etc/passwd",
        "/static/.env",
        "/static/a.txt%00.html",
        "/static/%c0%ae%c0%ae/secret.txt",
        "http://a/static/../secret.txt",
      ]
    ) {
      const text = await ask(target);
      assert(/^HTTP\/1\.1 40[04] /.test(text), `${target}: ${text}`);
      assert(!text.includes("\r\n\r\nsecret"), target);
    }
    const absolute = await ask("http://a/static/a.txt");
    assert(absolute.startsWith("HTTP/1.1 200 "));
    assert(absolute.endsWith("\r\n\r\n0123456789"));
    const response = await fetch(`${server.url}static/large.bin`);
    assertEquals(new Uint8Array(await response.arrayBuffer()), LARGE);
  });
});
