// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Choice } from "./choices.ts";
import type { Controller, Turn } from "./controller.ts";
import { IllegalMoveError } from "./errors.ts";

/** A move that somebody sends. */
export interface SentMove {
  /** The name of the move. */
  readonly move: string;
  /** What is chosen. */
  readonly value: Choice;
  /**
   * The question that is answered, as {@linkcode Turn.turn} told it. With it, a
   * move that comes too late is refused. Without it, the move waits for the
   * next question of its name.
   *
   * @default {undefined}
   */
  readonly turn?: number;
}

/** Bounds on what is sent. */
export interface QueueControllerOptions {
  /**
   * How many moves can wait for their questions.
   *
   * @default {16}
   */
  readonly maxQueued?: number;
  /**
   * Called when the player is to move and no move was waiting.
   *
   * @default {undefined}
   */
  readonly onTurn?: (turn: Turn) => void;
}

/**
 * A player whose moves are sent from elsewhere: by somebody at a browser. Moves
 * made early wait in a queue for their question; those that do not answer what
 * is asked are dropped then.
 *
 * @example Usage
 * ```ts
 * import { playGame, QueueController, robot, rockPaperScissors } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const ann = new QueueController("Ann");
 * ann.send({ move: "select", value: "paper" });
 * const nelson = robot("nelson", rockPaperScissors);
 * const { outcome } = await playGame(rockPaperScissors, [ann, nelson]);
 * assertEquals(outcome.winner, 0);
 * ```
 */
export class QueueController implements Controller {
  /** The player's name. */
  readonly name: string;
  readonly #options: QueueControllerOptions;
  readonly #queue: SentMove[] = [];
  #asked: { turn: Turn; resolve: (value: Choice) => void } | undefined;

  /**
   * Makes the player.
   *
   * @param name The player's name.
   * @param options Bounds.
   */
  constructor(name: string, options: QueueControllerOptions = {}) {
    this.name = name;
    this.#options = options;
  }

  /** What the player is asked; `undefined` while it is not their turn. */
  get turn(): Turn | undefined {
    return this.#asked?.turn;
  }

  /** How many moves wait for their questions. */
  get queued(): number {
    return this.#queue.length;
  }

  /**
   * Sends a move: answers what is asked, or waits for its question.
   *
   * @param sent The move.
   * @throws {IllegalMoveError} If it comes too late, or is not offered, or too
   * many are waiting already. Nothing has happened then.
   */
  send(sent: SentMove): void {
    const { move, value, turn } = sent;
    const asked = this.#asked;
    if (turn !== undefined && turn !== asked?.turn.turn) {
      throw new IllegalMoveError(`Cannot ${move}: the moment is over`);
    }
    if (asked === undefined || asked.turn.move !== move) {
      if (turn !== undefined) {
        throw new IllegalMoveError(`Cannot ${move}: it is not asked for`);
      }
      if (this.#queue.length >= (this.#options.maxQueued ?? 16)) {
        throw new IllegalMoveError(
          `Cannot ${move}: too many moves are waiting`,
        );
      }
      this.#queue.push(sent);
      return;
    }
    if (!asked.turn.choices.includes(value)) {
      throw new IllegalMoveError(`Cannot ${move}: the choice is not offered`);
    }
    this.#asked = undefined;
    asked.resolve(value);
  }

  /** Forgets the moves that wait for their questions. */
  clear(): void {
    this.#queue.length = 0;
  }

  /**
   * Answers with a move that waits, or waits for one.
   *
   * @param turn What is asked.
   * @param signal Ends the wait.
   * @returns The choice.
   */
  choose(turn: Turn, signal: AbortSignal): Choice | Promise<Choice> {
    // What was meant for questions before this one is dropped on the way.
    while (this.#queue.length > 0) {
      const { move, value } = this.#queue.shift()!;
      if (move === turn.move && turn.choices.includes(value)) return value;
    }
    const { promise, resolve } = Promise.withResolvers<Choice>();
    const asked = { turn, resolve };
    this.#asked = asked;
    signal.addEventListener("abort", () => {
      if (this.#asked === asked) this.#asked = undefined;
    }, { once: true });
    this.#options.onTurn?.(turn);
    return promise;
  }
}
