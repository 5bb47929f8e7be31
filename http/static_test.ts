// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertRejects } from "@std/assert";
import { connect } from "../net/mod.ts";
import { Dispatcher } from "./dispatcher.ts";
import { type Handler, HttpError } from "./exchange.ts";
import { exchangeFromRequest, responseFromAnswer } from "./fetch.ts";
import { serve } from "./server.ts";
import { staticFiles, type StaticFilesOptions } from "./static.ts";

const OLD = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678));
const LARGE = Uint8Array.from(
  { length: 300_000 },
  (_, i) => (i * 7919) >> 3,
);

/** A folder of files, beside secrets. */
async function withFiles(
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

function mounted(root: string, options?: StaticFilesOptions): Dispatcher {
  const dispatcher = new Dispatcher();
  dispatcher.add("GET", "/static/**:path", staticFiles(root, options));
  return dispatcher;
}

async function get(
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

async function statusOf(handles: Dispatcher, path: string): Promise<number> {
  try {
    const response = await get(handles, path);
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    assert(error instanceof HttpError);
    return error.status;
  }
}

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

Deno.test("staticFiles() judges conditions before ranges", async () => {
  await withFiles(async (root) => {
    const files = mounted(root);
    const etag = `"a-${OLD.getTime().toString(16)}"`;
    const modified = "Fri, 02 Jan 2026 03:04:05 GMT";
    for (
      const [fields, status, text] of [
        [{ "if-none-match": etag }, 304, ""],
        [{ "if-none-match": `W/${etag}` }, 304, ""],
        [{ "if-none-match": '"x"', "if-modified-since": modified }, 200, null],
        [{ "if-modified-since": modified }, 304, ""],
        [{ "if-match": '"x"' }, 412, null],
        [{ "if-none-match": etag, range: "bytes=0-1" }, 304, ""],
        [{ range: "bytes=2-4" }, 206, "234"],
        [{ range: "bytes=-3" }, 206, "789"],
        [{ range: "bytes=2-4", "if-range": etag }, 206, "234"],
        [{ range: "bytes=2-4", "if-range": `W/${etag}` }, 200, "0123456789"],
        [{ range: "bytes=2-4", "if-range": '"x"' }, 200, "0123456789"],
        [{ range: "bytes=2-4", "if-range": modified }, 206, "234"],
        [{ range: "bytes=10-" }, 416, ""],
        [{ range: "bytes=-0" }, 416, ""],
        [{ range: "bytes=10-", "if-range": '"x"' }, 200, "0123456789"],
        [{ range: "bytes=4-2" }, 200, "0123456789"],
        [{ range: "lines=1" }, 200, "0123456789"],
      ] as [Record<string, string>, number, string | null][]
    ) {
      // Three times: opened, opened and kept, from memory.
      for (let i = 0; i < 3; i++) {
        const response = await get(files, "/static/a.txt", fields);
        const name = JSON.stringify(fields);
        assertEquals(response.status, status, name);
        const received = await response.text();
        if (text !== null) assertEquals(received, text, name);
        if (status === 304) assertEquals(response.headers.get("etag"), etag);
        if (status === 416) {
          assertEquals(response.headers.get("content-range"), "bytes */10");
        }
        if (status === 206) {
          assert(/^bytes \d-\d\/10$/.test(
            response.headers.get("content-range")!,
          ));
        }
      }
    }
    const head = await get(
      files,
      "/static/a.txt",
      { range: "bytes=0-1" },
      "HEAD",
    );
    assertEquals(head.status, 200);
  });
});

Deno.test("staticFiles() gives a weak tag to what has just changed", async () => {
  await withFiles(async (root) => {
    const files = mounted(root);
    await Deno.writeTextFile(`${root}/new.txt`, "one");
    const first = await get(files, "/static/new.txt");
    assertEquals(await first.text(), "one");
    const etag = first.headers.get("etag")!;
    assert(etag.startsWith("W/"));
    await Deno.writeTextFile(`${root}/new.txt`, "two");
    const second = await get(files, "/static/new.txt");
    assertEquals(await second.text(), "two");
    const ranged = await get(files, "/static/new.txt", {
      range: "bytes=0-0",
      "if-range": second.headers.get("etag")!,
    });
    assertEquals(ranged.status, 200);
    await ranged.body?.cancel();
  });
});

Deno.test("staticFiles() sends several ranges as parts", async () => {
  await withFiles(async (root) => {
    for (const options of [{}, { maxInlineSize: 0 }]) {
      const files = mounted(root, options);
      const response = await get(files, "/static/large.bin", {
        range: "bytes=0-9, 1000-1009, -10",
      });
      assertEquals(response.status, 206);
      const type = response.headers.get("content-type")!;
      const boundary = /^multipart\/byteranges; boundary=(.+)$/.exec(type)![1]!;
      const bytes = new Uint8Array(await response.arrayBuffer());
      const text = new TextDecoder("latin1").decode(bytes);
      const parts = text.split(`\r\n--${boundary}`);
      assertEquals(parts.length, 5);
      assertEquals([parts[0], parts[4]], ["", "--\r\n"]);
      for (
        const [i, [start, end]] of [[0, 10], [1000, 1010], [299_990, 300_000]]
          .entries()
      ) {
        const expected = new TextDecoder("latin1")
          .decode(LARGE.subarray(start, end));
        assertEquals(
          parts[i + 1],
          "\r\ncontent-type: application/octet-stream\r\n" +
            `content-range: bytes ${start}-${
              end! - 1
            }/300000\r\n\r\n${expected}`,
        );
      }
    }
  });
});

Deno.test("staticFiles() reads large files as they are taken, and lets go", async () => {
  await withFiles(async (root) => {
    const files = mounted(root);
    const whole = await get(files, "/static/large.bin");
    assertEquals(new Uint8Array(await whole.arrayBuffer()), LARGE);
    const part = await get(files, "/static/large.bin", {
      range: "bytes=5-299998",
    });
    assertEquals(
      new Uint8Array(await part.arrayBuffer()),
      LARGE.subarray(5, 299_999),
    );
    const left = await get(files, "/static/large.bin");
    const reader = left.body!.getReader();
    assertEquals((await reader.read()).value!.length, 64 * 1024);
    await reader.cancel();
    const head = await get(files, "/static/large.bin", {}, "HEAD");
    assertEquals(head.status, 200);
  });
});

Deno.test("staticFiles() fails when a file becomes shorter, rather than end early", async () => {
  await withFiles(async (root) => {
    const response = await get(mounted(root), "/static/large.bin");
    const reader = response.body!.getReader();
    await reader.read();
    await Deno.truncate(`${root}/large.bin`, 100);
    await assertRejects(() => reader.read(), Error, "become shorter");
  });
});

Deno.test("staticFiles() serves precompressed files where they are not older", async () => {
  await withFiles(async (root) => {
    const files = mounted(root);
    const plain = await get(files, "/static/app.js");
    assertEquals(plain.headers.get("vary"), "accept-encoding");
    await plain.body?.cancel();
    const tags = new Set([plain.headers.get("etag")]);
    for (
      const [accepted, coding, text] of [
        ["gzip, br", "br", "BROTLI"],
        ["gzip", "gzip", "GZIP"],
        ["gzip, br;q=0.1", "gzip", "GZIP"],
        ["deflate", null, "export {};"],
        ["br;q=0, gzip;q=0", null, "export {};"],
      ] as const
    ) {
      const response = await get(files, "/static/app.js", {
        "accept-encoding": accepted,
      });
      assertEquals(await response.text(), text);
      assertEquals(response.headers.get("content-encoding"), coding);
      assertEquals(response.headers.get("vary"), "accept-encoding");
      assertEquals(
        response.headers.get("content-type"),
        "text/javascript; charset=UTF-8",
      );
      tags.add(response.headers.get("etag"));
    }
    assertEquals(tags.size, 3);
    const ranged = await get(files, "/static/app.js", {
      "accept-encoding": "br",
      range: "bytes=0-5",
    });
    assertEquals(await ranged.text(), "export");
    const stale = await get(files, "/static/stale.css", {
      "accept-encoding": "gzip",
    });
    assertEquals(await stale.text(), "p {}");
    const never = mounted(root, { precompressed: [] });
    const other = await get(never, "/static/app.js", {
      "accept-encoding": "br",
    });
    assertEquals(await other.text(), "export {};");
    assertEquals(other.headers.get("vary"), null);
  });
});

Deno.test("staticFiles() forgets what was used longest ago, and what has changed", async () => {
  await withFiles(async (root) => {
    const files = mounted(root, { maxCacheSize: 12 });
    for (const name of ["a.txt", "app.js", "a.txt", "sub/index.html"]) {
      const response = await get(files, `/static/${name}`);
      assertEquals(
        await response.text(),
        await Deno.readTextFile(`${root}/${name}`),
      );
    }
    await Deno.writeTextFile(`${root}/sub/index.html`, "<p>new");
    await Deno.utime(`${root}/sub/index.html`, OLD, new Date(1000));
    const response = await get(files, "/static/sub/index.html");
    assertEquals(await response.text(), "<p>new");
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
