// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { parseArgs } from "@std/cli/parse-args";
import { addressSet } from "../http/mod.ts";
import type { Moderation } from "./comment.ts";

/** What the program can do besides serving the blog. */
const COMMANDS = [
  "set-password",
  "export-comments",
  "import-comments",
  "remove-duplicates",
] as const;

/** One of these. */
export type Command = typeof COMMANDS[number];

/** What the command line says. */
export interface Options {
  /** The directory of the entries; `undefined` where none was given. */
  directory: string | undefined;
  /** The port to listen on; 0 for a free one. */
  port: number;
  /** The name or address to listen on. */
  hostname: string;
  /** What to do in place of serving the blog, if anything. */
  command: Command | undefined;
  /** The file that a command reads or writes. */
  file: string | undefined;
  /** Where comments and other things that readers add are kept. */
  data: string;
  /** Whether readers can comment. */
  comments: boolean;
  /** Which comments wait until somebody has read them. */
  moderation: Moderation;
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
       deno run -A blog/main.ts set-password [--data <directory>]
       deno run -A blog/main.ts export-comments [file] [--data <directory>]
       deno run -A blog/main.ts import-comments [file] [--data <directory>]
       deno run -A blog/main.ts remove-duplicates [--data <directory>]

  directory            Markdown files with front matter (default: blog/entries,
                       or the sample entries where there is no such directory)

Options:
  --port <number>      port to listen on; 0 takes a free one (default: 8080)
  --hostname <name>    name or address to listen on (default: 127.0.0.1)
  --data <directory>   where what readers add is kept (default: ./data)
  --moderation <which> which comments wait until you have read them: first (an
                       author's first), all, none (default: first)
  --no-comments        readers cannot comment, and nothing is kept
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
  "moderation",
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
    boolean: ["help", "check", "no-comments"],
    alias: { h: "help" },
    unknown: refuseUnknown,
  });
  if (flags["help"] === true) return { ...DEFAULTS, help: true };
  const words = flags._.map(String);
  const command = COMMANDS.find((name) => name === words[0]);
  if (command !== undefined) words.shift();
  checkWords(words, command);
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
    directory: command === undefined ? words[0] : undefined,
    command,
    file: command === undefined ? undefined : words[0],
    port: port === undefined ? DEFAULTS.port : parsePort(port),
    hostname: values.get("hostname") ?? DEFAULTS.hostname,
    data: values.get("data") ?? DEFAULTS.data,
    comments: flags["no-comments"] !== true,
    moderation: parseModeration(values.get("moderation")),
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
  command: undefined,
  file: undefined,
  comments: true,
  moderation: "first",
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
  moderation: "first",
  title: '"My blog"',
  "base-url": "https://blog.example",
  "behind-proxy": "127.0.0.1",
  "tls-cert": "cert.pem",
  "tls-key": "key.pem",
};

function refuseUnknown(arg: string, key?: string): boolean {
  if (key === undefined) return true;
  const near = [...NAMES, "check", "no-comments", "help"].find((name) =>
    isNear(name, key)
  );
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

function checkWords(
  words: readonly string[],
  command: Command | undefined,
): void {
  if (command === undefined) {
    if (words.length < 2) return;
    throw new UsageError(
      `Cannot serve ${words.length} directories: give one, and quote it if its name has spaces`,
    );
  }
  const hasFile = command.endsWith("-comments");
  if (words.length <= (hasFile ? 1 : 0)) return;
  throw new UsageError(
    hasFile
      ? `Cannot use ${words.length} files: give one, and quote it if its name has spaces`
      : `Cannot use ${words[0]}: ${command} takes options only, see --help`,
  );
}

function parseModeration(text: string | undefined): Moderation {
  const modes: readonly Moderation[] = ["first", "all", "none"];
  const mode = modes.find((mode) => mode === (text ?? DEFAULTS.moderation));
  if (mode !== undefined) return mode;
  throw new UsageError(
    `Cannot use moderation ${text}: give first, all or none`,
  );
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
