// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Message } from "./announcement.ts";
import type { Choice } from "./choices.ts";
import type { Turn } from "./controller.ts";
import type { Game, Nothing, Setting } from "./game.ts";

/** How a robot plays: at random, to bully, or with sense. */
export type RobotStyle = "ralph" | "nelson" | "martin";

/** Helps to put into words what players do. */
export interface Speech {
  /**
   * A player and what they do: `You win`, `Ann wins`.
   *
   * @param player The player.
   * @param you What to say of the reader: `win`.
   * @param other What to say of anyone else; `you` and an s if not given.
   * @returns The sentence without its end.
   */
  does(player: number, you: string, other?: string): string;
  /**
   * A player's name; `you` for the reader.
   *
   * @param player The player.
   * @returns The name.
   */
  name(player: number): string;
  /**
   * Whose something is: `your`, `Ann's`.
   *
   * @param player The player.
   * @returns The word.
   */
  whose(player: number): string;
}

/**
 * A game as it is offered: its name, its rules for people and for the table,
 * how its robots play, and its words.
 *
 * @typeParam T What all may see of the state.
 * @typeParam H What a player alone may see.
 * @typeParam M What the game says.
 */
export interface GameKind<
  T extends object = Nothing,
  H extends object = Nothing,
  M extends Message = never,
> {
  /** What it is called in addresses, records and commands: `ultimatum`. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** One sentence that makes you want to play. */
  readonly summary: string;
  /** The rules for people, as paragraphs with an empty line between them. */
  readonly rules: string;
  /** Counted up whenever old records would not replay. */
  readonly version: number;
  /** How many play. */
  readonly seats: { readonly least: number; readonly most: number };
  /** Whether coins are won and lost. Absent means no. */
  readonly coins?: boolean;
  /**
   * What happens when somebody leaves: the game ends, or their further moves
   * are what is chosen for one who does not choose. Absent means it ends.
   */
  readonly leaving?: "ends" | "goes-on";
  /** The rules for the table. */
  readonly Game: new (setting: Setting) => Game<T, H, M>;
  /**
   * How a robot of some style plays.
   *
   * @param style The style.
   * @param turn What is asked and what can be seen.
   * @returns The move, or `undefined` for a random one.
   */
  decide?(style: RobotStyle, turn: Turn<T, H>): Choice | undefined;
  /**
   * Puts into words what the game said.
   *
   * @param message What was said.
   * @param speech Helps with names.
   * @returns The sentence, or `undefined` to pass it over in silence.
   */
  tell?(message: M, speech: Speech): string | undefined;
  /**
   * Puts into words that a player moved.
   *
   * @param move The name of the move and what was chosen.
   * @param player The player.
   * @param speech Helps with names.
   * @returns The sentence, or `undefined` to pass it over in silence.
   */
  tellMove?(
    move: { readonly move: string; readonly value: Choice },
    player: number,
    speech: Speech,
  ): string | undefined;
  /**
   * Puts into words what is asked.
   *
   * @param turn What is asked and what can be seen.
   * @param speech Helps with names.
   * @returns The question.
   */
  question?(turn: Turn<T, H>, speech: Speech): string;
  /**
   * Puts one choice into words.
   *
   * @param value The choice.
   * @param move The name of the move.
   * @returns The words.
   */
  label?(value: Choice, move: string): string;
}

/** A game of which no more is known than what all games have in common. */
export type AnyGameKind = GameKind<Nothing, Nothing, Message>;
