// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Where other servers answer the cases of `request_cases.ts` otherwise than we, and
 * why we do as we do. Seen with Deno 2.9.6. An answer is the list of final
 * statuses; it is empty where the connection was closed without any.
 */
export interface Difference {
  /** Whose answer it is: that of `node:http` as Deno has it, or `Deno.serve`. */
  peer: "node:http" | "Deno.serve";
  /** What they answered. */
  answer: string;
  /** Why the difference is right. */
  why: string;
  /** The names of the cases, or how they begin. */
  cases: readonly string[];
}

const HOST =
  "RFC 9112 section 3.2 has a server answer an invalid Host with 400: virtual hosts and caches are poisoned by it";
const CHUNK_CLOSE =
  "Refused alike. They close without a word; we say why, since RFC 9112 section 7 lets us";

/** All differences. */
export const DIFFERENCES: readonly Difference[] = [
  {
    peer: "node:http",
    answer: "400",
    why:
      "llhttp knows a list of methods. RFC 9110 section 9.1 leaves it open, and case matters: what a site does not know it answers with 405 or 501",
    cases: [
      "every character of a token",
      "methods in lower case",
      "the method PRI",
      "the method POSE",
      "the method GEX",
      "the method DELETED",
    ],
  },
  ...(["node:http", "Deno.serve"] as const).map((peer) => ({
    peer,
    answer: "400",
    why:
      "RFC 9110 section 2.5: a higher minor version is to be processed as the highest one that is known",
    cases: ["HTTP/1.2 as HTTP/1.1"],
  })),
  ...(["node:http", "Deno.serve"] as const).map((peer) => ({
    peer,
    answer: "400",
    why: "Refused alike. RFC 9110 section 15.6.6 has 505 for a major version",
    cases: ["HTTP/2.0", "HTTP/0.9 by name"],
  })),
  {
    peer: "node:http",
    answer: "400",
    why:
      "They read on behind a request that ends the connection, and refuse what follows before they answer it. RFC 9112 section 9.6: a server must not process more",
    cases: [
      "the example of RFC 9112 section 3.3, HTTP/1.0",
      "close among other options",
      "options of Connection between empty ones",
      "any expectation in HTTP/1.0",
    ],
  },
  {
    peer: "node:http",
    answer: "400",
    why:
      "They refuse the later request before the earlier was answered; the earlier was fine",
    cases: [
      "a bad request behind a good one",
      "content that no length announced",
    ],
  },
  {
    peer: "node:http",
    answer: "200",
    why:
      "They close after any HTTP/1.0 request here; RFC 9112 section 9.3 has it persist where keep-alive is said",
    cases: ["HTTP/1.0 with keep-alive"],
  },
  {
    peer: "Deno.serve",
    answer: "200 200",
    why:
      "They read on behind CONNECT as if nothing had happened; those bytes may be meant for a tunnel",
    cases: ["the example of RFC 9112 section 3.2.3"],
  },
  {
    peer: "node:http",
    answer: "",
    why:
      "They stop to read at Upgrade, though nobody takes it up, and wait. RFC 9110 section 7.8 lets a server ignore it",
    cases: ["an upgrade", "Upgrade before all other fields"],
  },
  {
    peer: "node:http",
    answer: "400",
    why: "Refused alike; 505 tells a person what is wrong",
    cases: ["the preface of HTTP/2"],
  },
  {
    peer: "node:http",
    answer: "200",
    why:
      "RFC 9112 section 3.2.3: a server refuses CONNECT whose target has no port, or is none",
    cases: [
      "a path for CONNECT",
      "CONNECT without a port",
      "CONNECT with an empty port",
    ],
  },
  {
    peer: "Deno.serve",
    answer: "200 200",
    why:
      "RFC 9112 section 3.2.3: a server refuses CONNECT whose target has no port",
    cases: ["CONNECT without a port", "CONNECT with an empty port"],
  },
  {
    peer: "node:http",
    answer: "400",
    why:
      "llhttp takes neither white space around the parts of a chunk extension nor bytes beyond ASCII in its strings. RFC 9110 section 5.6.3: a recipient must parse bad white space",
    cases: ["chunk extensions", "white space between chunk extensions"],
  },
  {
    peer: "Deno.serve",
    answer: "",
    why:
      "They take no tab in a chunk extension; RFC 9110 has it in quoted strings (section 5.6.4) and in bad white space (5.6.3)",
    cases: ["chunk extensions", "white space between chunk extensions"],
  },
  {
    peer: "Deno.serve",
    answer: "200 200",
    why:
      "RFC 9112 section 2.2 lets a recipient take a bare LF for a line end; two that differ in it can be made to disagree on where a request starts",
    cases: [
      "a bare LF behind the request line",
      "a bare LF behind a field",
      "a bare LF for the empty line",
      "a bare LF before",
    ],
  },
  {
    peer: "node:http",
    answer: "200 200",
    why:
      "RFC 9112 section 2.2 asks to ignore at least one empty line, that is CRLF: any number of line feeds and carriage returns is more than anybody sends",
    cases: ["two empty lines before", "a bare LF before", "a bare CR before"],
  },
  {
    peer: "Deno.serve",
    answer: "200 200",
    why:
      "RFC 9112 section 2.2 asks to ignore at least one empty line: one it is",
    cases: ["two empty lines before"],
  },
  {
    peer: "node:http",
    answer: "200 200",
    why:
      "RFC 9112 section 3.2.4: the asterisk is for OPTIONS, and stands alone",
    cases: ["an asterisk for GET", "an asterisk with more"],
  },
  ...(["node:http", "Deno.serve"] as const).map((peer) => ({
    peer,
    answer: "200 200",
    why:
      "RFC 9110 sections 4.2.1 and 4.2.4: a URI with an empty host is to be rejected, one with user information treated as an error; and we serve no other scheme",
    cases: [
      "another scheme",
      "an absolute target without a host",
      "an absolute target with user information",
    ],
  })),
  {
    peer: "Deno.serve",
    answer: "200 200",
    why:
      "RFC 9112 section 3.2 has a server answer HTTP/1.1 without Host with 400, whatever the target",
    cases: ["no Host", "an absolute target without Host"],
  },
  ...(["node:http", "Deno.serve"] as const).map((peer) => ({
    peer,
    answer: "200 200",
    why: HOST,
    cases: ["an absolute target with an invalid Host", 'the host "'],
  })),
  { peer: "node:http", answer: "200 200", why: HOST, cases: ["two Hosts"] },
  {
    peer: "Deno.serve",
    answer: "200",
    why: HOST,
    cases: ["two Hosts in HTTP/1.0", "an invalid Host in HTTP/1.0"],
  },
  {
    peer: "Deno.serve",
    answer: "200 200",
    why:
      "RFC 9110 section 8.6 lets a recipient merge equal lengths; a sender of two is broken or hostile",
    cases: ["two equal lengths"],
  },
  {
    peer: "node:http",
    answer: "",
    why:
      "We take no length of more than fifteen digits. They wait for the content",
    cases: ['the length "9999999999999999"', "a length of fifteen digits"],
  },
  {
    peer: "Deno.serve",
    answer: "200",
    why:
      "We take no length of more than fifteen digits. They wait for the content, once the answer is sent",
    cases: ['the length "9999999999999999"', "a length of fifteen digits"],
  },
  {
    peer: "node:http",
    answer: "200 200",
    why: "An empty Transfer-Encoding is not in the grammar",
    cases: ['the transfer coding ""'],
  },
  ...(["node:http", "Deno.serve"] as const).map((peer) => ({
    peer,
    answer: "400",
    why:
      "Refused alike. RFC 9112 section 6.1 has 501 for a coding that is not understood",
    cases: [
      'the transfer coding "gzip"',
      'the transfer coding "identity"',
      'the transfer coding "xchunked"',
      'the transfer coding "chunkedx"',
      'the transfer coding "chunked."',
    ],
  })),
  {
    peer: "node:http",
    answer: "400",
    why:
      "Refused here for the content, which is no chunk; they hand on a coding that nobody decodes. RFC 9112 section 6.1: 501",
    cases: [
      'the transfer coding "gzip, chunked"',
      'the transfer coding "x-chunked;a=b, chunked"',
    ],
  },
  {
    peer: "Deno.serve",
    answer: "",
    why:
      "Refused here for the content, which is no chunk; they hand on a coding that nobody decodes. RFC 9112 section 6.1: 501",
    cases: [
      'the transfer coding "gzip, chunked"',
      'the transfer coding "x-chunked;a=b, chunked"',
    ],
  },
  {
    peer: "node:http",
    answer: "417 200",
    why: "Refused alike; after a refusal we close, since that is simple",
    cases: ["another expectation", "an empty expectation"],
  },
  {
    peer: "node:http",
    answer: "200 200",
    why: "RFC 9110 section 10.1.1 defines one expectation, and 417 for others",
    cases: ["two expectations"],
  },
  {
    peer: "Deno.serve",
    answer: "200 200",
    why: "RFC 9110 section 10.1.1 defines one expectation, and 417 for others",
    cases: ["another expectation", "an empty expectation", "two expectations"],
  },
  {
    peer: "Deno.serve",
    answer: "",
    why:
      "Refused alike. They close without a word; 505 tells a person what is wrong",
    cases: ["the preface of HTTP/2"],
  },
  {
    peer: "Deno.serve",
    answer: "200 200",
    why:
      "RFC 9112 section 7.1 has no white space before a chunk size, nor behind one without an extension; this leniency was CVE-2025-22871 and its kin",
    cases: ['the chunk size line " 1"', 'the chunk size line "1 "'],
  },
  ...(["node:http", "Deno.serve"] as const).map((peer) => ({
    peer,
    answer: "200 200",
    why:
      "RFC 9112 section 7.1.1: not in the grammar of a chunk extension. What is ignored should still be well-formed",
    cases: peer === "node:http"
      ? ['the chunk size line "1;=a"', 'the chunk size line "1;a="']
      : [
        'the chunk size line "1;"',
        'the chunk size line "1;=a"',
        'the chunk size line "1;a="',
        'the chunk size line "1;a==b"',
        'the chunk size line "1;a="b"',
        'the chunk size line "1;a="b"c"',
        'the chunk size line "1;a b"',
      ],
  })),
  {
    peer: "node:http",
    answer: "",
    why: "They wait for a chunk that no limit of ours allows",
    cases: ['the chunk size line "1000000000000f"', "a chunk too large"],
  },
  {
    peer: "Deno.serve",
    answer: "499",
    why:
      "They wait for a chunk that no limit of ours allows, until the connection ends; then the handler is told",
    cases: ['the chunk size line "1000000000000f"', "a chunk too large"],
  },
  {
    peer: "Deno.serve",
    answer: "",
    why: CHUNK_CLOSE,
    cases: [
      'the chunk size line "',
      "a bare LF behind a chunk size",
      "a bare CR behind a chunk size",
      "a bare LF in a chunk extension",
      "a bare CR in a chunk extension",
      "a bare LF in a quoted chunk extension",
      "other bytes behind the data of a chunk",
      "a bare LF behind the data of a chunk",
      "a bare CR behind the data of a chunk",
      "nothing behind the data of a chunk",
      "a bare LF in trailers",
      "a bare LF behind trailers",
      "a folded trailer",
      "a trailer with a space before the colon",
      "a trailer with an empty name",
      "a trailer with a NUL",
    ],
  },
  {
    peer: "node:http",
    answer: "400",
    why:
      "The next request completes the content here; what is left is no request. They refuse that before they answer the first",
    cases: ["content cut short"],
  },
];
