// Copyright 2026 the tpd2 authors. MIT license.

/**
 * The program of the games: serve them on the web, play at the terminal, let
 * robots play each other, or be a robot for somebody else's table.
 *
 * ```ts ignore
 * // deno run -A game/main.ts
 * // deno run -A game/main.ts play truc --against martin
 * ```
 *
 * @module
 */

import { serve, untilInterrupted } from "../http/mod.ts";
import { setDevelopment } from "../ml/mod.ts";
import { openStore } from "./_open_store.ts";
import { HELP, type Opponent, type Options, parseOptions } from "./_options.ts";
import type { WebOptions } from "./_web_options.ts";
import type { Controller } from "./controller.ts";
import type { AnyGameKind } from "./game_kind.ts";
import { openLobby } from "./open_lobby.ts";
import { Random, randomSeed, seedFrom } from "./random.ts";
import { robot, ROBOT_NAMES } from "./robot.ts";
import { servePlayer, StreamController } from "./stream_controller.ts";
import { Table } from "./table.ts";
import { TerminalController } from "./terminal_controller.ts";
import { standingsText, tournament } from "./tournament.ts";
import { gameSite } from "./web/site.ts";

/**
 * Runs the program.
 *
 * @param args The arguments of the command line.
 * @returns The exit code: 0, or 1 where it could not do what was asked.
 *
 * @example Usage
 * ```ts
 * import { main } from "@tpd2/tpd2/game/main";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await main(["play", "noughts and crosses"]), 1);
 * ```
 */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options.command === "help") {
      console.log(HELP);
      return 0;
    }
    if (options.kind === undefined) await serveWeb(options.web);
    else await run(options, options.kind);
    return 0;
  } catch (error) {
    // Whoever plays needs the sentence, not where in our source it arose.
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function run(options: Options, kind: AnyGameKind): Promise<void> {
  switch (options.command) {
    case "tournament":
      return compete(options, kind);
    case "robot":
      return serveRobot(options, kind);
    default:
      return playAtTerminal(options, kind);
  }
}

/** Serves the games until somebody presses Ctrl-C, or the system wants us to end. */
async function serveWeb(options: WebOptions): Promise<void> {
  const { title, baseUrl, data, robotAfter, moveTimeout, robotPause } = options;
  // Its pages are checked by its tests; each visitor need not check them again.
  setDevelopment(false);
  const store = openStore(data);
  const lobby = await openLobby({ store, robotAfter, moveTimeout, robotPause });
  try {
    const site = gameSite(lobby, {
      title,
      site: baseUrl === undefined ? {} : { baseUrl },
    });
    const { port, hostname, proxies } = options;
    const server = await serve(site, {
      port,
      hostname,
      trustedProxies: proxies,
      onListen({ url, warnings }) {
        for (const warning of warnings) console.warn(`Warning: ${warning}`);
        console.log(`Listening on ${url}`);
      },
    });
    const count = lobby.playing.length;
    if (count > 0) {
      console.log(
        count === 1 ? "One game goes on" : `${count} games go on`,
      );
    }
    await untilInterrupted();
    await server.shutdown();
  } finally {
    await lobby.close();
  }
}

async function compete(options: Options, kind: AnyGameKind): Promise<void> {
  const { games, seed = "1" } = options;
  const standings = await tournament(kind, { games, seed });
  console.log(`${kind.title}\n\n${standingsText(standings)}`);
}

async function serveRobot(options: Options, kind: AnyGameKind): Promise<void> {
  const random = options.seed === undefined
    ? {}
    : { random: new Random(seedFrom(options.seed)) };
  await servePlayer(robot(options.as, kind, random), {
    readable: Deno.stdin.readable,
    writable: Deno.stdout.writable,
  });
}

async function playAtTerminal(
  options: Options,
  kind: AnyGameKind,
): Promise<void> {
  const { name, coins, against = defaultOpponents(kind) } = options;
  const { least, most } = kind.seats;
  const count = against.length + 1;
  if (count < least || count > most) {
    throw new Error(
      `Cannot play ${kind.name} against ${against.length}: it is for ${
        least === most ? least : `${least} to ${most}`
      } players, you among them`,
    );
  }
  const names = [name, ...against.map(nameOf)];
  const terminal = new TerminalController({
    kind,
    names,
    player: 0,
    input: Deno.stdin.readable,
    output: Deno.stdout.writable,
  });
  const seed = options.seed === undefined
    ? randomSeed()
    : seedFrom(options.seed);
  await using others = new Others(kind, against, new Random(seed));
  const table = new Table(kind, [terminal, ...others.controllers], {
    seed,
    moveTimeout: 0,
    ...(kind.coins ? { coins: names.map(() => coins) } : {}),
  });
  terminal.print(`${kind.title}. ${kind.summary}\n`);
  terminal.print("Type ? for the rules, quit to leave.\n");
  try {
    await table.play();
    if (terminal.hasQuit) terminal.print("Goodbye.\n");
  } finally {
    await terminal.close();
  }
}

function defaultOpponents({ seats }: AnyGameKind): Opponent[] {
  return Array.from({ length: seats.least - 1 }, () => ({ robot: "martin" }));
}

function nameOf(opponent: Opponent): string {
  return "robot" in opponent
    ? ROBOT_NAMES[opponent.robot]
    : opponent.command[0]!;
}

/** The opponents, and the processes that some of them are. */
class Others {
  readonly controllers: readonly Controller[];
  readonly #processes: Deno.ChildProcess[] = [];

  constructor(kind: AnyGameKind, all: readonly Opponent[], random: Random) {
    this.controllers = all.map((opponent, i) => {
      if ("command" in opponent) return this.#start(opponent.command);
      const chance = random.fork(`robot ${i + 1}`);
      return robot(opponent.robot, kind, { random: chance });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const controller of this.controllers) {
      if (controller instanceof StreamController) await controller.close();
    }
    for (const process of this.#processes) {
      try {
        process.kill();
      } catch {
        // It ended when its input did.
      }
      await process.status;
    }
  }

  #start(command: readonly string[]): Controller {
    const [program, ...args] = command as [string, ...string[]];
    let process: Deno.ChildProcess;
    try {
      process = new Deno.Command(program, {
        args,
        stdin: "piped",
        stdout: "piped",
        stderr: "inherit",
      }).spawn();
    } catch (cause) {
      throw new Error(`Cannot run ${program}: there is no such program`, {
        cause,
      });
    }
    this.#processes.push(process);
    const { stdin: writable, stdout: readable } = process;
    return new StreamController(program, { readable, writable });
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
