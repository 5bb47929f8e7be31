// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Choice } from "./choices.ts";
import type { Controller, Turn } from "./controller.ts";
import type { AnyGameKind, RobotStyle } from "./game_kind.ts";
import { Random, randomSeed } from "./random.ts";

/**
 * The styles in which robots play.
 *
 * @example Usage
 * ```ts
 * import { robot, ROBOTS, truc } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const names = ROBOTS.map((style) => robot(style, truc).name);
 * assertEquals(names.length, 3);
 * ```
 */
export const ROBOTS: readonly RobotStyle[] = ["ralph", "nelson", "martin"];

/**
 * What people call the robots.
 *
 * @example Usage
 * ```ts
 * import { ROBOT_NAMES } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(ROBOT_NAMES.nelson, "Nelson the bully");
 * ```
 */
export const ROBOT_NAMES: Readonly<Record<RobotStyle, string>> = {
  ralph: "Ralph the robot",
  nelson: "Nelson the bully",
  martin: "Martin the sensible",
};

/** How a robot is made. */
export interface RobotOptions {
  /**
   * Where it takes its chances from. Its own, if not given.
   *
   * @default {new Random(randomSeed())}
   */
  readonly random?: Random;
  /**
   * What it is called.
   *
   * @default {ROBOT_NAMES[style]}
   */
  readonly name?: string;
}

/**
 * A robot: Ralph plays at random or by simple rules, Nelson is a bully, Martin
 * is sensible. It sees what a person in its seat sees, no more.
 *
 * @param style Which of them.
 * @param kind The game; what it does not decide is chosen at random.
 * @param options The name, and a random source for games that are repeated.
 * @returns The controller.
 *
 * @example Usage
 * ```ts
 * import { playGame, robot, rockPaperScissors } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const { ending } = await playGame(rockPaperScissors, [
 *   robot("ralph", rockPaperScissors),
 *   robot("nelson", rockPaperScissors),
 * ]);
 * assertEquals(ending, "played");
 * ```
 */
export function robot(
  style: RobotStyle,
  kind: AnyGameKind,
  options: RobotOptions = {},
): Controller {
  const { random = new Random(randomSeed()), name = ROBOT_NAMES[style] } =
    options;
  return {
    name,
    choose(turn: Turn): Choice {
      return kind.decide?.(style, turn) ??
        turn.choices.at(random.integer(0, turn.choices.count - 1));
    },
  };
}
