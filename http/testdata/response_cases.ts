// Copyright 2026 the tpd2 authors. MIT license.

/** Bytes that are responses: what the decoder tells, and what the last head says. */
export interface AcceptedResponse {
  name: string;
  /** The methods of the requests; GET where not given. */
  methods?: readonly string[];
  text: string;
  events: string;
  head: Record<string, unknown>;
}

/** Bytes that are none. */
export interface RefusedResponse {
  name: string;
  methods?: readonly string[];
  text: string;
  /** What was told before. */
  before?: string;
  /** A part of the message. */
  message?: string;
}

const OK = "HTTP/1.1 200 OK\r\n";

/** Responses that are to be taken. */
export const ACCEPTED_RESPONSES: readonly AcceptedResponse[] = [
  {
    name: "the example of RFC 9110 section 3.9",
    text: "HTTP/1.1 200 OK\r\n" +
      "Date: Mon, 27 Jul 2009 12:28:53 GMT\r\n" +
      "Server: Apache\r\n" +
      "Last-Modified: Wed, 22 Jul 2009 19:15:56 GMT\r\n" +
      'ETag: "34aa387-d-1568eb00"\r\n' +
      "Accept-Ranges: bytes\r\n" +
      "Content-Length: 51\r\n" +
      "Vary: Accept-Encoding\r\n" +
      "Content-Type: text/plain\r\n\r\n" +
      "Hello World! My content includes a trailing CRLF.\r\n",
    events:
      "200 data:Hello World! My content includes a trailing CRLF.\r\n end",
    head: { reason: "OK", contentLength: 51, keepAlive: true, httpVersion: 11 },
  },
  {
    name: "chunks with trailers",
    text: `${OK}Transfer-Encoding: chunked\r\n\r\n` +
      "3\r\nabc\r\n0\r\nExpires: never\r\n\r\n",
    events: "200 data:abc end",
    head: { contentLength: -1, keepAlive: true },
  },
  {
    name: "content until close",
    text: `${OK}Content-Type: text/plain\r\n\r\nabc`,
    events: "200 data:abc end closed",
    head: { contentLength: -2, keepAlive: false },
  },
  {
    name: "no content until close",
    text: `${OK}\r\n`,
    events: "200 end closed",
    head: { contentLength: -2 },
  },
  {
    name: "interim responses before the final one",
    text: "HTTP/1.1 100 Continue\r\n\r\n" +
      "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" +
      `${OK}Content-Length: 0\r\n\r\n`,
    events: "100 103 200 end",
    head: { interim: false },
  },
  {
    name: "an answer to HEAD, whatever length it tells",
    methods: ["HEAD", "GET"],
    text: `${OK}Content-Length: 5\r\n\r\n${OK}Content-Length: 1\r\n\r\na`,
    events: "200 end 200 data:a end",
    head: {},
  },
  {
    name: "204 and 304 without content",
    methods: ["GET", "GET"],
    text: "HTTP/1.1 204 No Content\r\n\r\n" +
      "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n",
    events: "204 end 304 end",
    head: { contentLength: 0, keepAlive: true },
  },
  {
    name: "a switch of protocols, whose bytes it leaves alone",
    text: "HTTP/1.1 101 Switching Protocols\r\n" +
      "Connection: upgrade\r\nUpgrade: foo\r\n\r\n\x16\x00\xff",
    events: "101 end closed",
    head: { interim: false, keepAlive: false },
  },
  {
    name: "a tunnel, whatever length it tells",
    methods: ["CONNECT"],
    text: `${OK}Content-Length: 9\r\n\r\n\x16\x00\xff`,
    events: "200 end closed",
    head: { contentLength: 0 },
  },
  {
    name: "a refused tunnel",
    methods: ["CONNECT"],
    text: "HTTP/1.1 407 No\r\nContent-Length: 1\r\n\r\na",
    events: "407 data:a end",
    head: {},
  },
  {
    name: "HTTP/1.0",
    text: "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na",
    events: "200 data:a end closed",
    head: { httpVersion: 10, keepAlive: false },
  },
  {
    name: "HTTP/1.0 with keep-alive",
    text: "HTTP/1.0 200 OK\r\n" +
      "Connection: keep-alive\r\nContent-Length: 1\r\n\r\na",
    events: "200 data:a end",
    head: { keepAlive: true },
  },
  {
    name: "close",
    text: `${OK}Connection: close\r\nContent-Length: 1\r\n\r\nabc`,
    events: "200 data:a end closed",
    head: { keepAlive: false },
  },
  {
    name: "an empty reason",
    text: "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n",
    events: "200 end",
    head: { reason: "" },
  },
  {
    name: "no reason, and no space before it",
    text: "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
    events: "200 end",
    head: { reason: "" },
  },
  {
    name: "a reason of several words beyond ASCII",
    text: "HTTP/1.1 404 Pas trouv\xe9\t!\r\nContent-Length: 0\r\n\r\n",
    events: "404 end",
    head: { reason: "Pas trouv\xe9\t!" },
  },
  {
    name: "a status of no known class",
    text: "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
    events: "999 end",
    head: {},
  },
];

/** A response with more field lines. */
function ok(lines: string): string {
  return `${OK}${lines}\r\n`;
}

const CHUNKED = ok("Transfer-Encoding: chunked\r\n");

/** Bytes that are to be refused. */
export const REFUSED_RESPONSES: readonly RefusedResponse[] = [
  ...[
    "HTTP/1.1 20 OK",
    "HTTP/1.1 2000 OK",
    "HTTP/1.1 099 OK",
    "HTTP/1.1 000 OK",
    "HTTP/1.1 -20 OK",
    "HTTP/1.1  200 OK",
    "HTTP/1.1 200\tOK",
    "HTTP/1.1 200 O\0K",
    "HTTP/1.1 200 OK\x7f",
    "HTTP/1.1",
    "HTTP/1.1 ",
    "HTTP/2.0 200 OK",
    "HTTP/1 200 OK",
    "HTTP/1.10 200 OK",
    "http/1.1 200 OK",
    "ICY 200 OK",
    " HTTP/1.1 200 OK",
    "\r\nHTTP/1.1 200 OK",
    "GET / HTTP/1.1",
    "\x16\x03\x01",
  ].map((line) => ({
    name: `the status line ${JSON.stringify(line)}`,
    text: `${line}\r\nContent-Length: 0\r\n\r\n`,
  })),
  { name: "a bare LF", text: "HTTP/1.1 200 OK\n\n", message: "LF" },
  { name: "a bare CR", text: "HTTP/1.1 200 OK\rContent", message: "CR" },
  { name: "a folded line", text: ok("a: b\r\n c\r\n"), message: "white space" },
  { name: "a space before the colon", text: ok("a : b\r\n"), message: "colon" },
  {
    name: "length and coding",
    text: ok("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"),
    message: "both",
  },
  {
    name: "length nothing, and coding",
    text: ok("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n"),
    message: "both",
  },
  {
    name: "two lengths",
    text: ok("Content-Length: 1\r\nContent-Length: 2\r\n"),
    message: "more than one",
  },
  { name: "a list of lengths", text: ok("Content-Length: 1, 1\r\n") },
  { name: "a negative length", text: ok("Content-Length: -1\r\n") },
  {
    name: "a length beyond the limit",
    text: ok("Content-Length: 1048577\r\n"),
  },
  {
    name: "an unknown coding",
    text: ok("Transfer-Encoding: gzip, chunked\r\n"),
    message: "coding is not known",
  },
  {
    name: "a coding in HTTP/1.0",
    text: "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    message: "HTTP/1.0",
  },
  { name: "a bad chunk size", text: `${CHUNKED}x\r\n`, before: "200" },
  {
    name: "chunks cut short",
    text: `${CHUNKED}3\r\nab`,
    before: "200 data:ab",
    message: "closed",
  },
  {
    name: "content cut short",
    text: `${ok("Content-Length: 3\r\n")}ab`,
    before: "200 data:ab",
    message: "closed",
  },
  { name: "a head cut short", text: "HTTP/1.1 200", message: "closed" },
  { name: "nothing at all", text: "", message: "closed" },
  {
    name: "only an interim response",
    text: "HTTP/1.1 100 Continue\r\n\r\n",
    before: "100",
    message: "closed",
  },
  {
    name: "interim responses without end",
    text: "HTTP/1.1 102 Processing\r\n\r\n".repeat(17),
    before: "102 ".repeat(16).trim(),
    message: "interim",
  },
  {
    name: "more than was asked for",
    text: `${ok("Content-Length: 0\r\n")}${ok("Content-Length: 0\r\n")}`,
    before: "200 end",
    message: "expected",
  },
];
