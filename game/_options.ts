// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { parseArgs } from "@std/cli/parse-args";
import { UsageError } from "./_usage_error.ts";
import {
  parseWebOptions,
  WEB_HELP,
  WEB_NAMES,
  type WebOptions,
} from "./_web_options.ts";
import type { AnyGameKind, RobotStyle } from "./game_kind.ts";
import { GAMES } from "./games.ts";
import { ROBOTS } from "./robot.ts";

/** What the program says to `--help`. */
export const HELP: string = `Turn-based games for people and robots.

Usage: deno run -A game/main.ts [command] [options]

Without a command it serves the games on the web, until it is stopped.

Commands:
  play <game>          play at this terminal
  tournament <game>    let the robots play each other, and count
  robot <game>         be a robot that speaks JSON lines on standard input and output

Games:
${
  [...GAMES.values()].map(({ name, summary }) =>
    `  ${name.padEnd(20)} ${summary}\n`
  ).join("")
}
Options on the web:
${WEB_HELP}
Options of the commands:
  --against <who>      whom to play against: ${ROBOTS.join(", ")}, several with
                       commas between, or "run: <command>" for a program that
                       speaks JSON lines (default: martin)
  --as <robot>         which robot to be (default: martin)
  --coins <number>     coins to begin with (default: 100)
  --games <number>     games each pair plays in a tournament (default: 10000)
  --name <name>        your name (default: You)
  --seed <text>        play the same chances again
  -h, --help           show this and exit
`;

/** An opponent: a robot, or a program and its arguments. */
export type Opponent =
  | { readonly robot: RobotStyle }
  | { readonly command: readonly string[] };

/** What the command line says. */
export interface Options {
  /** What to do. */
  command: "help" | "web" | "play" | "tournament" | "robot";
  /** The game, wherever there is one. */
  kind: AnyGameKind | undefined;
  /** Whom to play against; as many as the game needs, if not given. */
  against: readonly Opponent[] | undefined;
  /** Which robot to be. */
  as: RobotStyle;
  /** Coins to begin with. */
  coins: number;
  /** Games each pair plays. */
  games: number;
  /** The player's name. */
  name: string;
  /** What the seed is made from. */
  seed: string | undefined;
  /** How the web is served. */
  web: WebOptions;
}

const VALUES = ["against", "as", "coins", "games", "name", "seed"];
const COMMANDS = ["play", "tournament", "robot"] as const;

/**
 * Reads the command line.
 *
 * @param args The arguments, without the program's name.
 * @returns What they say.
 * @throws {UsageError} If they cannot be followed; the message says what to do.
 */
export function parseOptions(args: readonly string[]): Options {
  const flags = parseArgs(args, {
    string: [...VALUES, ...WEB_NAMES, "_"],
    boolean: ["help"],
    alias: { h: "help" },
    unknown: refuseUnknown,
  });
  const [word, game, ...more] = flags._.map(String);
  const value = (name: string) => valueOf(name, flags[name]);
  const options: Options = {
    command: "web",
    kind: undefined,
    against: parseOpponents(value("against")),
    as: parseRobot("as", value("as") ?? "martin"),
    coins: parseCount("coins", value("coins") ?? "100"),
    games: parseCount("games", value("games") ?? "10000"),
    name: (value("name") ?? "You").slice(0, 40),
    seed: value("seed"),
    web: parseWebOptions(value),
  };
  if (flags["help"] === true) return { ...options, command: "help" };
  if (word === undefined) return options;
  const command = COMMANDS.find((one) => one === word);
  if (command === undefined) {
    throw new UsageError(
      `Cannot ${word}: there is no such command, only ${list(COMMANDS)}`,
    );
  }
  if (more.length > 0) {
    throw new UsageError(
      `Cannot ${command} ${game} and ${more[0]}: give one game`,
    );
  }
  return { ...options, command, kind: parseGame(command, game) };
}

function parseGame(command: string, name: string | undefined): AnyGameKind {
  const names = [...GAMES.keys()];
  if (name === undefined) {
    throw new UsageError(`Cannot ${command}: name a game, ${list(names)}`);
  }
  const kind = GAMES.get(name);
  if (kind) return kind;
  throw new UsageError(
    `Cannot ${command} ${name}: there is no such game, only ${list(names)}`,
  );
}

function parseOpponents(text: string | undefined): Opponent[] | undefined {
  if (text === undefined) return undefined;
  // What is run is the rest, whatever stands in it.
  const [, robots, command] = /^(.*?)(?:(?:^|,)\s*run:(.*))?$/s.exec(text)!;
  const opponents: Opponent[] = robots === "" ? [] : robots!.split(",").map(
    (name) => ({ robot: parseRobot("against", name.trim()) }),
  );
  if (command === undefined) return opponents;
  const words = command.split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) {
    throw new UsageError('Cannot use --against "run:": name a program to run');
  }
  return [...opponents, { command: words }];
}

function parseRobot(option: string, text: string): RobotStyle {
  const style = ROBOTS.find((one) => one === text);
  if (style) return style;
  throw new UsageError(
    `Cannot use --${option} ${text}: the robots are ${list(ROBOTS)}`,
  );
}

function parseCount(option: string, text: string): number {
  if (/^\d{1,7}$/.test(text) && Number(text) > 0) return Number(text);
  throw new UsageError(
    `Cannot use --${option} ${text}: it must be a number from 1 to 9999999`,
  );
}

function valueOf(name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new UsageError(`Cannot use --${name}: it needs a value`);
}

function list(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function refuseUnknown(arg: string, key?: string): boolean {
  if (key === undefined) return true;
  throw new UsageError(
    `Cannot use ${
      arg.replace(/=.*$/s, "")
    }: there is no such option, see --help for those there are`,
  );
}
