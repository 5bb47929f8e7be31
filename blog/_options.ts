// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { parseArgs } from "@std/cli/parse-args";
import type { Moderation } from "./comment.ts";
import type { Settings } from "./_config.ts";
import { nearestOption, OPTIONS, UsageError } from "./_option_table.ts";
import {
  type LogOptions,
  parseBaseUrl,
  parseHub,
  parseLang,
  parseLog,
  parseModeration,
  parsePermalink,
  parsePort,
  parseProxies,
  parseTls,
  type TlsFiles,
} from "./_option_values.ts";

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
  /** Where else pictures and other files are. */
  static: string | undefined;
  /** Whether readers can comment. */
  comments: boolean;
  /** Which comments wait until somebody has read them. */
  moderation: Moderation;
  /** The name of the blog. */
  title: string;
  /** What it is about. */
  description: string;
  /** The language of its texts, as a BCP 47 tag. */
  lang: string;
  /** Where readers find the blog, without a slash at its end. */
  baseUrl: string | undefined;
  /** The path of entries that do not say their own. */
  permalink: string | undefined;
  /** The hub that tells subscribers of the feeds what is new. */
  hub: string | undefined;
  /** The addresses of the proxies in front of us. */
  proxies: readonly string[];
  /** The files of certificate and key; `undefined` without TLS. */
  tls: TlsFiles | undefined;
  /** Where a line for each request goes; `undefined` for nowhere. */
  log: LogOptions | undefined;
  /** Whether the entries are only to be checked. */
  check: boolean;
  /** Whether only the help was asked for. */
  help: boolean;
}

/**
 * Says where the configuration is.
 *
 * @param args The arguments, without the program's name.
 * @returns The file that was named, if one was.
 * @throws {UsageError} If the arguments cannot be followed.
 */
export function configOf(args: readonly string[]): string | undefined {
  return valuesOf(readFlags(args)).get("config");
}

/**
 * Reads the command line.
 *
 * @param args The arguments, without the program's name.
 * @param settings What a configuration says. The arguments go before it.
 * @returns What they say.
 * @throws {UsageError} If they cannot be followed; the message says what to do.
 */
export function parseOptions(
  args: readonly string[],
  settings: Settings = new Map(),
): Options {
  const flags = readFlags(args);
  if (flags["help"] === true) return { ...DEFAULTS, help: true };
  const words = flags._.map(String);
  const command = COMMANDS.find((name) => name === words[0]);
  if (command !== undefined) words.shift();
  checkWords(words, command);
  const values = new Map([...settings, ...valuesOf(flags)]);
  const get = (name: string): string | undefined => values.get(name);
  return {
    directory: command === undefined ? words[0] ?? get("directory") : undefined,
    command,
    file: command === undefined ? undefined : words[0],
    port: parsePort(get("port"), DEFAULTS.port),
    hostname: get("hostname") ?? DEFAULTS.hostname,
    data: get("data") ?? DEFAULTS.data,
    static: get("static"),
    comments: flags["no-comments"] !== true && !values.has("no-comments"),
    moderation: parseModeration(get("moderation")),
    title: get("title") ?? DEFAULTS.title,
    description: get("description") ?? DEFAULTS.description,
    lang: parseLang(get("lang"), DEFAULTS.lang),
    baseUrl: parseBaseUrl(get("base-url")),
    permalink: parsePermalink(get("permalink")),
    hub: parseHub(get("websub-hub")),
    proxies: parseProxies(get("behind-proxy")),
    tls: parseTls(get("tls-cert"), get("tls-key")),
    log: parseLog(get("log"), get("log-format")),
    check: flags["check"] === true,
    help: false,
  };
}

type Flags = ReturnType<typeof parseArgs>;

function readFlags(args: readonly string[]): Flags {
  return parseArgs(args, {
    string: [...NAMES, "_"],
    boolean: SWITCHES,
    alias: { h: "help" },
    unknown: refuseUnknown,
  });
}

function valuesOf(flags: Flags): Map<string, string> {
  const values = new Map<string, string>();
  for (const { name, kind, example } of OPTIONS) {
    const value = flags[name];
    if (kind === "switch" || value === undefined) continue;
    if (typeof value !== "string" || value.trim() === "") {
      throw new UsageError(
        `Cannot use --${name}: it needs a value, as in --${name}=${example}`,
      );
    }
    values.set(name, value);
  }
  return values;
}

const SWITCHES = OPTIONS.filter(({ kind }) => kind === "switch")
  .map(({ name }) => name);
const NAMES = OPTIONS.filter(({ kind }) => kind !== "switch")
  .map(({ name }) => name);

const DEFAULTS: Options = {
  directory: undefined,
  port: 8080,
  hostname: "127.0.0.1",
  data: "./data",
  static: undefined,
  command: undefined,
  file: undefined,
  comments: true,
  moderation: "first",
  title: "A blog made of files",
  description: "",
  lang: "en",
  baseUrl: undefined,
  permalink: undefined,
  hub: undefined,
  proxies: [],
  tls: undefined,
  log: undefined,
  check: false,
  help: false,
};

function refuseUnknown(arg: string, key?: string): boolean {
  if (key === undefined) return true;
  const near = nearestOption(key);
  throw new UsageError(
    `Cannot use ${arg.replace(/=.*$/s, "")}: there is no such option, ${
      near === undefined
        ? "see --help for those there are"
        : `did you mean --${near}?`
    }`,
  );
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
