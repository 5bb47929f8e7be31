// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { addressSet } from "../http/mod.ts";
import { UsageError } from "./_usage_error.ts";

/** What the program says of them to `--help`. */
export const WEB_HELP =
  `  --port <number>      port to listen on; 0 takes a free one (default: 8081)
  --hostname <name>    name or address to listen on (default: 127.0.0.1)
  --robot-after <s>    seconds until robots take free seats; 0 for never (default: 5)
  --move-timeout <s>   seconds that a player may take to move; 0 for as long as
                       they like (default: 60)
  --robot-pause <ms>   milliseconds that a robot takes to move (default: 700)
  --data <directory>   where games are kept, so that they go on when the program
                       starts again (default: ./data)
  --title <text>       name of the site (default: Games)
  --base-url <url>     where browsers find it, such as https://games.example
                       (default: what each request asked for)
  --behind-proxy <addresses>
                       believe what these proxies say of the browser: addresses or
                       ranges parted by commas, such as 127.0.0.1,10.0.0.0/8
`;

/** How the web is served. */
export interface WebOptions {
  /** The port to listen on; 0 for a free one. */
  readonly port: number;
  /** The name or address to listen on. */
  readonly hostname: string;
  /** After how many milliseconds robots take free seats; 0 for never. */
  readonly robotAfter: number;
  /** How many milliseconds a player may take to move; 0 for ever. */
  readonly moveTimeout: number;
  /** How many milliseconds a robot takes to move. */
  readonly robotPause: number;
  /** The directory where games are kept. */
  readonly data: string;
  /** The name of the site. */
  readonly title: string;
  /** Where browsers find it. */
  readonly baseUrl: string | undefined;
  /** The addresses of the proxies in front of us. */
  readonly proxies: readonly string[];
}

/** Their names on the command line. */
export const WEB_NAMES = [
  "port",
  "hostname",
  "robot-after",
  "move-timeout",
  "robot-pause",
  "data",
  "title",
  "base-url",
  "behind-proxy",
] as const;

/** A day: no timer runs for longer than some three weeks. */
const MAX_SECONDS = 86_400;

/**
 * Reads the options of the web.
 *
 * @param valueOf The text of each option, where it was given.
 * @returns What they say.
 * @throws {UsageError} If one cannot be used.
 */
export function parseWebOptions(
  valueOf: (name: (typeof WEB_NAMES)[number]) => string | undefined,
): WebOptions {
  const count = (
    name: (typeof WEB_NAMES)[number],
    usual: number,
    most: number,
  ) => parseNumber(name, valueOf(name) ?? String(usual), most);
  return {
    port: count("port", 8081, 65_535),
    hostname: valueOf("hostname") ?? "127.0.0.1",
    robotAfter: 1000 * count("robot-after", 5, MAX_SECONDS),
    moveTimeout: 1000 * count("move-timeout", 60, MAX_SECONDS),
    robotPause: count("robot-pause", 700, 60_000),
    data: valueOf("data") ?? "./data",
    title: valueOf("title") ?? "Games",
    baseUrl: parseBaseUrl(valueOf("base-url")),
    proxies: parseProxies(valueOf("behind-proxy")),
  };
}

function parseNumber(name: string, text: string, most: number): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (value <= most) return value;
  throw new UsageError(
    `Cannot use --${name} ${text}: it must be a whole number from 0 to ${most}`,
  );
}

function parseBaseUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) {
    return url.origin;
  }
  throw new UsageError(
    `Cannot use --base-url ${text}: give scheme and host alone, as in https://games.example`,
  );
}

function parseProxies(text: string | undefined): readonly string[] {
  const proxies = (text ?? "").split(",").map((part) => part.trim())
    .filter((part) => part !== "");
  try {
    addressSet(proxies);
  } catch (cause) {
    throw new UsageError(
      `Cannot use --behind-proxy ${text}: give addresses, as in 127.0.0.1,10.0.0.0/8`,
      { cause },
    );
  }
  return proxies;
}
