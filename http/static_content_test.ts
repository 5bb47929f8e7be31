// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  get,
  LARGE,
  mounted,
  OLD,
  withFiles,
} from "./testdata/static_files.ts";

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
