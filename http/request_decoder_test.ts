// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { ByteWindow } from "../net/byte_window.ts";
import {
  bytesOf,
  decodeRequests,
  oneByOne,
  piecesOf,
  type Seen,
} from "./testdata/decoding.ts";
import { ACCEPTED, REFUSED } from "./testdata/request_cases.ts";
import { ProtocolError } from "./protocol_error.ts";
import { RequestDecoder } from "./request_decoder.ts";

/** Events and refusals in a short form, such as "head data:hi end 400". */
function summary(seen: readonly Seen[]): string {
  return seen.map((one) => {
    if (one.event === "data") return `data:${one.text}`;
    if (one.event === "error") return `${one.status}`;
    return one.event;
  }).join(" ");
}

/** The same bytes whole, one by one, and in two at every place. */
function assertSameHoweverSplit(text: string, whole: readonly Seen[]): void {
  const bytes = bytesOf(text);
  assertEquals(decodeRequests(oneByOne(bytes)), whole, "one by one");
  if (bytes.length > 2000) return;
  for (let at = 1; at < bytes.length; at++) {
    const pieces = [bytes.subarray(0, at), bytes.subarray(at)];
    assertEquals(decodeRequests(pieces), whole, `split at ${at}`);
  }
}

for (const { name, text, events, head } of ACCEPTED) {
  Deno.test(`RequestDecoder takes ${name}`, () => {
    const seen = decodeRequests([bytesOf(text)]);
    assertEquals(summary(seen), events);
    const first = seen[0];
    assert(first?.event === "head");
    for (const [key, value] of Object.entries(head)) {
      assertEquals(first.head[key], value, key);
    }
    assertSameHoweverSplit(text, seen);
  });
}

for (const { name, text, status, message, before = "" } of REFUSED) {
  Deno.test(`RequestDecoder refuses ${name}`, () => {
    const seen = decodeRequests([bytesOf(text)]);
    assertEquals(summary(seen), `${before} ${status}`.trim());
    const last = seen.at(-1);
    assert(last?.event === "error");
    if (message !== undefined) {
      assert(last.message.includes(message), last.message);
    }
    assertSameHoweverSplit(text, seen);
  });
}

Deno.test("RequestDecoder refuses at the first byte that is wrong", () => {
  for (const { name, text, status, early } of REFUSED) {
    if (early === undefined) continue;
    const decoder = new RequestDecoder();
    const window = ByteWindow.from(bytesOf(text));
    const end = text.indexOf(early) + early.length;
    assert(end >= early.length, name);
    window.end = end - 1;
    while (decoder.next(window) !== "need-data");
    window.end = end;
    const error = assertThrows(
      () => {
        while (decoder.next(window) !== "need-data");
      },
      ProtocolError,
    ) as ProtocolError;
    assertEquals(error.status, status, name);
  }
});

Deno.test("RequestDecoder events do not depend on how bytes are split", () => {
  const texts = [...ACCEPTED, ...REFUSED].map((one) => one.text);
  fc.assert(fc.property(
    fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 3 }),
    fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
    (chosen, sizes) => {
      const bytes = bytesOf(chosen.join(""));
      const pieces = piecesOf(bytes, sizes);
      assertEquals(decodeRequests(pieces), decodeRequests([bytes]));
    },
  ));
});

Deno.test("RequestDecoder bounds everything", () => {
  const host = "Host: a\r\n";
  const cases: [string, object, string][] = [
    [`GET /${"a".repeat(20)} HTTP/1.1\r\n`, { maxRequestLineSize: 30 }, "414"],
    [`GET /${"a".repeat(9000)}`, {}, "414"],
    [`GET / HTTP/1.1\r\n${host}a: ${"b".repeat(20000)}`, {}, "431"],
    [`GET / HTTP/1.1\r\n${host}${"a:\r\n".repeat(100)}\r\n`, {}, "431"],
    [`GET / HTTP/1.1\r\n${host}${"a:\r\n".repeat(99)}\r\n`, {}, "head end"],
    [`${"A".repeat(33)}`, {}, "501"],
    [`${"A".repeat(32)} / HTTP/1.1\r\n${host}\r\n`, {}, "head end"],
    [
      `POST / HTTP/1.1\r\n${host}Content-Length: 1048577\r\n\r\n`,
      {},
      "413",
    ],
    [
      `POST / HTTP/1.1\r\n${host}Content-Length: 4\r\n\r\nabcd`,
      { maxBodySize: 4 },
      "head data:abcd end",
    ],
    [
      `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n` +
      "2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n",
      { maxBodySize: 4 },
      "head data:ab 413",
    ],
    [
      `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n` +
      "1;a=b\r\na\r\n1;a=bcd\r\na\r\n0\r\n\r\n",
      { maxChunkExtensionSize: 9 },
      "head data:a 413",
    ],
    [
      `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n` +
      "0\r\nabc: def\r\n\r\n",
      { maxTrailerSize: 11 },
      "head 431",
    ],
    [
      `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n` +
      "0\r\na: b\r\nc: d\r\ne: f\r\n\r\n",
      { maxFieldCount: 2 },
      "head 431",
    ],
  ];
  for (const [text, limits, expected] of cases) {
    const whole = decodeRequests([bytesOf(text)], limits);
    assertEquals(summary(whole), expected, text.slice(0, 60));
    const single = decodeRequests(oneByOne(bytesOf(text)), limits);
    assertEquals(summary(single), expected, text.slice(0, 60));
  }
});

Deno.test("RequestDecoder takes a head of just the greatest size", () => {
  const text = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  const size = text.length;
  const line = "GET / HTTP/1.1\r\n".length;
  for (
    const [limits, expected] of [
      [{ maxHeadSize: size }, "head end"],
      [{ maxHeadSize: size - 1 }, "431"],
      [{ maxHeadSize: line }, "431"],
      [{ maxHeadSize: line - 1 }, "431"],
      [{ maxHeadSize: 5 }, "431"],
      [{ maxHeadSize: 0 }, "431"],
      [{ maxRequestLineSize: line }, "head end"],
      [{ maxRequestLineSize: line - 1 }, "414"],
    ] as const
  ) {
    assertEquals(summary(decodeRequests([bytesOf(text)], limits)), expected);
    const single = decodeRequests(oneByOne(bytesOf(text)), limits);
    assertEquals(summary(single), expected);
  }
});

Deno.test("RequestDecoder consumes nothing behind Connection: close", () => {
  const decoder = new RequestDecoder();
  const window = ByteWindow.from(
    bytesOf(
      "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET / HTTP/1.1\r\n",
    ),
  );
  assertEquals(decoder.next(window), "head");
  assertEquals(decoder.next(window), "end");
  const start = window.start;
  assertEquals(decoder.next(window), "need-data");
  assertEquals(window.start, start);
  assertEquals(decoder.state, "closed");
  decoder.endOfInput();
});

Deno.test("RequestDecoder stays refused", () => {
  const decoder = new RequestDecoder();
  const window = ByteWindow.from(bytesOf("\0GET / HTTP/1.1\r\n"));
  assertThrows(() => decoder.next(window), ProtocolError);
  assertEquals(decoder.state, "error");
  const fine = ByteWindow.from(bytesOf("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  assertThrows(() => decoder.next(fine), ProtocolError);
  assertEquals(decoder.midMessage, false);
});

Deno.test("RequestDecoder.midMessage tells a begun message", () => {
  const text = "\r\nPOST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";
  const bytes = bytesOf(text);
  const decoder = new RequestDecoder();
  const window = ByteWindow.from(bytes);
  for (window.end = 0; window.end < bytes.length; window.end++) {
    while (decoder.next(window) !== "need-data");
    assertEquals(decoder.midMessage, window.end > 2, `at ${window.end}`);
  }
  while (decoder.next(window) !== "need-data");
  assertEquals(decoder.midMessage, false);
  assertEquals(decoder.state, "idle");
});

Deno.test("RequestDecoder.endOfInput() refuses within a message only", () => {
  const text =
    "\r\nPOST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n";
  const bytes = bytesOf(text);
  for (let end = 0; end <= bytes.length; end++) {
    const seen = decodeRequests([bytes.subarray(0, end)]);
    const complete = end === 0 || end === 2 || end === bytes.length;
    assertEquals(seen.at(-1)?.event === "error", !complete, `at ${end}`);
  }
});

Deno.test("RequestDecoder.endOfInput() is fine once all content is there", () => {
  const decoder = new RequestDecoder();
  const head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n";
  const window = ByteWindow.from(bytesOf(`${head}hi`));
  assertEquals(decoder.next(window), "head");
  assertThrows(() => decoder.endOfInput(), ProtocolError);
  const other = new RequestDecoder();
  window.start = 0;
  assertEquals(other.next(window), "head");
  assertEquals(other.next(window), "data");
  other.endOfInput();
  assertEquals(other.next(window), "end");
});

Deno.test("RequestDecoder stays refused after content was", () => {
  const text = "POST / HTTP/1.1\r\nHost: a\r\n" +
    "Transfer-Encoding: chunked\r\n\r\nx";
  const decoder = new RequestDecoder();
  const window = ByteWindow.from(bytesOf(text));
  assertEquals(decoder.next(window), "head");
  assertThrows(() => decoder.next(window), ProtocolError, "chunk size");
  assertEquals(decoder.state, "error");
  assertEquals(decoder.midMessage, false);
  assertThrows(() => decoder.next(window), ProtocolError, "before");

  const cut = new RequestDecoder();
  cut.next(ByteWindow.from(bytesOf("GET")));
  assertThrows(() => cut.endOfInput(), ProtocolError);
  assertEquals(cut.state, "error");
  cut.endOfInput();
});

Deno.test("RequestDecoder counts each message's content for itself", () => {
  const decoder = new RequestDecoder({
    maxBodySize: 3,
    maxChunkExtensionSize: 3,
    maxTrailerSize: 8,
    maxFieldCount: 2,
  });
  const text = "POST / HTTP/1.1\r\nHost: a\r\n" +
    "Transfer-Encoding: chunked\r\n\r\n3;a\r\nabc\r\n0\r\na: b\r\n\r\n";
  const window = ByteWindow.from(bytesOf(text.repeat(3)));
  const events: string[] = [];
  for (;;) {
    const event = decoder.next(window);
    if (event === "need-data") break;
    events.push(event);
  }
  assertEquals(events.join(" "), "head data end head data end head data end");
});

/** Bytes that count how often one of them is read. */
function countingBytes(
  bytes: Uint8Array<ArrayBuffer>,
): { bytes: Uint8Array<ArrayBuffer>; reads: () => number } {
  let reads = 0;
  const proxy = new Proxy(bytes, {
    get(target, key): unknown {
      if (typeof key === "string" && /^\d+$/.test(key)) reads++;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { bytes: proxy, reads: () => reads };
}

Deno.test("RequestDecoder reads each byte a few times at most, however they arrive", () => {
  const long = "a".repeat(3000);
  const text = `${get(long)}X-${long}: ${long}\r\n${"b: c\r\n".repeat(50)}` +
    "Transfer-Encoding: chunked\r\n\r\n" +
    `1;${long}="${long}"\r\na\r\n0\r\nt: ${long}\r\n\r\n`;
  for (const size of [1, 7, text.length]) {
    const { bytes, reads } = countingBytes(bytesOf(text));
    const decoder = new RequestDecoder();
    const window = new ByteWindow(bytes, 0, 0);
    while (window.end < bytes.length) {
      window.end = Math.min(bytes.length, window.end + size);
      while (decoder.next(window) !== "need-data");
    }
    assertEquals(decoder.state, "idle");
    assert(reads() < 4 * bytes.length, `${reads()} reads by ${size}`);
  }
});

/** The start of a GET for a path of that name. */
function get(path: string): string {
  return `GET /${path} HTTP/1.1\r\nHost: a\r\n`;
}
