// Copyright 2026 the tpd2 authors. MIT license.

/** Bytes for a server, and what must come of them. */
export interface Probe {
  name: string;
  /** What is sent, one character a byte. */
  send: string;
  /** The statuses of the answers, then `open` or `close`: what the connection then is. */
  expect: string;
  /** Whether the client ends its side behind that. */
  end?: boolean;
  /** Whether the requests are HEAD, so that no content is behind the answers. */
  head?: boolean;
  /** What the body of the last answer is, or contains. */
  body?: string;
  /** A line of the last answer, in lower case. */
  line?: string;
}

/** A request with a Host. */
export function request(line: string, fields = "", body = ""): string {
  return `${line}\r\nHost: a.example\r\n${fields}\r\n${body}`;
}

/** A GET with more field lines. */
function get(fields: string): string {
  return request("GET / HTTP/1.1", fields);
}

/** A POST to the echo with field lines and content. */
function post(fields: string, body = ""): string {
  return request("POST /echo HTTP/1.1", fields, body);
}

/** Content in chunks, sent to the echo. */
function chunked(body: string, fields = ""): string {
  return post(`Transfer-Encoding: chunked\r\n${fields}`, body);
}

const OK = get("");

/** Probes that only differ in the bytes, with what all of them must give. */
function all(
  expect: string,
  cases: Record<string, string>,
  more: Partial<Probe> = {},
): Probe[] {
  return Object.entries(cases).map(([name, send]) => (
    { name, send, expect, ...more }
  ));
}

const REQUEST_LINE = [
  ...all("200 open", {
    "plain GET": OK,
    "one empty line before": `\r\n${OK}`,
    "an empty line between two": `${OK}\r\n`,
    "a higher minor version": request("GET / HTTP/1.9"),
    "absolute-form": request("GET http://a.example/ HTTP/1.1"),
    "absolute-form without a path": request("GET http://a.example HTTP/1.1"),
    "absolute-form with an empty path and a query": request(
      "GET http://a.example?x HTTP/1.1",
    ),
    "absolute-form in upper case": request("GET HTTP://A.EXAMPLE/ HTTP/1.1"),
    "absolute-form unlike Host": request("GET http://other.example/ HTTP/1.1"),
    "a query": request("GET /?a=b&c=%00 HTTP/1.1"),
    "HEAD in absolute-form": request("GET http://a.example:80/ HTTP/1.1"),
  }),
  ...all("404 open", {
    "a path that is not there": request("GET /nowhere HTTP/1.1"),
    "a double slash": request("GET // HTTP/1.1"),
    "a longer path that begins alike": request("GET /plaintext/ HTTP/1.1"),
    "CONNECT in origin-form's path": request("GET /a.example:80 HTTP/1.1"),
    "a long target within limits": request(`GET /${"a".repeat(8000)} HTTP/1.1`),
  }),
  ...all("400 open", {
    "a broken percent-escape": request("GET /%zz HTTP/1.1"),
    "an escaped NUL": request("GET /%00 HTTP/1.1"),
    "an overlong escape": request("GET /%c0%af HTTP/1.1"),
  }),
  ...all("400 close", {
    "two empty lines before": `\r\n\r\n${OK}`,
    "a bare LF before": `\n${OK}`,
    "a bare CR before": `\r${OK}`,
    "a space before the method": ` ${OK}`,
    "two spaces behind the method": request("GET  / HTTP/1.1"),
    "two spaces behind the target": request("GET /  HTTP/1.1"),
    "a space behind the version": request("GET / HTTP/1.1 "),
    "a tab for a space": request("GET\t/\tHTTP/1.1"),
    "a vertical tab for a space": request("GET\v/ HTTP/1.1"),
    "a form feed for a space": request("GET /\fHTTP/1.1"),
    "a bare CR for a space": request("GET\r/ HTTP/1.1"),
    "no target": request("GET HTTP/1.1"),
    "no version (HTTP/0.9)": "GET /\r\n",
    "no version, with fields": request("GET /"),
    "a line of nothing but a method": "GET\r\n\r\n",
    "lower case http": request("GET / http/1.1"),
    "mixed case version": request("GET / Http/1.1"),
    "a version without minor": request("GET / HTTP/1"),
    "a version with a comma": request("GET / HTTP/1,1"),
    "a version of two digits": request("GET / HTTP/1.10"),
    "a version of two major digits": request("GET / HTTP/11.1"),
    "a version with a sign": request("GET / HTTP/+1.1"),
    "a version with zero before": request("GET / HTTP/01.1"),
    "a version with a space": request("GET / HTTP/ 1.1"),
    "another protocol": request("GET / RTSP/1.0"),
    "a protocol that begins alike": request("GET / HTTPS/1.1"),
    "a space in the target": request("GET /a b HTTP/1.1"),
    "a fragment in the target": request("GET /#a HTTP/1.1"),
    "NUL in the target": request("GET /\0 HTTP/1.1"),
    "a control character in the target": request("GET /\x01 HTTP/1.1"),
    "DEL in the target": request("GET /\x7f HTTP/1.1"),
    "a raw high byte in the target": request("GET /\xff HTTP/1.1"),
    "a target without a slash": request("GET a HTTP/1.1"),
    "a backslash target": request("GET \\ HTTP/1.1"),
    "an asterisk for GET": request("GET * HTTP/1.1"),
    "authority-form for GET": request("GET a.example:80 HTTP/1.1"),
    "another scheme": request("GET ftp://a.example/ HTTP/1.1"),
    "a scheme without authority": request("GET http:/// HTTP/1.1"),
    "a scheme with one slash": request("GET http:/a HTTP/1.1"),
    "user information in the target": request(
      "GET http://u@a.example/ HTTP/1.1",
    ),
    "a bad port in the target": request("GET http://a.example:x/ HTTP/1.1"),
    "a method with a colon": request("GE:T / HTTP/1.1"),
    "a method in brackets": request("(GET) / HTTP/1.1"),
    "a method with a high byte": request("G\xc9T / HTTP/1.1"),
    "NUL in the method": request("G\0T / HTTP/1.1"),
    "bare LF behind the request line": "GET / HTTP/1.1\nHost: a\r\n\r\n",
    "bare CR behind the request line": "GET / HTTP/1.1\rHost: a\r\n\r\n",
    "CR CR LF behind the request line": "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n",
    "all lines ended by LF": "GET / HTTP/1.1\nHost: a\n\n",
  }),
  ...all("505 close", {
    "HTTP/2.0 as a version": request("GET / HTTP/2.0"),
    "HTTP/3.0 as a version": request("GET / HTTP/3.0"),
    "HTTP/0.9 as a version": request("GET / HTTP/0.9"),
    "HTTP/9.9 as a version": request("GET / HTTP/9.9"),
    "the preface of HTTP/2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  }),
  ...all("414 close", {
    "a target beyond limits": request(`GET /${"a".repeat(9000)} HTTP/1.1`),
    "a target that never ends": `GET /${"a".repeat(20_000)}`,
  }),
  ...all("501 close", {
    "a method beyond limits": request(`${"A".repeat(40)} / HTTP/1.1`),
  }),
];

const FIELDS = [
  ...all("200 open", {
    "an empty value": get("X-A:\r\n"),
    "no space behind the colon": get("X-A:b\r\n"),
    "blanks around the value": get("X-A: \t b \t \r\n"),
    "a value of blanks": get("X-A: \t \r\n"),
    "high bytes in a value": get("X-A: \x80\xff\r\n"),
    "every token character in a name": get("!#$%&'*+-.^_`|~09azAZ: b\r\n"),
    "a colon in a value": get("X-A: b: c\r\n"),
    "the same field twice": get("X-A: b\r\nX-A: c\r\n"),
    "99 more fields": get("X-A: b\r\n".repeat(99)),
    "a large field within limits": get(`X-A: ${"b".repeat(16_000)}\r\n`),
    "an underscore that is no hyphen": get("Content_Length: 5\r\n"),
    "fields that end like others": get("XContent-Length: 5\r\n"),
  }),
  ...all("400 close", {
    "a space before the colon": get("X-A : b\r\n"),
    "a tab before the colon": get("X-A\t: b\r\n"),
    "a space in the name": get("X A: b\r\n"),
    "no name": get(": b\r\n"),
    "no colon": get("X-A\r\n"),
    "no colon, first": "GET / HTTP/1.1\r\nX-A\r\nHost: a\r\n\r\n",
    "a folded line": get("X-A: b\r\n c\r\n"),
    "a line folded by a tab": get("X-A: b\r\n\tc\r\n"),
    "a folded first line": "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
    "a folded line of blanks": get("X-A: b\r\n \r\n"),
    "NUL in a name": get("X\0A: b\r\n"),
    "NUL in a value": get("X-A: b\0c\r\n"),
    "a control character in a value": get("X-A: b\x01c\r\n"),
    "a vertical tab in a value": get("X-A: b\vc\r\n"),
    "a form feed before a value": get("X-A:\fb\r\n"),
    "DEL in a value": get("X-A: b\x7f\r\n"),
    "a bare CR in a value": get("X-A: b\rc\r\n"),
    "a bare LF behind a value": get("X-A: b\nX-B: c\r\n"),
    "CR CR LF behind a value": get("X-A: b\r\r\n"),
    "a high byte in a name": get("X-\xe4: b\r\n"),
    "brackets in a name": get("X(A): b\r\n"),
    "quotes in a name": get('"X-A": b\r\n'),
    "a bare LF for the empty line": "GET / HTTP/1.1\r\nHost: a\r\n\n",
    "a bare CR for the empty line": "GET / HTTP/1.1\r\nHost: a\r\n\rX",
  }),
  ...all("431 close", {
    "too many fields": get("X-A: b\r\n".repeat(100)),
    "a value beyond limits": get(`X-A: ${"b".repeat(17_000)}\r\n`),
    "a name beyond limits": get(`${"X".repeat(17_000)}: b\r\n`),
    "a head that never ends": `GET / HTTP/1.1\r\nHost: a\r\n${
      "X-A: b\r\n".repeat(5000)
    }`,
  }),
];

const HOST = [
  ...all("200 open", {
    "a port": "GET / HTTP/1.1\r\nHost: a.example:8080\r\n\r\n",
    "an empty port": "GET / HTTP/1.1\r\nHost: a.example:\r\n\r\n",
    "an IPv4 address": "GET / HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n",
    "an IPv6 address": "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
    "any case of the name": "GET / HTTP/1.1\r\nhOsT: a\r\n\r\n",
    "a dot at its end": "GET / HTTP/1.1\r\nHost: a.example.\r\n\r\n",
  }),
  ...all("400 close", {
    "no Host": "GET / HTTP/1.1\r\n\r\n",
    "no Host, in absolute-form": "GET http://a.example/ HTTP/1.1\r\n\r\n",
    "an empty Host": "GET / HTTP/1.1\r\nHost:\r\n\r\n",
    "an empty Host of blanks": "GET / HTTP/1.1\r\nHost: \t\r\n\r\n",
    "two Hosts": "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "two equal Hosts": "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
    "two Hosts in HTTP/1.0": "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
    "a bad Host in HTTP/1.0": "GET / HTTP/1.0\r\nHost: a b\r\n\r\n",
    "a list of Hosts": "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n",
    "user information": "GET / HTTP/1.1\r\nHost: u:p@a\r\n\r\n",
    "a path in Host": "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
    "a scheme in Host": "GET / HTTP/1.1\r\nHost: http://a\r\n\r\n",
    "a query in Host": "GET / HTTP/1.1\r\nHost: a?b\r\n\r\n",
    "a fragment in Host": "GET / HTTP/1.1\r\nHost: a#b\r\n\r\n",
    "a backslash in Host": "GET / HTTP/1.1\r\nHost: a\\b\r\n\r\n",
    "a port of letters": "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n",
    "a port with a sign": "GET / HTTP/1.1\r\nHost: a:+80\r\n\r\n",
    "a port that no protocol has": "GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n",
    "two ports": "GET / HTTP/1.1\r\nHost: a:80:80\r\n\r\n",
    "a port alone": "GET / HTTP/1.1\r\nHost: :80\r\n\r\n",
    "a bracket left open": "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n",
    "brackets of nothing": "GET / HTTP/1.1\r\nHost: []\r\n\r\n",
    "IPv6 without brackets": "GET / HTTP/1.1\r\nHost: ::1\r\n\r\n",
    "angle brackets": "GET / HTTP/1.1\r\nHost: <a>\r\n\r\n",
    "high bytes in Host": "GET / HTTP/1.1\r\nHost: \xe4\r\n\r\n",
    "a broken escape in Host": "GET / HTTP/1.1\r\nHost: a%2\r\n\r\n",
    "a valid target beside a bad Host":
      "GET http://a.example/ HTTP/1.1\r\nHost: b c\r\n\r\n",
  }),
];

const LENGTH = [
  ...all("200 open", {
    "a content-length": post("Content-Length: 5\r\n", "hello"),
    "zeros before the content-length": post(
      "Content-Length: 0005\r\n",
      "hello",
    ),
  }, { body: "hello" }),
  ...all("200 open", {
    "a content-length of zero": post("Content-Length: 0\r\n"),
    "neither length nor coding": post(""),
    "GET with content": request(
      "GET / HTTP/1.1",
      "Content-Length: 5\r\n",
      "hello",
    ),
    "GET with content that looks like a request": request(
      "GET / HTTP/1.1",
      `Content-Length: ${OK.length}\r\n`,
      OK,
    ),
  }),
  ...all("400 close", {
    "a content-length with a sign": post("Content-Length: +5\r\n", "hello"),
    "a negative content-length": post("Content-Length: -5\r\n", "hello"),
    "an empty content-length": post("Content-Length:\r\n", "hello"),
    "a content-length of letters": post("Content-Length: five\r\n", "hello"),
    "hexadecimal content-length": post("Content-Length: 0x5\r\n", "hello"),
    "a fraction": post("Content-Length: 5.0\r\n", "hello"),
    "an exponent": post("Content-Length: 1e1\r\n", "hello"),
    "an underscore": post("Content-Length: 1_0\r\n", "hello"),
    "a space within": post("Content-Length: 1 0\r\n", "hello"),
    "a list of equal lengths": post("Content-Length: 5, 5\r\n", "hello"),
    "a list of lengths": post("Content-Length: 5, 6\r\n", "hello"),
    "a comma at the end": post("Content-Length: 5,\r\n", "hello"),
    "two equal lengths": post(
      "Content-Length: 5\r\nContent-Length: 5\r\n",
      "hello",
    ),
    "two lengths": post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello"),
    "a length that overflows": post(
      "Content-Length: 18446744073709551621\r\n",
      "hello",
    ),
    "a length of many zeros": post(
      `Content-Length: ${"0".repeat(30)}5\r\n`,
      "hello",
    ),
    "fullwidth digits": post("Content-Length: \xef\xbc\x95\r\n", "hello"),
    "a length with a parameter": post("Content-Length: 5;a=b\r\n", "hello"),
    "length and chunked": post(
      "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
      "0\r\n\r\n",
    ),
    "chunked and length": chunked("0\r\n\r\n", "Content-Length: 5\r\n"),
    "chunked and a length of zero": chunked(
      "0\r\n\r\n",
      "Content-Length: 0\r\n",
    ),
    "content in fewer bytes, then the end": post(
      "Content-Length: 50\r\n",
      "hello",
    ),
  }, { end: true }),
  ...all("413 close", {
    "a length beyond the limit": post("Content-Length: 1048577\r\n"),
    "a length far beyond the limit": post(
      "Content-Length: 999999999999999\r\n",
    ),
  }),
];

const CHUNKS = [
  ...all("200 open", {
    "one chunk": chunked("5\r\nhello\r\n0\r\n\r\n"),
    "two chunks": chunked("2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"),
    "upper case Chunked": post(
      "Transfer-Encoding: Chunked\r\n",
      "5\r\nhello\r\n0\r\n\r\n",
    ),
    "blanks around chunked": post(
      "Transfer-Encoding: \t chunked \t\r\n",
      "5\r\nhello\r\n0\r\n\r\n",
    ),
    "zeros before the size": chunked("0005\r\nhello\r\n000\r\n\r\n"),
    "an extension": chunked("5;a\r\nhello\r\n0;b=c\r\n\r\n"),
    "a quoted extension": chunked('5;a="b;\\"c"\r\nhello\r\n0\r\n\r\n'),
    "a trailer": chunked("5\r\nhello\r\n0\r\nX-A: b\r\n\r\n"),
    "trailers that try to frame": chunked(
      "5\r\nhello\r\n0\r\nContent-Length: 9\r\nTransfer-Encoding: x\r\nHost: c\r\n\r\n",
    ),
  }, { body: "hello" }),
  ...all("200 open", {
    "no chunk but the last": chunked("0\r\n\r\n"),
    "a size in upper case": chunked(`A\r\n${"x".repeat(10)}\r\n0\r\n\r\n`),
    "a size in lower case": chunked(`a\r\n${"x".repeat(10)}\r\n0\r\n\r\n`),
    "a megabyte in chunks": chunked(
      `10000\r\n${"x".repeat(65_536)}\r\n`.repeat(16) + "0\r\n\r\n",
    ),
  }),
  ...all("400 close", {
    "a size with 0x": chunked("0x5\r\nhello\r\n0\r\n\r\n"),
    "a size with a sign": chunked("+5\r\nhello\r\n0\r\n\r\n"),
    "a negative size": chunked("-5\r\nhello\r\n0\r\n\r\n"),
    "a space before the size": chunked(" 5\r\nhello\r\n0\r\n\r\n"),
    "a space behind the size": chunked("5 \r\nhello\r\n0\r\n\r\n"),
    "a size of a letter that is no digit": chunked("g\r\nhello\r\n0\r\n\r\n"),
    "an empty size": chunked("\r\nhello\r\n0\r\n\r\n"),
    "a size with an underscore": chunked("0_5\r\nhello\r\n0\r\n\r\n"),
    "a size of more than 64 bits": chunked(
      "10000000000000005\r\nhello\r\n0\r\n\r\n",
    ),
    "a size that overflows when negative": chunked(
      "ffffffffffffffff\r\nhello\r\n0\r\n\r\n",
    ),
    "bare LF behind the size": chunked("5\nhello\r\n0\r\n\r\n"),
    "bare CR behind the size": chunked("5\rhello\r\n0\r\n\r\n"),
    "CR CR LF behind the size": chunked("5\r\r\nhello\r\n0\r\n\r\n"),
    "nothing behind the data": chunked("5\r\nhello0\r\n\r\n"),
    "other bytes behind the data": chunked("5\r\nhelloXX0\r\n\r\n"),
    "bare LF behind the data": chunked("5\r\nhello\n0\r\n\r\n"),
    "too much data": chunked("5\r\nhello!\r\n0\r\n\r\n"),
    "an extension without a name": chunked("5;\r\nhello\r\n0\r\n\r\n"),
    "bare LF in an extension": chunked("5;a\nhello\r\n0\r\n\r\n"),
    "bare CR in an extension": chunked("5;a\rb\r\nhello\r\n0\r\n\r\n"),
    "LF in a quoted extension": chunked('5;a="\n"\r\nhello\r\n0\r\n\r\n'),
    "NUL in an extension": chunked("5;a=\0\r\nhello\r\n0\r\n\r\n"),
    "a trailer without a colon": chunked("0\r\nX-A\r\n\r\n"),
    "a trailer with a space before the colon": chunked("0\r\nX-A : b\r\n\r\n"),
    "a folded trailer": chunked("0\r\nX-A: b\r\n c\r\n\r\n"),
    "bare LF in a trailer": chunked("0\r\nX-A: b\n\r\n"),
    "bare LF at the very end": chunked("0\r\n\n"),
    "NUL in a trailer": chunked("0\r\nX-A: \0\r\n\r\n"),
    "the end before the last chunk": chunked("5\r\nhello\r\n"),
    "the end within a chunk": chunked("5\r\nhel"),
    "the end before the last line break": chunked("0\r\n"),
    "a size of many zeros": chunked(`${"0".repeat(99)}5\r\nhello\r\n0\r\n\r\n`),
  }, { end: true }),
  ...all("413 close", {
    "a chunk beyond the limit": chunked("100001\r\n"),
    "chunks beyond the limit together": chunked(
      `80000\r\n${"x".repeat(0x80000)}\r\n`.repeat(2) + "1\r\n",
    ),
    "extensions beyond the limit": chunked(`5;${"a".repeat(20_000)}`),
    "small extensions beyond the limit": chunked(
      "1;aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nx\r\n".repeat(600),
    ),
  }),
  ...all("431 close", {
    "trailers beyond the limit": chunked(`0\r\n${"X-A: b\r\n".repeat(101)}`),
    "a trailer beyond the limit": chunked(`0\r\nX-A: ${"b".repeat(9000)}`),
  }),
];

const CODINGS = [
  ...all("400 close", {
    "chunked twice": post("Transfer-Encoding: chunked, chunked\r\n"),
    "chunked twice in two lines": chunked("", "Transfer-Encoding: chunked\r\n"),
    "chunked not last": post("Transfer-Encoding: chunked, gzip\r\n"),
    "chunked not last in two lines": chunked(
      "",
      "Transfer-Encoding: identity\r\n",
    ),
    "an empty coding": post("Transfer-Encoding:\r\n"),
    "an empty member first": post("Transfer-Encoding: , chunked\r\n"),
    "an empty member last": post("Transfer-Encoding: chunked,\r\n"),
    "a parameter of chunked": post("Transfer-Encoding: chunked;q=1\r\n"),
    "a colon in the coding": post("Transfer-Encoding: :chunked\r\n"),
    "quotes around chunked": post('Transfer-Encoding: "chunked"\r\n'),
    "a vertical tab before chunked": post("Transfer-Encoding: \vchunked\r\n"),
    "NUL behind chunked": post("Transfer-Encoding: chunked\0\r\n"),
    "a space before the colon of the coding": post(
      "Transfer-Encoding : chunked\r\n",
    ),
    "a coding folded": post("Transfer-Encoding:\r\n chunked\r\n"),
    "a coding in HTTP/1.0": request(
      "POST /echo HTTP/1.0",
      "Transfer-Encoding: chunked\r\n",
      "0\r\n\r\n",
    ),
    "a coding in HTTP/1.0 that is kept alive": request(
      "POST /echo HTTP/1.0",
      "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n",
      "0\r\n\r\n",
    ),
  }),
  ...all("501 close", {
    "identity": post("Transfer-Encoding: identity\r\n"),
    "gzip before chunked": post(
      "Transfer-Encoding: gzip, chunked\r\n",
      "0\r\n\r\n",
    ),
    "a coding that begins alike": post("Transfer-Encoding: chunkedx\r\n"),
    "a coding nobody knows": post("Transfer-Encoding: foo\r\n"),
  }),
];

const METHODS = [
  ...all("405 open", {
    "TRACE": request("TRACE / HTTP/1.1"),
    "DELETE": request("DELETE / HTTP/1.1"),
    "PUT with content": request(
      "PUT / HTTP/1.1",
      "Content-Length: 5\r\n",
      "hello",
    ),
    "an unknown method": request("BREW / HTTP/1.1"),
    "a method in lower case": request("get / HTTP/1.1"),
    "GET of what takes POST": request("GET /echo HTTP/1.1"),
    "PATCH of a file": request("PATCH /static/a.txt HTTP/1.1"),
  }),
  ...all("501 close", {
    "CONNECT": "CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n",
    "CONNECT with bytes for the tunnel":
      `CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n${OK}`,
  }),
  ...all("400 close", {
    "CONNECT without a port": request("CONNECT a.example HTTP/1.1"),
    "CONNECT to a path": request("CONNECT / HTTP/1.1"),
    "CONNECT to a URI": request("CONNECT http://a.example/ HTTP/1.1"),
  }),
  ...all("204 open", {
    "OPTIONS": request("OPTIONS / HTTP/1.1"),
    "OPTIONS *": request("OPTIONS * HTTP/1.1"),
    "OPTIONS * in absolute-form": request("OPTIONS http://a.example HTTP/1.1"),
  }),
  ...all("200 open", {
    "HEAD": request("HEAD / HTTP/1.1"),
    "HEAD of an event stream": request("HEAD /live HTTP/1.1"),
    "HEAD of a file": request("HEAD /static/a.txt HTTP/1.1"),
  }, { head: true }),
  ...all("404 open", { "HEAD of nothing": request("HEAD /x HTTP/1.1") }, {
    head: true,
  }),
  ...all("405 open", { "HEAD of the echo": request("HEAD /echo HTTP/1.1") }, {
    head: true,
  }),
  ...all("204 open", { "/204": request("GET /204 HTTP/1.1") }),
  ...all("304 open", { "/304": request("GET /304 HTTP/1.1") }),
];

const CONNECTIONS = [
  ...all("200 200 200 open", { "three in one piece": OK.repeat(3) }),
  ...all("200 200 open", {
    "content, then another": post("Content-Length: 2\r\n", "hi") + OK,
    "unread content, then another": request(
      "GET / HTTP/1.1",
      "Content-Length: 2\r\n",
      "hi",
    ) + OK,
    "chunks, then another": chunked("2\r\nhi\r\n0\r\n\r\n") + OK,
  }),
  ...all("200 close", {
    "close": get("Connection: close\r\n"),
    "Close in any case": get("CONNECTION: ClOsE\r\n"),
    "close in a list": get("Connection: foo, close ,bar\r\n"),
    "close beside keep-alive": get("Connection: keep-alive, close\r\n"),
    "close in a second line": get("Connection: foo\r\nConnection: close\r\n"),
    "data behind a close": get("Connection: close\r\n") + OK,
    "garbage behind a close": get("Connection: close\r\n") + "\0\0\0",
    "HTTP/1.0": "GET / HTTP/1.0\r\n\r\n",
    "HTTP/1.0 with a Host": request("GET / HTTP/1.0"),
    "HTTP/1.0 and data behind": `${request("GET / HTTP/1.0")}${OK}`,
  }),
  ...all("200 open", {
    "HTTP/1.0 kept alive": request(
      "GET / HTTP/1.0",
      "Connection: Keep-Alive\r\n",
    ),
  }, { line: "connection: keep-alive" }),
  ...all("200 open", {
    "an option that begins like close": get("Connection: closed\r\n"),
    "a strange Connection": get('Connection: ,, "close" ,\r\n'),
    "Upgrade to what we do not speak": get(
      "Connection: Upgrade\r\nUpgrade: websocket\r\n",
    ),
    "Upgrade to h2c": get(
      "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
    ),
  }),
  ...all("200 close", { "a half-closed client": OK }, { end: true }),
  ...all("200 200 close", { "a half-closed pipeline": OK + OK }, { end: true }),
  ...all("200 400 close", {
    "a valid answer before a 400": OK + "GET / HTTP/1.1\r\n\r\n",
    "a later answer before a 400": post("Content-Length: 2\r\n", "hi") +
      "\0garbage",
    "content longer than its length": post("Content-Length: 2\r\n", "hi there"),
    "TLS behind a request": `${OK}\x16\x03\x01`,
  }),
  ...all("200 400 close", {
    "a cut request behind a whole one": `${OK}GET / HT`,
  }, { end: true }),
  ...all("400 close", {
    "nothing behind a bad one is answered": `GET / HTTP/1.1\r\n\r\n${OK}`,
    "a cut head": "GET / HTTP/1.1\r\nHost: a\r\n",
    "a cut request line": "GE",
  }, { end: true }),
  ...all("close", {
    "nothing at all": "",
    "an empty line": "\r\n",
  }, { end: true }),
];

/** Content that nobody reads. */
const UNREAD = [
  ...all("405 200 open", {
    "unread content that is short": request(
      "POST / HTTP/1.1",
      "Content-Length: 60000\r\n",
      "x".repeat(60_000),
    ) + OK,
    "unread chunks": request(
      "POST / HTTP/1.1",
      "Transfer-Encoding: chunked\r\n",
      "5\r\nhello\r\n0\r\n\r\n",
    ) + OK,
  }),
  // Whoever closes says so: what follows will not be answered.
  ...all("405 close", {
    "unread content that is long": request(
      "POST / HTTP/1.1",
      "Content-Length: 100000\r\n",
      "x".repeat(100_000),
    ) + OK,
    "unread content that is long, and does not come": request(
      "POST / HTTP/1.1",
      "Content-Length: 100000\r\n",
    ),
  }),
];

const EXPECT = [
  ...all("100 200 open", {
    "100-continue": post("Content-Length: 0002\r\nExpect: 100-continue\r\n"),
    "100-Continue in any case": post(
      "Content-Length: 2\r\nExpect: 100-CONTINUE\r\n",
    ),
  }, { body: "hi" }),
  ...all("200 open", {
    "100-continue of HTTP/1.0": request(
      "POST /echo HTTP/1.0",
      "Connection: keep-alive\r\nContent-Length: 2\r\nExpect: 100-continue\r\n",
      "hi",
    ),
    "100-continue without content": get("Expect: 100-continue\r\n"),
    "a length of zero and 100-continue": post(
      "Content-Length: 0\r\nExpect: 100-continue\r\n",
    ),
    "another expectation of HTTP/1.0": request(
      "GET / HTTP/1.0",
      "Connection: keep-alive\r\nExpect: tea\r\n",
    ),
  }),
  ...all("417 close", {
    "another expectation": get("Expect: tea\r\n"),
    "an empty expectation": get("Expect:\r\n"),
    "100-continue and another": get("Expect: 100-continue, tea\r\n"),
  }),
  ...all("413 close", {
    "100-continue for too much": post(
      "Content-Length: 9999999\r\nExpect: 100-continue\r\n",
    ),
  }),
  ...all("404 close", {
    "100-continue to nowhere": request(
      "POST /nowhere HTTP/1.1",
      "Content-Length: 2\r\nExpect: 100-continue\r\n",
    ),
  }),
  ...all("405 close", {
    "100-continue for what takes none": request(
      "PUT / HTTP/1.1",
      "Content-Length: 2\r\nExpect: 100-continue\r\n",
    ),
  }),
];

const GARBAGE = all("400 close", {
  "TLS": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + "\xaa".repeat(50),
  "NULs": "\0".repeat(100),
  "high bytes": "\xff".repeat(100),
  "SSH": "SSH-2.0-OpenSSH_9.2\r\n",
  "SMTP": "EHLO a.example\r\n",
  "SOCKS 5": "\x05\x01\x00",
  "PROXY protocol": `PROXY TCP4 1.2.3.4 1.2.3.4 1 1\r\n${OK}`,
  "PROXY protocol 2": "\r\n\r\n\0\r\nQUIT\n",
  "a response": "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
  "JSON": '{"a": "b"}\r\n',
  "many LF": "\n".repeat(50),
  "many CR LF": "\r\n".repeat(50),
  "SMB": "\0\0\0\x85\xffSMBr",
  "Redis": "*1\r\n$4\r\nPING\r\n",
  "RDP": "\x03\0\0\x13\x0e\xe0",
});

const FILES = [
  ...all("200 open", {
    "a file": request("GET /static/a.txt HTTP/1.1"),
    "a file whose name is escaped": request("GET /static/%61.txt HTTP/1.1"),
    "a file with a query": request(
      "GET /static/a.txt?x=../secret.txt HTTP/1.1",
    ),
  }, { body: "hello from a file\n" }),
  ...all("206 open", {
    "a range": request("GET /static/a.txt HTTP/1.1", "Range: bytes=0-4\r\n"),
  }, { body: "hello" }),
  ...all("416 open", {
    "a range behind the end": request(
      "GET /static/a.txt HTTP/1.1",
      "Range: bytes=999-\r\n",
    ),
  }),
  ...all("404 open", {
    "climbing": request("GET /static/../secret.txt HTTP/1.1"),
    "climbing twice": request("GET /static/../../secret.txt HTTP/1.1"),
    "climbing by escapes": request("GET /static/%2e%2e/secret.txt HTTP/1.1"),
    "climbing by an escaped slash": request(
      "GET /static/..%2fsecret.txt HTTP/1.1",
    ),
    "climbing by a backslash": request("GET /static/..\\secret.txt HTTP/1.1"),
    "climbing by an escaped backslash": request(
      "GET /static/..%5csecret.txt HTTP/1.1",
    ),
    "climbing by double escapes": request(
      "GET /static/%252e%252e/secret.txt HTTP/1.1",
    ),
    "climbing down and up": request(
      "GET /static/a.txt/../../secret.txt HTTP/1.1",
    ),
    "climbing in absolute-form": request(
      "GET http://a.example/static/../secret.txt HTTP/1.1",
    ),
    "climbing with a parameter": request("GET /static/..;/secret.txt HTTP/1.1"),
    "an absolute path": request("GET /static//etc/passwd HTTP/1.1"),
    "a dot segment": request("GET /static/./a.txt HTTP/1.1"),
    "a file as a folder": request("GET /static/a.txt/ HTTP/1.1"),
    "the folder itself": request("GET /static/ HTTP/1.1"),
    "the file above by its name": request("GET /static/secret.txt HTTP/1.1"),
    "a very long name": request(`GET /static/${"a".repeat(300)} HTTP/1.1`),
    "the folder by climbing": request("GET /../static/a.txt HTTP/1.1"),
  }),
  ...all("400 open", {
    "NUL in a name": request("GET /static/a.txt%00.png HTTP/1.1"),
    "an overlong dot": request("GET /static/%c0%ae%c0%ae/secret.txt HTTP/1.1"),
  }),
];

/** Everything that is tried. */
export const PROBES: Readonly<Record<string, readonly Probe[]>> = {
  "request line": REQUEST_LINE,
  fields: FIELDS,
  host: HOST,
  length: LENGTH,
  chunks: CHUNKS,
  codings: CODINGS,
  methods: METHODS,
  connections: CONNECTIONS,
  "unread content": UNREAD,
  expect: EXPECT,
  garbage: GARBAGE,
  files: FILES,
};
