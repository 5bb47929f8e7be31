// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Outcome } from "./announcement.ts";
import { oneOf } from "./choices.ts";
import { Game, type Nothing } from "./game.ts";
import type { GameKind } from "./game_kind.ts";

/** What a player can show. */
export type Sign = "rock" | "paper" | "scissors";

/** What is said in rock, paper, scissors. */
export interface SignsMessage {
  /** All signs at once. */
  readonly type: "signs";
  /** What each player showed. */
  readonly signs: readonly Sign[];
}

const BEATS: Readonly<Record<Sign, Sign>> = {
  rock: "scissors",
  paper: "rock",
  scissors: "paper",
};

class RockPaperScissors extends Game<Nothing, Nothing, SignsMessage> {
  async play(): Promise<Outcome> {
    const signs = await this.secretly(
      "select",
      oneOf("rock", "paper", "scissors"),
    );
    this.announce({ type: "signs", signs });
    const [first, second] = signs as [Sign, Sign];
    if (BEATS[first] === second) return { winner: 0 };
    if (BEATS[second] === first) return { winner: 1 };
    return {};
  }
}

/**
 * Rock, paper, scissors, for two.
 *
 * @example Usage
 * ```ts
 * import { playGame, robot, rockPaperScissors } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const players = [robot("martin", rockPaperScissors), robot("nelson", rockPaperScissors)];
 * const { coins } = await playGame(rockPaperScissors, players);
 * assertEquals(coins.length, players.length);
 * ```
 */
export const rockPaperScissors: GameKind<Nothing, Nothing, SignsMessage> = {
  name: "rock-paper-scissors",
  title: "Rock, paper, scissors",
  summary: "Guess what the other will show, and show what beats it.",
  rules: `Both choose in secret: rock, paper or scissors.

Rock beats scissors, scissors beat paper, and paper beats rock. If both choose
the same, it is a draw.`,
  version: 1,
  seats: { least: 2, most: 2 },
  Game: RockPaperScissors,
  // There is nothing more sensible than chance, and nothing bolder than rock.
  decide: (style) => style === "nelson" ? "rock" : undefined,
  tell: ({ signs }, speech) =>
    signs.map((sign, player) => `${speech.does(player, "show")} ${sign}.`)
      .join(" "),
  question: () => "What do you show?",
};
