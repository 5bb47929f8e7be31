// Copyright 2026 the tpd2 authors. MIT license.

/** Bytes that are requests: what the decoder tells, and what the first head says. */
export interface AcceptedCase {
  name: string;
  text: string;
  events: string;
  head: Record<string, unknown>;
}

/** Bytes that are none. */
export interface RefusedCase {
  name: string;
  text: string;
  status: number;
  /** A part of the message. */
  message?: string;
  /** What was told before. */
  before?: string;
  /** The text up to the byte at which it must be refused at the latest. */
  early?: string;
}

const GET = "GET / HTTP/1.1\r\n";
const HOST = "Host: example.com\r\n";
const CHUNKED = `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n`;

/** A GET with more field lines. */
function get(lines: string): string {
  return `${GET}${HOST}${lines}\r\n`;
}

/** A request with that target. */
function target(method: string, of: string): string {
  return `${method} ${of} HTTP/1.1\r\n${HOST}\r\n`;
}

/** Requests that are to be taken. */
export const ACCEPTED: readonly AcceptedCase[] = [
  {
    name: "the example of RFC 9110 section 3.9",
    text:
      "GET /hello.txt HTTP/1.1\r\nUser-Agent: curl/7.64.1\r\nHost: www.example.com\r\nAccept-Language: en, mi\r\n\r\n",
    events: "head end",
    head: {
      method: "GET",
      target: "/hello.txt",
      targetForm: "origin-form",
      path: "/hello.txt",
      query: "",
      httpVersion: 11,
      authority: "www.example.com",
      host: "www.example.com",
      keepAlive: true,
      contentLength: 0,
      expectContinue: false,
      upgrade: null,
      hasBody: false,
      fields: [
        ["user-agent", "curl/7.64.1"],
        ["host", "www.example.com"],
        ["accept-language", "en, mi"],
      ],
    },
  },
  {
    name: "the example of RFC 9112 section 3.2.1",
    text: "GET /where?q=now HTTP/1.1\r\nHost: www.example.org\r\n\r\n",
    events: "head end",
    head: { target: "/where?q=now", path: "/where", query: "q=now" },
  },
  {
    name: "the example of RFC 9112 section 3.2.2",
    text:
      "GET http://www.example.org/pub/WWW/TheProject.html HTTP/1.1\r\nHost: proxy\r\n\r\n",
    events: "head end",
    head: {
      targetForm: "absolute-form",
      path: "/pub/WWW/TheProject.html",
      authority: "www.example.org",
      host: "www.example.org",
    },
  },
  {
    name: "the example of RFC 9112 section 3.2.3",
    text:
      "CONNECT www.example.com:80 HTTP/1.1\r\nHost: www.example.com\r\n\r\n",
    events: "head end closed",
    head: {
      method: "CONNECT",
      targetForm: "authority-form",
      path: "",
      authority: "www.example.com:80",
      host: "www.example.com",
    },
  },
  {
    name: "the example of RFC 9112 section 3.2.4",
    text: "OPTIONS * HTTP/1.1\r\nHost: www.example.org:8001\r\n\r\n",
    events: "head end",
    head: {
      targetForm: "asterisk-form",
      target: "*",
      path: "*",
      authority: "www.example.org:8001",
      host: "www.example.org",
    },
  },
  {
    name: "OPTIONS for a whole server through a proxy",
    text: "OPTIONS http://www.example.org:8001 HTTP/1.1\r\nHost: a\r\n\r\n",
    events: "head end",
    head: {
      targetForm: "absolute-form",
      path: "*",
      authority: "www.example.org:8001",
    },
  },
  {
    name: "an absolute target without a path",
    text: "GET HTTPS://Example.ORG?a HTTP/1.1\r\nHost: a\r\n\r\n",
    events: "head end",
    head: { path: "/", query: "a", host: "example.org" },
  },
  {
    name: "the example of RFC 9112 section 7.1.3, chunks",
    text:
      `${CHUNKED}4\r\nWiki\r\n7\r\npedia i\r\nB\r\nn \r\nchunks.\r\n0\r\n\r\n`,
    events: "head data:Wikipedia in \r\nchunks. end",
    head: { contentLength: -1, hasBody: true },
  },
  {
    name: "the example of RFC 9112 section 3.3, HTTP/1.0",
    text: "GET /pub/WWW/TheProject.html HTTP/1.0\r\n\r\n",
    events: "head end closed",
    head: { httpVersion: 10, authority: "", host: "", keepAlive: false },
  },
  {
    name: "HTTP/1.0 with keep-alive",
    text: "GET / HTTP/1.0\r\nHost: a\r\nConnection: Keep-Alive\r\n\r\n",
    events: "head end",
    head: { httpVersion: 10, keepAlive: true, authority: "a" },
  },
  {
    name: "HTTP/1.2 as HTTP/1.1",
    text: "GET / HTTP/1.2\r\nHost: a\r\n\r\n",
    events: "head end",
    head: { httpVersion: 11, keepAlive: true },
  },
  {
    name: "close among other options, in any case",
    text: get("Connection: foo ,\tCLOSE,\r\nConnection: keep-alive\r\n"),
    events: "head end closed",
    head: { keepAlive: false },
  },
  {
    name: "content of known length",
    text: `POST /a HTTP/1.1\r\n${HOST}content-LENGTH: 005\r\n\r\nhello`,
    events: "head data:hello end",
    head: { method: "POST", contentLength: 5, hasBody: true },
  },
  {
    name: "options of Connection between empty ones",
    text: get("Connection: ,, keep-alive,close,\t,\r\n"),
    events: "head end closed",
    head: { keepAlive: false },
  },
  {
    name: "an expectation before all other fields",
    text:
      `PUT / HTTP/1.1\r\nExpect: 100-continue\r\n${HOST}Content-Length: 1\r\n\r\na`,
    events: "head data:a end",
    head: { expectContinue: true },
  },
  {
    name: "Upgrade before all other fields",
    text:
      `${GET}Upgrade: a\r\nupgrade: b\r\nConnection: upgrade\r\n${HOST}\r\n`,
    events: "head end",
    head: { upgrade: "a, b" },
  },
  {
    name: "an absolute target whose query alone is long",
    text: "OPTIONS http://a?b HTTP/1.1\r\nHost: a\r\n\r\n",
    events: "head end",
    head: { path: "/", query: "b" },
  },
  {
    name: "an empty query",
    text: "GET /a? HTTP/1.1\r\nHost: a\r\n\r\n",
    events: "head end",
    head: { path: "/a", query: "", target: "/a?" },
  },
  {
    name: "white space between chunk extensions",
    text: `${CHUNKED}1;a ;b\t; c = d ;e\r\na\r\n0\r\n\r\n`,
    events: "head data:a end",
    head: {},
  },
  {
    name: "content of no length",
    text: `POST /a HTTP/1.1\r\n${HOST}Content-Length: 0\r\n\r\n`,
    events: "head end",
    head: { contentLength: 0, hasBody: false },
  },
  {
    name: "pipelined requests",
    text: `${get("")}POST / HTTP/1.1\r\n${HOST}Content-Length: 1\r\n\r\na${
      get("")
    }`,
    events: "head end head data:a end head end",
    head: {},
  },
  {
    name: "one empty line before a request",
    text: `\r\n${get("")}\r\n${get("")}`,
    events: "head end head end",
    head: { method: "GET" },
  },
  {
    name: "an expectation in any case",
    text:
      `PUT / HTTP/1.1\r\n${HOST}Expect: 100-Continue\r\nContent-Length: 1\r\n\r\na`,
    events: "head data:a end",
    head: { expectContinue: true },
  },
  {
    name: "an expectation without content, which needs no answer",
    text: get("Expect: 100-continue\r\n"),
    events: "head end",
    head: { expectContinue: false },
  },
  {
    name: "any expectation in HTTP/1.0, which has none",
    text: "POST / HTTP/1.0\r\nExpect: x\r\nContent-Length: 1\r\n\r\na",
    events: "head data:a end closed",
    head: { expectContinue: false },
  },
  {
    name: "an upgrade",
    text: get("Connection: Upgrade\r\nUpgrade: websocket\r\n"),
    events: "head end",
    head: { upgrade: "websocket" },
  },
  {
    name: "an upgrade that Connection does not name",
    text: get("Upgrade: websocket\r\n"),
    events: "head end",
    head: { upgrade: null },
  },
  {
    name: "white space around values, and within",
    text: `${GET}Host:example.com\t \r\nA: \t b  c\t \r\nB:\r\nC:  \r\n\r\n`,
    events: "head end",
    head: {
      authority: "example.com",
      fields: [["host", "example.com"], ["a", "b  c"], ["b", ""], ["c", ""]],
    },
  },
  {
    name: "bytes beyond ASCII in a value",
    text: get("A: \x80\xe9\xff\r\n"),
    events: "head end",
    head: { fields: [["host", "example.com"], ["a", "\x80\xe9\xff"]] },
  },
  {
    name: "every character of a token as method and name",
    text:
      `!#$%&'*+-.^_\`|~09AZaz / HTTP/1.1\r\n${HOST}!#$%&'*+-.^_\`|~09AZaz: a\r\n\r\n`,
    events: "head end",
    head: { method: "!#$%&'*+-.^_`|~09AZaz" },
  },
  {
    name: "methods in lower case as they are",
    text: target("get", "/"),
    events: "head end",
    head: { method: "get" },
  },
  ...[
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "TRACE",
    "PRI",
    "POSE",
    "GEX",
    "PURGE",
    "DELETED",
  ].map(
    (method) => ({
      name: `the method ${method}`,
      text: target(method, "/"),
      events: "head end",
      head: { method },
    }),
  ),
  {
    name: "a target with all that browsers send",
    text: target("GET", "/a%20b%zz//..;x?a=|^{}[]\\`'\"<>&?/"),
    events: "head end",
    head: { path: "/a%20b%zz//..;x", query: "a=|^{}[]\\`'\"<>&?/" },
  },
  ...[
    "a",
    "a:",
    "a:80",
    "127.0.0.1:65535",
    "[::1]",
    "[::1]:8080",
    "[2001:db8::1.2.3.4]",
    "a_b.c-d",
    "a%41",
    "x!$&'()*+,;=~",
  ].map(
    (host) => ({
      name: `the host ${host}`,
      text: `${GET}Host: ${host}\r\n\r\n`,
      events: "head end",
      head: { authority: host },
    }),
  ),
  {
    name: "chunk extensions",
    text:
      `${CHUNKED}1;a\r\na\r\n1;a=b;c="d \\" \x80\t";e\r\nb\r\n1 ; a = b ; c\r\nc\r\n0;last\r\n\r\n`,
    events: "head data:abc end",
    head: {},
  },
  {
    name: "chunk sizes with zeros and in any case",
    text: `${CHUNKED}00A\r\n0123456789\r\n00a\r\n0123456789\r\n00000\r\n\r\n`,
    events: "head data:01234567890123456789 end",
    head: {},
  },
  {
    name: "trailers, which it does not merge",
    text:
      `${CHUNKED}1\r\na\r\n0\r\nExpires: never\r\nHost: evil\r\nEmpty:\r\n\r\n${
        get("")
      }`,
    events: "head data:a end head end",
    head: { authority: "example.com" },
  },
  {
    name: "a transfer coding in any case",
    text:
      `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: \t ChunKed \r\n\r\n0\r\n\r\n`,
    events: "head end",
    head: { contentLength: -1, hasBody: true },
  },
];

/** Bytes that are to be refused. */
export const REFUSED: readonly RefusedCase[] = [
  // Request line.
  {
    name: "a bare LF behind the request line",
    text: "GET / HTTP/1.1\nHost: a\n\n",
    status: 400,
    message: "LF",
    early: "GET / HTTP/1.1\n",
  },
  {
    name: "a bare CR behind the request line",
    text: "GET / HTTP/1.1\rHost: a\r\n\r\n",
    status: 400,
    message: "CR",
    early: "GET / HTTP/1.1\rH",
  },
  { name: "HTTP/0.9", text: "GET /\r\n", status: 400, early: "GET /\r" },
  {
    name: "two empty lines before",
    text: `\r\n\r\n${get("")}`,
    status: 400,
    message: "more than one empty line",
    early: "\r\n\r",
  },
  {
    name: "a bare LF before",
    text: `\n${get("")}`,
    status: 400,
    message: "LF without CR",
    early: "\n",
  },
  { name: "a bare CR before", text: `\r${get("")}`, status: 400, early: "\rG" },
  { name: "white space before", text: ` ${get("")}`, status: 400, early: " " },
  {
    name: "two spaces before the target",
    text: "GET  / HTTP/1.1\r\n",
    status: 400,
    early: "GET  ",
  },
  {
    name: "two spaces before the version",
    text: "GET /  HTTP/1.1\r\n",
    status: 400,
    early: "GET /  ",
  },
  {
    name: "a space behind the version",
    text: "GET / HTTP/1.1 \r\n",
    status: 400,
    early: "GET / HTTP/1.1 ",
  },
  {
    name: "a tab for a space",
    text: "GET\t/ HTTP/1.1\r\n",
    status: 400,
    early: "GET\t",
  },
  {
    name: "a colon in the method",
    text: "GE:T / HTTP/1.1\r\n",
    status: 400,
    early: "GE:",
  },
  {
    name: "a control character in the target",
    text: "GET /\x01 HTTP/1.1\r\n",
    status: 400,
    early: "GET /\x01",
  },
  {
    name: "a NUL in the target",
    text: "GET /\0 HTTP/1.1\r\n",
    status: 400,
    early: "GET /\0",
  },
  {
    name: "a DEL in the target",
    text: "GET /\x7f HTTP/1.1\r\n",
    status: 400,
    early: "GET /\x7f",
  },
  {
    name: "a byte beyond ASCII in the target",
    text: "GET /\xe9 HTTP/1.1\r\n",
    status: 400,
    early: "GET /\xe9",
  },
  {
    name: "a fragment in the target",
    text: "GET /a#b HTTP/1.1\r\n",
    status: 400,
    early: "GET /a#",
  },
  { name: "a target that is no path", text: target("GET", "a"), status: 400 },
  { name: "an asterisk for GET", text: target("GET", "*"), status: 400 },
  { name: "an asterisk with more", text: target("OPTIONS", "*a"), status: 400 },
  { name: "an authority for GET", text: target("GET", "a:80"), status: 400 },
  { name: "a path for CONNECT", text: target("CONNECT", "/"), status: 400 },
  { name: "CONNECT without a port", text: target("CONNECT", "a"), status: 400 },
  {
    name: "CONNECT with an empty port",
    text: target("CONNECT", "a:"),
    status: 400,
  },
  { name: "another scheme", text: target("GET", "ftp://a/"), status: 400 },
  {
    name: "an absolute target without a host",
    text: target("GET", "http:///a"),
    status: 400,
  },
  {
    name: "an absolute target with user information",
    text: target("GET", "http://a@b/"),
    status: 400,
  },
  {
    name: "an absolute target cut short",
    text: target("GET", "http:/"),
    status: 400,
  },
  {
    name: "an absolute target without Host",
    text: "GET http://a/ HTTP/1.1\r\n\r\n",
    status: 400,
    message: "Host",
  },
  {
    name: "an absolute target with an invalid Host",
    text: "GET http://a/ HTTP/1.1\r\nHost: a b\r\n\r\n",
    status: 400,
    message: "Host",
  },
  {
    name: "HTTP/2.0",
    text: "GET / HTTP/2.0\r\n",
    status: 505,
    early: "GET / HTTP/2.0\r",
  },
  { name: "HTTP/0.9 by name", text: "GET / HTTP/0.9\r\n", status: 505 },
  {
    name: "the preface of HTTP/2",
    text: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    status: 505,
    message: "HTTP/1.1",
  },
  {
    name: "a TLS hello",
    text: "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    status: 400,
    message: "TLS",
    early: "\x16",
  },
  ...[
    "HTTP/1",
    "HTTP/1.",
    "HTTP/1.11",
    "HTTP/11.1",
    "HTTP/01.1",
    "http/1.1",
    "HTTP /1.1",
    "HTTP/ 1.1",
    "HTTP/1,1",
    "HTTP/a.1",
    "HTTP/1.a",
    "HTTPS/1.1",
    "ICY",
    "",
  ].map(
    (version) => ({
      name: `the version "${version}"`,
      text: `GET / ${version}\r\n${HOST}\r\n`,
      status: 400,
      message: "version",
    }),
  ),
  // Fields.
  {
    name: "a bare LF behind a field",
    text: `${GET}Host: a\n\r\n`,
    status: 400,
    message: "LF without CR",
    early: "Host: a\n",
  },
  {
    name: "a bare CR behind a field",
    text: `${GET}Host: a\rb\r\n\r\n`,
    status: 400,
    early: "Host: a\rb",
  },
  {
    name: "CR CR LF",
    text: `${GET}Host: a\r\r\n\r\n`,
    status: 400,
    early: "Host: a\r\r",
  },
  {
    name: "a bare LF for the empty line",
    text: `${GET}${HOST}\n`,
    status: 400,
    message: "LF without CR",
  },
  {
    name: "a bare CR for the empty line",
    text: `${GET}${HOST}\rX`,
    status: 400,
  },
  {
    name: "a folded line",
    text: get("A: b\r\n c\r\n"),
    status: 400,
    message: "white space",
    early: "b\r\n ",
  },
  {
    name: "a line folded by a tab",
    text: get("A: b\r\n\tc\r\n"),
    status: 400,
    early: "b\r\n\t",
  },
  {
    name: "white space before the first field",
    text: `${GET} ${HOST}\r\n`,
    status: 400,
    early: "1.1\r\n ",
  },
  {
    name: "a space before the colon",
    text: get("A : b\r\n"),
    status: 400,
    message: "colon",
    early: "A ",
  },
  { name: "a tab before the colon", text: get("A\t: b\r\n"), status: 400 },
  {
    name: "an empty name",
    text: get(": b\r\n"),
    status: 400,
    message: "empty",
  },
  {
    name: "a line without a colon",
    text: get("abc\r\n"),
    status: 400,
    message: "no colon",
  },
  { name: "a NUL in a name", text: get("A\0: b\r\n"), status: 400 },
  {
    name: "a byte beyond ASCII in a name",
    text: get("\xe9: b\r\n"),
    status: 400,
  },
  ...["\0", "\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x7f"].map((byte) => ({
    name: `byte ${byte.charCodeAt(0)} in a value`,
    text: get(`A: b${byte}c\r\n`),
    status: 400,
    early: `b${byte}`,
  })),
  ...'"(),/;<=>?@[\\]{}'.split("").map((character) => ({
    name: `"${character}" in a name`,
    text: get(`A${character}b: c\r\n`),
    status: 400,
  })),
  // Host.
  { name: "no Host", text: `${GET}\r\n`, status: 400, message: "Host" },
  {
    name: "two Hosts",
    text: `${GET}${HOST}${HOST}\r\n`,
    status: 400,
    message: "more than one",
  },
  {
    name: "two Hosts in HTTP/1.0",
    text: `GET / HTTP/1.0\r\n${HOST}${HOST}\r\n`,
    status: 400,
  },
  {
    name: "an invalid Host in HTTP/1.0",
    text: "GET / HTTP/1.0\r\nHost: a/b\r\n\r\n",
    status: 400,
  },
  ...[
    "",
    "a b",
    "a,b@c",
    "user@a",
    "user:pass@a",
    "http://a",
    "a/b",
    "a?b",
    "a#b",
    "a:b",
    "a:65536",
    "a:123456",
    "a:-1",
    "a:80:80",
    ":80",
    "[::1",
    "[::1]x",
    "[::g]",
    "[1:2:3:4:5:6:7:8:9]",
    "[1::2::3]",
    "[1.2.3.4::]",
    "[::1.2.3.4:1]",
    "[::1.2.3]",
    "[::1.2.3.256]",
    "[1:2:3:4:5:6:7]",
    "[12345::]",
    "[]",
    "[v1.a]",
    "[::1%25eth0]",
    "a%4",
    "a%zz",
    "a\\b",
    'a"',
    "<a>",
    "\xe9",
    "a\tb",
  ].map(
    (host) => ({
      name: `the host "${host}"`,
      text: `${GET}Host: ${host}\r\n\r\n`,
      status: 400,
      message: "Host",
    }),
  ),
  // Framing.
  {
    name: "two lengths, the first of them nothing",
    text: get("Content-Length: 0\r\nContent-Length: 5\r\n"),
    status: 400,
    message: "more than one",
  },
  {
    name: "length nothing, and coding",
    text: get("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n"),
    status: 400,
    message: "both",
  },
  {
    name: "a length of fifteen digits, which is a number still",
    text: get("Content-Length: 999999999999999\r\n"),
    status: 413,
  },
  {
    name: "length and coding",
    text:
      `POST / HTTP/1.1\r\n${HOST}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG`,
    status: 400,
    message: "both",
  },
  {
    name: "coding and length",
    text:
      `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n`,
    status: 400,
    message: "both",
  },
  {
    name: "two lengths",
    text: get("Content-Length: 1\r\nContent-Length: 2\r\n"),
    status: 400,
    message: "more than one",
  },
  {
    name: "two equal lengths",
    text: get("Content-Length: 1\r\nContent-Length: 1\r\n"),
    status: 400,
  },
  ...[
    "",
    "1, 1",
    "1,1",
    "+1",
    "-1",
    "1 1",
    "0x1",
    "1a",
    "1.0",
    "1e1",
    "a",
    '"1"',
    "1;",
    "9999999999999999",
    "18446744073709551616",
    "\x801",
  ].map(
    (value) => ({
      name: `the length "${value}"`,
      text: get(`Content-Length: ${value}\r\n`),
      status: 400,
      message: "Content-Length",
    }),
  ),
  ...[
    "",
    "chunked, chunked",
    "chunked,",
    ",chunked",
    "chunked, gzip",
    "chunked;a=b",
    "chunked x",
    "chunked, identity",
    '"chunked"',
    "gzip chunked, chunked, chunked",
  ].map(
    (value) => ({
      name: `the transfer coding "${value}"`,
      text: get(`Transfer-Encoding: ${value}\r\n`),
      status: 400,
      message: "Transfer-Encoding",
    }),
  ),
  ...[
    "gzip, chunked",
    "gzip",
    "identity",
    "xchunked",
    "chunkedx",
    "x-chunked;a=b, chunked",
    "chun\x6bed\x2e",
  ].map(
    (value) => ({
      name: `the transfer coding "${value}"`,
      text: get(`Transfer-Encoding: ${value}\r\n`),
      status: 501,
    }),
  ),
  {
    name: "chunked twice in two lines",
    text: get("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
    status: 400,
  },
  {
    name: "chunked and another in two lines",
    text: get("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"),
    status: 400,
  },
  {
    name: "a coding in HTTP/1.0",
    text: "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    status: 400,
    message: "HTTP/1.0",
  },
  {
    name: "a coding hidden by a vertical tab",
    text: get("Transfer-Encoding: \x0bchunked\r\n"),
    status: 400,
  },
  { name: "another expectation", text: get("Expect: 200-ok\r\n"), status: 417 },
  { name: "an empty expectation", text: get("Expect:\r\n"), status: 417 },
  {
    name: "two expectations",
    text: get("Expect: 100-continue\r\nExpect: 100-continue\r\n"),
    status: 417,
  },
  // Chunks.
  ...[
    "",
    "+1",
    "-1",
    "0x1",
    " 1",
    "1 ",
    "1\t",
    "1 1",
    "g",
    "1_0",
    "1.",
    "1000000000000f",
    ";a=b",
    "1;",
    "1;=a",
    "1;a=",
    "1;a==b",
    '1;a="b',
    '1;a="b"c',
    '1;a="\\\x01"',
    "1;a b",
    "1;a\x01",
    "1,a",
    "\xb2",
    '1;a="\x7f"',
  ].map(
    (size) => ({
      name: `the chunk size line "${size}"`,
      text: `${CHUNKED}${size}\r\na\r\n0\r\n\r\n`,
      status: 400,
      before: "head",
    }),
  ),
  {
    name: "a chunk too large",
    text: `${CHUNKED}fffffffff\r\n`,
    status: 413,
    before: "head",
    early: "fffffffff\r",
  },
  {
    name: "a bare LF behind a chunk size",
    text: `${CHUNKED}1\na\r\n0\r\n\r\n`,
    status: 400,
    message: "LF without CR",
    before: "head",
    early: "\r\n1\n",
  },
  {
    name: "a bare CR behind a chunk size",
    text: `${CHUNKED}1\ra\r\n0\r\n\r\n`,
    status: 400,
    before: "head",
  },
  {
    name: "a bare LF in a chunk extension",
    text: `${CHUNKED}1;a\na\r\n0\r\n\r\n`,
    status: 400,
    message: "LF without CR",
    before: "head",
    early: "1;a\n",
  },
  {
    name: "a bare CR in a chunk extension",
    text: `${CHUNKED}1;a\rb\r\na\r\n0\r\n\r\n`,
    status: 400,
    before: "head",
    early: "1;a\rb",
  },
  {
    name: "a bare LF in a quoted chunk extension",
    text: `${CHUNKED}1;a="\n"\r\na\r\n0\r\n\r\n`,
    status: 400,
    before: "head",
  },
  {
    name: "other bytes behind the data of a chunk",
    text: `${CHUNKED}1\r\naXX0\r\n\r\n`,
    status: 400,
    before: "head data:a",
    early: "aX",
  },
  {
    name: "a bare LF behind the data of a chunk",
    text: `${CHUNKED}1\r\na\n0\r\n\r\n`,
    status: 400,
    before: "head data:a",
    early: "\r\na\n",
  },
  {
    name: "a bare CR behind the data of a chunk",
    text: `${CHUNKED}1\r\na\r0\r\n\r\n`,
    status: 400,
    before: "head data:a",
  },
  {
    name: "nothing behind the data of a chunk",
    text: `${CHUNKED}1\r\na0\r\n\r\n`,
    status: 400,
    before: "head data:a",
  },
  {
    name: "a bare LF in trailers",
    text: `${CHUNKED}0\r\na: b\n\r\n`,
    status: 400,
    message: "LF without CR",
    before: "head",
  },
  {
    name: "a bare LF behind trailers",
    text: `${CHUNKED}0\r\n\n`,
    status: 400,
    before: "head",
  },
  {
    name: "a folded trailer",
    text: `${CHUNKED}0\r\na: b\r\n c\r\n\r\n`,
    status: 400,
    before: "head",
  },
  {
    name: "a trailer with a space before the colon",
    text: `${CHUNKED}0\r\na : b\r\n\r\n`,
    status: 400,
    before: "head",
  },
  {
    name: "a trailer with an empty name",
    text: `${CHUNKED}0\r\n: b\r\n\r\n`,
    status: 400,
    before: "head",
  },
  {
    name: "a trailer with a NUL",
    text: `${CHUNKED}0\r\na: \0\r\n\r\n`,
    status: 400,
    before: "head",
  },
  // Behind a valid request.
  {
    name: "a bad request behind a good one",
    text: `${get("")}BAD\r\n`,
    status: 400,
    before: "head end",
  },
  {
    name: "content that no length announced",
    text: `POST / HTTP/1.1\r\n${HOST}\r\n{"a":1}`,
    status: 400,
    before: "head end",
  },
  // Cut short.
  {
    name: "a head cut short",
    text: "GET / HT",
    status: 400,
    message: "closed",
  },
  {
    name: "content cut short",
    text: `POST / HTTP/1.1\r\n${HOST}Content-Length: 3\r\n\r\nab`,
    status: 400,
    before: "head data:ab",
    message: "closed",
  },
];
