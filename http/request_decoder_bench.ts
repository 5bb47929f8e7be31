// Copyright 2026 the tpd2 authors. MIT license.

import { HTTPParser } from "node:_http_common";
import { Buffer } from "node:buffer";
import { ByteWindow } from "../net/byte_window.ts";
import { RequestDecoder } from "./request_decoder.ts";

/** What `wrk` sends. */
const SMALL = "GET /test?name=John HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n";

/** What a browser sends: twelve fields. */
const BROWSER = "GET /test?name=John HTTP/1.1\r\n" +
  "Host: www.example.com:8080\r\n" +
  "Connection: keep-alive\r\n" +
  "Cache-Control: max-age=0\r\n" +
  "Upgrade-Insecure-Requests: 1\r\n" +
  "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36\r\n" +
  "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8\r\n" +
  "Sec-Fetch-Site: same-origin\r\n" +
  "Sec-Fetch-Mode: navigate\r\n" +
  "Referer: http://www.example.com:8080/\r\n" +
  "Accept-Encoding: gzip, deflate, br, zstd\r\n" +
  "Accept-Language: en-GB,en;q=0.9\r\n" +
  "Cookie: session=0123456789abcdef0123456789abcdef\r\n\r\n";

/** Small content in chunks. */
const CHUNKED = "POST /echo HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n" +
  "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";

/** What node's parser gives its listener: (minor, ..., headers, method, url, ...). */
interface NativeParser {
  initialize(kind: number, resource: object): void;
  execute(bytes: Uint8Array): number | Error;
  [callback: number]: (...given: unknown[]) => number | void;
}

for (const [group, text] of Object.entries({ SMALL, BROWSER, CHUNKED })) {
  // Off the start of the buffer, as in a connection's.
  const bytes = new Uint8Array(8192);
  const start = 64;
  const length = new TextEncoder().encodeInto(text, bytes.subarray(start))
    .written;
  const window = new ByteWindow(bytes, start, start + length);
  const decoder = new RequestDecoder();
  let seen = 0;

  Deno.bench({
    name: "RequestDecoder, events only",
    group,
    fn() {
      window.start = start;
      while (decoder.next(window) !== "need-data");
      decoder.head!.release();
    },
  });

  Deno.bench({
    name: "RequestDecoder, with path, query and host",
    group,
    baseline: true,
    fn() {
      window.start = start;
      decoder.next(window);
      const head = decoder.head!;
      seen += head.path.length + head.query.length + head.host.length;
      while (decoder.next(window) !== "need-data");
      head.release();
    },
  });

  Deno.bench({
    name: "RequestDecoder, with all fields",
    group,
    fn() {
      window.start = start;
      decoder.next(window);
      const head = decoder.head!;
      for (const [name, value] of head.fields()) {
        seen += name.length + value.length;
      }
      while (decoder.next(window) !== "need-data");
      head.release();
    },
  });

  const parser = new (HTTPParser as unknown as new () => NativeParser)();
  parser.initialize(0, {});
  parser[2] = (...given: unknown[]): number => {
    seen += given.length;
    return 0;
  };
  parser[3] = (): void => {};
  parser[4] = (): void => {};
  const buffer = Buffer.from(text);
  if (parser.execute(buffer) !== length) throw new Error("Cannot parse");

  Deno.bench({
    name: "llhttp, by node:http, with all fields",
    group,
    fn() {
      parser.execute(buffer);
    },
  });
}
