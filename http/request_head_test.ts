// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import { ByteWindow } from "../net/byte_window.ts";
import { RequestDecoder } from "./request_decoder.ts";
import { bytesOf } from "./testdata/decoding.ts";

Deno.test("RequestHead outlives the window once detached", () => {
  const bytes = bytesOf("GET /a?b HTTP/1.1\r\nHost: A:1\r\nX: y\r\n\r\n");
  const decoder = new RequestDecoder();
  const window = ByteWindow.from(bytes);
  decoder.next(window);
  const head = decoder.head!;
  head.detach();
  bytes.fill(0x20);
  assertEquals(head.path, "/a");
  assertEquals(head.query, "b");
  assertEquals(head.host, "a");
  assertEquals(head.authority, "A:1");
  assertEquals(head.field("x"), "y");
  assertEquals(decoder.next(window), "end");
  const next = ByteWindow.from(
    bytesOf("GET /c HTTP/1.1\r\nHost: b\r\n\r\n"),
  );
  decoder.next(next);
  assertEquals(head.path, "/a");
  assertEquals(decoder.head?.path, "/c");
  head.release();
  assertEquals(decoder.head?.path, "/c");
});

Deno.test("RequestHead is kept while content arrives in the same buffer", () => {
  const decoder = new RequestDecoder();
  const head = "POST /a HTTP/1.1\r\nHost: b\r\nContent-Length: 4\r\n\r\n";
  const window = ByteWindow.from(bytesOf(head));
  assertEquals(decoder.next(window), "head");
  assertEquals(decoder.next(window), "need-data");
  window.bytes.set(bytesOf("body"));
  window.start = 0;
  window.end = 4;
  assertEquals(decoder.next(window), "data");
  assertEquals(decoder.head?.path, "/a");
  assertEquals(decoder.next(window), "end");
});

Deno.test("RequestHead.release() takes it from its decoder", () => {
  const text = "GET /a HTTP/1.1\r\nHost: b\r\n\r\n";
  const one = new RequestDecoder();
  const two = new RequestDecoder();
  one.next(ByteWindow.from(bytesOf(text)));
  const head = one.head!;
  head.release();
  head.release();
  assertEquals(one.head, null);
  assertEquals(head.method, "");
  assertEquals(head.field("host"), null);
  two.next(ByteWindow.from(bytesOf(text)));
  const third = new RequestDecoder();
  third.next(ByteWindow.from(bytesOf(text)));
  assertEquals(third.head?.path, "/a");
  assert(two.head !== third.head);
  assertEquals(one.next(new ByteWindow(new Uint8Array(0), 0, 0)), "end");
  assertEquals(two.head?.path, "/a");
});

Deno.test("RequestHead can be detached again when it is used again", () => {
  const decoder = new RequestDecoder();
  for (const path of ["/a", "/b", "/c"]) {
    const window = ByteWindow.from(
      bytesOf(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`),
    );
    assertEquals(decoder.next(window), "head");
    const head = decoder.head!;
    assertEquals(head.detached, false);
    head.detach();
    head.detach();
    assertEquals(head.detached, true);
    window.bytes.fill(0);
    assertEquals(head.path, path);
    assertEquals(decoder.next(window), "end");
    head.release();
  }
});
