// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { AnyGameKind, RobotStyle } from "./game_kind.ts";
import { playGame } from "./play_game.ts";
import { Random, seedFrom } from "./random.ts";
import { robot, ROBOTS } from "./robot.ts";
import type { Result } from "./table_options.ts";

/** A share and how sure it is. */
export interface Interval {
  /** The share, from 0 to 1. */
  readonly share: number;
  /** The lower end of the interval. */
  readonly low: number;
  /** The upper end of the interval. */
  readonly high: number;
}

/** How one robot did against another. */
export interface Standing {
  /** The robot. */
  readonly robot: RobotStyle;
  /** Whom it played against. */
  readonly against: RobotStyle;
  /** How many games they played. */
  readonly games: number;
  /** How many it won; with coins, in how many it gained more. */
  readonly won: number;
  /** How many nobody won. */
  readonly drawn: number;
  /** The share it won, with its 95 % interval by Wilson. */
  readonly rate: Interval;
  /** The coins it gained more than the other, on average for each game. */
  readonly coins: number;
}

/** How a tournament is held. */
export interface TournamentOptions {
  /**
   * How many games each pair plays, taking the seats in turn.
   *
   * @default {10000}
   */
  readonly games?: number;
  /**
   * What the seeds of the games are made from.
   *
   * @default {1}
   */
  readonly seed?: number | string;
  /**
   * The coins that each brings to each game.
   *
   * @default {1000}
   */
  readonly coins?: number;
}

/**
 * The interval in which a probability lies with 95 % confidence, by Wilson
 * (1927), which is right near 0 and 1 also.
 *
 * @param successes How often it happened.
 * @param trials How often it could have happened, at least once.
 * @returns The share and the interval.
 *
 * @example Usage
 * ```ts
 * import { wilson } from "@tpd2/tpd2/game";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { low, high } = wilson(8, 10);
 * assertAlmostEquals(low, 0.4902, 1e-4);
 * assertAlmostEquals(high, 0.9433, 1e-4);
 * ```
 */
export function wilson(successes: number, trials: number): Interval {
  const z = 1.959964;
  const share = successes / trials;
  const scale = 1 + z * z / trials;
  const middle = (share + z * z / (2 * trials)) / scale;
  const half = z / scale *
    Math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials));
  return { share, low: middle - half, high: middle + half };
}

/**
 * Lets every robot play against every other, the same way each time for the
 * same seed.
 *
 * @param kind The game; two play.
 * @param options How many games, and their seed.
 * @returns How each did against each other.
 *
 * @example Usage
 * ```ts
 * import { rockPaperScissors, tournament } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const standings = await tournament(rockPaperScissors, { games: 10 });
 * assertEquals(standings.length, 3);
 * ```
 */
export async function tournament(
  kind: AnyGameKind,
  options: TournamentOptions = {},
): Promise<Standing[]> {
  const { games = 10_000, seed = 1, coins = 1000 } = options;
  const standings: Standing[] = [];
  for (const [a, b] of [[2, 0], [2, 1], [1, 0]] as const) {
    const pair = [ROBOTS[a]!, ROBOTS[b]!] as const;
    let won = 0;
    let lost = 0;
    let gained = 0;
    for (let game = 0; game < games; game++) {
      const source = seedFrom(`${seed}/${kind.name}/${pair}/${game}`);
      const seats = game % 2 === 0 ? pair : pair.toReversed();
      const chance = new Random(source);
      const robots = seats.map((style, player) =>
        robot(style, kind, { random: chance.fork(`robot ${player}`) })
      );
      const result = await playGame(kind, robots, {
        seed: source,
        coins: [coins, coins],
      });
      const own = game % 2;
      const more = result.coins[own]! - result.coins[1 - own]!;
      const winner = winnerOf(kind, result);
      gained += more;
      if (winner === own) won++;
      else if (winner !== undefined) lost++;
    }
    standings.push({
      robot: pair[0],
      against: pair[1],
      games,
      won,
      drawn: games - won - lost,
      rate: wilson(won, games),
      coins: gained / games,
    });
  }
  return standings;
}

function winnerOf(kind: AnyGameKind, result: Result): number | undefined {
  if (!kind.coins) return result.outcome.winner;
  const [first, second] = result.coins as [number, number];
  return first === second ? undefined : first > second ? 0 : 1;
}

/**
 * Puts the standings of a tournament into a table of text.
 *
 * @param standings The standings.
 * @returns One line for each pair, under a head.
 *
 * @example Usage
 * ```ts
 * import { standingsText, wilson } from "@tpd2/tpd2/game";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const text = standingsText([{
 *   robot: "martin", against: "ralph", games: 10, won: 8, drawn: 0,
 *   rate: wilson(8, 10), coins: 0,
 * }]);
 * assertStringIncludes(text, "80.0 %  (49.0 to 94.3)");
 * ```
 */
export function standingsText(standings: readonly Standing[]): string {
  const head =
    "robot   against  games  won                      drawn    coins";
  const lines = standings.map(({ robot, against, games, drawn, rate, coins }) =>
    [
      robot.padEnd(6),
      against.padEnd(7),
      String(games).padStart(5),
      `${percent(rate.share).padStart(5)} %  (${
        `${percent(rate.low)} to ${percent(rate.high)})`.padEnd(14)
      }`,
      `${percent(drawn / games).padStart(5)} %`,
      coins.toFixed(2).padStart(7),
    ].join("  ")
  );
  return [head, ...lines].join("\n");
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
