// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Child, Markup } from "../../ml/mod.ts";
import type { Announcement, Ending } from "../announcement.ts";
import type { Choice, Choices } from "../choices.ts";
import type { Nothing } from "../game.ts";
import type { AnyGameKind, Speech } from "../game_kind.ts";

/**
 * What a viewer sees of one who plays.
 *
 * @typeParam H What a player alone may see of the state.
 */
export interface PlayerView<H extends object = Nothing> {
  /** The number of the player, from 0. */
  readonly player: number;
  /** What the player is called; two of one name can be told apart. */
  readonly name: string;
  /** The coins the player has now. */
  readonly coins: number;
  /** Whether a robot sits there. */
  readonly isRobot: boolean;
  /** Whether it is the viewer. */
  readonly isViewer: boolean;
  /** Whether the game waits for this player. */
  readonly isToMove: boolean;
  /** Whether the player has left the game. */
  readonly hasLeft: boolean;
  /**
   * What the viewer may see of what was shown to this player alone: their own;
   * nothing of anybody else's while the game goes on; everything when it is
   * watched again afterwards.
   */
  readonly hand: Readonly<Partial<H>>;
}

/** How a button for one choice looks. */
export interface ChoiceLook {
  /**
   * What stands on it.
   *
   * @default {the words that the game has for the choice}
   */
  readonly label?: Child;
  /**
   * The classes of its element.
   *
   * @default {undefined}
   */
  readonly class?: string;
  /**
   * What is told of it where the label does not say enough, as `aria-label`.
   *
   * @default {undefined}
   */
  readonly description?: string;
}

/** How a form for a number looks. */
export interface NumberLook {
  /**
   * What stands beside the field.
   *
   * @default {the question}
   */
  readonly label?: string;
  /**
   * What stands on the button.
   *
   * @default {"Choose"}
   */
  readonly submit?: Child;
  /**
   * What stands in the field at first.
   *
   * @default {the choice of one who does not choose}
   */
  readonly initial?: number;
  /**
   * The classes of the form.
   *
   * @default {undefined}
   */
  readonly class?: string;
}

/** What the viewer is asked to choose now, and how it is submitted. */
export interface OfferView {
  /** The name of the move. */
  readonly move: string;
  /** The question, in words. */
  readonly question: string;
  /** What may be chosen. */
  readonly choices: Choices;
  /** How many milliseconds are left of the time to move; `null` for ever. */
  readonly timeLeft: number | null;
  /**
   * The words for a choice.
   *
   * @param value The choice.
   * @returns The words, without markup.
   */
  labelOf(value: Choice): string;
  /**
   * A button that makes a choice. It works with and without JavaScript, and
   * may stand wherever text may.
   *
   * @param value The choice.
   * @param look How it looks.
   * @returns The button.
   */
  button(value: Choice, look?: ChoiceLook): Markup<"button">;
  /**
   * A form in which a number is chosen, for choices that are integers.
   *
   * @param look How it looks.
   * @returns The form.
   */
  numberForm(look?: NumberLook): Markup<"form">;
}

/** How a game came out. */
export interface ResultView {
  /** Who won; `undefined` if nobody did. */
  readonly winner: number | undefined;
  /** How it came to its end. */
  readonly ending: Ending;
}

/**
 * Everything that one viewer may see at a table: a player, one who only
 * watches, or one who watches a game again. A {@linkcode Face} makes markup of it.
 *
 * What the game has not shown yet is not there, which is why the parts of the
 * state are optional.
 *
 * @typeParam T What all may see of the state.
 * @typeParam H What a player alone may see.
 */
export interface TableView<
  T extends object = Nothing,
  H extends object = Nothing,
> {
  /** What the ids of elements are to begin with, so that they are unique on the page. */
  readonly id: string;
  /** The game. */
  readonly kind: AnyGameKind;
  /** The player who views, or `undefined` for one who only watches. */
  readonly viewer: number | undefined;
  /** All players, by their numbers. */
  readonly players: readonly PlayerView<H>[];
  /** What has been shown to all. */
  readonly table: Readonly<Partial<T>>;
  /** What has been shown to the viewer alone. */
  readonly hand: Readonly<Partial<H>>;
  /** Everything that was said so far and is for the viewer, the oldest first. */
  readonly announcements: readonly Announcement[];
  /** Helps with names, as the viewer reads them. */
  readonly speech: Speech;
  /** What the viewer is asked; `undefined` while it is not their turn. */
  readonly offer: OfferView | undefined;
  /** How the game came out; `undefined` while it goes on. */
  readonly result: ResultView | undefined;
  /** Whether this is a game that is watched again, as it was at some move. */
  readonly isReplay: boolean;
}

/**
 * The look of a game: makes markup of what one viewer may see. It stands where
 * flow content may, under a heading of the second rank, and is made again
 * after each move; what keeps its `id` keeps its focus.
 *
 * @typeParam T What all may see of the state.
 * @typeParam H What a player alone may see.
 */
export type Face<T extends object = Nothing, H extends object = Nothing> = {
  // As a method's, the parameter may be that of one game only.
  render(view: TableView<T, H>): Child;
}["render"];
