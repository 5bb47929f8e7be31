// Copyright 2026 the tpd2 authors. MIT license.

/** A load that servers are put under. */
export interface LoadCase {
  /** What it is called on the command line. */
  name: string;
  /** What it is, for people. */
  title: string;
  /** The path to ask for. */
  path: string;
  /** How many connections at once. */
  connections: number;
  /** More request fields, as wrk takes them. */
  fields?: string[];
  /** A script for wrk, for what its flags cannot say. */
  script?: string;
  /** Which servers take part; all if not given. */
  only?: (server: string) => boolean;
}

/** What {@linkcode CASES} ask for most. */
export const HELLO = "/test?name=John";

/** What a browser says of itself. */
const BROWSER_FIELDS = [
  "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
  "Accept-Language: en-GB,en;q=0.9,de;q=0.8",
  "Accept-Encoding: gzip, deflate, br, zstd",
  "Referer: http://127.0.0.1/start",
  "Cookie: theme=dark; visitor=7f3a9c1e5b2d4860",
  "Upgrade-Insecure-Requests: 1",
  "Sec-Fetch-Dest: document",
  "Sec-Fetch-Mode: navigate",
  "Sec-Fetch-Site: same-origin",
  "Sec-Fetch-User: ?1",
  "Cache-Control: max-age=0",
];

const PIPELINE_SCRIPT = `
init = function(args)
  local requests = {}
  for i = 1, 16 do requests[i] = wrk.format("GET", "${HELLO}") end
  request_text = table.concat(requests)
end
request = function() return request_text end
`;

const FORM_SCRIPT = `
wrk.method = "POST"
wrk.body = "name=John"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
`;

function isServerOfPages(server: string): boolean {
  return server !== "c" && server !== "go";
}

/** All cases, in the order in which they are shown. */
export const CASES: LoadCase[] = [
  {
    name: "hello",
    title: "Hello, 64 connections",
    path: HELLO,
    connections: 64,
  },
  {
    name: "secured",
    title: "Hello with our default security fields",
    path: "/secured?name=John",
    connections: 64,
    only: (server) => server.startsWith("tpd2"),
  },
  {
    name: "browser",
    title: "Hello, with a browser's fields",
    path: HELLO,
    connections: 64,
    fields: BROWSER_FIELDS,
  },
  {
    name: "pipelined",
    title: "Hello, pipelined 16 deep",
    path: HELLO,
    connections: 64,
    script: PIPELINE_SCRIPT,
  },
  {
    name: "table",
    title: "A table of 12 rows",
    path: "/fortunes",
    connections: 64,
    only: isServerOfPages,
  },
  { name: "one", title: "Hello, 1 connection", path: HELLO, connections: 1 },
  {
    name: "thousand",
    title: "Hello, 1,000 connections",
    path: HELLO,
    connections: 1000,
  },
  {
    name: "tenthousand",
    title: "Hello, 10,000 connections",
    path: HELLO,
    // Our default bound; the one that looks whether it answers is gone by then.
    connections: 9_990,
  },
  {
    name: "routes",
    title: "Hello, as one of 1,000 routes with parameters",
    path: "/routes/999/John",
    connections: 64,
    only: (server) => server.startsWith("tpd2"),
  },
  {
    name: "new",
    title: "Hello, a new connection for each request",
    path: HELLO,
    connections: 64,
    fields: ["Connection: close"],
    // The bare loop does not read fields.
    only: (server) => server !== "c",
  },
  {
    name: "form",
    title: "A form by POST",
    path: "/form",
    connections: 64,
    script: FORM_SCRIPT,
    only: isServerOfPages,
  },
];
