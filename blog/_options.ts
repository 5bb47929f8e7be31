// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { parseArgs } from "@std/cli/parse-args";
import { addressSet } from "../http/mod.ts";

/** What the command line says. */
export interface Options {
  /** The directory of the entries; `undefined` where none was given. */
  directory: string | undefined;
  /** The port to listen on; 0 for a free one. */
  port: number;
  /** The name or address to listen on. */
  hostname: string;
  /** Where comments and other things that readers add are kept. */
  data: string;
  /** The name of the blog. */
  title: string;
  /** Where readers find the blog, without a slash at its end. */
  baseUrl: string | undefined;
  /** The addresses of the proxies in front of us. */
  proxies: readonly string[];
  /** The files of certificate and key; `undefined` without TLS. */
  tls: { cert: string; key: string } | undefined;
  /** Whether the entries are only to be checked. */
  check: boolean;
  /** Whether only the help was asked for. */
  help: boolean;
}

/** What the program says to `--help`. */
export const HELP: string = `A blog made of Markdown files.

Usage: deno run -A blog/main.ts [directory] [options]

  directory            Markdown files with front matter (default: blog/entries,
                       or the sample entries where there is no such directory)

Options:
  --port <number>      port to listen on; 0 takes a free one (default: 8080)
  --hostname <name>    name or address to listen on (default: 127.0.0.1)
  --data <directory>   where what readers add is kept (default: ./data)
  --title <text>       name of the blog (default: "A blog made of files")
  --base-url <url>     where readers find the blog, such as https://blog.example
                       (default: what each request asked for)
  --behind-proxy <addresses>
                       believe what these proxies say of the reader: addresses or
                       ranges parted by commas, such as 127.0.0.1,10.0.0.0/8
  --tls-cert <file>    certificate chain in PEM, to serve https
  --tls-key <file>     its private key in PEM
  --check              report broken entries, links and images, and exit
  -h, --help           show this and exit
`;

/** A command line that cannot be followed. */
export class UsageError extends Error {
  /** The error's name. */
  override readonly name = "UsageError";
}

const NAMES = [
  "port",
  "hostname",
  "data",
  "title",
  "base-url",
  "behind-proxy",
  "tls-cert",
  "tls-key",
];

/**
 * Reads the command line.
 *
 * @param args The arguments, without the program's name.
 * @returns What they say.
 * @throws {UsageError} If they cannot be followed; the message says what to do.
 */
export function parseOptions(args: readonly string[]): Options {
  const flags = parseArgs(args, {
    string: [...NAMES, "_"],
    boolean: ["help", "check"],
    alias: { h: "help" },
    unknown: refuseUnknown,
  });
  if (flags["help"] === true) return { ...DEFAULTS, help: true };
  if (flags._.length > 1) {
    throw new UsageError(
      `Cannot serve ${flags._.length} directories: give one, and quote it if its name has spaces`,
    );
  }
  const values = new Map<string, string>();
  for (const name of NAMES) {
    const value = flags[name];
    if (value === undefined) continue;
    if (typeof value !== "string" || value.trim() === "") {
      throw new UsageError(
        `Cannot use --${name}: it needs a value, as in --${name}=${
          EXAMPLES[name]
        }`,
      );
    }
    values.set(name, value);
  }
  const port = values.get("port");
  const baseUrl = values.get("base-url");
  return {
    directory: flags._[0] === undefined ? undefined : String(flags._[0]),
    port: port === undefined ? DEFAULTS.port : parsePort(port),
    hostname: values.get("hostname") ?? DEFAULTS.hostname,
    data: values.get("data") ?? DEFAULTS.data,
    title: values.get("title") ?? DEFAULTS.title,
    baseUrl: baseUrl === undefined ? undefined : parseBaseUrl(baseUrl),
    proxies: parseProxies(values.get("behind-proxy")),
    tls: parseTls(values.get("tls-cert"), values.get("tls-key")),
    check: flags["check"] === true,
    help: false,
  };
}

const DEFAULTS: Options = {
  directory: undefined,
  port: 8080,
  hostname: "127.0.0.1",
  data: "./data",
  title: "A blog made of files",
  baseUrl: undefined,
  proxies: [],
  tls: undefined,
  check: false,
  help: false,
};

const EXAMPLES: Readonly<Record<string, string>> = {
  port: "8080",
  hostname: "0.0.0.0",
  data: "./data",
  title: '"My blog"',
  "base-url": "https://blog.example",
  "behind-proxy": "127.0.0.1",
  "tls-cert": "cert.pem",
  "tls-key": "key.pem",
};

function refuseUnknown(arg: string, key?: string): boolean {
  if (key === undefined) return true;
  const near = [...NAMES, "check", "help"].find((name) => isNear(name, key));
  throw new UsageError(
    `Cannot use ${arg.replace(/=.*$/s, "")}: there is no such option, ${
      near === undefined
        ? "see --help for those there are"
        : `did you mean --${near}?`
    }`,
  );
}

/** Whether two names differ in one letter, or in the order of two. */
function isNear(a: string, b: string): boolean {
  if (a.length === b.length) {
    const wrong = [...a].filter((letter, i) => letter !== b[i]).length;
    const sorted = (text: string) => [...text].sort().join("");
    return wrong === 1 || (wrong === 2 && sorted(a) === sorted(b));
  }
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  return long.length - short.length === 1 &&
    [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short);
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65535) return port;
  throw new UsageError(
    `Cannot use port ${text}: give a whole number from 0 to 65535`,
  );
}

function parseBaseUrl(text: string): string {
  const url = URL.parse(text);
  const plain = url !== null && /^https?:$/.test(url.protocol) &&
    url.pathname === "/" && url.search === "" && url.hash === "" &&
    url.username === "" && url.password === "";
  if (plain) return url.origin;
  throw new UsageError(
    `Cannot use base URL ${text}: give scheme and host alone, as in https://blog.example`,
  );
}

function parseProxies(text: string | undefined): string[] {
  const proxies = (text ?? "").split(",").map((part) => part.trim())
    .filter((part) => part !== "");
  try {
    addressSet(proxies);
  } catch (cause) {
    throw new UsageError(
      `Cannot trust proxies ${text}: give their addresses, as in 127.0.0.1,10.0.0.0/8`,
      { cause },
    );
  }
  return proxies;
}

function parseTls(
  cert: string | undefined,
  key: string | undefined,
): Options["tls"] {
  if (cert === undefined && key === undefined) return undefined;
  if (cert !== undefined && key !== undefined) return { cert, key };
  throw new UsageError(
    `Cannot serve https: it takes both --tls-cert and --tls-key, and --${
      cert === undefined ? "tls-cert" : "tls-key"
    } is absent`,
  );
}
