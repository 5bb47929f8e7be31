// Copyright 2026 the tpd2 authors. MIT license.

/** Bytes on which two who read them may differ, so that one hides a request from the other. */
export interface Ambiguity {
  name: string;
  /** What a client sends to the proxy, one character a byte. */
  send: string;
}

/** A POST that keeps its connection. */
function post(fields: string, body: string): string {
  return `POST /echo HTTP/1.1\r\nHost: a.example\r\n${fields}\r\n${body}`;
}

/** What is hidden: whoever takes it for a request asks for this path. */
const HIDDEN = "GET /hidden HTTP/1.1\r\nHost: a.example\r\n\r\n";
const CL = `Content-Length: ${HIDDEN.length + 5}\r\n`;
const TE = "Transfer-Encoding: chunked\r\n";
/** Empty to whoever reads chunks, all of it content to whoever counts. */
const BODY = `0\r\n\r\n${HIDDEN}`;

/** A coding that some take for chunked, beside a length. */
function coding(name: string, line: string): Ambiguity {
  return { name, send: post(`${CL}${line}\r\n`, BODY) };
}

/** Chunks of which some see other ends. */
function chunks(name: string, body: string): Ambiguity {
  return { name, send: post(TE, body) };
}

/** A length that some read otherwise. */
function length(name: string, fields: string): Ambiguity {
  return { name, send: post(fields, HIDDEN) };
}

/** What has been used against servers, and what might be. */
export const AMBIGUITIES: readonly Ambiguity[] = [
  coding("length, then coding", "Transfer-Encoding: chunked"),
  { name: "coding, then length", send: post(TE + CL, BODY) },
  {
    name: "length of zero and coding",
    send: post(`Content-Length: 0\r\n${TE}`, BODY),
  },
  coding("a space before the colon", "Transfer-Encoding : chunked"),
  coding("a tab before the value", "Transfer-Encoding:\tchunked"),
  coding("a vertical tab before the value", "Transfer-Encoding: \vchunked"),
  coding("a folded value", "Transfer-Encoding:\r\n chunked"),
  coding("a folded name before", "X: y\r\n Transfer-Encoding: chunked"),
  coding("a bare LF before the name", "X: y\nTransfer-Encoding: chunked"),
  coding("a bare CR before the name", "X: y\rTransfer-Encoding: chunked"),
  coding("quotes", 'Transfer-Encoding: "chunked"'),
  coding("another coding first", "Transfer-Encoding: x, chunked"),
  coding("another coding last", "Transfer-Encoding: chunked, x"),
  coding("identity", "Transfer-Encoding: identity"),
  coding("chunked twice", "Transfer-Encoding: chunked, chunked"),
  coding("an empty member", "Transfer-Encoding: , chunked"),
  coding("a semicolon", "Transfer-Encoding: chunked;"),
  coding("NUL behind", "Transfer-Encoding: chunked\0"),
  coding("a high byte before", "Transfer-Encoding: \xa0chunked"),
  coding("an underscore", "Transfer_Encoding: chunked"),
  coding("upper case", "TRANSFER-ENCODING: CHUNKED"),
  coding("two lines", "Transfer-Encoding: chunked\r\nTransfer-Encoding: x"),
  coding("a letter too many", "Transfer-Encoding: xchunked"),
  coding(
    "named by Connection",
    "Connection: transfer-encoding\r\nTransfer-Encoding: chunked",
  ),
  length("two lengths", `Content-Length: 0\r\n${CL}`),
  length("two lengths, the other way", `${CL}Content-Length: 0\r\n`),
  length("a list of lengths", `Content-Length: 0, ${HIDDEN.length}\r\n`),
  length("a sign", `Content-Length: +${HIDDEN.length}\r\n`),
  length("a space within", `Content-Length: 0 ${HIDDEN.length}\r\n`),
  length("zeros", `Content-Length: 000${HIDDEN.length}\r\n`),
  length("an underscore in the name", `Content_Length: ${HIDDEN.length}\r\n`),
  length("hexadecimal", `Content-Length: 0x${HIDDEN.length.toString(16)}\r\n`),
  length("a space before the colon", `Content-Length : ${HIDDEN.length}\r\n`),
  length("a folded length", `Content-Length:\r\n ${HIDDEN.length}\r\n`),
  length("an empty length", "Content-Length:\r\n"),
  length("more than 64 bits", `Content-Length: ${2n ** 64n}\r\n`),
  length(
    "named by Connection",
    `Connection: content-length\r\nContent-Length: ${HIDDEN.length}\r\n`,
  ),
  length("nothing", ""),
  chunks("plain chunks", BODY),
  chunks("an extension", `0;a=b\r\n\r\n${HIDDEN}`),
  chunks("LF in an extension", `5;a\nhello\r\n${BODY}`),
  chunks("CR in an extension", `5;a\rb\r\nhello\r\n${BODY}`),
  chunks("LF in a quoted extension", `0;a="\n"\r\n\r\n${HIDDEN}`),
  chunks("a space behind the size", `5 \r\nhello\r\n${BODY}`),
  chunks("0x", `0x5\r\nhello\r\n${BODY}`),
  chunks("a negative size", `-5\r\nhello\r\n${BODY}`),
  chunks("more than 64 bits", `10000000000000000\r\n\r\n${HIDDEN}`),
  chunks("LF behind the size", `5\nhello\r\n${BODY}`),
  chunks("LF behind the data", `5\r\nhello\n${BODY}`),
  chunks("two bytes behind the data", `5\r\nhelloXX${BODY}`),
  chunks("LF at the end", `0\n\n${HIDDEN}`),
  chunks("a request as a trailer", `0\r\n${HIDDEN}`),
  chunks(
    "a trailer that frames",
    `0\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
  ),
  chunks("a bare LF in a trailer", `0\r\nX: y\n\r\n${HIDDEN}`),
  chunks("a trailer without colon", `0\r\nX\r\n\r\n${HIDDEN}`),
  {
    name: "a coding in HTTP/1.0",
    send:
      `POST /echo HTTP/1.0\r\nConnection: keep-alive\r\nHost: a\r\n${TE}\r\n${BODY}`,
  },
  {
    name: "both in HTTP/1.0",
    send:
      `POST /echo HTTP/1.0\r\nConnection: keep-alive\r\nHost: a\r\n${CL}${TE}\r\n${BODY}`,
  },
  {
    name: "GET with content",
    send:
      `GET / HTTP/1.1\r\nHost: a\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
  },
  {
    name: "GET with chunks",
    send: `GET / HTTP/1.1\r\nHost: a\r\n${TE}\r\n${BODY}`,
  },
  {
    name: "HEAD with content",
    send:
      `HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
  },
  {
    name: "Expect with content",
    send: post(
      `Expect: 100-continue\r\nContent-Length: ${HIDDEN.length}\r\n`,
      HIDDEN,
    ),
  },
  {
    name: "Expect in vain",
    send:
      `POST /nowhere HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
  },
  {
    name: "Upgrade with content",
    send: post(
      `Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: ${HIDDEN.length}\r\n`,
      HIDDEN,
    ),
  },
  {
    name: "a line break in the target",
    send: `GET /\rx HTTP/1.1\r\nHost: a\r\n\r\n${HIDDEN}`,
  },
  {
    name: "LF for all line ends",
    send: `GET / HTTP/1.1\nHost: a\n\n${HIDDEN}`,
  },
  {
    name: "an empty line between",
    send: `GET / HTTP/1.1\r\nHost: a\r\n\r\n\r\n${HIDDEN}`,
  },
];
